import { useId, useMemo, useRef, useState, type ReactNode } from 'react'
import type { z } from 'zod'
import { describe } from '#kernel/field.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { Button, Kbd } from '../Button.tsx'
import { usePickers } from '../pickers.tsx'
import { RefusalNote } from '../Refusal.tsx'
import type { Pickers } from '../room.ts'
import { clockWithSeconds } from '../time.ts'
import { checkForm, type FieldErrors } from './check.ts'
import { Field } from './Field.tsx'
import { defaultsOf, lacking, shownFields, type Draft } from './kinds.ts'
import { focusFirst, useFormKeys } from './keys.ts'
import type { FormScope } from './scope.ts'
import { useDraft } from './useDraft.ts'

export interface FormProps<T extends z.ZodObject> {
  /** The form of the action, as `schema.ts` says it. */
  of: T
  /** Gives the checked form. Return the refusal, if there was one, and it is shown at the fields; the draft is then kept. */
  onSubmit(form: z.input<T>): undefined | void | Refusal | null | Promise<undefined | void | Refusal | null>
  /** A verb with its object. */
  submitLabel: string
  /** What stands in the form at the beginning. */
  initial?: Partial<z.input<T>> | undefined
  /** Taken over into the form whenever it changes: what a look-up found. Name its keys in `carried` to show them green. */
  value?: Partial<z.input<T>> | undefined
  /** Told of every change. */
  onChange?: ((draft: Draft) => void) | undefined
  /** Keys not drawn; their values from `initial` or `value` are sent all the same. */
  hidden?: readonly string[] | undefined
  /** Keys whose values were carried over: green until somebody was in the field. */
  carried?: ReadonlySet<string> | undefined
  /** Kept in this tab under this key while it is half filled; leave out for short forms. */
  draftKey?: string | undefined
  /** 24: spans as the schema says. 2 or 1: that many fields beside each other, for drawers. */
  columns?: 1 | 2 | 24
  pickers?: Pickers | undefined
  busy?: boolean
  refusal?: Refusal | null
  /** Right end of the heading line. */
  extra?: ReactNode
  /** Left of the main button: other buttons. */
  footer?: ReactNode
  /** Drawn under the heading of a section, by the section's name. */
  notes?: Record<string, ReactNode>
  /** Shows the keys; off in small drawers. */
  showKeys?: boolean
}

interface Section {
  name: string
  fields: ReturnType<typeof describe>
}

function sectionsOf(fields: ReturnType<typeof describe>): Section[] {
  const sections: Section[] = []
  for (const field of fields) {
    const name = field.section ?? ''
    const same = sections.find((section) => section.name === name)
    if (same) same.fields.push(field)
    else sections.push({ name, fields: [field] })
  }
  return sections
}

/**
 * A form on one page, drawn from its Zod schema. Enter goes to the next field, F2 answers 不详, Alt+1…9 jumps to a group,
 * Ctrl+S keeps the draft, Ctrl+Enter sends. What the server finds wrong is shown beside the field; nothing typed is lost.
 */
