import { useState } from 'react'
import {
  ActionButton,
  Button,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  showInstant,
  Stack,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { shareHouseholdsForm } from '../schema-household.ts'
import { edgeFindings, edgeReasons, sharedColumns, unlistReasons } from '../words-needs.ts'
import { NeedsNav } from './NeedsNav.tsx'
import { type HouseholdAnswer, type HouseholdsAnswer, wordsOf } from './needs-answers.ts'
import { HouseholdButtons } from './needs-buttons.tsx'

/** Households at the edge of hardship in which somebody has wandered: listed, shared, looked at again each year. */
export default function Households() {
  const { search, setSearch } = useRoute()
  const gone = search['state'] === 'unlisted'
  const asked = useAsk<HouseholdsAnswer>('follow-up.households', gone ? { state: 'unlisted' } : {}, { keepPrevious: true })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const items = asked.data?.items ?? []
  const picked = items.filter((each) => chosen.has(each.householdId))
  const pick = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return (
    <Page
      title="边缘户"
      sub={<Muted>生活在困难边缘、家里有人流浪过的；每年复核，与防返贫部门共享</Muted>}
      actions={<PaperButton query="follow-up.paper-households">打印名单</PaperButton>}
    >
      <Stack>
        <NeedsNav here="/follow-up/households" />
        <Panel
          title={gone ? '已移出' : '在册'}
          sub={asked.data ? `${asked.data.total} 户${asked.data.due > 0 ? `，${asked.data.due} 户该复核了` : ''}` : undefined}
          flush
        >
          <Table
            title={gone ? '已移出的边缘户' : '边缘户'}
            asked={asked}
            rows={asked.data?.items}
            total={asked.data?.total}
            unit="户"
            rowKey={(row) => row.householdId}
            rowTone={(row) => (row.reviewDue ? 'red' : undefined)}
            tools={
              <>
                <Button
                  aria-pressed={gone}
                  look={gone ? 'main' : 'plain'}
                  onClick={() => setSearch({ state: gone ? undefined : 'unlisted' })}
                >
                  看已移出的
                </Button>
                {gone ? null : (
                  <>
                    <Button size="small" onClick={() => setChosen(new Set(items.map((each) => each.householdId)))}>
                      全选
                    </Button>
                    <ActionButton
                      action="follow-up.share-households"
                      of={shareHouseholdsForm}
                      title="共享边缘户"
                      label={`共享选中的 ${picked.length} 户`}
                      fixed={{ householdIds: picked.map((each) => each.householdId) }}
                      initial={{ department: 'poverty', columns: ['head', 'town', 'members', 'reasons'] }}
                      impossible={picked.length === 0 ? '先在名单里选户' : undefined}
                      onDone={() => setChosen(new Set())}
                    />
                  </>
                )}
              </>
            }
            empty={<Empty title={gone ? '没有移出的' : '还没有列入的'}>从返乡人员的个案页“列为边缘户”。</Empty>}
            columns={[
              {
                key: 'pick',
                title: '选',
                value: () => '',
                width: 44,
                cell: (row) =>
                  gone ? null : (
                    <input
                      type="checkbox"
                      aria-label={`选 ${row.head}`}
                      checked={chosen.has(row.householdId)}
                      onChange={(event) => pick(row.householdId, event.target.checked)}
                    />
                  ),
              },
              { key: 'head', title: '户主', value: (row) => row.head },
              { key: 'town', title: '地方', value: (row) => [row.division, row.town, row.address].filter(Boolean).join(' ') },
              {
                key: 'members',
                title: '流浪过的成员',
                value: (row) => row.members.map((each) => each.name).join('、'),
                wraps: true,
                cell: (row) => <Members row={row} />,
              },
              { key: 'reasons', title: '困难原因', value: (row) => wordsOf(edgeReasons, row.reasons), wideOnly: true },
              {
                key: 'review',
                title: gone ? '为什么移出' : '下次复核',
                value: (row) => (gone ? (row.unlistedReason ?? '') : (row.nextReview ?? '')),
                cell: (row) =>
                  gone ? (unlistReasons[row.unlistedReason as keyof typeof unlistReasons] ?? '') : <Review row={row} />,
              },
              {
                key: 'act',
                title: '办理',
                value: () => '',
                wraps: true,
                cell: (row) => (gone ? null : <HouseholdButtons householdId={row.householdId} />),
              },
            ]}
          />
        </Panel>
        <Shares shares={asked.data?.shares ?? []} />
      </Stack>
    </Page>
  )
}

function Members({ row }: { row: HouseholdAnswer }) {
  return (
    <Row>
      {row.members.map((each) => (
        <span key={each.personId}>
          {each.fileId ? <Go to={subjectPath('rescue-file', each.fileId)}>{each.name}</Go> : each.name}
          <Muted>
            {each.relation ? `（${each.relation}）` : ''}
            {each.times > 0 ? ` 又流浪 ${each.times} 次` : ''}
          </Muted>
        </span>
      ))}
    </Row>
  )
}

function Review({ row }: { row: HouseholdAnswer }) {
  const now = useNow()
  return (
    <Row>
      {row.nextReview ? showDate(row.nextReview, now) : '—'}
      {row.reviewDue ? <Tag tone="red">该复核了</Tag> : null}
      {row.finding ? <Muted>上次：{edgeFindings[row.finding as keyof typeof edgeFindings]}</Muted> : null}
    </Row>
  )
}

function Shares({ shares }: { shares: HouseholdsAnswer['shares'] }) {
  const now = useNow()
  if (shares.length === 0) return null
  return (
    <Panel title="共享过什么" sub={`近 ${shares.length} 次`} flush>
      <Table
        title="共享记录"
        rows={shares}
        total={shares.length}
        unit="次"
        rowKey={(row) => row.shareId}
        empty={<Empty title="没有共享过" />}
        columns={[
          { key: 'at', title: '时间', value: (row) => row.at, cell: (row) => showInstant(row.at, now) },
          { key: 'to', title: '给谁', value: (row) => row.to ?? '' },
          { key: 'households', title: '户', value: (row) => row.households },
          { key: 'columns', title: '给了哪些内容', value: (row) => wordsOf(sharedColumns, row.columns), wraps: true },
          { key: 'purpose', title: '用来做什么', value: (row) => row.purpose ?? '', wideOnly: true, wraps: true },
          { key: 'by', title: '谁给的', value: (row) => row.by ?? '', wideOnly: true },
          {
            key: 'sheet',
            title: '表',
            value: () => '',
            cell: (row) => (
              <PaperButton size="small" query="follow-up.shared-sheet" params={{ shareId: row.shareId }} how="save">
                下载 Excel
              </PaperButton>
            ),
          },
        ]}
      />
    </Panel>
  )
}
