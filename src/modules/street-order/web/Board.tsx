import { useState } from 'react'
import {
  ActionButton,
  Banner,
  Choices,
  Empty,
  Go,
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
  useChoices,
  useGo,
  useNow,
} from '#web/ui/index.ts'
import { streetCase } from '../lifecycle.ts'
import { findForm } from '../schema.ts'
import { kinds, victimGroups } from '../words.ts'
import type { BoardAnswer, CaseLine } from './answers.ts'
import { Nav } from './Nav.tsx'
import { AreaPicker } from './pickers.tsx'

export function StateTags({ found }: { found: CaseLine }) {
  const open = found.state !== 'closed'
  return (
    <Row>
      <Tag tone={found.state === 'closed' ? 'grn' : 'amb'}>{streetCase.states[found.state].zh}</Tag>
      {found.urgent && open ? <Tag tone="red">有危险</Tag> : null}
      {found.minor ? <Tag tone="red">涉及未成年人</Tag> : null}
      {found.again > 0 ? <Tag>{`又出现 ${found.again} 次`}</Tag> : null}
    </Row>
  )
}

/** What is wrong on the street: found, given to somebody, dealt with, nobody left. */
export default function Board() {
  const choices = useChoices(['state', 'kind', 'month', 'area', 'mine'])
  const { state, kind, month, area, mine } = choices.at
  const now = useNow()
  const go = useGo()
  const params = {
    ...(state ? { states: [state] } : {}),
    ...(kind ? { kind } : {}),
    ...(month ? { month } : {}),
    ...(area ? { areaId: area } : {}),
    ...(mine === '1' ? { mine: true } : {}),
  }
  const asked = useAsk<BoardAnswer>('street-order.board', params, { keepPrevious: true })
  const { data } = asked
  /** The number of a case that was closed to whoever wrote it down. */
  const [kept, setKept] = useState<string | null>(null)
  return (
    <Page
      title="街面问题"
      sub="被逼着乞讨的、扰乱秩序的、拐卖线索：谁在办、人送到哪里"
      actions={
        <>
          <ActionButton
            action="street-order.find"
            of={findForm}
            title="登记街面问题"
            look="main"
            icon="plus"
            pickers={{ areaId: AreaPicker }}
            draftKey="street-order:find"
            onDone={({ reply }) => {
              const { caseId, no, closed } = reply as { caseId: string; no: string; closed: boolean }
              if (closed) setKept(no)
              else go(subjectPath('street-case', caseId))
            }}
          />
          <PaperButton query="street-order.sheet" params={params} how="save">
            下载台账
          </PaperButton>
        </>
      }
    >
      <Stack>
        <Nav at="/street-order" />
        {kept ? (
          <Banner tone="acc">{`${kept} 已登记。涉及未成年人，由公安和未成年人保护中心办理，别的单位看不到。`}</Banner>
        ) : null}
        <Choices
          of={choices}
          items={[
            { at: {}, title: '全部', count: data?.states.reduce((sum, each) => sum + each.count, 0) },
            ...(data?.states ?? []).map((each) => ({
              at: { state: each.state },
              title: streetCase.states[each.state].zh,
              count: each.count,
            })),
            { at: { mine: '1' }, title: '交给本单位的', count: data?.mine },
          ]}
        >
          {month ? <Tag>{`${month} 发现${kind ? `，${kinds[kind as CaseLine['kind']]}` : ''}`}</Tag> : null}
        </Choices>
        <Panel flush>
          <Table
            title="街面问题"
            asked={asked}
            rows={data?.items}
            total={data?.total}
            unit="件"
            rowKey={(row) => row.caseId}
            onOpen={(row) => go(subjectPath('street-case', row.caseId))}
            rowTone={(row) => (row.urgent && row.state !== 'closed' ? 'red' : undefined)}
            empty={
              <Empty title="没有这样的事">
                街面上看到有人被逼着乞讨、扰乱秩序的，按“登记街面问题”；巡查时发现利用婴幼儿乞讨的会自己进来。
              </Empty>
            }
            columns={[
              {
                key: 'kind',
                title: '问题',
                value: (row) => `${kinds[row.kind]}：${row.what}`,
                cell: (row) => (
                  <Go to={subjectPath('street-case', row.caseId)}>
                    {`${kinds[row.kind]}：${row.what.length > 40 ? `${row.what.slice(0, 40)}…` : row.what}`}
                  </Go>
                ),
                wraps: true,
              },
              { key: 'victims', title: '涉及', value: (row) => row.victims.map((each) => victimGroups[each]).join('、') },
              { key: 'place', title: '地点', value: (row) => [row.area, row.place].filter(Boolean).join('，'), wraps: true },
              {
                key: 'state',
                title: '进度',
                value: (row) => streetCase.states[row.state].zh,
                cell: (row) => <StateTags found={row} />,
              },
              { key: 'body', title: '处置单位', value: (row) => row.body ?? '还没有交办' },
              { key: 'at', title: '发现', value: (row) => showInstant(row.foundAt, now) },
              { key: 'finder', title: '登记单位', value: (row) => row.finder, wideOnly: true },
              { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
