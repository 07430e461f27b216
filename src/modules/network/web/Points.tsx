import { useState } from 'react'
import { ActionButton, Banner, Empty, Muted, Page, Panel, Row, Stack, Table, Tag, useAsk } from '#web/ui/index.ts'
import { changePointForm, closePointForm, openPointForm } from '../schema.ts'
import { type NetworkLevel, networkLevels } from '../words.ts'
import { Nav } from './Nav.tsx'

interface Point {
  organisationId: string
  kind: string
  level: NetworkLevel
  name: string
  at: string | null
  phone: string | null
  address: string | null
  hours: string | null
  way: string | null
  keep: boolean
  onDuty: string | null
  dutyCallAt: string | null
}

interface PointsAnswer {
  items: Point[]
  stands: { id: string; name: string; kind: string; level: string }[]
}

/** Where children may go: what stands here is what the public page says. */
export default function Points() {
  const asked = useAsk<PointsAnswer>('network.points')
  const stands = asked.data?.stands ?? []
  const [parent, setParent] = useState('')
  const chosen = stands.find((each) => each.id === parent)
  return (
    <Page title="中心和保护点" sub="电话、地址写在公众网页“可以去哪里”，孩子照着去">
      <Nav here="/network/points" />
      <Stack>
        {stands.length > 0 ? (
          <Panel title="设一个新的">
            <Row>
              <label>
                设在{' '}
                <select className="g-input" value={parent} onChange={(event) => setParent(event.target.value)}>
                  <option value="">先选地方</option>
                  {stands.map((each) => (
                    <option key={each.id} value={each.id}>
                      {each.name}
                    </option>
                  ))}
                </select>
              </label>
              <ActionButton
                action="network.open-point"
                of={openPointForm}
                title="设立保护中心、保护点"
                look="main"
                fixed={{ parentId: parent }}
                initial={{
                  level: chosen?.kind === 'town' ? 'town' : 'county',
                  name: chosen ? `${chosen.name}未成年人救助${chosen.kind === 'town' ? '保护点' : '保护中心'}` : '',
                }}
                impossible={chosen ? undefined : '先选设在哪里'}
              />
            </Row>
          </Panel>
        ) : null}
        {asked.data?.items.some((each) => !each.phone || !each.address) ? (
          <Banner>有的没有电话或地址，孩子找不到，请补上。</Banner>
        ) : null}
        <Panel flush>
          <Table
            title="中心和保护点"
            asked={asked}
            rows={asked.data?.items}
            unit="个"
            rowKey={(row) => row.organisationId}
            rowTone={(row) => (row.phone && row.address ? undefined : 'amb')}
            empty={<Empty title="还没有中心和保护点">先选设在哪里，再“设立保护中心、保护点”。</Empty>}
            columns={[
              { key: 'name', title: '名称', value: (row) => row.name, cell: (row) => <b>{row.name}</b> },
              {
                key: 'level',
                title: '层级',
                value: (row) => networkLevels[row.level],
                cell: (row) => <Tag>{networkLevels[row.level]}</Tag>,
              },
              { key: 'phone', title: '对外电话', value: (row) => row.phone ?? '' },
              {
                key: 'address',
                title: '地址',
                value: (row) => [row.address, row.way].filter(Boolean).join('；'),
                wraps: true,
              },
              { key: 'hours', title: '什么时候有人', value: (row) => row.hours ?? '' },
              {
                key: 'duty',
                title: '现在值班',
                value: (row) => [row.onDuty, row.dutyCallAt].filter(Boolean).join(' '),
                cell: (row) => (row.onDuty ? `${row.onDuty} ${row.dutyCallAt ?? ''}` : <Muted>没有排班</Muted>),
              },
              {
                key: 'do',
                title: '办理',
                value: () => '',
                cell: (row) =>
                  row.keep ? (
                    <Row>
                      <ActionButton
                        size="small"
                        action="network.change-point"
                        of={changePointForm}
                        title={row.name}
                        label="改电话地址"
                        fixed={{ organisationId: row.organisationId }}
                        initial={{
                          name: row.name,
                          ...(row.phone ? { phone: row.phone } : {}),
                          ...(row.address ? { address: row.address } : {}),
                          ...(row.hours ? { hours: row.hours } : {}),
                          ...(row.way ? { way: row.way } : {}),
                        }}
                      />
                      {row.kind === 'protection-point' ? (
                        <ActionButton
                          size="small"
                          action="network.close-point"
                          of={closePointForm}
                          title={`撤销${row.name}`}
                          label="撤销"
                          fixed={{ organisationId: row.organisationId }}
                        />
                      ) : null}
                    </Row>
                  ) : null,
              },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
