/** What is pressed: buttons of thumb size, and answers to choose from. Words ≥ 16 px, touch ≥ 48 px. */
import { type ReactNode, useId } from 'react'
import { Icon, type IconName } from '../Icon.tsx'

export interface BigButtonProps {
  children: ReactNode
  onClick?: () => void
  /** `main` once a page. `plain` is the default. */
  look?: 'main' | 'plain' | 'danger' | 'quiet'
  icon?: IconName
  busy?: boolean
  disabled?: boolean
  /** Why it cannot be done: the button is dashed and the sentence stands below it. */
  impossible?: string | undefined
  type?: 'button' | 'submit'
  /** A telephone number or an address: the button is a link. */
  href?: string
  /** Not the whole width: for a row of the list. */
  small?: boolean
}

/** A button of thumb size. */
export function BigButton({
  children,
  onClick,
  look = 'plain',
  icon,
  busy,
  disabled,
  impossible,
  type = 'button',
  href,
  small,
}: BigButtonProps) {
  const reason = useId()
  const name = `p-button p-look-${look}${small ? ' p-small' : ''}${impossible ? ' p-impossible' : ''}`
  const inner = (
    <>
      {icon ? <Icon name={icon} /> : null}
      <span>{busy ? '请稍候…' : children}</span>
    </>
  )
  if (href && !impossible)
    return (
      <a className={name} href={href} {...(onClick ? { onClick } : {})}>
        {inner}
      </a>
    )
  return (
    <>
      <button
        type={type}
        className={name}
        disabled={disabled || busy || Boolean(impossible)}
        aria-busy={busy || undefined}
        aria-describedby={impossible ? reason : undefined}
        onClick={onClick}
      >
        {inner}
      </button>
      {impossible ? (
        <p className="p-help" id={reason}>
          {impossible}
        </p>
      ) : null}
    </>
  )
}

/** Buttons beside one another; below one another where the screen is narrow. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="p-button-row">{children}</div>
}

/** `{ drunk: '醉酒' }`, or a list where the order or a name of its own matters. */
export type ChipOptions<K extends string> = Readonly<Record<K, string>> | readonly { key: K; title: string }[]

function listOf<K extends string>(options: ChipOptions<K>): readonly { key: K; title: string }[] {
  if (Array.isArray(options)) return options
  return Object.entries(options).map(([key, title]) => ({ key: key as K, title: title as string }))
}

interface ChipsFrame {
  label: string
  help?: ReactNode
  /** The label is said to screen readers only. */
  quiet?: boolean
  /** All of the same width, filling the line: for two or three answers. */
  even?: boolean
}

export interface ChipsProps<K extends string> extends ChipsFrame {
  options: ChipOptions<K>
  value: K | undefined
  /** Pressing the chosen one again takes it back. */
  onChange(value: K | undefined): void
}

/** One answer out of a few. `说不准` is an answer like the others. */
export function Chips<K extends string>({ options, value, onChange, ...frame }: ChipsProps<K>) {
  return (
    <ChipSet frame={frame}>
      {listOf(options).map(({ key, title }) => (
        <Chip key={key} on={value === key} title={title} onPress={() => onChange(value === key ? undefined : key)} />
      ))}
    </ChipSet>
  )
}

export interface ManyChipsProps<K extends string> extends ChipsFrame {
  options: ChipOptions<K>
  value: readonly K[]
  onChange(value: K[]): void
  /** Answers that stand alone (`都没有`, `说不准`): chosen, they take the others back, and the other way round. */
  alone?: readonly K[]
}

/** What is chosen after a press. */
export function chosenAfter<K extends string>(value: readonly K[], key: K, alone: readonly K[] = []): K[] {
  if (value.includes(key)) return value.filter((each) => each !== key)
  if (alone.includes(key)) return [key]
  return [...value.filter((each) => !alone.includes(each)), key]
}

/** Any number of answers. */
export function ManyChips<K extends string>({ options, value, onChange, alone, ...frame }: ManyChipsProps<K>) {
  return (
    <ChipSet frame={frame}>
      {listOf(options).map(({ key, title }) => (
        <Chip key={key} on={value.includes(key)} title={title} onPress={() => onChange(chosenAfter(value, key, alone))} />
      ))}
    </ChipSet>
  )
}

function ChipSet({ frame, children }: { frame: ChipsFrame; children: ReactNode }) {
  const id = useId()
  return (
    <div className="p-field" role="group" aria-labelledby={id}>
      <h2 className={frame.quiet ? 'p-unseen' : 'p-label'} id={id}>
        {frame.label}
      </h2>
      <div className={frame.even ? 'p-chips p-even' : 'p-chips'}>{children}</div>
      {frame.help ? <p className="p-help">{frame.help}</p> : null}
    </div>
  )
}

function Chip({ on, title, onPress }: { on: boolean; title: string; onPress(): void }) {
  return (
    <button type="button" className={on ? 'p-chip p-on' : 'p-chip'} aria-pressed={on} onClick={onPress}>
      {on ? <span aria-hidden="true">✓ </span> : null}
      {title}
    </button>
  )
}
