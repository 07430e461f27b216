/**
 * What is known at one instant about one subject and those it is related to: facts recorded so far, replacements carried
 * out, indexed by name once. Conditions read nothing else.
 */

import type { Fact } from '#facts/fact.ts'
import type { Timeline } from './timeline.ts'
import { spliced } from './timeline.ts'
import type { Calendars, Campaign, Subject } from './types.ts'

const NO_FACTS: readonly Fact[] = []

/** Facts of one subject, by name and by room, in order of happening. */
export interface FactIndex {
  byName: Map<string, Fact[]>
  byRoom: Map<string, Fact[]>
}

/** A stretch of time in which a file belongs to one person, with what was told of that person. */
export interface PersonPiece {
  from: number
  /** Who is meant in the end, after mergers. */
  identity: readonly Fact[]
  facts: readonly Fact[]
}

export interface View {
  subject: Subject
  now: number
  campaign: Campaign | null
  calendars: Calendars
  own: FactIndex
  bySubject: ReadonlyMap<string, FactIndex>
  subjects: ReadonlyMap<string, Subject>
  /** First instant of interest for duties that no fact begins. */
  since: number
  person(): readonly PersonPiece[]
  /** Ids of all files of the subject's person, and of the person, the subject itself first. */
  filesOfPerson(): readonly string[]
  /** Timelines already computed, by condition name. */
  cache: Map<string, Timeline>
}

