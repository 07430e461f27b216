import { useState } from 'react'
import {
  Answer,
  Button,
  Empty,
  Go,
  Page,
  PaperButton,
  Panel,
  Row,
  showDate,
  showInstant,
  Stack,
  Stat,
  Table,
  useAsk,
  useGo,
  useMay,
  useMe,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { type Bucket, buckets, leavings, states } from '../words.ts'
import { type View, views } from '../words-board.ts'
import type { BoardAnswer, PeopleAnswer, PersonRow, TownCount } from './answers.ts'
import { TownButton, VillageButton, VisitButton } from './buttons.tsx'
import { NeedsNav } from './NeedsNav.tsx'
import { markTags } from './ReturneeView.tsx'

/** Whom to look in on: by town for who oversees, one's own list for who goes. */
export default function Board() {
  const may = useMay()
  const me = useMe()
  const { search } = useRoute()
  const oversees = may('follow-up.board') && me?.organisation.kind !== 'town' && me?.organisation.kind !== 'village'
  const listing = search['town'] !== undefined || search['view'] !== undefined || search['bucket'] !== undefined
  return (
    <Page title="回访" sub="两个月一次，不少于一年">
      <Stack>
        <NeedsNav here="/follow-up" />
        {oversees ? <Towns compact={listing} /> : null}
        {oversees && !listing ? null : <People view={(search['view'] as View | undefined) ?? 'due'} />}
      </Stack>
    </Page>
  )
}

const sumOf = (towns: readonly TownCount[], key: Bucket | 'total') => towns.reduce((sum, town) => sum + town[key], 0)

function Towns({ compact }: { compact: boolean }) {
  const asked = useAsk<BoardAnswer>('follow-up.board')
  const { setSearch } = useRoute()
  const towns = asked.data?.towns ?? []
  const open = (town: string | undefined, bucket?: Bucket) => setSearch({ town, bucket, view: undefined })
  const cell = (key: Bucket) => ({
    key,
    title: buckets[key],
    value: (row: TownCount) => row[key],
    cell: (row: TownCount) =>
      row[key] === 0 ? (
        '—'
      ) : (
        <Button size="small" look="link" onClick={() => open(row.townId ?? 'none', key)}>
          {row[key]}
        </Button>
      ),
  })
  return (
    <>
      <Answer of={asked}>
        {(board) => (
          <Row>
            <Stat label="在信息库" value={sumOf(board.towns, 'total')} />
            <Stat label="已超期" value={sumOf(board.towns, 'overdue')} tone={sumOf(board.towns, 'overdue') > 0 ? 'red' : 'grn'} />
            <Stat label="7 天内" value={sumOf(board.towns, 'week')} />
            <Stat label="30 天内" value={sumOf(board.towns, 'month')} />
            <Stat label="没有定镇街" value={board.towns.find((town) => town.townId === null)?.total ?? 0} />
            <Stat label="建议纳入" value={<Go to="/follow-up/register?view=suggested">{board.suggested}</Go>} />
          </Row>
        )}
      </Answer>
      {compact ? (
        <Row>
          <Button size="small" onClick={() => setSearch({ town: undefined, bucket: undefined, view: undefined })}>
            回到各镇街
          </Button>
        </Row>
      ) : (
        <Panel title="各镇街" flush>
          <Table
            title="各镇街回访"
            unit="个镇街"
            asked={asked}
            rows={towns}
            rowKey={(row) => row.townId ?? 'none'}
            rowTone={(row) => (row.overdue > 0 ? 'red' : row.townId === null ? 'amb' : undefined)}
            onOpen={(row) => open(row.townId ?? 'none')}
            empty={<Empty title="信息库里还没有人">返乡的人有走失风险的，先在“信息库”里纳入，再定镇街。</Empty>}
            columns={[
              {
                key: 'town',
                title: '镇街',
                value: (row) => row.town ?? '没有定镇街',
              },
              cell('overdue'),
              cell('week'),
              cell('month'),
              { ...cell('later'), wideOnly: true },
              { ...cell('over'), wideOnly: true },
              { key: 'total', title: '共', value: (row) => row.total },
            ]}
          />
        </Panel>
      )}
    </>
  )
}

/** One list, page by page. */
export function People({ view }: { view: View }) {
  const { search } = useRoute()
  const [pages, setPages] = useState<{ of: string; after: (string | undefined)[] }>({ of: '', after: [undefined] })
  const filter = {
    view,
    ...(search['town'] ? { town: search['town'] } : {}),
    ...(search['bucket'] ? { bucket: search['bucket'] } : {}),
    ...(search['year'] ? { year: Number(search['year']) } : {}),
    ...(search['kind'] ? { kind: search['kind'] } : {}),
    ...(search['station'] ? { stationId: search['station'] } : {}),
  }
  const key = JSON.stringify(filter)
  const trail = pages.of === key ? pages.after : [undefined]
  const after = trail.at(-1)
  const asked = useAsk<PeopleAnswer>('follow-up.people', after ? { ...filter, after } : filter, { keepPrevious: true })
  const now = useNow()
  const go = useGo()
  const me = useMe()
  const ofTown = me?.organisation.kind === 'town'
  const rows = asked.data?.items
  const today = asked.data?.today ?? ''
  const ids = rows?.map((row) => row.returneeId) ?? []
  const fresh = ids.filter((id) => rows?.some((row) => row.returneeId === id && row.townId === null))
  return (
    <Panel
      title={views[view]}
      flush
      right={
        <Row>
          {view === 'due' && fresh.length > 0 ? <TownButton ids={fresh} label={`给这页 ${fresh.length} 人定镇街`} small /> : null}
          {ofTown && ids.length > 0 ? <VillageButton ids={ids} /> : null}
          <PaperButton query="follow-up.ledger-sheet" params={filter} how="save" size="small">
            下载全部（Excel）
          </PaperButton>
        </Row>
      }
    >
      <Table
        title={views[view]}
        unit="人"
        asked={asked}
        rows={rows}
        total={asked.data?.total}
        rowKey={(row) => row.returneeId}
        rowTone={(row) => (row.nextDue !== null && row.nextDue < today ? 'red' : undefined)}
        onOpen={(row) => go(`/follow-up/person/${row.returneeId}`)}
        empty={<Empty title="这里没有人">返乡的人会自己进台账；纳入信息库、定了镇街的会出现在回访名单里。</Empty>}
        columns={[
          {
            key: 'name',
            title: '姓名',
            value: (row) => row.name,
            cell: (row) => <Go to={`/follow-up/person/${row.returneeId}`}>{row.name ?? '（不再可见）'}</Go>,
          },
          { key: 'no', title: '编号', value: (row) => row.no ?? '', wideOnly: true },
          {
            key: 'sentAt',
            title: '返乡',
            value: (row) => row.sentAt,
            cell: (row) => (row.sentAt === null ? leavings.reported : showInstant(row.sentAt, now)),
            wideOnly: true,
          },
          ofTown
            ? { key: 'town', title: '村（社区）', value: (row: PersonRow) => row.village ?? '镇街自己', wideOnly: true }
            : {
                key: 'town',
                title: '镇街',
                value: (row: PersonRow) => [row.town, row.village].filter(Boolean).join(' · ') || '未定',
                wideOnly: true,
              },
          view === 'due'
            ? {
                key: 'nextDue',
                title: '下次回访',
                value: (row: PersonRow) => row.nextDue,
                cell: (row: PersonRow) => (row.nextDue ? `${showDate(row.nextDue, now)} 前` : '期满'),
              }
            : { key: 'state', title: '状态', value: (row: PersonRow) => states[row.state as keyof typeof states] },
          {
            key: 'marks',
            title: '留意',
            value: (row) => (row.state === 'returned' ? row.suggested : row.marks).join('、'),
            cell: (row) => <Row>{markTags(row.state === 'returned' ? row.suggested : row.marks)}</Row>,
            wideOnly: true,
          },
          { key: 'visits', title: '已回访', value: (row) => row.visits, wideOnly: true },
          {
            key: 'do',
            title: '办理',
            value: () => '',
            cell: (row) => (row.state === 'listed' ? <VisitButton of={row} small /> : null),
          },
        ]}
      />
      <Pages
        shown={rows?.length ?? 0}
        back={trail.length > 1 ? () => setPages({ of: key, after: trail.slice(0, -1) }) : undefined}
        on={asked.data?.next ? () => setPages({ of: key, after: [...trail, asked.data?.next ?? undefined] }) : undefined}
      />
    </Panel>
  )
}

function Pages({ shown, back, on }: { shown: number; back: (() => void) | undefined; on: (() => void) | undefined }) {
  if (shown === 0 || (!back && !on)) return null
  return (
    <Row>
      {back ? (
        <Button size="small" onClick={back}>
          看上一页
        </Button>
      ) : null}
      {on ? (
        <Button size="small" onClick={on}>
          看下一页
        </Button>
      ) : null}
    </Row>
  )
}
