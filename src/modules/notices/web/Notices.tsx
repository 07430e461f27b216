import {
  Answer,
  Banner,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  Row,
  showInstant,
  Stack,
  subjectPath,
  Table,
  Tag,
  useNow,
} from '#web/ui/index.ts'
import { wordingLife } from '../lifecycle.ts'
import { channelNames, channels, tipKinds, withdrawReasons } from '../words.ts'
import { type ListedAnswer, renewWords, type StandingAnswer, type TipAnswer, useList } from './answers.ts'
import { ConfirmDown, ReadTip, Renew, Withdraw } from './buttons.tsx'

/** Ways of leaving after which somebody has to decide whether a notice still stands. */
const TO_DECIDE: Record<string, string> = { died: '已去世', absconded: '擅自离站' }

/** All notices of the station: what waits, what stands where, what has to come down elsewhere, what the public wrote. */
export default function Notices() {
  const asked = useList()
  return (
    <Page title="寻亲公告" sub={<Muted>入站 24 小时内发布，每月更新；身份查明自动撤下</Muted>}>
      <Answer of={asked}>
        {(list) => {
          const decide = list.standing.filter(
            (each) => each.fileState === 'left' && each.leftKind !== null && each.leftKind in TO_DECIDE,
          )
          return (
            <Stack>
              {decide.length > 0 ? (
                <Banner tone="amb">{decide.length} 处公告的本人已去世或擅自离站，请决定是否撤下（见“登着的”）。</Banner>
              ) : null}
              <Tips tips={list.tips} />
              <TakeDown rows={list.takeDown} />
              <Waiting title="待审批" next="查看并审批" rows={list.waiting} empty="没有待审批的公告稿。" />
              <Waiting title="已批准，还没有登" next="去登出" rows={list.unpublished} empty="批准的都登出了。" />
              <Standing rows={list.standing} />
            </Stack>
          )
        }}
      </Answer>
    </Page>
  )
}

function Waiting({ title, next, rows, empty }: { title: string; next: string; rows: ListedAnswer[]; empty: string }) {
  const now = useNow()
  return (
    <Panel title={title} sub={`${rows.length} 份`} flush>
      <Table
        title={title}
        rows={rows}
        total={rows.length}
        unit="份"
        rowKey={(row) => row.wordingId}
        exportable={false}
        empty={<Empty title={empty} />}
        columns={[
          {
            key: 'no',
            title: '编号',
            width: 110,
            value: (row) => row.no,
            cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>寻-{row.no}</Go>,
          },
          { key: 'line', title: '内容', value: (row) => row.line },
          {
            key: 'state',
            title: '状态',
            value: (row) => wordingLife.states[row.state as 'drafted'].zh,
            cell: (row) => (
              <Row>
                <Tag tone="amb">{wordingLife.states[row.state as 'drafted'].zh}</Tag>
                {row.minor ? <Tag tone="red">未成年人</Tag> : null}
              </Row>
            ),
          },
          {
            key: 'by',
            title: '起草',
            value: (row) => row.draftedBy ?? '',
            cell: (row) => `${row.draftedBy ?? '—'} ${showInstant(row.draftedAt, now)}`,
          },
          {
            key: 'next',
            title: '办理',
            value: () => '',
            cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{next}</Go>,
          },
        ]}
      />
    </Panel>
  )
}

