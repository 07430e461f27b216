import {
  Button,
  Empty,
  Go,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  showInstant,
  Stack,
  Stat,
  subjectPath,
  Table,
  useAsk,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import type { BoardAnswer, Side } from './answers.ts'
import { Nav } from './Nav.tsx'
import { ReferralButtons } from './referral-buttons.tsx'
import { ReferralTag } from './StateTags.tsx'

const sides: { key: Side; title: string }[] = [
  { key: 'asked', title: '交给本单位的' },
  { key: 'sent', title: '转出去的' },
  { key: 'raised', title: '报到本单位的' },
]
const empties: Record<Side, string> = {
  asked: '别的单位请本单位办的事会列在这里，只看到那一件。',
  sent: '从孩子的个案页“转介”，之后在这里跟到有结果。',
  raised: '催了不办的会报到这里；只看到转给谁、多久没办。',
}

/** Services asked of organisations: what is asked of us, what we asked for, what nobody answers. */
export default function Board() {
  const { search, setSearch } = useRoute()
  const now = useNow()
  const all = search['all'] === '1'
  const late = search['late'] === '1'
  const side = search['side'] as Side | undefined
  const params = { ...(side ? { side } : {}), open: !all, ...(late ? { late } : {}) }
  const asked = useAsk<BoardAnswer>('helping.board', params, { keepPrevious: true })
  const at = asked.data?.side ?? side
  return (
    <Page
      title="帮扶"
      sub="每一项服务跟到有结果"
      actions={
        <PaperButton query="helping.referral-sheet" params={params} how="save">
          下载 Excel
        </PaperButton>
      }
    >
      <Nav here="/helping" />
      <Stack>
        <Row>
          {sides.map((each) => (
            <Button
              key={each.key}
              size="small"
              look={at === each.key ? 'main' : 'plain'}
              aria-pressed={at === each.key}
              onClick={() => setSearch({ side: each.key })}
            >
              {each.title}
            </Button>
          ))}
        </Row>
        {asked.data ? (
          <Row>
            <Stat label="没办完" value={asked.data.open} />
            <Stat label="超过期限" value={asked.data.late} />
          </Row>
        ) : null}
        <Panel flush>
          <Table
            title="转介"
            asked={asked}
            rows={asked.data?.items}
            total={asked.data?.total}
            unit="件"
            rowKey={(row) => row.referralId}
            rowTone={(row) => (row.late ? 'red' : row.state === 'refused' ? 'amb' : undefined)}
            tools={
              <>
                <Button
                  look={late ? 'main' : 'plain'}
                  aria-pressed={late}
                  onClick={() => setSearch({ late: late ? undefined : '1' })}
                >
                  只看过期的
                </Button>
                <Button
                  look={all ? 'main' : 'plain'}
                  aria-pressed={all}
                  onClick={() => setSearch({ all: all ? undefined : '1' })}
                >
                  连办完的一起看
                </Button>
              </>
            }
            empty={<Empty title="没有这样的转介">{at ? empties[at] : ''}</Empty>}
            columns={[
              {
                key: 'title',
                title: '服务',
                value: (row) => row.title,
                cell: (row) => <Go to={`/helping/referral/${row.referralId}`}>{row.title}</Go>,
              },
              {
                key: 'child',
                title: '孩子',
                value: (row) => row.child ?? row.name ?? row.age ?? '',
                cell: (row) =>
                  row.childId && row.child ? (
                    <Go to={subjectPath('child-file', row.childId)}>{row.child}</Go>
                  ) : (
                    [row.name, row.age].filter(Boolean).join('，') || '不告知'
                  ),
              },
              {
                key: 'to',
                title: at === 'asked' ? '谁转来' : '承办单位',
                value: (row) => (at === 'asked' ? row.sender : row.to),
              },
              {
                key: 'at',
                title: '转介',
                value: (row) => row.madeAt,
                cell: (row) => showInstant(row.madeAt, now),
                wideOnly: true,
              },
              {
                key: 'due',
                title: '期限',
                value: (row) => row.dueOn ?? '',
                cell: (row) => (row.dueOn ? showDate(row.dueOn) : ''),
              },
              {
                key: 'state',
                title: '状态',
                value: (row) => row.stateWord,
                cell: (row) => <ReferralTag referral={row} />,
                wraps: true,
              },
              {
                key: 'do',
                title: '办理',
                value: () => '',
                wraps: true,
                cell: (row) => <ReferralButtons referral={row} answers={at === 'asked'} follows={at === 'sent'} />,
              },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
