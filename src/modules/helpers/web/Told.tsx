import { ActionButton, Empty, Muted, Page, Panel, showInstant, Stack, Table, useAsk, useNow } from '#web/ui/index.ts'
import { type ParentState, visitLife, type VisitState } from '../lifecycle.ts'
import { tellForm, tellReleaseForm } from '../schema.ts'
import { type HeldKind, heldKinds, parentRelations, visitWays } from '../words.ts'
import { AnswerVisit } from './buttons.tsx'
import { TownPicker } from './pickers.tsx'

interface ToldLine {
  id: string
  toldId: string
  kind: HeldKind
  parent: string
  relation: keyof typeof parentRelations
  child: string | null
  town: string | null
  toldAt: number
  until: string | null
  releasedOn: string | null
  state: ParentState
}
interface VisitAsked {
  id: string
  state: VisitState
  parent: string
  child: string
  way: keyof typeof visitWays
  from: string
  to: string
  plannedOn: string | null
  companion: string
  phone: string | null
  note: string | null
}

/** The prison's page: children told of, visits asked for. Its own rows and nothing of any file. */
export default function Told() {
  const asked = useAsk<{ items: ToldLine[]; visits: VisitAsked[] }>('helpers.told')
  const now = useNow()
  return (
    <Page
      title="在押、戒毒人员子女"
      sub="告知以后由孩子住处的司法所确定联系人"
      actions={
        <ActionButton
          action="helpers.tell-detained"
          of={tellForm}
          title="告知子女情况"
          look="main"
          pickers={{ townId: TownPicker }}
          draftKey="helpers:tell"
          intro={<Muted>填知道的就行。一位父母的孩子一次填完；住在不同镇街的分开填。</Muted>}
        />
      }
    >
      <Stack>
        <Panel title="会见申请" flush>
          <Table<VisitAsked>
            title="会见申请"
            asked={asked}
            rows={asked.data?.visits}
            rowKey={(row) => row.id}
            rowTone={(row) => (row.state === 'asked' ? 'amb' : undefined)}
            empty={<Empty title="没有会见申请">联系人替孩子申请后会出现在这里。</Empty>}
            columns={[
              { key: 'parent', title: '在押人员', value: (row) => row.parent },
              { key: 'child', title: '孩子', value: (row) => row.child },
              { key: 'way', title: '方式', value: (row) => visitWays[row.way] },
              { key: 'when', title: '日期', value: (row) => row.plannedOn ?? `${row.from} 至 ${row.to}`, wraps: true },
              { key: 'with', title: '陪同', value: (row) => [row.companion, row.phone].filter(Boolean).join(' '), wraps: true },
              { key: 'note', title: '要安排的', value: (row) => row.note ?? '', wraps: true, wideOnly: true },
              { key: 'state', title: '状态', value: (row) => visitLife.states[row.state].zh },
              {
                key: 'do',
                title: '办理',
                value: () => '',
                cell: (row) => (row.state === 'asked' ? <AnswerVisit visitId={row.id} /> : null),
              },
            ]}
          />
        </Panel>
        <Panel title="本所告知的" flush>
          <Table<ToldLine>
            title="本所告知的"
            asked={asked}
            rows={asked.data?.items}
            rowKey={(row) => row.id}
            empty={<Empty title="还没有告知过">入监、入所时问清有没有未成年的孩子，在右上角“告知子女情况”。</Empty>}
            columns={[
              { key: 'parent', title: '在押人员', value: (row) => row.parent },
              { key: 'kind', title: '情形', value: (row) => heldKinds[row.kind], wideOnly: true },
              { key: 'relation', title: '是孩子的', value: (row) => parentRelations[row.relation] },
              { key: 'child', title: '孩子', value: (row) => row.child ?? '姓名不详' },
              { key: 'town', title: '住处', value: (row) => row.town ?? '不详', wideOnly: true },
              { key: 'told', title: '告知', value: (row) => row.toldAt, cell: (row) => showInstant(row.toldAt, now) },
              { key: 'until', title: '预计期满', value: (row) => row.until ?? '', wideOnly: true },
              { key: 'released', title: '释放', value: (row) => row.releasedOn ?? '' },
              {
                key: 'do',
                title: '办理',
                value: () => '',
                cell: (row) =>
                  row.state === 'released' ? null : (
                    <ActionButton
                      action="helpers.tell-release"
                      of={tellReleaseForm}
                      title="告知释放、解除"
                      label="告知释放"
                      size="small"
                      fixed={{ toldId: row.toldId }}
                    />
                  ),
              },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
