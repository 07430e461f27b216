import { useEffect, useRef, useState } from 'react'
import { serverNow } from '../api.ts'
import { useMe } from '../me.ts'
import { dropDraft, readSaved, saveDraft } from './draft.ts'
import type { Draft } from './kinds.ts'

interface DraftOptions {
  initial: Draft | undefined
  value: Draft | undefined
  draftKey: string | undefined
  onChange: ((draft: Draft) => void) | undefined
}

/** The state of a form and its copy in this tab's storage, kept half a second after the last key. */
export function useDraft({ initial, value, draftKey, onChange }: DraftOptions) {
  const account = useMe()?.accountId ?? ''
  const key = draftKey ? `${account}.${draftKey}` : undefined
  const [kept] = useState(() => (key ? readSaved(key) : null))
  const [draft, setDraft] = useState<Draft>(() => ({ ...initial, ...value, ...kept?.draft }))
  const [savedAt, setSavedAt] = useState<number | null>(kept?.at ?? null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef(draft)
  const taken = useRef(value)
  latest.current = draft

  function keep() {
    if (!key) return
    const at = serverNow()
    if (saveDraft(key, latest.current, at)) setSavedAt(at)
  }

  function change(next: Draft) {
    latest.current = next
    setDraft(next)
    onChange?.(next)
    if (!key) return
    clearTimeout(timer.current)
    timer.current = setTimeout(() => flush.current(), 500)
  }

  useEffect(() => {
    if (value === taken.current || !value) return
    taken.current = value
    change({ ...latest.current, ...value })
  })

  const flush = useRef(keep)
  flush.current = () => {
    if (timer.current === undefined) return
    clearTimeout(timer.current)
    timer.current = undefined
    keep()
  }
  useEffect(() => {
    const leave = () => flush.current()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])

  return {
    draft,
    change,
    savedAt,
    keep,
    forget() {
      clearTimeout(timer.current)
      timer.current = undefined
      if (key) dropDraft(key)
      setSavedAt(null)
    },
  }
}
