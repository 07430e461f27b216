import type { KeyboardEvent, RefObject } from 'react'
import type { FieldDescription } from '#kernel/field.ts'
import { nextUnknown } from './Field.tsx'
import type { Draft } from './kinds.ts'

const focusable =
  'input:not([type=hidden]):not([tabindex="-1"]):not(:disabled),textarea:not(:disabled),select:not(:disabled),button[data-focus],[role=combobox]'

/** The control to stand on when a field is entered: of a row of chips the chosen one. */
function controlIn(field: Element): HTMLElement | null {
  return field.querySelector<HTMLElement>('input[type=radio]:checked') ?? field.querySelector<HTMLElement>(focusable)
}

/** Puts the focus on the first field of the page among `paths`. */
export function focusFirst(root: HTMLElement | null, paths: string[]): void {
  if (!root || paths.length === 0) return
  const wanted = [...root.querySelectorAll<HTMLElement>('[data-field]')].filter((field) => {
    const own = field.dataset['field'] as string
    return paths.some((path) => path === own || path.startsWith(`${own}.`))
  })
  const innermost = wanted.find((field) => !wanted.some((other) => other !== field && field.contains(other)))
  const control = innermost && controlIn(innermost)
  control?.focus()
  innermost?.scrollIntoView({ block: 'nearest' })
}

/** Puts the focus on the first control of a form inside `root`; where there is none, nothing moves. */
export function enterFirst(root: HTMLElement): void {
  const field = root.querySelector('[data-field]')
  if (field) controlIn(field)?.focus()
}

function goOn(root: HTMLElement, from: HTMLElement): void {
  const leaves = [...root.querySelectorAll<HTMLElement>('[data-field]')].filter(
    (field) => !field.querySelector('[data-field]') || field.querySelector('button[data-focus]'),
  )
  const here = leaves.findIndex((field) => field.contains(from) && field === from.closest('[data-field]'))
  for (const field of leaves.slice(here + 1)) {
    const control = controlIn(field)
    if (control && control !== from) {
      control.focus()
      return
    }
  }
  root.querySelector<HTMLElement>('button[type=submit]')?.focus()
}

interface FormKeys {
  root: RefObject<HTMLFormElement | null>
  submit(): void
  keep: (() => void) | undefined
  draft: Draft
  fields: FieldDescription[]
  set(key: string, value: unknown): void
}

/** The keys of a form; see `Form`. */
export function useFormKeys({ root, submit, keep, draft, fields, set }: FormKeys) {
  return (event: KeyboardEvent<HTMLFormElement>) => {
    const target = event.target as HTMLElement
    const form = root.current
    if (!form || event.nativeEvent.isComposing) return
    const stop = () => {
      event.preventDefault()
      event.stopPropagation()
    }
    if (event.ctrlKey || event.metaKey) {
      if (event.key === 'Enter') {
        stop()
        submit()
      } else if (event.key.toLowerCase() === 's' && keep) {
        stop()
        keep()
      }
      return
    }
    if (event.altKey && /^Digit[1-9]$/.test(event.code)) {
      const section = form.querySelector(`[data-section="${event.code.slice(5)}"] [data-field]`)
      if (!section) return
      stop()
      controlIn(section)?.focus()
      section.scrollIntoView({ block: 'nearest' })
      return
    }
    if (event.key === 'F2') {
      const holder = target.closest<HTMLElement>('[data-unknowable]')
      const path = holder?.dataset['field'] ?? ''
      if (!fields.some((field) => field.key === path && field.unknowable)) return
      stop()
      set(path, nextUnknown(draft[path]))
      requestAnimationFrame(() => controlIn(holder as HTMLElement)?.focus())
      return
    }
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return
    if (target instanceof HTMLTextAreaElement || target instanceof HTMLButtonElement) return
    if (target.getAttribute('aria-expanded') === 'true') return
    if (target instanceof HTMLInputElement && target.type === 'file') return
    stop()
    goOn(form, target)
  }
}
