/** What people of the sample city did, as data: deeds in their order, lived one after the other at their own times. */
import type { House } from '#kernel/house.ts'
import { addDays, DAY, dateOf, HOUR, MINUTE, startOfDay } from '#kernel/time.ts'
import { actAt, askAt, mustAct } from './acting.ts'

/** One thing somebody did. `$name` in the form stands for what an earlier one of the same script kept. */
export interface Deed {
  at: number
  by: string
  action: string
  /** A question, whose answer is kept like a reply. */
  asks?: true
  form: Record<string, unknown>
  /** Name → path in the reply, `items.0.reportId`. */
  keep?: Record<string, string>
  /** A refusal is part of life here. */
  optional?: true
}

export type Script = readonly Deed[]

export interface Days {
  now: number
  /** Some days before today, at an hour. */
  ago(days: number, hour?: number, minute?: number): number
  /** The date of that day. */
  date(days: number): string
}

export const daysOf = (now: number): Days => {
  const today = startOfDay(dateOf(now))
  return {
    now,
    ago: (days, hour = 9, minute = 0) => Math.min(today - days * DAY + hour * HOUR + minute * MINUTE, now - 5 * MINUTE),
    date: (days) => addDays(dateOf(now), -days),
  }
}

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((here, part) => (here as Record<string, unknown> | undefined)?.[part], value)

function filled(value: unknown, kept: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string' && value.startsWith('$')) return kept.get(value.slice(1))
  if (Array.isArray(value)) return value.map((each) => filled(each, kept))
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, kept)]))
  return value
}

/** Lives scripts in the order of time; `of` keeps the ids of different parts of the city apart. */
export async function liveScripts(
  house: House,
  scripts: readonly Script[],
  { seed, now, of }: { seed: number; now: number; of: string },
): Promise<void> {
  const deeds = scripts
    .flatMap((script, which) => script.map((deed, order) => ({ deed, which, order })))
    .filter(({ deed }) => deed.at <= now)
    .sort((a, b) => a.deed.at - b.deed.at || a.which - b.which || a.order - b.order)
  const kept = new Map<number, Map<string, unknown>>()
  for (const { deed, which, order } of deeds) {
    const known = kept.get(which) ?? new Map<string, unknown>()
    kept.set(which, known)
    const step = {
      login: deed.by,
      at: deed.at,
      action: deed.action,
      form: filled(deed.form, known) as Record<string, unknown>,
      seed,
      label: `${of} ${which}/${order}`,
    }
    const reply = deed.asks ? await askAt(house, step) : deed.optional ? await actAt(house, step) : await mustAct(house, step)
    for (const [name, path] of Object.entries(deed.keep ?? {})) known.set(name, at(reply, path))
  }
}
