import { organisationKinds } from '#kernel/org-words.ts'
import {
  ActionButton,
  dateOf,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  PaperButton,
  Row,
  Stack,
  Stat,
  Table,
  Tag,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { endPostForm, postForm } from '../schema.ts'
import { type NetworkLevel, networkLevels, type Post, posts } from '../words.ts'
import { Nav } from './Nav.tsx'

interface Line {
  organisationId: string
  kind: keyof typeof organisationKinds
  name: string
  points: number
  post: Post | ''
  postId: string | null
  person: string | null
  callAt: string | null
  since: string | null
  villages: number
  directors: number
  onDuty: string | null
  dutyCallAt: string | null
  covered: number
}

interface BoardAnswer {
  area: string
  levels: { level: NetworkLevel; count: number }[]
  lines: Line[]
  total: number
  ahead: number
}

/** Coverage: what each level has, what each town and village lacks. */
export default function Board() {
  const asked = useAsk<BoardAnswer>('network.board')
  const now = useNow()
  const { data } = asked
  const lacking = data?.lines.filter((line) => line.person === null).length ?? 0
  return (
    <Page
      title="四级网络"
      sub="每一级有没有人、有没有地方、今天谁接电话"
      actions={
        <PaperButton query="network.sheet" how="save">
          下载名册
        </PaperButton>
      }
    >
      <Nav here="/network" />
      <Stack>
        <Panel title="中心和保护点" right={<Go to="/network/points">看名单</Go>}>
          <Row>
            {data?.levels.map((each) => (
              <Stat
                key={each.level}
                label={networkLevels[each.level]}
                value={each.count === 0 ? '没有' : `${each.count} 个`}
                tone={each.count === 0 ? 'red' : 'grn'}
              />
            ))}
            {lacking > 0 ? <Stat label="还没有督导员、主任的镇村" value={lacking} tone="amb" /> : null}
          </Row>
        </Panel>
        <Panel flush>
          <Table
            title="四级网络名册"
            asked={asked}
            rows={data?.lines}
            total={data?.total}
            unit="个镇村"
            rowKey={(row) => row.organisationId}
            rowTone={(row) => (row.person === null ? 'amb' : undefined)}
            empty={<Empty title="还没有镇村">镇街、村社区由系统管理员开设，开好以后在这里定督导员、主任，排值班。</Empty>}
            columns={[
              { key: 'name', title: '镇村', value: (row) => row.name, cell: (row) => <b>{row.name}</b> },
              { key: 'kind', title: '类别', value: (row) => organisationKinds[row.kind], wideOnly: true },
              {
                key: 'person',
                title: '督导员、主任',
                value: (row) => [row.post ? posts[row.post] : '', row.person, row.callAt].filter(Boolean).join(' '),
                cell: (row) =>
                  row.person ? (
                    <span>
                      {row.person} <Muted>{row.callAt}</Muted>
                    </span>
                  ) : (
                    <Tag tone="amb">{`没有${row.post ? posts[row.post] : ''}`}</Tag>
                  ),
              },
              {
                key: 'villages',
                title: '村里有主任的',
                value: (row) => (row.kind === 'town' ? `${row.directors} / ${row.villages}` : ''),
              },
              { key: 'points', title: '保护点', value: (row) => row.points },
              {
                key: 'duty',
                title: '现在值班',
                value: (row) => [row.onDuty, row.dutyCallAt].filter(Boolean).join(' '),
                cell: (row) => (row.onDuty ? `${row.onDuty} ${row.dutyCallAt ?? ''}` : <Muted>没有排班</Muted>),
              },
              {
                key: 'covered',
                title: `今后 ${data?.ahead ?? 7} 天`,
                value: (row) => row.covered,
                cell: (row) => (
                  <Go to={`/network/roster?place=${row.organisationId}`}>
                    {row.covered === data?.ahead ? '天天有人' : `${row.covered} 天有人`}
                  </Go>
                ),
              },
              {
                key: 'do',
                title: '办理',
                value: () => '',
                cell: (row) => (
                  <Row>
                    <ActionButton
                      size="small"
                      action="network.name-post"
                      of={postForm}
                      title={`${row.name}：${row.post ? posts[row.post] : ''}`}
                      label={row.person ? '换人' : '定人'}
                      fixed={{ organisationId: row.organisationId }}
                      initial={{ since: dateOf(now) }}
                    />
                    {row.postId ? (
                      <ActionButton
                        size="small"
                        action="network.end-post"
                        of={endPostForm}
                        title={`${row.person ?? ''}离任`}
                        label="离任"
                        fixed={{ postId: row.postId }}
                        initial={{ until: dateOf(now) }}
                      />
                    ) : null}
                  </Row>
                ),
              },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
