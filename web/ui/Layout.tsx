import { useId, type ReactNode } from 'react'
import { Skeleton } from './Answer.tsx'

interface PageProps {
  title: ReactNode
  /** Behind the title: numbers, tags. */
  sub?: ReactNode
  /** Right end: buttons. */
  actions?: ReactNode
  children: ReactNode
}

/** A page: one title, then its content. Also names the browser's tab when the title is plain words. */
export function Page({ title, sub, actions, children }: PageProps) {
  return (
    <div className="g-page">
      {typeof title === 'string' ? <title>{`${title} · 归途`}</title> : null}
      <header className="g-page-head">
        <h1>{title}</h1>
        {sub ? <div className="g-row g-page-sub">{sub}</div> : null}
        {actions ? <div className="g-row g-page-actions">{actions}</div> : null}
      </header>
      {children}
    </div>
  )
}

/**
 * Columns of a page. `main-side`: wide and 452 px (360 at 1280 px, under the main one below 1200); `file`: 288 · wide · 392;
 * `side-main`: 404 and wide; `even`: as many as fit, at least 320 px each.
 */
export function Columns({ layout, children }: { layout: 'main-side' | 'file' | 'side-main' | 'even'; children: ReactNode }) {
  return <div className={`g-columns g-columns-${layout}`}>{children}</div>
}

interface PanelProps {
  title?: ReactNode
  /** Behind the title, quietly. */
  sub?: ReactNode
  /** Right end of the head: a link, a number. */
  right?: ReactNode
  /** Without the inner margin, for lists and tables that reach the edge. */
  flush?: boolean
  className?: string
  children: ReactNode
}

/** A card: white, hairline, title line. */
export function Panel({ title, sub, right, flush, className, children }: PanelProps) {
  const id = useId()
  return (
    <section className={`g-panel ${className ?? ''}`} aria-labelledby={title ? id : undefined}>
      {title ? (
        <div className="g-panel-head">
          <h2 id={id}>{title}</h2>
          {sub ? <span className="g-muted">{sub}</span> : null}
          {right ? <span className="g-panel-right">{right}</span> : null}
        </div>
      ) : null}
      <div className={flush ? '' : 'g-panel-body'}>{children}</div>
    </section>
  )
}

/** A head between groups of rows: `已超期 2 件`. */
export function GroupHead({
  title,
  count,
  tone,
  right,
}: {
  title: string
  count?: number
  tone?: 'red' | 'amb'
  right?: ReactNode
}) {
  return (
    <div className={`g-group-head ${tone ? `g-t-${tone}` : ''}`}>
      <b>{title}</b>
      {count === undefined ? null : <span>{count} 件</span>}
      {right ? <span className="g-muted">{right}</span> : null}
    </div>
  )
}

/** Things beside each other that wrap. */
export function Row({ children, between }: { children: ReactNode; between?: boolean }) {
  return <div className={between ? 'g-row g-between' : 'g-row'}>{children}</div>
}

/** Things below each other, 12 px apart. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className="g-stack">{children}</div>
}

/** Helping words, smaller and greyer. */
export function Muted({ children }: { children: ReactNode }) {
  return <span className="g-muted">{children}</span>
}

/** Names and values: `自称 何桂香`. Rows whose value is undefined are left out; null says 未知. */
export function Facts({ rows }: { rows: [label: string, value: ReactNode][] }) {
  return (
    <dl className="g-facts">
      {rows.map(([label, value]) =>
        value === undefined ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value ?? '未知'}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

/** Nothing here: says that it is good, or what was tried, then what comes next. */
export function Empty({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="g-empty">
      <b>{title}</b>
      {children ? <p className="g-muted">{children}</p> : null}
      {actions ? <div className="g-row">{actions}</div> : null}
    </div>
  )
}

/** A band over a page: the sample city, a sealed file, a broken line. */
export function Banner({ tone = 'amb', children }: { tone?: 'amb' | 'dark' | 'red' | 'acc'; children: ReactNode }) {
  return (
    <div className={`g-banner g-banner-${tone}`} role="note">
      {children}
    </div>
  )
}

/** A figure: value, n / N, target, how many cannot be told. `href`: the list behind it; a figure that opens nothing is not shown. */
export function Stat(props: {
  label: ReactNode
  value: ReactNode
  of?: string
  target?: string
  tone?: 'red' | 'grn' | 'amb'
  children?: ReactNode
}) {
  return (
    <div className="g-stat">
      <span>{props.label}</span>
      <b className={props.tone ? `g-t-${props.tone}` : ''}>{props.value}</b>
      {props.of || props.target ? (
        <span className="g-muted">
          {props.of}
          {props.of && props.target ? '，' : ''}
          {props.target ? `要求 ${props.target}` : ''}
        </span>
      ) : null}
      {props.children}
    </div>
  )
}

/** A bar with its numbers in words: `男区 21 / 26`. */
export function MeterBar({ label, value, of }: { label: string; value: number; of: number }) {
  const share = of > 0 ? Math.min(100, (value / of) * 100) : 0
  return (
    <div className="g-meter">
      <div className="g-row g-between">
        <span>{label}</span>
        <span>
          <b>{value}</b> <span className="g-ink-3">/ {of}</span>
        </span>
      </div>
      <div className="g-meter-track" aria-hidden="true">
        <i style={{ width: `${share}%` }} />
      </div>
    </div>
  )
}

/** What a panel shows while it is being loaded. */
export function PanelSkeleton({ title }: { title: string }) {
  return (
    <Panel title={title}>
      <Skeleton />
    </Panel>
  )
}