/** Order of happening; then of being told, then by id, so that the order in which facts were given never matters. */
export function inOrder(a: Fact, b: Fact): number {
  return a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/**
 * The facts that hold at `now`: recorded up to it, those replaced left out. A replacement takes the place of the other
 * wholly; `fact.withdrawn` puts nothing there, and withdrawing a correction does not bring back what it had corrected.
 */
function knownFacts(facts: readonly Fact[], now: number): Fact[] {
  const seen = new Set<string>()
  const replaced = new Set<string>()
  const known: Fact[] = []
  for (const fact of facts) {
    if (fact.recordedAt > now || seen.has(fact.id)) continue
    seen.add(fact.id)
    known.push(fact)
    if (fact.replaces !== undefined) replaced.add(fact.replaces)
  }
  return known.filter((fact) => !replaced.has(fact.id) && fact.name !== 'fact.withdrawn').sort(inOrder)
}

function emptyIndex(): FactIndex {
  return { byName: new Map(), byRoom: new Map() }
}

function put(map: Map<string, Fact[]>, key: string, fact: Fact): void {
  const list = map.get(key)
  if (list) list.push(fact)
  else map.set(key, [fact])
}

function indexFacts(known: readonly Fact[]): Map<string, FactIndex> {
  const out = new Map<string, FactIndex>()
  for (const fact of known) {
    let index = out.get(fact.subject.id)
    if (!index) {
      index = emptyIndex()
      out.set(fact.subject.id, index)
    }
    put(index.byName, fact.name, fact)
    put(index.byRoom, fact.name.slice(0, fact.name.indexOf('.')), fact)
  }
  return out
}

/** Facts of an index by name, in order; `tracing.*` = all of that room. */
export function factsNamed(index: FactIndex | undefined, name: string): readonly Fact[] {
  if (!index) return NO_FACTS
  if (name.endsWith('.*')) return index.byRoom.get(name.slice(0, -2)) ?? NO_FACTS
  return index.byName.get(name) ?? NO_FACTS
}

/** Facts of several names together, in order. */
export function factsOf(index: FactIndex | undefined, ...names: string[]): readonly Fact[] {
  const lists = names.map((name) => factsNamed(index, name)).filter((list) => list.length > 0)
  if (lists.length <= 1) return lists[0] ?? NO_FACTS
  return lists.flat().sort(inOrder)
}

/** The person of a file as first written; a file that names none has one of its own. */
function firstPerson(subject: Subject): string {
  return subject.kind === 'person' ? subject.id : (subject.person ?? `of ${subject.id}`)
}

interface People {
  splits: Map<string, Fact[]>
  merges: Map<string, Fact>
  /** Files and persons that were ever one person's, mergers and splits included, by subject id. */
  together: Map<string, readonly string[]>
}

/** Groups of files and persons that splits and mergers tie together, so that only these are looked through. */
function togetherBy(
  bySubject: ReadonlyMap<string, FactIndex>,
  subjects: ReadonlyMap<string, Subject>,
  splits: ReadonlyMap<string, readonly Fact[]>,
  merges: ReadonlyMap<string, Fact>,
): Map<string, readonly string[]> {
  const parent = new Map<string, string>()
  const find = (id: string): string => {
    let root = id
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up
    return root
  }
  const tie = (a: string, b: string) => {
    const [x, y] = [find(a), find(b)]
    if (x !== y) parent.set(x, y)
  }
  for (const [person, merge] of merges) tie(person, merge.value.into as string)
  for (const [file, list] of splits) {
    const subject = subjects.get(file)
    for (const split of list) tie(subject ? firstPerson(subject) : file, split.value.to as string)
  }
  const groups = new Map<string, string[]>()
  for (const id of new Set([...subjects.keys(), ...bySubject.keys()])) {
    const subject = subjects.get(id)
    const root = find(subject ? firstPerson(subject) : id)
    const group = groups.get(root)
    if (group) group.push(id)
    else groups.set(root, [id])
  }
  const out = new Map<string, readonly string[]>()
  for (const group of groups.values()) for (const id of group) out.set(id, group)
  return out
}

function peopleOf(bySubject: ReadonlyMap<string, FactIndex>, subjects: ReadonlyMap<string, Subject>): People {
  const splits = new Map<string, Fact[]>()
  const merges = new Map<string, Fact>()
  for (const [id, index] of bySubject) {
    for (const fact of factsNamed(index, 'person.split')) {
      if (typeof fact.value.file === 'string' && typeof fact.value.to === 'string') put(splits, fact.value.file, fact)
    }
    const merged = factsNamed(index, 'person.merged').find((fact) => typeof fact.value.into === 'string')
    if (merged) merges.set(id, merged)
  }
  for (const list of splits.values()) list.sort(inOrder)
  return { splits, merges, together: togetherBy(bySubject, subjects, splits, merges) }
}

/** The person a file belongs to at an instant, mergers not followed. */
function personAt(people: People, subject: Subject, at: number): string {
  let person = firstPerson(subject)
  for (const split of people.splits.get(subject.id) ?? []) if (split.occurredAt <= at) person = split.value.to as string
  return person
}

/** The person meant in the end by a person, at an instant. */
function mergedInto(people: People, person: string, at: number): string {
  const seen = new Set<string>()
  let p = person
  for (let merge = people.merges.get(p); merge && merge.occurredAt <= at && !seen.has(p); merge = people.merges.get(p)) {
    seen.add(p)
    p = merge.value.into as string
  }
  return p
}

const PERSON_FACTS = ['person.identity-stated', 'person.birth-known', 'person.condition-noted', 'person.register-known'] as const

/**
 * Who the subject's person is, piece by piece: a split changes whose file it is, a merger whose identity speaks for it.
 * What was written on a file goes with the file.
 */
function personPieces(view: Omit<View, 'person' | 'filesOfPerson'>, people: People): PersonPiece[] {
  const group = people.together.get(view.subject.id) ?? [view.subject.id]
  const starts = new Set<number>([-Infinity])
  for (const id of group) {
    for (const split of people.splits.get(id) ?? []) starts.add(split.occurredAt)
    const merge = people.merges.get(id)
    if (merge) starts.add(merge.occurredAt)
  }
  if (starts.size === 1) {
    const lists = group.map((id) => factsOf(view.bySubject.get(id), ...PERSON_FACTS)).filter((list) => list.length > 0)
    const facts = lists.length <= 1 ? (lists[0] ?? NO_FACTS) : lists.flat().sort(inOrder)
    return [{ from: -Infinity, identity: facts, facts }]
  }
  return [...starts]
    .sort((a, b) => a - b)
    .map((from, k, all) => {
      const at = from
      const lastInstant = Math.min(view.now, (all[k + 1] ?? Infinity) - 1)
      const before = personAt(people, view.subject, at)
      const final = mergedInto(people, before, at)
      const facts: Fact[] = []
      const identity: Fact[] = []
      for (const id of group) {
        const index = view.bySubject.get(id)
        const subject = view.subjects.get(id)
        const mine = id === view.subject.id
        const person = mine ? before : subject && id !== before ? personAt(people, subject, Math.max(at, lastInstant)) : id
        if (mergedInto(people, person, at) !== final) continue
        for (const fact of factsOf(index, ...PERSON_FACTS)) {
          facts.push(fact)
          // What was told before a merger of the one merged away no longer says who it is.
          if (person === final || fact.occurredAt >= (people.merges.get(person)?.occurredAt ?? -Infinity)) identity.push(fact)
        }
      }
      return { from, facts: facts.sort(inOrder), identity: identity.sort(inOrder) }
    })
}

export interface ViewInput {
  subject: Subject
  subjects: readonly Subject[]
  facts: readonly Fact[]
  calendars: Calendars
  campaign: Campaign | null
  now: number
  since?: number | undefined
}

/** Facts and subjects as known at one instant, shared by the views of many subjects. */
export interface Known {
  bySubject: ReadonlyMap<string, FactIndex>
  subjects: ReadonlyMap<string, Subject>
  earliest: number
  people: People
}

/** Indexes facts for `now`. The subject given is kept even where no fact speaks of it. */
export function indexKnown(subjects: readonly Subject[], facts: readonly Fact[], now: number): Known {
  const known = knownFacts(facts, now)
  const bySubject = indexFacts(known)
  const byId = new Map(subjects.map((s) => [s.id, s]))
  return { bySubject, subjects: byId, earliest: known[0]?.occurredAt ?? now, people: peopleOf(bySubject, byId) }
}

/** The view of one subject. `since` defaults to the earliest fact known. */
export function viewOf(known: Known, input: Omit<ViewInput, 'subjects' | 'facts'>): View {
  const base = {
    subject: input.subject,
    now: input.now,
    campaign: input.campaign,
    calendars: input.calendars,
    own: known.bySubject.get(input.subject.id) ?? emptyIndex(),
    bySubject: known.bySubject,
    subjects: known.subjects,
    since: input.since ?? known.earliest,
    cache: new Map<string, Timeline>(),
  }
  let pieces: PersonPiece[] | null = null
  let files: string[] | null = null
  return {
    ...base,
    person: () => {
      pieces ??= personPieces(base, known.people)
      return pieces
    },
    filesOfPerson: () => {
      if (files) return files
      const root = (s: Subject) => mergedInto(known.people, personAt(known.people, s, input.now), input.now)
      const mine = root(input.subject)
      files = [input.subject.id]
      for (const id of known.people.together.get(input.subject.id) ?? []) {
        const subject = known.subjects.get(id)
        if (!subject || id === input.subject.id || !['person', 'rescue-file', 'child-file'].includes(subject.kind)) continue
        if (root(subject) === mine) files.push(id)
      }
      return files
    },
  }
}

/** A timeline that depends on who the person is, piece by piece. */
export function overPerson(view: View, build: (piece: PersonPiece) => Timeline): Timeline {
  return spliced(view.person().map((piece) => ({ from: piece.from, timeline: build(piece) })))
}

/** The only organisation of a type among the subjects known, where a file names none. */
export function onlyOfType(view: View, type: string): string | undefined {
  let found: string | undefined
  for (const subject of view.subjects.values()) {
    if (subject.kind !== 'organisation' || subject.type !== type) continue
    if (found !== undefined) return undefined
    found = subject.id
  }
  return found
}
