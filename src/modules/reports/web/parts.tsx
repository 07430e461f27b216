/** Small things that several of this room's screens show. */
import { Banner, PageNav, Row, Tag } from '#web/ui/index.ts'
import { clueLife, type ClueState, reportLife } from '../lifecycle.ts'
import type { ReportLine } from './answers.ts'

const pages = [
  { to: '/reports', title: '线索报告', door: 'reports.board' },
  { to: '/reports/clues', title: '侵害线索', door: 'reports.clues' },
  { to: '/reports/figures', title: '数量', door: 'reports.figures' },
  { to: '/reports/mine', title: '本单位报出的', door: 'reports.mine' },
] as const

export const ReportsNav = ({ here }: { here: string }) => <PageNav pages={pages} here={here} label="线索报告的页面" />

export const clueTone = (state: ClueState): 'red' | 'amb' | 'grn' | 'gry' =>
  state === 'found' ? 'red' : state === 'disposed' ? 'grn' : 'amb'

export function ReportTags({
  report,
  now,
}: {
  report: Pick<ReportLine, 'state' | 'emergency' | 'raisedAt'> & { nextDue?: number | null; clue?: ClueState | null }
  now: number
}) {
  const open = report.state === 'received' || report.state === 'working'
  const silent = open && report.nextDue !== null && report.nextDue !== undefined && report.nextDue < now
  return (
    <Row>
      <Tag tone={report.state === 'received' ? 'amb' : open ? 'acc' : 'gry'}>{reportLife.states[report.state].zh}</Tag>
      {report.emergency && open ? <Tag tone="red">紧急</Tag> : null}
      {silent ? <Tag tone="red">没有接单</Tag> : null}
      {report.raisedAt !== null ? <Tag tone="amb">已报上级</Tag> : null}
      {report.clue ? <Tag tone={clueTone(report.clue)}>{`线索${clueLife.states[report.clue].zh}`}</Tag> : null}
    </Row>
  )
}

/** Number and code, shown once; whoever reported writes them down. */
export function Receipt({ number, code }: { number: string; code: string }) {
  return (
    <Banner tone="acc">
      <p>
        编号 <b className="r-code">{number}</b>　查询码 <b className="r-code">{code}</b>
      </p>
      <p>请念给报告人记下：凭这两样在网上或打电话问办到哪一步。查询码只显示这一次，系统里不留。</p>
    </Banner>
  )
}
