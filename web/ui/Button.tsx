import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `main`: one per region. `danger`: red words. `link`: looks like a link. */
  look?: 'plain' | 'main' | 'danger' | 'link'
  size?: 'small' | 'normal' | 'large'
  icon?: IconName
  /** Key shown as a cap behind the words. */
  keys?: string
  busy?: boolean
  /** Why it cannot be done now: the button stays visible, dashed, and the reason is read out with it. */
  impossible?: string | undefined
}

/** The house's button. Words are a verb with its object: `写告知函`, never `确定`. */
export function Button({
  look = 'plain',
  size = 'normal',
  icon,
  keys,
  busy,
  impossible,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  const classes = ['g-btn', `g-btn-${look}`, `g-btn-${size}`, impossible ? 'g-btn-off' : '', className ?? '']
    .filter(Boolean)
    .join(' ')
  return (
    <button
      type="button"
      {...rest}
      className={classes}
      disabled={disabled}
      aria-busy={busy || undefined}
      aria-disabled={impossible ? true : undefined}
      title={impossible}
      {...(impossible || busy ? { onClick: (event) => event.preventDefault() } : {})}
    >
      {icon ? <Icon name={icon} small /> : null}
      <span>{children}</span>
      {keys ? <Kbd>{keys}</Kbd> : null}
      {busy ? <span className="g-btn-busy">…</span> : null}
    </button>
  )
}

/** A key cap. */
export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="g-kbd">{children}</kbd>
}
