import { useState, type ReactNode } from 'react'
import type { z } from 'zod'
import { Button, type ButtonProps, Form, Sheet, say, useAct, useMay } from '#web/ui/index.ts'
import type { Change } from '../schema.ts'
import { Preview } from './Preview.tsx'

interface DecisionProps<T extends z.ZodObject> extends Pick<ButtonProps, 'look' | 'size'> {
  action: string
  of: T
  title: string
  label?: string
  fixed: Partial<z.input<T>>
  intro?: ReactNode
  /** The change as far as it is filled in; null while it lacks something. */
  change(draft: Record<string, unknown>): Change | null
}

/** The button of a decision that recomputes a jurisdiction: its form, and what it would change before it is switched on. */
export function DecisionButton<T extends z.ZodObject>({
  action,
  of,
  title,
  label,
  fixed,
  intro,
  change,
  look,
  size,
}: DecisionProps<T>) {
  const may = useMay()
  const acting = useAct(action)
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState<Record<string, unknown>>({})
  if (!may(action)) return null
  const close = () => {
    setOpen(false)
    acting.reset()
  }
  const planned = change({ ...fixed, ...draft })
  return (
    <>
      <Button {...(look ? { look } : {})} {...(size ? { size } : {})} onClick={() => setOpen(true)}>
        {label ?? title}
      </Button>
      <Sheet open={open} onClose={close} title={title} width={620}>
        {intro}
        <Form
          of={of}
          initial={fixed}
          hidden={Object.keys(fixed)}
          submitLabel={title}
          onChange={(next) => setDraft(next as Record<string, unknown>)}
          onSubmit={async (filled) => {
            const outcome = await acting.send({ ...(filled as object), ...fixed })
            if (!outcome.ok) return outcome.refusal
            say(`已办：${title}，正在重算`)
            close()
            return null
          }}
        />
        {planned ? <Preview change={planned} /> : null}
      </Sheet>
    </>
  )
}
