import {
  Banner,
  Choices,
  Empty,
  Go,
  Page,
  Panel,
  Row,
  showDate,
  Stack,
  Stat,
  subjectPath,
  Table,
  Tag,
  useChoices,
  useGo,
  useNow,
} from '#web/ui/index.ts'
import { posts, standings } from '../words.ts'
import { type Owed, type StaffLine, useBoard, useOwed } from './answers.ts'
import { ExamButton, HealthButton, JoinButton, QualifiedButton, TrainingButton } from './buttons.tsx'

const buttonOf = {
  'staff.record-training': TrainingButton,
  'staff.record-exam': ExamButton,
  'staff.record-health-check': HealthButton,
  'staff.record-qualified': QualifiedButton,
} as const

const isLate = (owed: Owed, now: number) => owed.due !== null && owed.due <= now

/** Who works here, what the year still asks of each, and one form for all who took part. */
export default function Board() {
  const asked = useBoard()
  const owed = useOwed()
  const now = useNow()
  const go = useGo()
  const { chosen, choose } = useChosen()
  const items = asked.data?.items ?? []
  const owedBy = Map.groupBy(owed.data?.items ?? [], (each) => each.subjectId)
  const of = (line: StaffLine) => owedBy.get(line.accountId) ?? []
  const untold = items.filter((each) => each.standing === 'untold')
  const present = items.filter((each) => each.standing !== 'left')
  const owing = items.filter((each) => of(each).length > 0)
  const gone = items.filter((each) => each.standing === 'left')
  const lists = { here: present, owing, untold, left: gone }
  const shown = lists[chosen]
  const several = new Set(items.map((each) => each.stationId)).size > 1
  return (
    <Page
      title="工作人员"
      sub={asked.data ? `${asked.data.year} 年的培训、考核、体检` : ''}
      actions={
        <>
          <TrainingButton look="main" />
          <ExamButton />
          <HealthButton />
          <QualifiedButton />
          <JoinButton />
        </>
      }
    >
      <Stack>
        {untold.length > 0 ? (
          <Banner tone="amb">
            <Row between>
              <span>{`${untold.length} 人有账号，还没有登记到岗：登记了，培训、考核、体检的要求才开始算。`}</span>
              <JoinButton
                size="small"
                label="给他们登记到岗"
                {...(several ? {} : { people: untold.map((each) => each.accountId) })}
              />
            </Row>
          </Banner>
        ) : null}
        <Row>
          <Stat label="在岗" value={items.filter((each) => each.standing === 'here').length} of="人" />
          <Stat label="还有没办的" value={owing.length} of="人" />
          <Stat label="今年参加过培训" value={present.filter((each) => each.trainedOn).length} of="人" />
          <Stat label="今年体检过" value={present.filter((each) => each.healthCheckedOn).length} of="人" />
        </Row>
        <Choices
          of={choose}
          items={[
            { at: {}, title: several ? '各站人员' : '本站人员', count: present.length },
            { at: { list: 'owing' }, title: '还有没办的', count: owing.length },
            { at: { list: 'untold' }, title: '未登记到岗', count: untold.length },
            { at: { list: 'left' }, title: '已离岗', count: gone.length },
          ]}
        />
        <Panel flush>
          <Table<StaffLine>
            title="工作人员"
            asked={asked}
            rows={shown}
            unit="人"
            rowKey={(line) => line.accountId}
            onOpen={(line) => go(subjectPath('staff', line.accountId))}
            rowTone={(line) => (of(line).some((each) => isLate(each, now)) ? 'red' : undefined)}
            empty={
              chosen === 'here' ? (
                <Empty title="还没有工作人员">请安全管理员先给本站的人开账号，再到这里登记到岗。</Empty>
              ) : (
                <Empty title="没有">
                  {chosen === 'owing'
                    ? '在岗的人都办齐了；没有登记到岗的人不算在内。'
                    : chosen === 'untold'
                      ? '有账号的都登记过到岗。'
                      : '还没有人登记离岗。'}
                </Empty>
              )
            }
            columns={[
              ...(several ? [{ key: 'station', title: '救助站', value: (line: StaffLine) => line.station }] : []),
              {
                key: 'name',
                title: '姓名',
                value: (line) => line.name,
                cell: (line) => <Go to={subjectPath('staff', line.accountId)}>{line.name}</Go>,
              },
              { key: 'title', title: '职务', value: (line) => line.title ?? '', wideOnly: true },
              {
                key: 'standing',
                title: '在岗',
                value: (line) => standings[line.standing],
                cell: (line) =>
                  line.standing === 'here' ? (
                    <span>{`${line.post ? posts[line.post] : ''} ${line.joinedOn ? `${showDate(line.joinedOn, now)}起` : ''}`}</span>
                  ) : (
                    <Tag tone={line.standing === 'untold' ? 'amb' : 'gry'}>{standings[line.standing]}</Tag>
                  ),
              },
              {
                key: 'days',
                title: '脱产培训',
                value: (line) => line.offJobDays,
                cell: (line) => (line.trainedOn ? `${line.offJobDays} 天` : '—'),
              },
              { key: 'exam', title: '考核', value: (line) => line.examinedOn, cell: (line) => day(line.examinedOn, now) },
              {
                key: 'health',
                title: '体检',
                value: (line) => line.healthCheckedOn,
                cell: (line) => day(line.healthCheckedOn, now),
              },
              {
                key: 'qualified',
                title: '系统操作',
                value: (line) => (line.qualifiedOn ? '合格' : ''),
                cell: (line) => (line.qualifiedOn ? '合格' : '—'),
                wideOnly: true,
              },
              {
                key: 'owed',
                title: '还要办',
                value: (line) =>
                  of(line)
                    .map((each) => `${each.title}${each.period}`)
                    .join('、'),
                wraps: true,
                cell: (line) => <OwedOf line={line} owed={of(line)} now={now} />,
              },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}

const day = (on: string | null, now: number) => (on ? showDate(on, now) : '—')

function useChosen() {
  const choose = useChoices(['list'])
  const list = choose.at['list']
  const chosen: 'here' | 'owing' | 'untold' | 'left' = list === 'owing' || list === 'untold' || list === 'left' ? list : 'here'
  return { chosen, choose }
}

/** What is still owed, each with its button; of several years once, with the years. */
function OwedOf({ line, owed, now }: { line: StaffLine; owed: readonly Owed[]; now: number }) {
  if (line.standing === 'untold') return <JoinButton size="small" people={[line.accountId]} />
  if (owed.length === 0) return <span className="g-muted">{line.standing === 'here' ? '没有' : ''}</span>
  return (
    <Row>
      {[...Map.groupBy(owed, (each) => each.clause)].map(([clause, same]) => {
        const Button = buttonOf[same[0]?.door as keyof typeof buttonOf]
        const late = same.filter((each) => isLate(each, now))
        const words = [same[0]?.title ?? '', late.length > 0 ? `（${late.map((each) => each.period).join('、')}超期）` : ''].join(
          '',
        )
        return Button ? (
          <Button key={clause} size="small" look={late.length > 0 ? 'main' : 'plain'} label={words} people={[line.accountId]} />
        ) : (
          <span key={clause}>{words}</span>
        )
      })}
    </Row>
  )
}