function Standing({ rows }: { rows: StandingAnswer[] }) {
  const now = useNow()
  return (
    <Panel title="登着的" sub={`${rows.length} 处，最久没更新的在前`} flush>
      <Table
        title="登着的公告"
        rows={rows}
        total={rows.length}
        unit="处"
        rowKey={(row) => `${row.noticeId}:${row.channel}`}
        rowTone={(row) => (row.days <= 0 ? 'red' : undefined)}
        empty={<Empty title="没有登着的公告">身份不明的人受理后，从个案页“起草寻亲公告”。</Empty>}
        columns={[
          {
            key: 'no',
            title: '编号',
            width: 110,
            value: (row) => row.no,
            cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>寻-{row.no}</Go>,
          },
          { key: 'name', title: '姓名', value: (row) => row.name },
          { key: 'channel', title: '渠道', value: (row) => channelNames[row.channel] },
          { key: 'at', title: '登出', value: (row) => row.publishedAt, cell: (row) => showInstant(row.publishedAt, now) },
          {
            key: 'days',
            title: '更新',
            value: (row) => row.days,
            cell: (row) => <Tag tone={row.days <= 0 ? 'red' : row.days <= 7 ? 'amb' : 'gry'}>{renewWords(row.days)}</Tag>,
          },
          {
            key: 'left',
            title: '在哪里',
            value: (row) => row.fileState,
            cell: (row) =>
              row.fileState !== 'left' ? (
                '在站'
              ) : (
                <Tag tone={row.leftKind && row.leftKind in TO_DECIDE ? 'red' : 'gry'}>
                  {(row.leftKind && TO_DECIDE[row.leftKind]) ?? '已离站'}
                </Tag>
              ),
          },
          {
            key: 'act',
            title: '办理',
            value: () => '',
            cell: (row) => (
              <Row>
                <Renew noticeId={row.noticeId} channel={row.channel} />
                <Withdraw noticeId={row.noticeId} channel={row.channel} />
              </Row>
            ),
          },
        ]}
      />
    </Panel>
  )
}

function TakeDown({ rows }: { rows: StandingAnswer[] }) {
  const now = useNow()
  if (rows.length === 0) return null
  return (
    <Panel title="要到别处撤下" sub={`${rows.length} 处，撤完再确认`} flush>
      <Table
        title="要到别处撤下"
        rows={rows}
        total={rows.length}
        unit="处"
        rowKey={(row) => `${row.noticeId}:${row.channel}:${row.publishedAt}`}
        rowTone={() => 'red'}
        exportable={false}
        empty={<Empty title="没有" />}
        columns={[
          {
            key: 'no',
            title: '编号',
            width: 110,
            value: (row) => row.no,
            cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>寻-{row.no}</Go>,
          },
          { key: 'what', title: '要做什么', value: (row) => channels[row.channel].takeDown },
          { key: 'why', title: '原因', value: (row) => withdrawReasons[row.reason as keyof typeof withdrawReasons] ?? '' },
          {
            key: 'since',
            title: '从什么时候',
            value: (row) => row.withdrawnAt ?? 0,
            cell: (row) => showInstant(row.withdrawnAt ?? 0, now),
          },
          {
            key: 'act',
            title: '办理',
            value: () => '',
            cell: (row) => <ConfirmDown noticeId={row.noticeId} channel={row.channel} />,
          },
        ]}
      />
    </Panel>
  )
}

function Tips({ tips }: { tips: TipAnswer[] }) {
  const now = useNow()
  if (tips.length === 0) return null
  return (
    <Panel title="公众来信" sub={`${tips.length} 封没有看`} flush>
      <Table
        title="公众来信"
        rows={tips}
        total={tips.length}
        unit="封"
        rowKey={(tip) => tip.tipId}
        exportable={false}
        empty={<Empty title="没有来信" />}
        columns={[
          {
            key: 'no',
            title: '公告',
            width: 110,
            value: (tip) => tip.no,
            cell: (tip) => <Go to={subjectPath('rescue-file', tip.fileId)}>寻-{tip.no}</Go>,
          },
          {
            key: 'kind',
            title: '说什么',
            value: (tip) => tipKinds[tip.kind as keyof typeof tipKinds],
            cell: (tip) => (
              <Tag tone={tip.kind === 'take-down' ? 'red' : 'amb'}>{tipKinds[tip.kind as keyof typeof tipKinds]}</Tag>
            ),
          },
          { key: 'text', title: '来信', value: (tip) => tip.text },
          {
            key: 'who',
            title: '来信人',
            value: (tip) => [tip.name, tip.relation, tip.contact].filter(Boolean).join('，') || '没有留',
          },
          { key: 'at', title: '收到', value: (tip) => tip.receivedAt, cell: (tip) => showInstant(tip.receivedAt, now) },
          { key: 'act', title: '办理', value: () => '', cell: (tip) => <ReadTip tipId={tip.tipId} /> },
        ]}
      />
    </Panel>
  )
}
