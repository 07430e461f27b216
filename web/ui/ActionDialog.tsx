import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { describe } from '#kernel/field.ts'
import type { z } from 'zod'
import { useAct, type Outcome, type Refusal } from './api.ts'
import { Button, type ButtonProps } from './Button.tsx'
import type { Duty } from './duty.ts'
import { DutyLine } from './Duty.tsx'
import { Form, type FormProps } from './form/Form.tsx'
import { useRoute } from './go.tsx'
import { kindOf } from './form/kinds.ts'
import { useMay } from './me.ts'
import { RefusalNote } from './Refusal.tsx'
import { Sheet } from './Sheet.tsx'
import { say } from './toast.tsx'

type Passed = 'initial' | 'value' | 'carried' | 'draftKey' | 'columns' | 'pickers' | 'notes' | 'footer'

export interface ActionDialogProps<T extends z.ZodObject, R = Record<string, unknown>> extends Pick<FormProps<T>, Passed> {
  open: boolean
  onClose(): void
  /** Name of the action: `medical.screen`. */
  action: string
  /** The action's form from the room's `schema.ts`. */
  of: T
  /** What the button says; also the title. */
  title: string
  /** Sent as they are, not shown: the ids of what the action speaks of. */
  fixed?: Partial<z.input<T>> | undefined
  kind?: 'drawer' | 'modal'
  width?: number
  /** Above the form: what the person should know before. */
  intro?: ReactNode
  onDone?: ((outcome: Extract<Outcome<R>, { ok: true }>) => void) | undefined
  /** Drawn beside a refusal, by its code: the way out (`INTAKE.ALREADY_IN` → a link to that file). */
  wayOut?: ((refusal: Refusal) => ReactNode) | undefined
}

/** The form of one action in a drawer; sends it, shows what was refused, and afterwards which duties arose. */
export function ActionDialog<T extends z.ZodObject, R = Record<string, unknown>>(props: ActionDialogProps<T, R>) {
  const { open, onClose, action, of, title, fixed, kind = 'drawer', width, intro, onDone, wayOut, ...form } = props
  const acting = useAct<R>(action)
  const [arisen, setArisen] = useState<Duty[] | null>(null)
  const hidden = useMemo(() => Object.keys(fixed ?? {}), [fixed])
  const initial = useMemo(() => ({ ...form.initial, ...fixed }) as Partial<z.input<T>>, [form.initial, fixed])

  function close() {
    setArisen(null)
    acting.reset()
    onClose()
  }

  async function send(filled: object): Promise<Refusal | null> {
    const outcome = await acting.send(filled)
    if (!outcome.ok) return outcome.refusal
    say(`已办：${title}`)
    onDone?.(outcome)
    const open = outcome.duties.filter(
      (duty) => duty.state === 'pending' || duty.state === 'overdue' || duty.state === 'cannot-tell',
    )
    if (open.length > 0) setArisen(open)
    else close()
    return null
  }

  return (
    <Sheet
      open={open}
      onClose={close}
      title={arisen ? `已办：${title}` : title}
      kind={kind}
      width={width ?? (kind === 'modal' ? 460 : 600)}
    >
      {arisen ? (
        <Arisen duties={arisen} onClose={close} />
      ) : (
        <>
          {intro}
          <Form
            {...form}
            of={of}
            initial={initial}
            hidden={hidden}
            columns={form.columns ?? 2}
            submitLabel={title}
            onSubmit={send}
          />
          {acting.refusal && wayOut ? wayOut(acting.refusal) : null}
        </>
      )}
    </Sheet>
  )
}

function Arisen({ duties, onClose }: { duties: Duty[]; onClose(): void }) {
  const button = useRef<HTMLDivElement>(null)
  useEffect(() => button.current?.querySelector('button')?.focus(), [])
  return (
    <div className="g-stack">
      <p>按政策，接下来有 {duties.length} 件应办事项：</p>
      <ul>
        {duties.map((duty, index) => (
          <DutyLine key={duty.id ?? index} duty={duty} />
        ))}
      </ul>
      <div className="g-form-foot" ref={button}>
        <Button look="main" onClick={onClose}>
          知道了
        </Button>
      </div>
    </div>
  )
}

export interface ActionButtonProps<T extends z.ZodObject, R = Record<string, unknown>>
  extends Omit<ActionDialogProps<T, R>, 'open' | 'onClose'>,
    Pick<ButtonProps, 'look' | 'size' | 'icon' | 'keys'> {
  /** Words on the button, when other than the title. */
  label?: string
  /** Why it cannot be done now: visible, dashed, the reason written beside it. */
  impossible?: string | undefined
}

/**
 * The button of an action. Not drawn for who may not open the door. A form with nothing left to ask is sent at the first
 * press (`kind="modal"` asks once more); anything else opens in a drawer.
 */
export function ActionButton<T extends z.ZodObject, R = Record<string, unknown>>(props: ActionButtonProps<T, R>) {
  const { label, impossible, look, size, icon, keys, ...dialog } = props
  const may = useMay()
  // A duty's button leads here with what it wants done: the form stands open at once.
  const { search } = useRoute()
  const [open, setOpen] = useState(search['do'] === dialog.action && impossible === undefined)
  const direct = useAct<R>(dialog.action)
  const fixed = dialog.fixed as Record<string, unknown> | undefined
  const nothingToAsk = useMemo(
    () =>
      dialog.kind !== 'modal' &&
      describe(dialog.of).every((field) => kindOf(field) === 'hidden' || (fixed && field.key in fixed)),
    [dialog.of, dialog.kind, fixed],
  )
  if (!may(dialog.action)) return null

  async function press() {
    if (!nothingToAsk) return setOpen(true)
    const outcome = await direct.send({ ...(dialog.initial as object), ...fixed })
    if (!outcome.ok) return
    say(`已办：${dialog.title}`)
    dialog.onDone?.(outcome)
  }

  return (
    <span className="g-action">
      <Button
        {...(look ? { look } : {})}
        {...(size ? { size } : {})}
        {...(icon ? { icon } : {})}
        {...(keys ? { keys } : {})}
        busy={direct.busy}
        impossible={impossible}
        onClick={() => void press()}
      >
        {label ?? dialog.title}
      </Button>
      {impossible ? <span className="g-muted">{impossible}</span> : null}
      {nothingToAsk ? (
        <RefusalNote refusal={direct.refusal} extra={direct.refusal ? dialog.wayOut?.(direct.refusal) : undefined} />
      ) : null}
      <ActionDialog {...(dialog as ActionDialogProps<T, R>)} open={open} onClose={() => setOpen(false)} />
    </span>
  )
}
