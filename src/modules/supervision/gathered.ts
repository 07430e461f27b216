/** What `supervision.gather` answers, read into the engine's words: subjects with their links, facts, kept rows. Pure. */
import type { Fact, SubjectKind } from '#facts/fact.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { Subject } from '#policy/types.ts'
import type { KeptRow, KeptState, ShortBecause } from './keep-rules.ts'

/** A subject whose duties are wanted. */
export interface Asked {
  id: string
  kind: string
  ownerPath: string
  /** The person or report it hangs on, where the caller knows it and nothing is kept yet. */
  root?: string
}

export interface GatherAnswer {
  version: string
  family: [id: string, kind: string, ownerPath: string, person: string, station: string | null][]
  states: [id: string, kind: string, ownerPath: string, root: string | null, changesAt: number | null, version: string][]
  facts: [
    id: string,
    kind: string,
    subject: string,
    name: string,
    v: number,
    value: Record<string, unknown> | null,
    occurredAt: number,
    recordedAt: number,
    replaces: string | null,
  ][]
  kept: [
    subject: string,
    clause: string,
    instance: string,
    ownerPath: string,
    owner: string,
    state: KeptState,
    month: string,
    arisen: number,
    due: number | null,
    late: number | null,
    met: number | null,
    needs: string[],
    because: ShortBecause,
    dueKind: KeptRow['dueKind'],
  ][]
  organisations: [id: string, path: string, kind: string, level: string, division: string | null][]
}

export interface Gathered {
  version: string
  /** Everybody in sight: those asked for, their families, the organisations that own them. */
  subjects: ReadonlyMap<string, Subject>
  owners: ReadonlyMap<string, string>
  roots: ReadonlyMap<string, string>
  facts: ReadonlyMap<string, Fact[]>
  kept: ReadonlyMap<string, KeptRow[]>
  changesAt: ReadonlyMap<string, number | null>
  /** Subjects that duties are computed for; organisations that merely own others are not among them. */
  duty: ReadonlySet<string>
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function fromLedger(fact: LedgerFact): Fact {
  const { id, name, v, value, occurredAt, recordedAt, recordedBy, action, replaces } = fact
  const subject = { kind: fact.subject.kind as SubjectKind, id: fact.subject.id }
  return { id, subject, name, v, value, occurredAt, recordedAt, recordedBy, action, replaces }
}

/**
 * Reads the answer. `fresh` are facts of an action under way, not in the ledger yet. Links come from the hall's index, from
 * what is kept, from the fact that opened the subject, and from the organisation that owns it.
 */
export function readGathered(answer: GatherAnswer, asked: readonly Asked[], fresh: readonly LedgerFact[]): Gathered {
  const facts = new Map<string, Fact[]>()
  for (const [id, kind, subject, name, v, value, occurredAt, recordedAt, replaces] of answer.facts) {
    push(facts, subject, {
      id,
      subject: { kind: kind as SubjectKind, id: subject },
      name,
      v,
      value: value ?? {},
      occurredAt,
      recordedAt,
      recordedBy: '',
      action: '',
      ...(replaces === null ? {} : { replaces }),
    })
  }
  for (const fact of fresh) push(facts, fact.subject.id, fromLedger(fact))
  const kept = new Map<string, KeptRow[]>()
  for (const [
    subject,
    clause,
    instance,
    ownerPath,
    owner,
    state,
    month,
    arisen,
    due,
    late,
    met,
    needs,
    because,
    dueKind,
  ] of answer.kept)
    push(kept, subject, {
      subject,
      clause,
      instance,
      ownerPath,
      owner,
      state,
      month,
      arisen,
      due,
      late,
      met,
      needs,
      because,
      dueKind,
    })

  const organisations = new Map(answer.organisations.map((each) => [each[1], each]))
  const owners = new Map<string, string>()
  const roots = new Map<string, string>()
  const changesAt = new Map<string, number | null>()
  const duty = new Set<string>()
  const found = new Map<string, { kind: string; ownerPath: string; person?: string; station?: string }>()
  const see = (id: string, kind: string, ownerPath: string) => {
    const known = found.get(id) ?? { kind, ownerPath }
    // A change of owner (another station takes over) speaks from the row that holds it now.
    found.set(id, { ...known, kind, ownerPath })
    return found.get(id) as { kind: string; ownerPath: string; person?: string; station?: string }
  }
  for (const [id, kind, ownerPath, root, changes] of answer.states) {
    see(id, kind, ownerPath)
    if (root) roots.set(id, root)
    changesAt.set(id, changes)
  }
  for (const [id, kind, ownerPath, person, station] of answer.family) {
    const one = see(id, kind, ownerPath)
    if (kind !== 'person') one.person = person
    if (station) one.station = station
  }
  for (const each of asked) {
    if (!found.has(each.id)) see(each.id, each.kind, each.ownerPath)
    if (each.root && !roots.has(each.id)) roots.set(each.id, each.root)
  }
  const subjects = new Map<string, Subject>()
  for (const [id, path, kind, level, division] of answer.organisations) {
    subjects.set(id, { id, kind: 'organisation', type: kind, level, ...(division ? { division } : {}) })
    owners.set(id, path)
  }
  for (const [id, one] of found) {
    duty.add(id)
    owners.set(id, one.ownerPath)
    if (one.kind === 'organisation' && subjects.has(id)) continue
    const home = organisations.get(one.ownerPath)
    const opened = one.kind === 'child-file' ? facts.get(id)?.find((fact) => fact.name === 'child.file-opened')?.value : undefined
    const person = one.kind === 'person' ? undefined : (roots.get(id) ?? text(opened?.person) ?? one.person)
    if (person && one.kind !== 'report' && !roots.has(id)) roots.set(id, person)
    const station = one.station ?? (home?.[2] === 'station' ? home[0] : undefined)
    const town = text(opened?.town) ?? (home?.[2] === 'town' ? home[0] : undefined)
    const division = home?.[4] ?? undefined
    subjects.set(id, {
      id,
      kind: one.kind as SubjectKind,
      ...(person && one.kind !== 'report' ? { person } : {}),
      ...(station ? { station } : {}),
      ...(town ? { town } : {}),
      ...(division ? { division } : {}),
    })
  }
  return { version: answer.version, subjects, owners, roots, facts, kept, changesAt, duty }
}

/** Which subjects see each other's facts: those of one person through merges and splits, reports joined into one. */
export function families(gathered: Gathered): Map<string, string[]> {
  const parent = new Map<string, string>()
  const top = (id: string): string => {
    let at = id
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up
    return at
  }
  const tie = (a: string, b: string) => {
    const [x, y] = [top(a), top(b)]
    if (x !== y) parent.set(x, y)
  }
  for (const [id, root] of gathered.roots) tie(id, root)
  for (const subject of gathered.subjects.values()) if (subject.person) tie(subject.id, subject.person)
  for (const list of gathered.facts.values()) {
    for (const fact of list) {
      const { into, to, file } = fact.value
      if (fact.name === 'person.merged' && typeof into === 'string') tie(fact.subject.id, into)
      if (fact.name === 'person.split') for (const other of [to, file]) if (typeof other === 'string') tie(fact.subject.id, other)
      if (fact.name === 'report.joined' && typeof into === 'string') tie(fact.subject.id, into)
    }
  }
  const members = new Map<string, string[]>()
  for (const id of gathered.subjects.keys()) {
    const own = gathered.owners.get(id)
    if (own !== undefined) push(members, top(id), id)
  }
  const out = new Map<string, string[]>()
  for (const list of members.values()) for (const id of list) out.set(id, list)
  return out
}
