/**
 * Files as stations have them: what happened to whom, told as facts over some years. Generated, the same for the same
 * seed; nobody in them exists.
 */
import { factDef, factsByRoom, parseFactValue } from '#facts/index.ts'
import type { Fact } from '#facts/fact.ts'
import { type Chance, chanceOf } from '#app/sample/chance.ts'
import { derivedId } from '#kernel/crypto.ts'
import { DAY, dateOf, HOUR, MINUTE } from '#kernel/time.ts'
import type { Subject } from '#policy/types.ts'

export interface MadeFile {
  file: Subject
  person: Subject
  /** Facts of the file and of its person in the order of happening. */
  facts: Fact[]
  arrivedAt: number
  acceptedAt: number
  leftAt: number | null
  nameless: boolean
}

export interface Home {
  id: string
  path: string
  division: string
}

const RECORDER = derivedId('bench', 'recorder')

/** Facts of one file in the making; nothing is told after `now`. */
function story(number: number, seed: number, home: Home, now: number) {
  const fileId = derivedId(`bench file ${seed}`, String(number))
  const personId = derivedId(`bench person ${seed}`, String(number))
  const file: Subject = { id: fileId, kind: 'rescue-file', person: personId, station: home.id, division: home.division }
  const person: Subject = { id: personId, kind: 'person' }
  const facts: Fact[] = []
  const tell = (subject: Subject, name: string, at: number, value: Record<string, unknown> = {}) => {
    if (at > now) return
    const action = derivedId(fileId, `action ${facts.length}`)
    const { id, kind } = subject
    const v = factDef(name)?.v ?? 1
    facts.push({
      id: `${action}:0`,
      subject: { kind, id },
      name,
      v,
      value,
      occurredAt: at,
      recordedAt: at,
      recordedBy: RECORDER,
      action,
    })
  }
  return { file, person, facts, tell }
}

/** Months of looking for a nameless person's family, most of it in time. */
function looking(
  tell: (name: string, at: number, value?: Record<string, unknown>) => void,
  chance: Chance,
  from: number,
  until: number,
) {
  const seldom = (share: number, work: () => void) => chance.happens(share) && work()
  seldom(0.93, () => tell('tracing.interviewed', from + chance.between(1, 20) * HOUR, { result: 'not-found' }))
  seldom(0.94, () => tell('tracing.face-compared', from + chance.between(2, 30) * HOUR, { result: 'not-found' }))
  seldom(0.9, () => tell('tracing.police-asked', from + chance.between(10, 26) * HOUR, { kind: 'records', level: 'county' }))
  seldom(0.85, () =>
    tell('tracing.police-answered', from + chance.between(3, 9) * DAY, { kind: 'records', level: 'county', result: 'not-found' }),
  )
  seldom(0.88, () => tell('tracing.pushed-national', from + chance.between(20, 60) * HOUR, {}))
  seldom(0.88, () => tell('tracing.notice-published', from + chance.between(20, 60) * HOUR, { channel: 'national' }))
  seldom(0.8, () => tell('tracing.police-asked', from + chance.between(5, 9) * DAY, { kind: 'dna' }))
  seldom(0.8, () => tell('tracing.dna-sampled', from + chance.between(6, 20) * DAY))
  for (let at = from + 30 * DAY; at < until; at += 90 * DAY)
    seldom(0.8, () => tell('tracing.notice-renewed', at, { channel: 'national' }))
}

