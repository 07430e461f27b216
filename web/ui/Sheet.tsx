import { useEffect, useId, useRef, type ReactNode } from 'react'
import { enterFirst } from './form/keys.ts'
import { Icon } from './Icon.tsx'

interface SheetProps {
  open: boolean
  onClose(): void
  title: ReactNode
  /** `drawer` at the right edge for work beside a list; `modal` in the middle for what cannot be undone and short questions. */
  kind?: 'drawer' | 'modal'
  width?: number
  children: ReactNode
}

/** A drawer or a modal on the browser's own dialog: focus stays inside, Esc closes, focus returns to what opened it. */
export function Sheet({ open, onClose, title, kind = 'drawer', width, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const own = dialog.current
    if (open && own && !own.open) {
      own.showModal()
      // The browser would stand on the cross that closes it; who opens a form wants to write.
      enterFirst(own)
    }
    if (!open && own?.open) own.close()
  }, [open])
  if (!open) return null
  return (
    <dialog
      ref={dialog}
      className={`g-sheet g-sheet-${kind}`}
      aria-labelledby={titleId}
      style={width ? { width } : undefined}
      onCancel={(event) => {
        if (event.target !== dialog.current) return
        event.preventDefault()
        onClose()
      }}
      onClose={(event) => {
        if (event.target === dialog.current) onClose()
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className="g-sheet-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="g-in-btn" aria-label="关闭" onClick={onClose}>
          <Icon name="close" small />
        </button>
      </div>
      <div className="g-sheet-body">{children}</div>
    </dialog>
  )
}