export function Form<T extends z.ZodObject>(props: FormProps<T>) {
  const { of, submitLabel, onChange, hidden, carried, draftKey, columns = 24, extra, footer, notes, showKeys } = props
  const id = useId()
  const root = useRef<HTMLFormElement>(null)
  const fields = useMemo(() => describe(of), [of])
  const start = useMemo(() => ({ ...defaultsOf(fields), ...props.initial }), [fields, props.initial])
  const { draft, change, savedAt, keep, forget } = useDraft({
    initial: start,
    value: props.value as Draft,
    draftKey,
    onChange,
  })
  const [errors, setErrors] = useState<FieldErrors>({})
  const [own, setOwn] = useState<Refusal | null>(null)
  const [working, setWorking] = useState(false)
  const [looked, setLooked] = useState<ReadonlySet<string>>(new Set())
  const inFlight = useRef(false)
  const pickers = { ...usePickers(), ...props.pickers }
  const hiddenKeys = useMemo(() => new Set(hidden ?? []), [hidden])
  const shown = shownFields(fields, draft, hiddenKeys)
  const sections = sectionsOf(shown)
  const missing = lacking(shown, draft)
  const refusal = props.refusal ?? own
  const busy = (props.busy ?? false) || working
  const shownErrors = { ...errors, ...refusal?.fields }
  const wrong = Object.keys(shownErrors).length

  const scope: FormScope = {
    errors: shownErrors,
    pickers,
    carried: new Set([...(carried ?? [])].filter((key) => !looked.has(key))),
    columns,
    Field,
    onLeave: (path) => carried?.has(path) && setLooked((before) => new Set([...before, path])),
  }

  function set(key: string, value: unknown) {
    change({ ...draft, [key]: value })
    const clean = (all: FieldErrors) =>
      Object.fromEntries(Object.entries(all).filter(([path]) => path !== key && !path.startsWith(`${key}.`)))
    setErrors(clean)
    if (own?.fields) setOwn({ ...own, fields: clean(own.fields) })
  }

  async function submit() {
    if (inFlight.current || props.busy) return
    const checked = checkForm(of, draft)
    if (!checked.ok) {
      setErrors(checked.errors)
      focusFirst(root.current, Object.keys(checked.errors))
      return
    }
    setErrors({})
    setOwn(null)
    inFlight.current = true
    setWorking(true)
    try {
      const answer = await props.onSubmit(checked.form as z.input<T>)
      if (isRefusal(answer)) {
        setOwn(answer)
        focusFirst(root.current, Object.keys(answer.fields ?? {}))
      } else forget()
    } finally {
      inFlight.current = false
      setWorking(false)
    }
  }

  const onKeyDown = useFormKeys({ root, submit: () => void submit(), keep: draftKey ? keep : undefined, draft, fields, set })

  return (
    <form
      ref={root}
      className="g-form"
      noValidate
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      onKeyDownCapture={onKeyDown}
    >
      {showKeys || extra || savedAt ? (
        <div className="g-form-top">
          {savedAt ? <span className="g-muted">草稿已自动保存 {clockWithSeconds(savedAt)}</span> : null}
          {showKeys ? (
            <span className="g-form-keys g-muted">
              <Kbd>Enter</Kbd> 下一格 <Kbd>F2</Kbd> 填“不详” <Kbd>Alt+1…{Math.min(9, sections.length)}</Kbd> 跳到组
            </span>
          ) : null}
          {extra}
        </div>
      ) : null}
      {sections.map((section, index) => (
        <section
          key={section.name}
          className="g-section"
          data-section={index + 1}
          aria-labelledby={section.name ? `${id}-${index}` : undefined}
        >
          {section.name ? (
            <div className="g-section-head">
              <h3 id={`${id}-${index}`}>
                {sections.length > 1 ? <span className="g-no">{index + 1}</span> : null}
                {section.name}
              </h3>
              <SectionState section={section} lacking={missing} />
            </div>
          ) : null}
          <div className="g-grid">
            {section.fields.map((field) => (
              <Field
                key={field.key}
                field={field}
                path={field.key}
                value={draft[field.key]}
                draft={draft}
                onChange={(value) => set(field.key, value)}
                scope={scope}
              />
            ))}
          </div>
          {notes?.[section.name]}
        </section>
      ))}
      <div className="g-form-foot">
        <div className="g-form-say" aria-live="polite">
          {wrong > 0 ? <span className="g-t-red">有 {wrong} 处没有填对</span> : null}
          {missing.length > 0 ? <span className="g-muted">还差：{missing.map((field) => field.label).join('、')}</span> : null}
        </div>
        {footer}
        {draftKey ? (
          <Button keys="Ctrl+S" onClick={keep}>
            存草稿
          </Button>
        ) : null}
        <Button type="submit" look="main" size="large" busy={busy} keys={showKeys ? 'Ctrl+Enter' : ''}>
          {submitLabel}
        </Button>
      </div>
      <FormTrouble errors={shownErrors} shown={shown.map((field) => field.key)} refusal={refusal} />
    </form>
  )
}

function SectionState({ section, lacking: missing }: { section: Section; lacking: Section['fields'] }) {
  const required = section.fields.filter((field) => field.required)
  if (required.length === 0) return null
  const left = missing.filter((field) => section.fields.includes(field)).length
  return left === 0 ? <span className="g-tag g-grn">✓ 填齐</span> : <span className="g-tag g-amb">还差 {left} 项</span>
}

/** What is wrong with the form as a whole, or at fields that are not on the screen. */
function FormTrouble({ errors, shown, refusal }: { errors: FieldErrors; shown: string[]; refusal: Refusal | null | undefined }) {
  const elsewhere = Object.entries(errors).filter(([path]) => !shown.some((key) => path === key || path.startsWith(`${key}.`)))
  return (
    <>
      <RefusalNote refusal={refusal} />
      {elsewhere.map(([path, sentence]) => (
        <p key={path} className="g-error" role="alert">
          {sentence}
        </p>
      ))}
    </>
  )
}
