import { useState } from 'react'
import type { Refusal } from './api.ts'
import { Button, type ButtonProps } from './Button.tsx'
import { openPaper } from './files.ts'
import { useMay } from './me.ts'
import { RefusalNote } from './Refusal.tsx'

interface PaperButtonProps extends Pick<ButtonProps, 'look' | 'size' | 'icon'> {
  /** The query that answers with a paper or a sheet. */
  query: string
  params?: object
  /** `save` for sheets; papers open ready to print. */
  how?: 'open' | 'save'
  children: string
}

/** Prints a paper or fetches a sheet. Not drawn for who may not. */
export function PaperButton({
  query,
  params,
  how,
  children,
  icon = how === 'save' ? 'download' : 'printer',
  ...look
}: PaperButtonProps) {
  const may = useMay()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  if (!may(query)) return null
  return (
    <span className="g-action">
      <Button
        {...look}
        icon={icon}
        busy={busy}
        onClick={() => {
          setBusy(true)
          void openPaper(query, params, how)
            .then(setRefusal)
            .finally(() => setBusy(false))
        }}
      >
        {children}
      </Button>
      <RefusalNote refusal={refusal} />
    </span>
  )
}
