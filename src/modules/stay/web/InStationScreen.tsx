import { useState } from 'react'
import {
  ActionDialog,
  Button,
  Empty,
  Go,
  Page,
  Panel,
  showDate,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useGo,
  useMay,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { logCareForm } from '../schema.ts'
import type { Guest, InStation } from './answers.ts'
import { LateReturns } from './LateReturns.tsx'
import './stay.css'
import { StationSelect, useStation } from './station.tsx'

const views = {
  all: '全部',
  due: '照料已迟',
  soon: '期满将至',
  'no-bed': '没有床位',
  leave: '请假',
  away: '住院、托养',
} as const
type View = keyof typeof views

const inView: Record<View, (guest: Guest) => boolean> = {
  all: () => true,
  due: (guest) => guest.due.some((due) => due.late),
  soon: (guest) => guest.limit.daysLeft !== null && guest.limit.daysLeft <= 2,
  'no-bed': (guest) => guest.where === 'here' && guest.bed === null,
  leave: (guest) => guest.leave !== null,
  away: (guest) => guest.where === 'hospital' || guest.where === 'entrusted',
}

/** Everybody in the station: bed, days, limit, what is due in this shift. Care is logged for many in one go. */
export default function InStationScreen() {
  const { search, setSearch } = useRoute()
  const view = (search.view && search.view in views ? search.view : 'all') as View
  const station = useStation()
  const asked = useAsk<InStation>('stay.in-station', station.params, { every: 120_000, enabled: station.ready })
  const go = useGo()
  const may = useMay()
  const now = useNow()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [logging, setLogging] = useState(false)
  const items = asked.data?.items.filter(inView[view])
  const count = (each: View) => asked.data?.items.filter(inView[each]).length ?? 0
  const toggle = (fileId: string) =>
    setPicked((before) => {
      const after = new Set(before)
      if (!after.delete(fileId)) after.add(fileId)
      return after
    })
  const mayLog = may('stay.log-care')

  return (
    <Page
      title="在站"
      sub={
        asked.data ? (
          <>
            <StationSelect of={station} />
            <span>
              在站 <b>{asked.data.counts.inStation}</b> 人 · 住院 {asked.data.counts.hospital} · 站外托养{' '}
              {asked.data.counts.entrusted} · 请假 {asked.data.counts.leave}
            </span>
            <span className="g-muted">现在是{asked.data.shift.zh}</span>
          </>
        ) : null
      }
      actions={
        <>
          {may('stay.record-round') ? <Go to="/rounds">去查房</Go> : null}
          {may('stay.board') ? <Go to="/beds">床位图</Go> : null}
          {may('stay.extensions') ? <Go to="/extensions">延期报备</Go> : null}
          {may('stay.safety') ? <Go to="/house-safety">站内安全</Go> : null}
        </>
      }
    >
      <LateReturns guests={asked.data?.items ?? []} />
      <Panel flush>
        <Table
          title="在站人员"
          unit="人"
          asked={asked}
          rows={items}
          rowKey={(row) => row.fileId}
          onOpen={(row) => go(subjectPath('rescue-file', row.fileId))}
          rowTone={(row) =>
            picked.has(row.fileId)
              ? 'on'
              : (row.leave?.daysLate ?? 0) > 0 || (row.limit.daysLeft !== null && row.limit.daysLeft < 0)
                ? 'red'
                : inView.soon(row)
                  ? 'amb'
                  : undefined
          }
          empty={<Empty title="没有这样的人">{view === 'all' ? '受理以后的人会出现在这里。' : '换一个筛选看看。'}</Empty>}
          tools={
            <>
              {(Object.keys(views) as View[]).map((each) => (
                <Button
                  key={each}
                  size="small"
                  look={each === view ? 'main' : 'plain'}
                  aria-pressed={each === view}
                  onClick={() => setSearch({ view: each === 'all' ? undefined : each })}
                >
                  {views[each]} {count(each)}
                </Button>
              ))}
              {mayLog ? (
                <Button
                  size="small"
                  onClick={() => setLogging(true)}
                  {...(picked.size === 0 ? { impossible: '先在左边选人' } : {})}
                >
                  给 {picked.size} 人记照料
                </Button>
              ) : null}
            </>
          }
          columns={[
            ...(mayLog
              ? [
                  {
                    key: 'pick',
                    title: '选',
                    value: (row: Guest) => (picked.has(row.fileId) ? '选' : ''),
                    cell: (row: Guest) => (
                      <input
                        type="checkbox"
                        aria-label={`选 ${row.name}`}
                        checked={picked.has(row.fileId)}
                        onChange={() => toggle(row.fileId)}
                      />
                    ),
                  },
                ]
              : []),
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.name,
              cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go>,
            },
            { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
            { key: 'sex', title: '性别', value: (row) => row.sex },
            { key: 'age', title: '年龄', value: (row) => row.age },
            { key: 'bed', title: '床位', value: (row) => row.bed, cell: (row) => <BedOf guest={row} /> },
            { key: 'state', title: '情况', value: (row) => row.words.join('、'), wideOnly: true },
            { key: 'days', title: '在站天数', value: (row) => row.days },
            {
              key: 'limit',
              title: '期限',
              wraps: true,
              value: (row) => row.limit.daysLeft,
              cell: (row) => (
                <span title={row.limit.words}>
                  {row.limit.on ? `${showDate(row.limit.on, now)} ` : ''}
                  <span className="g-muted">{row.limit.words}</span>
                </span>
              ),
            },
            {
              key: 'due',
              title: '本班照料',
              value: (row) => row.due.map((due) => due.words).join('、'),
              cell: (row) =>
                row.due.length === 0 ? (
                  <span className="g-muted">本班没有</span>
                ) : (
                  <span className="g-row s-care">
                    {row.due.map((due) => (
                      <Tag key={due.care} tone={due.late ? 'red' : 'gry'}>
                        {due.words}
                        {due.late ? ' 已迟' : ''}
                      </Tag>
                    ))}
                  </span>
                ),
            },
            {
              key: 'plan',
              title: '方案复核',
              value: (row) => row.planReviewOn,
              cell: (row) => (row.planReviewOn ? showDate(row.planReviewOn, now) : ''),
              wideOnly: true,
            },
          ]}
        />
      </Panel>
      <ActionDialog
        open={logging}
        onClose={() => setLogging(false)}
        action="stay.log-care"
        of={logCareForm}
        title={`给 ${picked.size} 人记照料`}
        fixed={{ fileIds: [...picked] }}
        onDone={() => setPicked(new Set())}
      />
    </Page>
  )
}

function BedOf({ guest }: { guest: Guest }) {
  if (guest.leave && guest.where === 'leave')
    return (
      <span>
        <Tag tone={guest.leave.daysLate > 0 ? 'red' : 'amb'}>
          请假，应回 {guest.leave.until.slice(5)}
          {guest.leave.daysLate > 0 ? `，超过 ${guest.leave.daysLate} 天` : ''}
        </Tag>{' '}
        {guest.bed ? <span className="g-muted">{guest.bed} 留床</span> : <span className="g-muted">不留床</span>}
      </span>
    )
  if (guest.where !== 'here') return <Tag tone="amb">{guest.whereWords}</Tag>
  if (guest.bed)
    return (
      <span>
        {guest.bed} <span className="g-muted">{guest.zone}</span>
      </span>
    )
  return <Go to={`/beds?file=${guest.fileId}`}>安排床位</Go>
}
