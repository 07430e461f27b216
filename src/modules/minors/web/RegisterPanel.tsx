import { dateOf, Facts, Panel, Row, showDate, Stack, Tag } from '#web/ui/index.ts'
import { useFile } from './answers.ts'

const schoolAges = { yes: '义务教育年龄', no: '不在义务教育年龄', maybe: '年龄不详' } as const

/** The register: who, where, why the file was opened, and its kinds with their times. */
export default function RegisterPanel({ subjectId }: { subjectId: string }) {
  const { data } = useFile(subjectId)
  if (!data) return null
  const past = data.kinds.filter((each) => each.until !== null)
  return (
    <Panel title="登记" right={data.identity ? `身份${data.identity}` : undefined}>
      <Stack>
        <Facts
          rows={[
            ['出生', data.birth],
            ['上学', schoolAges[data.schoolAge]],
            ['民族', data.ethnicity ?? undefined],
            ['户籍', data.household],
            ['现住', data.address],
            ['镇街', data.town],
            ['村社区', data.village],
            ['学校', data.school],
            ['叫法', data.heardNames.length > 0 ? data.heardNames.join('、') : undefined],
            ['特征', data.marks.length > 0 ? data.marks.join('、') : undefined],
            ['建档', `${showDate(dateOf(data.openedAt))}${data.from ? `，${data.from}` : ''}`],
            ['发现', data.found ?? undefined],
            ['结案', data.closedAt ? `${showDate(dateOf(data.closedAt))}，${data.closedHow ?? ''}` : undefined],
          ]}
        />
        {past.length > 0 ? (
          <Row>
            {past.map((each) => (
              <Tag key={`${each.kind}${each.since}`}>
                {`${each.title} ${dateOf(each.since)} 至 ${dateOf(each.until as number)}${each.withdrawn ? '（登错，已撤回）' : ''}`}
              </Tag>
            ))}
          </Row>
        ) : null}
      </Stack>
    </Panel>
  )
}
