import {
  Banner,
  Button,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  PaperButton,
  Row,
  showInstant,
  Stack,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useMay,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { referralLife, type ReferralState } from '../lifecycle-needs.ts'
import { needWord } from '../rules-referral.ts'
import { departments, harms } from '../words-needs.ts'
import { NeedsNav } from './NeedsNav.tsx'
import type { GroupAnswer, ReferralAnswer, ReferralsAnswer, TellingAnswer } from './needs-answers.ts'
import { ReferralButtons, TellingButtons } from './needs-buttons.tsx'

/** Needs handed on and not settled: with whom, since when, and what comes of them. */
export default function Needs() {
  const may = useMay()
  return (
    <Page
      title="转介"
      sub={<Muted>每一项需要跟到有结果</Muted>}
      actions={
        <PaperButton query="follow-up.referral-sheet" how="save">
          下载 Excel
        </PaperButton>
      }
    >
      <Stack>
        <NeedsNav here="/follow-up/needs" />
        {may('follow-up.referrals') ? <Referrals /> : null}
        {may('follow-up.abandonments') ? <Tellings /> : null}
      </Stack>
    </Page>
  )
}

export const stateTag = ({ state, silent }: { state: string; silent: boolean }) => (
  <Tag tone={silent ? 'red' : state === 'granted' ? 'grn' : state === 'refused' ? 'amb' : 'gry'}>
    {referralLife.states[state as ReferralState]?.zh ?? state}
  </Tag>
)

function Groups({
  title,
  groups,
  chosen,
  onChoose,
}: {
  title: string
  groups: GroupAnswer[]
  chosen: string | undefined
  onChoose(key: string | undefined): void
}) {
  if (groups.length === 0) return null
  return (
    <Row>
      <Muted>{title}</Muted>
      {groups.map((each) => (
        <Button
          key={each.key ?? 'none'}
          size="small"
          disabled={each.key === null}
          look={chosen !== undefined && chosen === each.key ? 'main' : 'plain'}
          aria-pressed={chosen === each.key}
          onClick={() => onChoose(chosen === each.key ? undefined : (each.key ?? undefined))}
        >
          {each.name ?? '还没定镇街'} {each.open} 件，最久 {each.silentDays} 天
        </Button>
      ))}
    </Row>
  )
}

function Referrals() {
  const { search, setSearch } = useRoute()
  const now = useNow()
  const all = search['all'] === '1'
  const mine = search['mine'] === '1'
  const asked = useAsk<ReferralsAnswer>(
    'follow-up.referrals',
    {
      open: !all,
      mine,
      ...(search['department'] ? { department: search['department'] } : {}),
      ...(search['town'] ? { townId: search['town'] } : {}),
    },
    { keepPrevious: true },
  )
  return (
    <Panel
      title={all ? '转介' : '没办完的转介'}
      sub={asked.data ? <Muted>多少天没消息算久：{asked.data.assumed}</Muted> : undefined}
    >
      <Stack>
        <Groups
          title="按部门"
          groups={asked.data?.byDepartment ?? []}
          chosen={search['department']}
          onChoose={(department) => setSearch({ department })}
        />
        <Groups
          title="按镇街"
          groups={asked.data?.byTown ?? []}
          chosen={search['town']}
          onChoose={(town) => setSearch({ town })}
        />
        <Table
          title="转介"
          asked={asked}
          rows={asked.data?.items}
          total={asked.data?.total}
          unit="件"
          rowKey={(row) => row.referralId}
          rowTone={(row) => (row.silent ? 'red' : row.state === 'refused' ? 'amb' : undefined)}
          tools={
            <>
              <Button
                look={mine ? 'main' : 'plain'}
                aria-pressed={mine}
                onClick={() => setSearch({ mine: mine ? undefined : '1' })}
              >
                要本单位答复的
              </Button>
              <Button look={all ? 'main' : 'plain'} aria-pressed={all} onClick={() => setSearch({ all: all ? undefined : '1' })}>
                连办完的一起看
              </Button>
            </>
          }
          empty={<Empty title="没有没办完的转介">回访发现需要，从个案页或手机上“转介”。</Empty>}
          columns={[
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.name,
              cell: (row) => (row.fileId ? <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go> : row.name),
            },
            { key: 'need', title: '需要', value: (row) => needWord(row.need) },
            {
              key: 'to',
              title: '转给',
              value: (row) => row.to ?? departments[row.department as keyof typeof departments],
            },
            { key: 'at', title: '转介', value: (row) => row.madeAt, cell: (row) => showInstant(row.madeAt, now) },
            {
              key: 'state',
              title: '状态',
              value: (row) => referralLife.states[row.state as ReferralState].zh,
              cell: (row) => (
                <Row>
                  {stateTag(row)}
                  {row.closedAt === null ? (
                    <Muted>
                      {row.silentDays} 天没有消息{row.reminders > 0 ? `，催过 ${row.reminders} 次` : ''}
                    </Muted>
                  ) : null}
                </Row>
              ),
              wraps: true,
            },
            { key: 'answer', title: '结果', value: (row) => row.answer ?? '', wideOnly: true },
            {
              key: 'act',
              title: '办理',
              value: () => '',
              wraps: true,
              cell: (row: ReferralAnswer) => <ReferralButtons referral={row} />,
            },
          ]}
        />
      </Stack>
    </Panel>
  )
}

function Tellings() {
  const now = useNow()
  const asked = useAsk<{ items: TellingAnswer[]; total: number }>('follow-up.abandonments')
  if (asked.data && asked.data.total === 0) return null
  return (
    <Panel title="遗弃、虐待报公安" sub={asked.data ? `${asked.data.total} 件` : undefined}>
      <Stack>
        <Banner tone="dark">反映人只有报的单位和公安看得到，不进家庭走访的材料。</Banner>
        <Table
          title="遗弃虐待报公安"
          asked={asked}
          rows={asked.data?.items}
          total={asked.data?.total}
          unit="件"
          exportable={false}
          rowKey={(row) => row.tellingId}
          rowTone={(row) => (row.answeredAt === null ? 'amb' : undefined)}
          empty={<Empty title="没有" />}
          columns={[
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.name,
              cell: (row) => (
                <Row>
                  {row.fileId ? <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go> : row.name}
                  {row.minor === 'yes' ? <Tag tone="red">未成年人</Tag> : null}
                </Row>
              ),
            },
            { key: 'kind', title: '情形', value: (row) => harms[row.kind as keyof typeof harms] },
            { key: 'police', title: '公安机关', value: (row) => row.police ?? '' },
            { key: 'at', title: '报案', value: (row) => row.toldAt, cell: (row) => showInstant(row.toldAt, now) },
            {
              key: 'answer',
              title: '答复',
              value: (row) => (row.answeredAt === null ? '还没有' : row.filed ? '立案' : '不立案'),
              cell: (row) => (
                <Tag tone={row.answeredAt === null ? 'amb' : row.filed ? 'grn' : 'gry'}>
                  {row.answeredAt === null ? '还没有' : row.filed ? '立案' : '不立案'}
                </Tag>
              ),
            },
            { key: 'grounds', title: '事实和依据', value: (row) => row.grounds ?? '', wideOnly: true, wraps: true },
            { key: 'act', title: '办理', value: () => '', wraps: true, cell: (row) => <TellingButtons telling={row} /> },
          ]}
        />
      </Stack>
    </Panel>
  )
}
