import {
  ActionButton,
  Answer,
  Empty,
  Facts,
  Page,
  Panel,
  Row,
  showInstant,
  Stack,
  Tag,
  Timeline,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { supplementForm, toldForm } from '../schema.ts'
import { casualtyKinds, causes } from '../words.ts'
import type { CasualtiesAnswer, CasualtyLine } from './answers.ts'
import { CasualtyStats } from './parts.tsx'

/** Every death and injury that was written down, this year's and last year's; none can be taken away. */
export default function Casualties() {
  const asked = useAsk<CasualtiesAnswer>('weather.casualties')
  return (
    <Page title="伤亡" sub="登记过的一条也不少；后来查明的写在旁边，已经计入的不减">
      <Answer of={asked}>
        {(list) => (
          <Stack>
            <Panel title="今年和去年">
              <Row>
                <CasualtyStats of={list} />
              </Row>
            </Panel>
            {list.items.length === 0 ? <Empty title="没有登记过伤亡">知道了就登记；原因没有查清的先不选原因。</Empty> : null}
            {list.items.map((each) => (
              <Line key={each.casualtyId} of={each} />
            ))}
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

function Line({ of: each }: { of: CasualtyLine }) {
  const now = useNow()
  const told = (at: number | null) => (at === null ? '还没有登记' : showInstant(at, now))
  const fixed = { casualtyId: each.casualtyId }
  return (
    <Panel
      title={`${casualtyKinds[each.kind]}，${each.cause ? causes[each.cause] : '原因没查清'}`}
      sub={each.no}
      right={
        each.may ? (
          <Row>
            <ActionButton action="weather.supplement-casualty" of={supplementForm} title="补充原因" size="small" fixed={fixed} />
            <ActionButton action="weather.record-told" of={toldForm} title="登记逐级报告" size="small" fixed={fixed} />
          </Row>
        ) : null
      }
    >
      {each.laterKind && each.laterCause ? (
        <Row>
          <Tag tone="amb">{`后来认定：${casualtyKinds[each.laterKind]}，${causes[each.laterCause]}；原登记仍计入`}</Tag>
        </Row>
      ) : null}
      <Facts
        rows={[
          ['时间', showInstant(each.at, now)],
          ['区域', each.area ?? undefined],
          ['地点', each.place ?? undefined],
          ['谁报告的', each.toldBy ?? undefined],
          ['是什么人', each.who ?? undefined],
          ['此前做过', each.before ?? undefined],
          ['报告民政局', told(each.bureauToldAt)],
          ['报告政府', told(each.governmentToldAt)],
          ['报告上级', told(each.superiorToldAt)],
        ]}
      />
      {each.course.length > 1 ? (
        <Timeline
          items={each.course.map((one, at) => ({
            id: `${one.at}:${at}`,
            at: one.at,
            title: one.title,
            text: one.lines.join('；'),
          }))}
        />
      ) : null}
    </Panel>
  )
}
