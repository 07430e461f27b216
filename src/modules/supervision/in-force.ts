/** Which packs bind whom: the bureaus' decisions laid over each other by jurisdiction. Pure. */
import { addDays, dayOf, startOfDay } from '#kernel/time.ts'
import type { Pack } from '#policy/pack.ts'
import type { AdoptedPack, Campaign, Obligation, ParameterValue } from '#policy/types.ts'

/** The rules of the state bind everywhere without anybody adopting them. */
export const NATIONAL = 'national'

export interface AdoptionRow {
  id: string
  jurisdiction: string
  pack: string
  from: string
  until: string | null
  reason: string
}
export interface ParameterRow {
  jurisdiction: string
  key: string
  value: ParameterValue
  from: string
  reason: string
  citation: string | null
  decidedAt: number
}
export interface CampaignRow extends Campaign {
  jurisdiction: string
  pack: string
  decidedAt: number
}
export interface GoLiveRow {
  jurisdiction: string
  day: string
  reason: string
  decidedAt: number
}

/** Everything that bureaus have decided, of all jurisdictions. */
export interface Decisions {
  adoptions: AdoptionRow[]
  parameters: ParameterRow[]
  campaigns: CampaignRow[]
  goLives: GoLiveRow[]
}

export interface InForce {
  packs: AdoptedPack[]
  /** Pack → spans in which it was adopted, oldest first. */
  spans: ReadonlyMap<string, { from: string; until: string | null }[]>
  goLive: { day: string; at: number } | null
  /** First day that any adopted pack binds: duties of organisations are looked for from here. */
  since: number | undefined
}

const above = (jurisdiction: string, path: string) => path.startsWith(jurisdiction)

/** The nearest jurisdiction's rows win; of the same jurisdiction the latest decided. */
function nearest<R extends { jurisdiction: string; decidedAt: number }>(rows: R[]): R | undefined {
  return rows.sort((a, b) => a.jurisdiction.length - b.jurisdiction.length || a.decidedAt - b.decidedAt).at(-1)
}

/** A parameter's dated values for a place: from a nearer bureau's first day on, the farther one's no longer hold. */
function datedValues(rows: ParameterRow[]): { from: string; value: ParameterValue }[] {
  const levels = [...new Set(rows.map((row) => row.jurisdiction))].sort((a, b) => a.length - b.length)
  let values: ParameterRow[] = []
  for (const level of levels) {
    const own = rows.filter((row) => row.jurisdiction === level).sort((a, b) => a.decidedAt - b.decidedAt)
    const first = own.map((row) => row.from).sort()[0] as string
    const byDay = new Map(own.map((row) => [row.from, row]))
    values = [...values.filter((row) => row.from < first), ...byDay.values()]
  }
  return values.sort((a, b) => (a.from < b.from ? -1 : 1)).map(({ from, value }) => ({ from, value }))
}

/** The packs that bind an owner path, with the values, dates and go-live day that hold there. */
export function inForce(packs: ReadonlyMap<string, Pack>, decisions: Decisions, path: string): InForce {
  const spans = new Map<string, { from: string; until: string | null }[]>()
  for (const row of decisions.adoptions) {
    if (!above(row.jurisdiction, path) || !packs.has(row.pack)) continue
    const list = spans.get(row.pack) ?? []
    list.push({ from: row.from, until: row.until })
    spans.set(row.pack, list)
  }
  for (const list of spans.values()) list.sort((a, b) => (a.from < b.from ? -1 : 1))
  const byKey = new Map<string, ParameterRow[]>()
  for (const row of decisions.parameters) {
    if (above(row.jurisdiction, path)) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row])
  }
  const parameters = Object.fromEntries([...byKey].map(([key, rows]) => [key, datedValues(rows)]))
  const adopted: AdoptedPack[] = []
  for (const pack of packs.values()) {
    const from = spans.get(pack.id)?.[0]?.from
    if (pack.id !== NATIONAL && from === undefined) continue
    const campaign = nearest(decisions.campaigns.filter((row) => row.pack === pack.id && above(row.jurisdiction, path)))
    adopted.push({ pack, from: from ?? null, parameters, campaign: campaign ?? null })
  }
  const day = nearest(decisions.goLives.filter((row) => above(row.jurisdiction, path)))?.day
  const first = [...spans.values()]
    .flat()
    .map((span) => span.from)
    .sort()[0]
  return {
    packs: adopted,
    spans,
    goLive: day ? { day, at: startOfDay(day) } : null,
    since: first === undefined ? undefined : startOfDay(first),
  }
}

/** Whether a duty arose while its pack was in force: not after an adoption ended and before the next began. */
function arisenInForce(obligation: Obligation, force: InForce): boolean {
  const spans = force.spans.get(obligation.pack)
  if (!spans) return true
  let ended = false
  for (const span of spans) {
    if (ended && obligation.arisenAt < startOfDay(span.from)) return false
    ended = span.until !== null && obligation.arisenAt >= startOfDay(addDays(span.until, 1))
  }
  return !ended
}

/** The packs whose first day has come. */
export function bindingAt(force: InForce, now: number): AdoptedPack[] {
  return force.packs.filter((adopted) => adopted.from === null || startOfDay(adopted.from) <= now)
}

/** The next instant at which a decision already taken begins to hold: a pack adopted from a coming day, the go-live day. */
export function comingChange(force: InForce, now: number): number | null {
  const days = force.packs.flatMap((adopted) => (adopted.from === null ? [] : [startOfDay(adopted.from)]))
  const coming = [...days, ...(force.goLive ? [force.goLive.at] : [])].filter((at) => at > now)
  return coming.length > 0 ? Math.min(...coming) : null
}

/**
 * The engine's answer as a bureau keeps it: duties that arose after an adoption ended are none, and what arose before the
 * go-live day and was not done is waived on that basis.
 */
export function asDecided(obligations: readonly Obligation[], force: InForce, now: number): Obligation[] {
  return obligations
    .filter((obligation) => arisenInForce(obligation, force))
    .map((obligation) => {
      const before = force.goLive !== null && force.goLive.at <= now && obligation.arisenAt < force.goLive.at
      if (!before || !['pending', 'overdue', 'cannot-tell'].includes(obligation.state)) return obligation
      const { day, at } = force.goLive as { day: string; at: number }
      return { ...obligation, state: 'waived', waived: { by: '系统', basis: `${day} 上线前的事项`, at } }
    })
}

/** Whether a date text is a real day of the calendar. */
export function isDay(text: string): boolean {
  try {
    return Number.isFinite(dayOf(text))
  } catch {
    return false
  }
}
