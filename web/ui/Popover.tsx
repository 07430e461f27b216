import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

interface TriggerProps {
  onClick(): void
  'aria-expanded': boolean
  'aria-haspopup': 'dialog'
  'aria-controls': string | undefined
}

interface PopoverProps {
  /** Draws the button that opens it: spread the given properties on it. */
  trigger(props: TriggerProps): ReactNode
  /** Read out as the name of what opens. */
  label: string
  width?: number
  children: ReactNode | ((close: () => void) => ReactNode)
}

const openOne = 'guitu:popover'

/** What floats beside a button: one at a time, Esc or a press elsewhere closes it, focus goes back to the button. */
export function Popover({ trigger, label, width = 420, children }: PopoverProps) {
  const id = useId()
  const anchor = useRef<HTMLSpanElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const close = () => {
    setOpen(false)
    anchor.current?.querySelector('button')?.focus()
  }

  useLayoutEffect(() => {
    const from = anchor.current?.firstElementChild?.getBoundingClientRect()
    const own = box.current
    if (!open || !from || !own) return
    const { height, width: wide } = own.getBoundingClientRect()
    const below = from.bottom + 6 + height <= window.innerHeight - 8
    const top = below ? from.bottom + 6 : Math.max(8, Math.min(from.top - height - 6, window.innerHeight - height - 8))
    own.style.top = `${top < 8 ? 8 : top}px`
    own.style.left = `${Math.max(8, Math.min(from.left, window.innerWidth - wide - 8))}px`
    if (!own.contains(document.activeElement)) own.focus()
  }, [open])

  useEffect(() => {
    if (!open) return
    window.dispatchEvent(new CustomEvent(openOne, { detail: id }))
    const onOther = (event: Event) => (event as CustomEvent<string>).detail !== id && setOpen(false)
    const onPress = (event: PointerEvent) => {
      const target = event.target as Node
      if (!box.current?.contains(target) && !anchor.current?.contains(target)) setOpen(false)
    }
    const onMove = () => setOpen(false)
    window.addEventListener(openOne, onOther)
    window.addEventListener('pointerdown', onPress, true)
    window.addEventListener('resize', onMove)
    return () => {
      window.removeEventListener(openOne, onOther)
      window.removeEventListener('pointerdown', onPress, true)
      window.removeEventListener('resize', onMove)
    }
  }, [open, id])

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key !== 'Escape') return
    event.preventDefault()
    close()
  }

  return (
    <span className="g-pop-anchor" ref={anchor}>
      {trigger({
        onClick: () => setOpen(!open),
        'aria-expanded': open,
        'aria-haspopup': 'dialog',
        'aria-controls': open ? id : undefined,
      })}
      {open
        ? createPortal(
            <div
              className="g-pop"
              id={id}
              ref={box}
              role="dialog"
              aria-label={label}
              tabIndex={-1}
              style={{ width }}
              onKeyDown={onKeyDown}
            >
              {typeof children === 'function' ? children(close) : children}
            </div>,
            anchor.current?.closest('dialog') ?? document.body,
          )
        : null}
    </span>
  )
}
