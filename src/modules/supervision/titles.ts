/** What a list calls the subjects of its rows. */
import type { Vault } from '#kernel/crypto.ts'
import type { Tx } from '#kernel/db.ts'
import { maskValue } from '#kernel/field.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { titlesOf } from '#modules/people-and-cases/index.ts'
import { institutionsNamedIn, organisationNames, staffNames } from './store-lists.ts'
import { kindWords } from './words.ts'

/** Kinds that are called by somebody's name. */
const NAMED = new Set(['person', 'rescue-file', 'child-file'])

export interface Subject {
  id: string
  kind: string
  /** Name of a person, of an organisation; else the kind of thing. */
  name: string
  /** File number, or what else tells it from others of its kind. */
  no: string | null
  /** Organisation that owns it. */
  owner: string
}

/** Titles of some subjects, as far as the actor may see them; the rest is called by its kind. */
export async function subjectsShown(
  tx: Tx,
  vault: Vault,
  wanted: readonly { subject: string; kind: string; ownerPath: string }[],
): Promise<Map<string, Subject>> {
  const people = await titlesOf(
    tx,
    wanted.filter(({ kind }) => NAMED.has(kind)).map((each) => each.subject),
  )
  const organisations = await organisationNames(
    tx,
    wanted.map((each) => each.ownerPath),
    wanted.filter(({ kind }) => kind === 'organisation').map((each) => each.subject),
  )
  const institutions = await institutionNames(
    tx,
    vault,
    wanted.filter(({ kind }) => kind === 'institution').map((each) => each.subject),
  )
  const staff = await staffNames(
    tx,
    wanted.filter(({ kind }) => kind === 'staff').map((each) => each.subject),
  )
  const byPath = new Map(organisations.map((each) => [each.path, each.name]))
  const byId = new Map(organisations.map((each) => [each.id, each.name]))
  const named = new Map(people.map((each) => [each.id, each]))
  return new Map(
    wanted.map(({ subject, kind, ownerPath }) => {
      const person = named.get(subject)
      const owner = byPath.get(ownerPath) ?? ''
      const name = person?.name ?? institutions.get(subject) ?? staff.get(subject) ?? byId.get(subject) ?? kindWords[kind] ?? kind
      return [subject, { id: subject, kind, name, no: person?.no ?? null, owner }]
    }),
  )
}

/** What the register told last, read from its facts: this room knows no other. */
async function institutionNames(tx: Tx, vault: Vault, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const named = await institutionsNamedIn(tx, ids)
  const details = await detailsOf(
    tx,
    vault,
    named.map((each) => each.factId),
  )
  return new Map(
    named.flatMap(({ id, factId }) => {
      const name = details.get(factId)?.name
      return typeof name === 'string' ? [[id, name] as const] : []
    }),
  )
}

/** Behind a number people are shown by family name only; a nameless person's number names nobody and stays. */
export function shortened(subject: Subject): Subject {
  if (!NAMED.has(subject.kind) || subject.name.startsWith('无名氏')) return subject
  return { ...subject, name: String(maskValue('name', subject.name.replace(/（音）$/, ''))) }
}
