/** Which way home leads, and who walks it: decided by where to, what the place of origin has, and who is designated. Pure. */

export type Means = 'family' | 'escort' | 'origin' | 'own' | 'city-station'
export type Route = 'own' | 'county-bureau' | 'city-to-city' | 'city-station' | 'relatives'
type Answer = 'yes' | 'no' | 'unknown'

export interface Destination {
  means: Means
  /** Within the station's own area. */
  local: Answer
  crossProvince: Answer
  /** What the place of origin has: a station, or only its civil affairs bureau. */
  receiver: 'station' | 'bureau' | 'unknown'
  /** Who escorts across provinces for this station's bureau. */
  designated: 'self' | 'other' | 'none'
}

export interface RouteFinding {
  key: 'designated' | 'no-designation' | 'bureau-acts' | 'receiver-unknown' | 'far-unknown' | 'not-across'
  zh: string
  basis: string
}

export interface RouteAnswer {
  route: Route | null
  /** As told, but for who escorts across a province. */
  means: Means
  escort: 'us' | 'designated' | 'origin' | 'nobody'
  findings: RouteFinding[]
}

const ACROSS = '三年计划三（三）3：跨省护送由市站承担'
const LADDER = '工作规程：护送返乡；省内、跨省的层级'
const BUREAU = '工作规程：没有救助站的，由县级民政部门履行职责'

/** Local beats everything: what lies in one's own area lies in no other province. */
function far({ local, crossProvince }: Destination): Answer {
  return local === 'yes' ? 'no' : crossProvince
}

export function routeOf(to: Destination): RouteAnswer {
  const findings: RouteFinding[] = []
  const add = (key: RouteFinding['key'], zh: string, basis: string) => findings.push({ key, zh, basis })
  if (to.means === 'family') return { route: 'relatives', means: 'family', escort: 'nobody', findings }

  const across = far(to)
  if (across === 'unknown') {
    add('far-unknown', '跨不跨省还不清楚：先弄清户籍地，再定由谁护送。', LADDER)
    return { route: null, means: to.means, escort: escortOf(to.means), findings }
  }
  if (across === 'yes' && (to.means === 'escort' || to.means === 'city-station')) {
    if (to.designated === 'none') {
      add('no-designation', '跨省护送由市站承担，民政局还没有在系统里指定是哪一个站：请报民政局指定。', ACROSS)
      return { route: 'city-station', means: to.means, escort: escortOf(to.means), findings }
    }
    const self = to.designated === 'self'
    add('designated', self ? '本站是指定的跨省护送站：由本站护送。' : '跨省护送由指定的市站承担：办“转他站”交给它。', ACROSS)
    return {
      route: 'city-station',
      means: self ? 'escort' : 'city-station',
      escort: self ? 'us' : 'designated',
      findings,
    }
  }
  // Nothing to hand over to the city's station where no province is crossed.
  const means = to.means === 'city-station' ? 'escort' : to.means
  if (means !== to.means) add('not-across', '不跨省，由本站护送，不用转市站。', LADDER)
  if (to.local === 'yes') return { route: 'own', means, escort: escortOf(means), findings }
  if (to.receiver === 'bureau') {
    add('bureau-acts', '对方没有救助站：由当地民政局接收、签收。', BUREAU)
    return { route: 'county-bureau', means, escort: escortOf(means), findings }
  }
  if (to.receiver === 'unknown') add('receiver-unknown', '还没有弄清对方有没有救助站：没有的找当地民政局。', BUREAU)
  return { route: 'city-to-city', means, escort: escortOf(means), findings }
}

function escortOf(means: Means): RouteAnswer['escort'] {
  if (means === 'escort') return 'us'
  if (means === 'city-station') return 'designated'
  return means === 'origin' ? 'origin' : 'nobody'
}

/** Whether the codes of two divisions begin alike: 6 digits the same county, 2 the same province. */
export function sameDivision(one: string | null | undefined, other: string | null | undefined, digits: 2 | 6): Answer {
  if (!one || !other) return 'unknown'
  return one.slice(0, digits) === other.slice(0, digits) ? 'yes' : 'no'
}

/** A place of origin by today's table of divisions. */
export type Place =
  | { kind: 'known'; code: string | null; name: string }
  /** Renamed, abolished or merged since; `present` is what it is called or belongs to now. */
  | { kind: 'changed'; code: string | null; old: string; present: string | null }
  | { kind: 'unknown'; name: string }

/** What the table says of one name or code. */
export interface Entry {
  code: string
  name: string
  old: boolean
}
export interface Gazetteer {
  words(text: string): string[]
  named(word: string): Entry[]
  byCode(code: string): Entry | undefined
  present(word: string): string
  full(code: string): string | undefined
  parentOf(code: string): string | undefined
}

/** What became of an abolished division: its present name, else what it lies in now. */
function changed(entry: Entry, table: Gazetteer): Place {
  const now = table.present(entry.name)
  const renamed = now === entry.name ? undefined : table.named(now).find((each) => !each.old)
  const again = table.named(entry.name).find((each) => !each.old)
  const parent = table.parentOf(entry.code)
  const present = renamed?.name ?? again?.name ?? (parent ? table.full(parent) : undefined) ?? null
  return { kind: 'changed', code: (renamed ?? again)?.code ?? null, old: entry.name, present }
}

/** Where a told origin lies today; the narrowest of its words that the table knows counts. Never loses what was told. */
export function placeOf(told: { code?: string | undefined; text?: string | undefined }, table: Gazetteer): Place | null {
  if (told.code) {
    const entry = table.byCode(told.code)
    if (!entry) return { kind: 'unknown', name: told.text ?? told.code }
    return entry.old ? changed(entry, table) : { kind: 'known', code: entry.code, name: entry.name }
  }
  const text = told.text?.trim()
  if (!text) return null
  const words = [...new Set([...table.words(text), text])]
  let found: Place | undefined
  let narrowest = -1
  for (const word of words) {
    const entries = table.named(word)
    const now = table.present(word)
    const alive = entries.filter((each) => !each.old)
    const best = alive.length > 0 ? alive : entries
    if (best.length === 0) continue
    const width = Math.max(...best.map((each) => (each.code.endsWith('0000') ? 0 : each.code.endsWith('00') ? 1 : 2)))
    if (width <= narrowest) continue
    narrowest = width
    const one = best.length === 1 ? (best[0] as Entry) : undefined
    if (now !== word) found = { kind: 'changed', code: one?.code ?? null, old: word, present: now }
    else if (alive.length > 0) found = { kind: 'known', code: one?.code ?? null, name: word }
    else found = changed(best[0] as Entry, table)
  }
  return found ?? { kind: 'unknown', name: text }
}
