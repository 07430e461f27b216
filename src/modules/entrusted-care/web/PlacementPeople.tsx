import {
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  showInstant,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useGo,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { careLevels } from '../words.ts'
import { Nav } from './Nav.tsx'
import type { PeopleAnswer, PersonOutside } from './placement-answers.ts'
import { ReportHealth } from './placement-buttons.tsx'

/** Days of standing still from which a line is marked: the assumed month of the clause; the duties keep the term. */
const STILL = 31
const day = 86_400_000

const toneOf = (row: PersonOutside) =>
  row.state === 'placed-declined' || (row.untracedDays ?? 0) >= STILL
    ? 'red'
    : row.monthsLeft !== null && row.monthsLeft <= 15
      ? 'amb'
      : undefined

/** Everybody outside: where, since when, how they are, who saw them, how the tracing goes on. */
export default function PlacementPeople() {
  const { search, setSearch } = useRoute()
  const institutionId = search['institution']
  const asked = useAsk<PeopleAnswer>('entrusted.people', institutionId ? { institutionId } : {}, { keepPrevious: true })
  const now = useNow()
  const go = useGo()
  const data = asked.data
  const at = (instant: number | null) => (instant === null ? <Tag tone="amb">还没有</Tag> : showInstant(instant, now))
  return (
    <Page
      title="站外托养人员"
      sub={
        data ? (
          <Row>
            <span>
              在外 <b>{data.total}</b> 人
            </span>
            {data.still > 0 ? <Tag tone="red">{data.still} 人一个月没有寻亲</Tag> : null}
            {data.unreported > 0 ? <Tag tone="amb">{data.unreported} 人一个月没有健康报告</Tag> : null}
          </Row>
        ) : null
      }
      actions={
        <PaperButton query="entrusted.people-sheet" params={institutionId ? { institutionId } : {}} how="save">
          下载名册
        </PaperButton>
      }
    >
      <Nav here="/outside/people" />
      <Panel flush>
        <Table
          title="站外托养人员"
          unit="人"
          asked={asked}
          rows={data?.items}
          total={data?.total}
          rowKey={(row) => row.placementId}
          rowTone={toneOf}
          onOpen={(row) => go(subjectPath('rescue-file', row.fileId))}
          empty={<Empty title="没有人在站外">大家都在站内照料。送托批准并交接以后，会出现在这里。</Empty>}
          tools={
            <select
              className="g-input"
              aria-label="按托养机构看"
              value={institutionId ?? ''}
              onChange={(event) => setSearch({ institution: event.target.value || undefined })}
            >
              <option value="">全部机构</option>
              {data?.institutions.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}（{each.heads} 人）
                </option>
              ))}
            </select>
          }
          columns={[
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.name,
              cell: (row) => (
                <>
                  <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go>
                  <br />
                  <Muted>
                    {row.no}
                    {row.age ? `，${row.age} 岁` : ''}
                  </Muted>
                </>
              ),
            },
            {
              key: 'institution',
              title: '在哪里',
              value: (row) => row.institution,
              cell: (row) => (
                <>
                  {row.institution}
                  <br />
                  <Muted>{careLevels[row.level as keyof typeof careLevels]}</Muted>
                  {row.state === 'placed' ? null : (
                    <>
                      <br />
                      <Tag tone="red">{row.stateWords}</Tag>
                    </>
                  )}
                </>
              ),
            },
            {
              key: 'since',
              title: '送托',
              value: (row) => row.since,
              cell: (row) => (
                <>
                  {showInstant(row.since, now)}
                  <br />
                  <Muted>{row.days} 天</Muted>
                </>
              ),
            },
            {
              key: 'healthAt',
              title: '健康报告',
              value: (row) => row.healthAt,
              cell: (row) => (
                <>
                  {at(row.healthAt)} {row.condition}
                  {Math.max(row.healthAt ?? 0, row.since) < now - STILL * day ? <ReportHealth fileId={row.fileId} small /> : null}
                </>
              ),
              wraps: true,
            },
            {
              key: 'seenAt',
              title: '最近见到',
              value: (row) => row.seenAt,
              cell: (row) => (
                <>
                  {at(row.seenAt)}
                  <br />
                  <Muted>{row.seenBy}</Muted>
                </>
              ),
              wideOnly: true,
            },
            {
              key: 'tracedAt',
              title: '寻亲',
              value: (row) => row.tracedAt,
              cell: (row) =>
                row.untracedDays === null ? (
                  <Tag tone="grn">身份已核实</Tag>
                ) : (
                  <>
                    {row.traced ?? '没有'}
                    <br />
                    <Muted>{row.untracedDays} 天前</Muted>
                  </>
                ),
              wraps: true,
            },
            {
              key: 'threeMonthsOn',
              title: '满三个月',
              value: (row) => row.threeMonthsOn ?? '',
              cell: (row) =>
                row.threeMonthsOn === null ? (
                  ''
                ) : (row.monthsLeft ?? 0) < 0 ? (
                  <Tag tone="red">已满</Tag>
                ) : (
                  <>
                    {showDate(row.threeMonthsOn, now)}
                    <br />
                    <Muted>还有 {row.monthsLeft} 天</Muted>
                  </>
                ),
            },
            { key: 'plannedOn', title: '计划接回', value: (row) => row.plannedOn ?? '', wideOnly: true },
          ]}
        />
      </Panel>
    </Page>
  )
}
