/**
 * What this phone recorded of its last nights, beside the outbox: there a form is gone once the house has it. Only ids,
 * choices, counts and the title that its writer knows it by. Kept sealed, two nights at most, gone at sign-out.
 */
import { useCallback, useEffect, useState } from 'react'
import { type Phone, usePhone, usePhoneState } from '#web/ui/phone/index.ts'
import type { Due } from './steps.ts'
import { type Entry, joined } from './tonight.ts'

const KEY = 'patrol.log'
/** Pages begun stay at sign-out as their drafts do; what was recorded is with the house, or waits. */
const OPEN_KEY = 'patrol.open'
const KEPT = 40 * 3_600_000
const MOST = 1000

/** What of a form is kept. */
const KEYS = (
  'encounterId personId shiftId stopId areaId sleeperId known answer contactGiven people goods step toId toName arrived ' +
  'groups signs withMinor coercionSuspected infantUsed guardianThere handoverId reportIds'
).split(' ')

export function brief(form: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(KEYS.flatMap((key) => (form[key] === undefined ? [] : [[key, form[key]]])))
}

interface Kept {
  entries: Entry[]
  /** Encounters begun and not finished. */
  open: { encounterId: string; title: string; at: number }[]
}

interface Log {
  kept: Kept
  read: boolean
  /** Writes of this tab, one after the other. */
  last: Promise<void>
  listeners: Set<() => void>
}
const logs = new WeakMap<Phone, Log>()

function logOf(phone: Phone): Log {
  const found = logs.get(phone)
  if (found) return found
  const made: Log = { kept: { entries: [], open: [] }, read: false, last: Promise.resolve(), listeners: new Set() }
  logs.set(phone, made)
  return made
}

/** Reads, changes and keeps; what another tab wrote meanwhile stays. A full phone loses counts here, never a record. */
function change(phone: Phone, by: (kept: Kept) => Kept): Promise<void> {
  const log = logOf(phone)
  log.last = log.last
    .catch(() => {})
    .then(async () => {
      const [entries, open, earlier] = await Promise.all([
        phone.draft<Kept['entries']>(KEY, { copy: true }),
        phone.draft<Kept['open']>(OPEN_KEY),
        // An app of before kept both as one draft: the pages begun are still to be found.
        phone.draft<Kept>(KEY),
      ])
      const before: Kept = { entries: entries ?? earlier?.entries ?? [], open: open ?? earlier?.open ?? [] }
      const after = by(before)
      log.kept = after
      log.read = true
      for (const listener of log.listeners) listener()
      if (after.entries !== entries) await phone.keepDraft(KEY, after.entries, { copy: true }).catch(() => {})
      if (after.open !== open) await phone.keepDraft(OPEN_KEY, after.open).catch(() => {})
      if (earlier) await phone.keepDraft(KEY, null).catch(() => {})
    })
  return log.last
}

/** Records hold the phone's own time, which the house corrects; what is shown is corrected here. */
const offsetOf = (phone: Phone) => phone.now() - phone.phoneNow()
export const shownAt = (phone: Phone, at: number) => at + offsetOf(phone)

/** Keeps a record on the phone and remembers it for tonight's counts. */
export async function keep(phone: Phone, due: Omit<Due, 'key'>): Promise<void> {
  const { id, door, title, form, occurredAt, photos, aim } = due
  await phone.record(door, form, { title, occurredAt, actionId: id, ...(photos ? { photos } : {}) })
  const at = shownAt(phone, occurredAt)
  const entry: Entry = {
    id,
    door,
    at,
    title,
    form: brief(form),
    ...(photos ? { photos: photos.ids.length } : {}),
    ...(aim ? { aim } : {}),
  }
  await change(phone, (kept) => {
    const from = phone.now() - KEPT
    const entries = joined([...kept.entries, entry], []).filter((each) => each.at > from)
    return { ...kept, entries: entries.slice(-MOST) }
  })
}

/** Remembers that an encounter is being written down, or no longer is. */
export function keepOpen(phone: Phone, open: { encounterId: string; title: string; at: number }): Promise<void> {
  return change(phone, (kept) => ({
    ...kept,
    open: [...kept.open.filter((each) => each.encounterId !== open.encounterId), open],
  }))
}
export function closeOpen(phone: Phone, encounterId: string): Promise<void> {
  return change(phone, (kept) => ({ ...kept, open: kept.open.filter((each) => each.encounterId !== encounterId) }))
}

export interface Remembered {
  entries: readonly Entry[]
  open: Kept['open']
  /** The phone's own memory was read: a moment. */
  ready: boolean
}

/** All that this phone recorded, whether it waits or was received. */
export function useEntries(): Remembered {
  const phone = usePhone()
  const { waiting } = usePhoneState()
  const [, redraw] = useState(0)
  const [lost, setLost] = useState<Entry[]>([])
  const log = logOf(phone)

  useEffect(() => {
    const listener = () => redraw((count) => count + 1)
    log.listeners.add(listener)
    if (!log.read) void change(phone, (kept) => kept)
    return () => {
      log.listeners.delete(listener)
    }
  }, [phone, log])

  // What waits and is not in the log: the phone died between the two.
  const known = new Set(log.kept.entries.map((each) => each.id))
  const missing = log.read
    ? waiting.filter((each) => each.kind === 'action' && each.door.startsWith('patrol.') && !known.has(each.id))
    : []
  const asked = missing.map((each) => each.id).join()
  const find = useCallback(async () => {
    const found = await Promise.all(
      missing.map(async ({ id, door, title, recordedAt }) => {
        const form = await phone.formOf(id)
        return form ? [{ id, door, title, at: shownAt(phone, recordedAt), form: brief(form) }] : []
      }),
    )
    setLost(found.flat())
    // biome-ignore lint/correctness/useExhaustiveDependencies: the ids say all
  }, [phone, asked])
  useEffect(() => {
    if (asked) void find()
  }, [asked, find])

  return { entries: joined(log.kept.entries, lost), open: log.kept.open, ready: log.read }
}
