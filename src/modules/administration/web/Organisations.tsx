import { useMemo } from 'react'
import { ActionButton, Empty, Page, Panel, Table, Tag, useAsk } from '#web/ui/index.ts'
import { changeOrganisationForm, openOrganisationForm } from '../schema.ts'
import { depthOf, type OrganisationLine } from './answers.ts'
import { pickerOf } from './picker.tsx'

/** The tree of organisations. */
export default function Organisations() {
  const asked = useAsk<{ organisations: OrganisationLine[] }>('administration.organisations')
  const lines = asked.data?.organisations
  const parents = useMemo(
    () =>
      pickerOf(
        (lines ?? [])
          .filter((line) => line.kind === 'area' || line.kind === 'town')
          .map((line) => ({ value: line.id, label: `${'　'.repeat(depthOf(line.path))}${line.name}` })),
      ),
    [lines],
  )
  return (
    <Page
      title="机构"
      sub="先设行政区，再在下面设民政局、救助站、镇街和协作单位"
      actions={
        <ActionButton
          action="administration.open-organisation"
          of={openOrganisationForm}
          title="新设机构"
          look="main"
          pickers={{ parentId: parents }}
        />
      }
    >
      <Panel flush>
        <Table
          title="机构"
          asked={asked}
          rows={lines}
          rowKey={(line) => line.id}
          empty={<Empty title="还没有机构">点“新设机构”，从省、市开始。</Empty>}
          columns={[
            {
              key: 'name',
              title: '名称',
              value: (line) => line.name,
              cell: (line) => <span>{`${'　'.repeat(depthOf(line.path))}${line.name}`}</span>,
            },
            { key: 'kind', title: '类别', value: (line) => line.kindWord },
            { key: 'level', title: '层级', value: (line) => line.levelWord },
            { key: 'short', title: '简称', value: (line) => line.shortName },
            { key: 'division', title: '区划', value: (line) => line.division ?? '' },
            { key: 'phone', title: '电话', value: (line) => line.phone ?? '' },
            {
              key: 'state',
              title: '状态',
              value: (line) => (line.active ? '在用' : '停用'),
              cell: (line) => <Tag tone={line.active ? 'grn' : 'gry'}>{line.active ? '在用' : '停用'}</Tag>,
            },
            {
              key: 'do',
              title: '办理',
              value: () => '',
              cell: (line) => (
                <ActionButton
                  action="administration.change-organisation"
                  of={changeOrganisationForm}
                  title="改资料"
                  size="small"
                  fixed={{ organisationId: line.id }}
                  initial={{
                    name: line.name,
                    active: line.active,
                    ...(line.phone ? { phone: line.phone } : {}),
                    ...(line.address ? { address: line.address } : {}),
                  }}
                />
              ),
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
