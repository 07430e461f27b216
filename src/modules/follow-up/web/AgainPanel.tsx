import { Answer, Facts, Go, Muted, Panel, Row, showInstant, Stack, subjectPath, Tag, useNow } from '#web/ui/index.ts'
import { seasons, weekdays } from '../rules-again.ts'
import { causes } from '../words-needs.ts'
import { useAgain, wordsOf } from './needs-answers.ts'
import { AgainButtons } from './needs-buttons.tsx'

/** On a file: how often this person took to the road again, when, where from, why. Nothing where it never happened. */
export default function AgainPanel({ subjectId }: { subjectId: string }) {
  const asked = useAgain(subjectId)
  const now = useNow()
  if (asked.data && asked.data.items.length === 0) return null
  return (
    <Answer of={asked}>
      {({ items, pattern, sayings }) => (
        <Panel title="反复流浪" right={<Muted>{pattern.times} 次</Muted>}>
          <Stack>
            <Facts
              rows={[
                ['在家几天', pattern.daysHome.length > 0 ? pattern.daysHome.join('、') : undefined],
                [
                  '季节',
                  Object.entries(seasons)
                    .filter(([key]) => (pattern.bySeason[key] ?? 0) > 0)
                    .map(([key, word]) => `${word} ${pattern.bySeason[key]}`)
                    .join('，'),
                ],
                [
                  '星期',
                  weekdays
                    .map((word, index) => ({ word, count: pattern.byWeekday[index] ?? 0 }))
                    .filter((each) => each.count > 0)
                    .map((each) => `${each.word} ${each.count}`)
                    .join('，'),
                ],
                ['原因', wordsOf(causes, Object.keys(pattern.causes)) || '还没问明'],
                ['看得出的', sayings.length > 0 ? sayings.join('；') : undefined],
              ]}
            />
            {items.map((each) => (
              <div key={each.againId}>
                <Row>
                  <b>{showInstant(each.foundAt, now)}</b>
                  {each.toldAt === null ? <Tag tone="amb">没有反馈民政局</Tag> : <Tag tone="grn">已反馈</Tag>}
                </Row>
                <p>
                  {each.place ?? '地点没有说'}
                  {each.newFileId && each.newNo ? (
                    <>
                      {' '}
                      <Go to={subjectPath('rescue-file', each.newFileId)}>{each.newNo}</Go>
                    </>
                  ) : null}
                  {each.causes.length > 0 ? <Muted> {wordsOf(causes, each.causes)}</Muted> : null}
                </p>
                {each.note ? <p>{each.note}</p> : null}
                <AgainButtons again={each} />
              </div>
            ))}
          </Stack>
        </Panel>
      )}
    </Answer>
  )
}
