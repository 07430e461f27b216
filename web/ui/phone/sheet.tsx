/** What lies over the page: a sheet from below, and a short word at the foot. */
import { type ReactNode, useEffect, useId, useRef } from 'react'

export interface BottomSheetProps {
  title: string
  onClose(): void
  children: ReactNode
}

/** A sheet over the page. Draw it only while it is open; Esc and the back gesture close it. */
export function BottomSheet({ title, onClose, children }: BottomSheetProps) {
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = box.current
    if (dialog && !dialog.open) dialog.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={box}
      className="p-sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="p-sheet-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="p-back" aria-label="关上" onClick={onClose}>
          ✕
        </button>
      </div>
      {children}
    </dialog>
  )
}
