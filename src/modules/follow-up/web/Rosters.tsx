import {
  ActionButton,
  Empty,
  MeterBar,
  Muted,
  Page,
  PaperButton,
  Panel,
  Row,
  showInstant,
  Stack,
  Table,
  Tag,
  useAsk,
  useMe,
  useNow,
} from '#web/ui/index.ts'
import { acknowledgeForm, cancelRostersForm, sendRostersForm } from '../schema.ts'
import { runStates } from '../words.ts'
import type { RosterAnswer, RunAnswer } from './answers.ts'
import { NeedsNav } from './NeedsNav.tsx'

interface Rosters {
  runs: RunAnswer[]
  rosters: RosterAnswer[]
}

/** Rosters to towns: made in one run, told town by town, acknowledged by each. */
export default function RostersPage() {
  const asked = useAsk<Rosters>('follow-up.rosters')
  const now = useNow()
  const me = useMe()
  const running = asked.data?.runs.find((run) => run.state === 'under-way')
  return (
    <Page
      title="花名册"
      sub="易流浪走失人员，按镇街通报"
      actions={
        <Row>
          <ActionButton
            action="follow-up.send-rosters"
            of={sendRostersForm}
            title="通报花名册"
            look="main"
            kind="modal"
            {...(running ? { impossible: '正在制作，等它完成或先停止' } : {})}
            intro={<p>给每个镇街做一份 Excel 和 PDF，写明比上一份新增、更正、移出了谁；做好就通报。</p>}
          />
        </Row>
      }
    >
      <Stack>
        <NeedsNav here="/follow-up/rosters" />
        {running ? <Running runId={running.id} /> : null}
        <Panel title={me?.organisation.kind === 'town' ? '发给本镇街的' : '各镇街花名册'} flush>
          <Table
            title="花名册"
            unit="份"
            asked={asked}
            rows={asked.data?.rosters}
            rowKey={(row) => row.id}
            rowTone={(row) =>
              row.sentAt !== null && row.acknowledgedAt === null && now - row.sentAt > 7 * 86_400_000 ? 'amb' : undefined
            }
            empty={<Empty title="还没有花名册">信息库里的人定了镇街，就可以通报。</Empty>}
            columns={[
              { key: 'no', title: '编号', value: (row) => row.no },
              { key: 'town', title: '镇街', value: (row) => row.town },
              { key: 'people', title: '人数', value: (row) => row.people },
              {
                key: 'change',
                title: '变化',
                value: (row) => `新增 ${row.added}，更正 ${row.changed}，移出 ${row.gone}`,
                wideOnly: true,
              },
              {
                key: 'sentAt',
                title: '通报',
                value: (row) => row.sentAt,
                cell: (row) => (row.sentAt === null ? <Tag>没有通报</Tag> : showInstant(row.sentAt, now)),
              },
              {
                key: 'acknowledgedAt',
                title: '签收',
                value: (row) => row.acknowledgedAt,
                cell: (row) =>
                  row.acknowledgedAt === null ? (
                    <ActionButton
                      size="small"
                      action="follow-up.acknowledge-roster"
                      of={acknowledgeForm}
                      title="签收花名册"
                      label="签收"
                      fixed={{ rosterId: row.id }}
                    />
                  ) : (
                    `${showInstant(row.acknowledgedAt, now)} ${row.acknowledgedBy ?? ''}`
                  ),
              },
              {
                key: 'get',
                title: '文件',
                value: () => '',
                cell: (row) => (
                  <Row>
                    <PaperButton query="follow-up.paper-roster" params={{ rosterId: row.id }} size="small">
                      打印
                    </PaperButton>
                    <PaperButton query="follow-up.roster-sheet" params={{ rosterId: row.id }} how="save" size="small">
                      Excel
                    </PaperButton>
                  </Row>
                ),
              },
            ]}
          />
        </Panel>
        {(asked.data?.runs.length ?? 0) > 0 ? (
          <Panel title="各批" sub="一批是一次通报">
            {asked.data?.runs.map((run) => (
              <Row key={run.id}>
                <span>{showInstant(run.startedAt, now)}</span>
                <Tag tone={run.state === 'done' ? 'grn' : run.state === 'cancelled' ? 'gry' : 'amb'}>{runStates[run.state]}</Tag>
                <Muted>
                  {run.towns} 个镇街，已做 {run.made}，已通报 {run.sent}
                </Muted>
                {run.made > 0 ? (
                  <PaperButton query="follow-up.rosters-zip" params={{ runId: run.id }} how="save" size="small">
                    下载这一批
                  </PaperButton>
                ) : null}
              </Row>
            ))}
          </Panel>
        ) : null}
      </Stack>
    </Page>
  )
}

/** Progress, asked anew every second while the page is looked at. */
function Running({ runId }: { runId: string }) {
  const asked = useAsk<{ run: RunAnswer }>('follow-up.roster-run', { runId }, { every: 1000, keepPrevious: true })
  const run = asked.data?.run
  if (!run) return null
  return (
    <Panel title="正在制作">
      <Stack>
        <p role="status">
          {run.made < run.towns ? `已做好 ${run.made} / ${run.towns} 个镇街` : `都做好了，已通报 ${run.sent} / ${run.towns}`}
        </p>
        <MeterBar label="进度" value={run.made + run.sent} of={Math.max(1, run.towns * 2)} />
        <Row>
          <ActionButton
            action="follow-up.cancel-rosters"
            of={cancelRostersForm}
            title="停止制作"
            kind="modal"
            fixed={{ runId }}
          />
          <Muted>可以离开这一页，做好了会在下面。</Muted>
        </Row>
      </Stack>
    </Panel>
  )
}
