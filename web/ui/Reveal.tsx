import { useEffect, useState, type ReactNode } from 'react'
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { useAct } from './api.ts'
import { Button } from './Button.tsx'
import { Form } from './form/Form.tsx'
import { useMay } from './me.ts'
import { Sheet } from './Sheet.tsx'

const reasonForm = z.object({
  reason: field(z.string().min(4).max(200), {
    label: '为什么要看',
    help: '会留痕，审计管理员看得到',
    widget: 'textarea',
    placeholder: '例如：核对家属身份',
  }),
})

interface RevealProps<R> {
  /** The action that opens it; its form takes `fixed` and `reason`. */
  action: string
  fixed: object
  /** Words on the button. */
  label?: string
  /** Draws what came; it goes away again after a minute. */
  children: (reply: R) => ReactNode
}

/** Opens something closed: asks the reason, sends it, shows the answer for one minute. Not drawn for who may not. */
export function Reveal<R = Record<string, unknown>>({ action, fixed, label = '查看原文', children }: RevealProps<R>) {
  const may = useMay()
  const acting = useAct<R>(action)
  const [asking, setAsking] = useState(false)
  const [reply, setReply] = useState<R | null>(null)
  useEffect(() => {
    if (!reply) return
    const timer = setTimeout(() => setReply(null), 60_000)
    return () => clearTimeout(timer)
  }, [reply])
  if (!may(action)) return null
  if (reply) {
    return (
      <span className="g-revealed">
        {children(reply)}
        <Button size="small" onClick={() => setReply(null)}>
          收起
        </Button>
      </span>
    )
  }
  return (
    <>
      <Button size="small" icon="eye" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <Sheet open={asking} onClose={() => setAsking(false)} title={label} kind="modal" width={420}>
        <Form
          of={reasonForm}
          columns={1}
          submitLabel="写明理由并查看"
          onSubmit={async ({ reason }) => {
            const outcome = await acting.send({ ...fixed, reason })
            if (!outcome.ok) return outcome.refusal
            setReply(outcome.reply)
            setAsking(false)
            return null
          }}
        />
      </Sheet>
    </>
  )
}

/** A masked value (`3202**********1234`) with the way to open it. The reply's `value` is shown. */
export function Masked({
  value,
  action,
  fixed,
  label,
}: {
  value: string | null | undefined
  action?: string
  fixed?: object
  label?: string
}) {
  if (!value) return <span className="g-ink-3">未知</span>
  return (
    <span className="g-masked">
      <span>{value}</span>
      {action ? (
        <Reveal<{ value?: string }> action={action} fixed={fixed ?? {}} {...(label ? { label } : {})}>
          {(reply) => <b>{reply.value ?? '没有内容'}</b>}
        </Reveal>
      ) : null}
    </span>
  )
}

/** A file or part that is sealed: why, whom to ask, that this look was logged. `children`: a `Reveal`, where one may. */
export function Sealed({ title = '本案已封存', children }: { title?: string; children?: ReactNode }) {
  return (
    <div className="g-banner g-banner-dark" role="note">
      <b>{title}</b>
      <span>需要查看，请写明理由。这次打开已留痕。</span>
      {children}
    </div>
  )
}

/** A photo's place: a silhouette until somebody asks to see. `src`: the opened photo. */
export function Photo({ src, size = 100, children }: { src?: string | null; size?: number; children?: ReactNode }) {
  return (
    <figure className="g-photo">
      {src ? (
        <img src={src} alt="本人照片" width={size} height={size * 1.15} />
      ) : (
        <svg width={size} height={size * 1.15} viewBox="0 0 100 115" role="img" aria-label="照片未打开">
          <rect width="100" height="115" rx="6" />
          <g>
            <circle cx="50" cy="50.6" r="19" />
            <path d="M14 115C14 85.1 30 78.2 50 78.2S86 85.1 86 115Z" />
          </g>
        </svg>
      )}
      {children ? <figcaption>{children}</figcaption> : null}
    </figure>
  )
}
