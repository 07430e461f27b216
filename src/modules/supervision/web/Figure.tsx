import { useState } from 'react'
import { Answer, Assumed, Due, useAsk } from '#web/ui/index.ts'
import { percent } from '../words.ts'
import type { ClauseCases, FigureShown } from './answers.ts'
import { Whom } from './DutyRow.tsx'

type Which = 'met' | 'late' | 'pending' | 'overdue' | 'cannot-tell' | 'waived' | 'value'

const whichWords: Record<Which, string> = {
  met: '按时办结',
  late: '迟办',
  pending: '未到期',
  overdue: '已超期',
  'cannot-tell': '无法判断',
  waived: '免办',
  value: '计入的个案',
}

/** A clause's figure: rate, n / N, target, the failing ones as a link; the list behind a number opens in place. */
export function Figure({
  figure,
  scope,
  period,
}: {
  figure: FigureShown
  scope: string | undefined
  period: { from: string; to: string }
}) {
  const [open, setOpen] = useState<Which | null>(null)
  const failing = figure.target === 'not-reached'
  const toggle = (which: Which) => setOpen(open === which ? null : which)
  const link = (which: Which, count: number, className = '') =>
    count > 0 ? (
      <button
        type="button"
        className={`g-btn g-btn-link ${className}`}
        aria-expanded={open === which}
        onClick={() => toggle(which)}
      >
        {count} 件{whichWords[which]}
      </button>
    ) : null
  return (
    <div className={failing ? 's-figure s-failing' : 's-figure'}>
      <div className="s-figure-title">
        {figure.title} {figure.assumed ? <Assumed>{figure.assumed}</Assumed> : null}
      </div>
      <div className="s-figure-row">
        <b className={failing ? 's-number g-t-red' : figure.target === 'reached' ? 's-number g-t-grn' : 's-number'}>
          {figure.value === null ? percent(figure.met, figure.arisen) : figure.value}
        </b>
        <div className="s-figure-words">
          {figure.value === null ? (
            <span className="g-muted">
              {figure.arisen === 0 ? '这段时间没有' : `${figure.met} / ${figure.arisen} 件`}
              {figure.targetPercent === null ? '' : `，要求 ${figure.targetPercent}%`}
            </span>
          ) : (
            <span className="g-muted">要求 0</span>
          )}
          <span className="g-row">
            {figure.target === 'reached' ? <span className="g-t-grn">✓ 达标</span> : null}
            {figure.target === 'cannot-tell' ? <span className="g-t-vio">? 缺记录，说不准是否达标</span> : null}
            {figure.value === null ? null : link('value', figure.value, 'g-t-red')}
            {link('overdue', figure.overdue, 'g-t-red')}
            {link('late', figure.late, 'g-t-amb')}
            {link('cannot-tell', figure.cannotTell, 'g-t-vio')}
            {link('pending', figure.pending)}
            {link('met', figure.met)}
            {link('waived', figure.waived)}
          </span>
        </div>
        <Trend figure={figure} />
      </div>
      {open ? <Cases clause={figure.clause} which={open} scope={scope} period={period} /> : null}
    </div>
  )
}

const WIDE = 112
const HIGH = 30

/** Twelve months by month of arising, with the target as a dashed line. */
function Trend({ figure }: { figure: FigureShown }) {
  const points = figure.trend
    .map(({ met, arisen }, index) => ({ x: (index * (WIDE - 8)) / 11 + 4, share: arisen > 0 ? met / arisen : null }))
    .filter((each): each is { x: number; share: number } => each.share !== null)
  if (points.length < 2) return null
  const y = (share: number) => HIGH - 3 - share * (HIGH - 6)
  const last = points.at(-1) as { x: number; share: number }
  const label = figure.trend.map(({ month, met, arisen }) => `${month.slice(0, 7)} ${percent(met, arisen)}`).join('，')
  return (
    <svg
      className={figure.target === 'not-reached' ? 's-trend g-t-red' : 's-trend g-t-grn'}
      width={WIDE}
      height={HIGH}
      role="img"
      aria-label={`近 12 个月：${label}`}
    >
      {figure.targetPercent === null ? null : (
        <line x1="0" x2={WIDE} y1={y(figure.targetPercent / 100)} y2={y(figure.targetPercent / 100)} className="s-target" />
      )}
      <polyline points={points.map(({ x, share }) => `${x.toFixed(1)},${y(share).toFixed(1)}`).join(' ')} />
      <circle cx={last.x} cy={y(last.share)} r="2.5" />
    </svg>
  )
}

function Cases({
  clause,
  which,
  scope,
  period,
}: {
  clause: string
  which: Which
  scope: string | undefined
  period: { from: string; to: string }
}) {
  const asked = useAsk<ClauseCases>('supervision.clause-cases', { clause, state: which, ...(scope ? { scope } : {}), ...period })
  return (
    <Answer of={asked}>
      {({ items, more, hidden }) =>
        items.length === 0 ? (
          <p className="g-muted">这些个案已封存，或您无权查看；数字照样计入。</p>
        ) : (
          <ul className="s-cases" aria-label={whichWords[which]}>
            {items.map((each) => (
              <li key={`${each.subject.id}${each.instance}`}>
                <Whom subject={each.subject} />
                <span className="g-muted">{each.subject.owner}</span>
                <span className="g-muted g-grow">{[each.cause, each.note].filter(Boolean).join(' · ')}</span>
                <Due state={each.state} due={each.due} dueKind={each.dueKind} metAt={each.metAt} />
              </li>
            ))}
            {more ? <li className="g-muted">只列前 {items.length} 件，请缩小范围或时段。</li> : null}
            {hidden > 0 ? <li className="g-muted">另有 {hidden} 件未成年人个案只计数，不列出。</li> : null}
          </ul>
        )
      }
    </Answer>
  )
}
