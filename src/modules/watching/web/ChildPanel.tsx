import {
  Answer,
  dateOf,
  Empty,
  Facts,
  Panel,
  Row,
  showDate,
  showInstant,
  Stack,
  Tag,
  Timeline,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { describe } from '#kernel/field.ts'
import { entrySchema } from '../schema-entry.ts'
import { guardianships, manners } from '../words.ts'
import type { PanelAnswer } from './answers.ts'
import { dueWords, RiskTag, TrendTag } from './tags.tsx'

/** What the rounds found of one child: the risk, the next look, what changed, what the registers say. */
export default function ChildPanel({ subjectId }: { subjectId: string }) {
  const asked = useAsk<PanelAnswer>('watching.of-child', { childId: subjectId })
  const now = useNow()
  return (
    <Panel title="排查">
      <Answer of={asked}>
        {({ standing, looks, entries }) => {
          const today = dateOf(now)
          return (
            <Stack>
              {standing ? (
                <>
                  <Row>
                    <RiskTag risk={standing.risk} />
                    <TrendTag trend={standing.trend} missed={standing.missed} />
                    {standing.census ? (
                      <Tag tone={standing.registeredNow ? 'grn' : 'amb'}>
                        {standing.termNow}
                        {standing.registeredNow ? '已普查' : '待普查'}
                      </Tag>
                    ) : null}
                  </Row>
                  <Facts
                    rows={[
                      ['上次排查', standing.lastOn ? showDate(standing.lastOn, now) : '还没有'],
                      [
                        '下次不晚于',
                        standing.closed
                          ? '已结案，不再排查'
                          : `${showDate(standing.nextOn, now)}（${dueWords(standing.nextOn, today).words}）`,
                      ],
                      [
                        '监护状况',
                        standing.guardianship ? guardianships[standing.guardianship as keyof typeof guardianships] : '没有写',
                      ],
                    ]}
                  />
                </>
              ) : (
                <Empty title="还没有进入排查">登记刚刚收到，稍后会排出下次去看的日子。</Empty>
              )}
              {looks.length > 0 ? (
                <Timeline
                  items={looks.map((look) => ({
                    id: look.id,
                    at: look.at,
                    title:
                      look.kind === 'missed'
                        ? `没见到：${look.reason ?? ''}`
                        : `${look.manner ? manners[look.manner as keyof typeof manners] : '排查'}`,
                    ...(look.by ? { by: look.by } : {}),
                    ...(look.kind === 'missed' || look.risk === 'high' ? { tone: 'bad' as const } : {}),
                    text: (
                      <>
                        {look.changes.length > 0 ? <p>{look.changes.join('、')}</p> : null}
                        {look.note ? <p>{look.note}</p> : null}
                      </>
                    ),
                    ...(look.kind === 'seen'
                      ? {
                          more: (
                            <>
                              <RiskTag risk={look.risk} />
                              {look.score === null ? null : <Tag>指标表 {look.score} 分</Tag>}
                            </>
                          ),
                        }
                      : {}),
                  }))}
                />
              ) : null}
              {entries.map((each) => (
                <details key={each.id}>
                  <summary>
                    {each.register}登记册，{each.by ?? ''}，{showInstant(each.changedAt, now)}
                  </summary>
                  <Facts rows={entryLines(each.entry)} />
                </details>
              ))}
            </Stack>
          )
        }}
      </Answer>
    </Panel>
  )
}

const described = describe(entrySchema)

/** What a register says, line by line: labels and words of the form itself. */
function entryLines(entry: Record<string, unknown>): [string, string][] {
  return described.flatMap(({ key, label, options }): [string, string][] => {
    const value = entry[key]
    if (value === undefined || value === null) return []
    const word = (each: unknown): string =>
      typeof each === 'boolean' ? (each ? '是' : '否') : typeof each === 'string' ? (options?.[each] ?? each) : String(each)
    if (Array.isArray(value)) return [[label, value.map(word).join('、')]]
    if (typeof value === 'object')
      return [
        [
          label,
          Object.values(value)
            .filter((each) => each !== undefined && each !== null)
            .map(String)
            .join('，'),
        ],
      ]
    return [[label, word(value)]]
  })
}
