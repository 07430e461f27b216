/** The parts of a page: head, cards, rows, notes, foot. */
import { type ReactNode, useEffect, useRef } from 'react'
import { Icon, type IconName } from '../Icon.tsx'
import { BigButton } from './touch.tsx'
import { backPhone, goPhone, phonePath } from './route.ts'

export interface HeadProps {
  title: string
  /** Small line below: place · time · 位置已记. */
  sub?: ReactNode
  /** Right of the title: `2 / 4`, a tag. */
  aside?: ReactNode
  /** ✕ before the title: an address of the phone, or what to do. Without it the page is a tab's first. */
  back?: string | (() => void)
  /** `close` draws ✕ (default), `left` an arrow. */
  backIcon?: 'close' | 'left'
}

/** Head of a page, with its one h1; the focus goes there when the page opens. */
export function Head({ title, sub, aside, back, backIcon = 'close' }: HeadProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const step = typeof aside === 'string' && /^\d+ \/ \d+$/.test(aside) ? aside : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next step of a page is read from its head too
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
    document.title = `${title} · 归途`
  }, [title, step])
  return (
    <header className="p-head">
      <div className="p-head-line">
        {back === undefined ? null : (
          <button
            type="button"
            className="p-back"
            aria-label={backIcon === 'close' ? '关上这一页' : '返回'}
            onClick={() => (typeof back === 'string' ? backPhone(back) : back())}
          >
            <Icon name={backIcon} />
          </button>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {aside ? <div className="p-aside">{aside}</div> : null}
      </div>
      {sub ? <div className="p-sub">{sub}</div> : null}
    </header>
  )
}

export interface ScreenProps extends HeadProps {
  children: ReactNode
  /** A `FootBar`: takes the place of the tabs. */
  foot?: ReactNode
}

/** A whole page of the phone. With `foot` the tabs give way to it. */
export function Screen({ children, foot, ...head }: ScreenProps) {
  const footed = foot !== undefined && foot !== null
  useEffect(() => {
    if (!footed) return undefined
    document.documentElement.classList.add('s-has-foot')
    return () => document.documentElement.classList.remove('s-has-foot')
  }, [footed])
  return (
    <div className="p-screen">
      <Head {...head} />
      <main className="p-main">{children}</main>
      {foot}
    </div>
  )
}

export interface FootBarProps {
  back?: { title?: string; onClick(): void }
  next: { title: string; onClick(): void; disabled?: boolean; busy?: boolean; impossible?: string | undefined }
}

/** `上一步` and, named, the next step: `下一步：发物资`. */
export function FootBar({ back, next }: FootBarProps) {
  return (
    <footer className="p-foot">
      {next.impossible ? <p className="p-help">{next.impossible}</p> : null}
      <div className="p-foot-line">
        {back ? <BigButton onClick={back.onClick}>{back.title ?? '上一步'}</BigButton> : null}
        <BigButton
          look="main"
          onClick={next.onClick}
          disabled={next.disabled || Boolean(next.impossible)}
          busy={next.busy ?? false}
        >
          {next.title}
        </BigButton>
      </div>
    </footer>
  )
}

export interface CardProps {
  title?: string
  aside?: ReactNode
  children: ReactNode
  /** No edge around the content: for rows. */
  flush?: boolean
  tone?: Tone
}

/** `calm` accent, `good` green, `warn` amber, `bad` red, `unknown` violet and dashed. */
export type Tone = 'plain' | 'calm' | 'good' | 'warn' | 'bad' | 'unknown'

export function Card({ title, aside, children, flush, tone = 'plain' }: CardProps) {
  return (
    <section className={`p-card p-tone-${tone}${flush ? ' p-flush' : ''}`}>
      {title || aside ? (
        <div className="p-card-head">
          {title ? <h2>{title}</h2> : <span />}
          {aside ? <div className="p-aside">{aside}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  )
}

export interface PhoneRowProps {
  title: ReactNode
  sub?: ReactNode
  /** In the circle at the left: a number, or `check`. */
  mark?: number | string | 'check'
  icon?: IconName
  aside?: ReactNode
  asideTone?: Tone
  /** The one to go to now. */
  current?: boolean
  /** Address of the phone, `/patrol/stop/…`; or a press. Without either it is only read. */
  to?: string
  onPress?: () => void
  /** Below the row, outside of its link: buttons. */
  children?: ReactNode
}

/** One row of a list; put in `<Card flush>`. */
export function PhoneRow({ title, sub, mark, icon, aside, asideTone = 'plain', current, to, onPress, children }: PhoneRowProps) {
  const inner = (
    <>
      {mark === undefined ? null : (
        <span className={`p-mark${mark === 'check' ? ' p-done' : ''}${current ? ' p-now' : ''}`}>
          {mark === 'check' ? <Icon name="check" small /> : mark}
        </span>
      )}
      {icon ? <Icon name={icon} /> : null}
      <span className="p-row-words">
        <b>{title}</b>
        {sub ? <small>{sub}</small> : null}
      </span>
      {aside ? <span className={`p-row-aside p-ink-${asideTone}`}>{aside}</span> : null}
    </>
  )
  const name = current ? 'p-row p-current' : 'p-row'
  return (
    <div className="p-row-box">
      {to !== undefined ? (
        <PhoneLink to={to} className={name}>
          {inner}
        </PhoneLink>
      ) : onPress ? (
        <button type="button" className={name} onClick={onPress}>
          {inner}
        </button>
      ) : (
        <div className={name}>{inner}</div>
      )}
      {children ? <div className="p-row-more">{children}</div> : null}
    </div>
  )
}

/** A link inside the phone. */
export function PhoneLink({ to, className, children }: { to: string; className?: string; children: ReactNode }) {
  return (
    <a
      className={className ?? 'p-link'}
      href={phonePath(to)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        goPhone(to)
      }}
    >
      {children}
    </a>
  )
}

/** A number to ring. */
export function CallLink({ number, children, label }: { number: string; children?: ReactNode; label?: string }) {
  const address = `tel:${number.replace(/[^\d+*#]/g, '')}`
  return (
    <a className="p-button p-look-plain p-small" href={address} aria-label={label}>
      <Icon name="phone" small />
      <span>{children ?? '打'}</span>
    </a>
  )
}

/** A few words with an edge: `−6℃ 寒冬送温暖`. */
export function PhoneTag({ children, tone = 'plain' }: { children: ReactNode; tone?: Tone }) {
  return <span className={`p-tag p-tone-${tone}`}>{children}</span>
}

export interface NoticeProps {
  title?: ReactNode
  children?: ReactNode
  tone?: Tone
  /** Said at once to screen readers: for what just went wrong. */
  urgent?: boolean
}

export function Notice({ title, children, tone = 'calm', urgent }: NoticeProps) {
  return (
    <div className={`p-notice p-tone-${tone}`} {...(urgent ? { role: 'alert' } : {})}>
      {title ? <b>{title}</b> : null}
      {children ? <div>{children}</div> : null}
    </div>
  )
}

/** Nothing here: says that it is well, then what comes next. */
export function EmptyNote({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="p-empty">
      <b>{title}</b>
      {children ? <p>{children}</p> : null}
    </div>
  )
}