/** One file: most stay some days, some for months, a few are still here. */
export function makeFile(number: number, seed: number, home: Home, now: number, days = 1100): MadeFile {
  const chance = chanceOf(seed * 1_000_003 + number)
  const { file, person, facts, tell } = story(number, seed, home, now)
  const arrivedAt = now - chance.between(0, days * 24 * 60) * MINUTE - HOUR
  const acceptedAt = arrivedAt + chance.between(5, 90) * MINUTE
  const nameless = chance.happens(0.18)
  const age = !nameless && chance.happens(0.08) ? chance.between(6, 17) : chance.between(19, 80)
  const stay = nameless && chance.happens(0.4) ? chance.between(30, 500) * DAY : chance.between(4 * 60, 9 * 24 * 60) * MINUTE
  const leaves = acceptedAt + stay
  tell(file, 'intake.asked', arrivedAt, { arrival: chance.pick(['self', 'police', 'public', 'patrol']) })
  tell(file, 'intake.triaged', arrivedAt + 4 * MINUTE, { decision: 'go-on' })
  tell(file, 'intake.safety-checked', arrivedAt + 5 * MINUTE)
  tell(file, 'intake.registered', acceptedAt - MINUTE)
  const status = nameless ? 'unknown' : chance.happens(0.8) ? 'verified' : 'claimed'
  tell(person, 'person.identity-stated', acceptedAt - MINUTE, { status })
  tell(person, 'person.condition-noted', acceptedAt - MINUTE, { kinds: chance.happens(0.15) ? ['mental'] : [], capacity: 'full' })
  if (!nameless) {
    tell(person, 'person.birth-known', acceptedAt - MINUTE, { date: dateOf(arrivedAt - Math.round(age * 365.25) * DAY) })
    tell(person, 'person.register-known', acceptedAt - MINUTE, { local: chance.happens(0.3) })
  } else tell(person, 'person.birth-known', acceptedAt - MINUTE, { ageSeen: { min: age - 5, max: age + 5 } })
  tell(file, 'intake.accepted', acceptedAt)
  tell(file, 'stay.bed-assigned', acceptedAt + 25 * MINUTE, { bed: derivedId(file.id, 'bed') })
  if (chance.happens(0.95))
    tell(file, 'medical.screened', acceptedAt + chance.between(20, 1500) * MINUTE, { fit: true, infection: 'ruled-out' })
  if (nameless) looking((name, at, value) => tell(file, name, at, value), chance, acceptedAt, Math.min(leaves, now))
  const every = stay > 20 * DAY ? 9 : 1
  for (let at = acceptedAt + DAY; at < Math.min(leaves, now); at += every * DAY) {
    tell(file, 'stay.care-logged', at, { care: [] })
    if (chance.happens(0.2)) tell(file, 'medical.treated', at + HOUR)
  }
  const here = leaves > now
  if (!here) {
    tell(file, 'departure.ticket-issued', leaves - HOUR, { kind: 'voucher', home: true })
    tell(file, 'departure.left', leaves, { kind: chance.pick(['own', 'own', 'family', 'escort']) })
    tell(file, 'stay.bed-left', leaves + 20 * MINUTE, { bed: derivedId(file.id, 'bed') })
    if (chance.happens(0.3)) tell(file, 'departure.origin-told', leaves + 2 * DAY)
  }
  facts.sort((a, b) => a.occurredAt - b.occurredAt)
  return { file, person, facts, arrivedAt, acceptedAt, leftAt: here ? null : leaves, nameless }
}

/** A file that has been through everything: `count` facts, all names of the catalogue that a file can carry in turn. */
export function makeFullFile(number: number, seed: number, home: Home, now: number, count: number): MadeFile {
  const made = makeFile(number, seed, home, now - 700 * DAY, 20)
  const chance = chanceOf(seed * 7919 + number)
  const names = Object.values(factsByRoom)
    .flat()
    .filter(({ name, kinds }) => kinds.includes('rescue-file') && name !== 'fact.withdrawn' && name !== 'departure.left')
    .map(({ name }) => name)
  const { file, person, facts, tell } = story(number, seed, home, now)
  facts.push(...made.facts.filter((fact) => fact.name !== 'departure.left'))
  while (facts.length < count) tell(file, chance.pick(names), made.acceptedAt + chance.between(1, 690 * 24 * 60) * MINUTE, {})
  facts.sort((a, b) => a.occurredAt - b.occurredAt)
  return { ...made, file, person, facts, leftAt: null }
}

/** Throws where a made fact is none of the catalogue. */
export function checkFacts(facts: readonly Fact[]): void {
  for (const { name, value } of facts) {
    const parsed = parseFactValue(name, value)
    if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.problems)}`)
  }
}
