/**
 * Who may what of a child's file: role × part × door, generated from the house itself and tried on a real file. The page that
 * comes of it, docs/access-matrix.md, is read by people; a change of it is a change of rights and shows in the review.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { allFacts } from '#facts/index.ts'
import { mayOpen } from '#kernel/access.ts'
import type { AnyAction } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { rows, sql, withActor } from '#kernel/db.ts'
import { append, toLedgerFacts } from '#kernel/ledger.ts'
import { parseForm } from '#kernel/perform.ts'
import type { AnyQuery } from '#kernel/query.ts'
import { isRefusal } from '#kernel/refusal.ts'
import {
  endChildPart,
  grantChildPart,
  openChild,
  openChildFiles,
  openingFacts,
  type NewChild,
} from '#modules/people-and-cases/index.ts'
import { openTestHouse, type Place, type TestHouse } from './house.ts'
import { fullOf } from './life.ts'

const PAGE = join(fileURLToPath(new URL('..', import.meta.url)), 'docs', 'access-matrix.md')

let house: TestHouse
let keeper: Actor
const childId = derivedId('matrix', 'child')
const personId = derivedId('matrix', 'person')

/** Where a part is held in this test, by whoever holds every role that may be held there: what is left is the part's doing. */
const PLACE_OF_KIND: Record<string, Place> = {
  'protection-centre': 'centre',
  bureau: 'bureau',
  town: 'town',
  village: 'village',
  school: 'school',
  education: 'education',
  'human-resources': 'work-office',
  'justice-office': 'justice',
  prison: 'prison',
  federation: 'women',
  'social-organisation': 'volunteers',
  police: 'minors-police',
  hospital: 'hospital',
  station: 'north',
  institution: 'institution',
}

type Door = (AnyAction & { kind: 'action' }) | (AnyQuery & { kind: 'query' })
const schemaOf = (door: Door) => (door.kind === 'action' ? door.form : door.params) as z.ZodObject

function holders(part: string): Place[] {
  const { organisations, named } = house.house.parts.parts[part] ?? { organisations: undefined, named: true }
  const kinds =
    organisations ?? (named ? ['protection-centre', 'justice-office', 'social-organisation', 'village', 'school'] : [])
  return [...new Set(kinds.flatMap((kind) => PLACE_OF_KIND[kind] ?? []))]
}

function holderAt(place: Place): Actor {
  const kind = house.organisations[place].kind
  const roles = [...house.house.roles.values()].filter((role) => role.organisations.includes(kind)).map((role) => role.key)
  return house.actor(roles, place)
}

const opensDoor = (role: { doors: readonly string[] }, door: string) =>
  role.doors.some((each) => each === door || (each.endsWith('.*') && door.startsWith(each.slice(0, -1))))

/** Lets in; lets see that it is there and says no in words; finds nothing; could not be tried. */
type Verdict = true | 'told' | false | 'unproven'

/** What jobs do in the name of the house; a role names these doors, and their own `may` lets the system alone through. */
const BY_SYSTEM = /\.(follow|turn|move|drop|renew|after)-/
/** Answers only of a child whose parent is told of; this one's is not. */
const OF_MORE = ['helpers.parents-of-mine']

class Undo extends Error {}

/** What a door answers, in a transaction that is taken back: whether it lets this actor at this child. */
async function letsIn(door: Door, actor: Actor): Promise<Verdict> {
  const ids = (key: string) => (key === 'childId' ? childId : derivedId('matrix', key))
  const filled = fullOf(schemaOf(door), ids, house.now(), 0, '', '甲') as Record<string, unknown>
  let form = parseForm(schemaOf(door), filled)
  if (isRefusal(form)) form = parseForm(schemaOf(door), { childId })
  if (isRefusal(form)) return 'unproven'
  const asked = form as Record<string, unknown>
  let answer: Verdict = false
  const now = house.now()
  await withActor(
    house.house.db,
    actor,
    async (tx) => {
      if (door.kind === 'query') {
        const may = door.may(actor, asked)
        const context = { tx, actor, now, vault: house.house.vault }
        const read = may === true ? await door.read(context, asked) : null
        // What would be answered of a child that is not there tells nothing.
        const ofNobody = may === true ? await door.read(context, { ...asked, childId: derivedId('matrix', 'nobody') }) : null
        const same = JSON.stringify(read) === JSON.stringify(ofNobody)
        const nothing = read === null || read === undefined || (isRefusal(read) && read.code === 'KERNEL.NOT_FOUND')
        answer = nothing ? false : same ? 'unproven' : isRefusal(read) ? 'told' : true
      } else {
        const actionId = crypto.randomUUID()
        const moment = { actor, now, occurredAt: now, actionId, newId: (label: string) => derivedId(actionId, label) }
        const loaded = await door.load({ ...moment, tx, vault: house.house.vault }, asked)
        const may = loaded === null ? false : door.may(actor, loaded, asked)
        answer = may === true || (isRefusal(may) && may.code !== 'KERNEL.NOT_FOUND' ? 'told' : false)
      }
      throw new Undo()
    },
    now,
  ).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw new Error(`${door.name}: ${String(error)}`, { cause: error })
  })
  return answer
}

let doors: Door[]
/** Door → part → whether it lets in. */
const found = new Map<string, Map<string, Verdict>>()

beforeAll(async () => {
  house = await openTestHouse()
  keeper = house.actor('centre-head', 'centre')
  await house.ask(keeper, 'supervision.duties')
  const child: NewChild = {
    id: childId,
    personId,
    description: { writtenName: '甲某', sex: 'female', birthDate: '2014-03-02' },
    kinds: ['left-behind', 'prisoner-child', 'victim', 'misconduct', 'vagrant'],
    parts: [{ part: 'case-worker', path: keeper.organisation.path, accountId: keeper.accountId }],
  }
  const now = house.now()
  const actionId = crypto.randomUUID()
  const moment = { actor: keeper, now, occurredAt: now, actionId, newId: (label: string) => derivedId(actionId, label) }
  await withActor(
    house.house.db,
    keeper,
    async (tx) => {
      await openChildFiles({ ...moment, tx, vault: house.house.vault }, [child])
      const facts = toLedgerFacts(openingFacts(child, moment), {
        actor: keeper,
        actionId,
        now,
        occurredAt: now,
        version: () => 1,
      })
      await append(tx, house.house.vault, keeper.organisation.id, facts, [])
    },
    now,
  )
  doors = [
    ...[...house.house.actions.values()].map((each) => ({ ...each, kind: 'action' as const })),
    ...[...house.house.queries.values()].map((each) => ({ ...each, kind: 'query' as const })),
  ].filter((door) => 'childId' in schemaOf(door).shape)
  for (const part of ['', ...Object.keys(house.house.parts.parts)]) {
    for (const place of part === '' ? (Object.values(PLACE_OF_KIND) as Place[]) : holders(part)) {
      const holder = holderAt(place)
      await house.ask(holder, 'supervision.duties')
      const held = {
        childId,
        part,
        path: holder.organisation.path,
        ...(house.house.parts.parts[part]?.named ? { accountId: holder.accountId } : {}),
      }
      const asKeeper = <T>(work: Parameters<typeof withActor<T>>[2]) => withActor(house.house.db, keeper, work, house.now())
      if (part !== '') {
        await asKeeper((tx) => grantChildPart(tx, { ...held, from: house.now() }))
        await withActor(
          house.house.db,
          holder,
          async (tx) => {
            const [opens] = await rows(sql<{ register: boolean }>`select kernel.opens(${childId}, 'register') as register`, tx)
            if (opens?.register) await openChild(tx, childId, holder.accountId, house.now() + 3_600_000)
          },
          house.now(),
        )
      }
      for (const door of doors) {
        if (!mayOpen(house.house.roles, holder, door.name)) continue
        const verdicts = found.get(door.name) ?? new Map<string, Verdict>()
        found.set(door.name, verdicts)
        const verdict = await letsIn(door, holder)
        verdicts.set(
          part,
          [true as const, 'told' as const].find((each) => [verdicts.get(part), verdict].includes(each)) ?? verdict,
        )
      }
      // A later instant, so that the part is over before the next is tried.
      if (part !== '') await asKeeper((tx) => endChildPart(tx, { ...held, at: house.now() }))
    }
  }
}, 300_000)
afterAll(() => house.close())

describe('a child’s file', () => {
  test('is shut, at every door that names a child, to whoever holds no part of it', () => {
    const open = [...found].filter(([, verdicts]) => [true, 'told'].includes(verdicts.get('') ?? false)).map(([name]) => name)
    expect(open).toEqual([])
  })

  test('has a reader at every door that a role opens and that names nothing but a child: none is shut to all', () => {
    const people = [...house.house.roles.values()].filter((role) => role.key !== 'system')
    const alone = doors.filter((door) => {
      const shape = schemaOf(door).shape as Record<string, z.ZodType>
      const others = Object.entries(shape).filter(([key, type]) => key.endsWith('Id') && key !== 'childId' && !type.isOptional())
      return (
        others.length === 0 &&
        people.some((role) => opensDoor(role, door.name)) &&
        !BY_SYSTEM.test(door.name) &&
        !OF_MORE.includes(door.name)
      )
    })
    const shut = alone
      .map((door) => door.name)
      .filter((name) => ![...(found.get(name)?.values() ?? [])].some((each) => each !== false))
    expect(shut).toEqual([])
  })

  test('opens nothing sealed to a part that opens nothing sealed', async () => {
    const { parts, compartments } = house.house.parts
    const sealed = new Set(Object.keys(compartments).filter((key) => compartments[key]?.sealed))
    for (const part of ['town', 'village', 'school', 'centre', 'federation', 'service'])
      expect([part, parts[part]?.opens.filter((each) => sealed.has(each))]).toEqual([part, []])
  })

  test('the matrix is the page that people read', async () => {
    await expect(await page()).toMatchFileSnapshot(PAGE)
  })
})

/** The page, from the house alone. */
async function page(): Promise<string> {
  const { parts, compartments } = house.house.parts
  const partKeys = Object.keys(parts)
  const compartmentKeys = Object.keys(compartments)
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const table = (head: readonly string[], body: readonly (readonly string[])[]) =>
    [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n')
  const policies = await rows(
    sql<{
      table: string
      using: string
    }>`select n.nspname || '.' || c.relname as "table", pg_get_expr(p.polqual, p.polrelid) as "using"
      from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
      where p.polpermissive and pg_get_expr(p.polqual, p.polrelid) like '%kernel.opens(%' order by 1, 2`,
    house.house.db.kysely as never,
  )
  const opened = (using: string) =>
    [...using.matchAll(/kernel\.opens\([^']*?(?:'([a-z]+)'::text|([a-z_]+))\)/g)].map((each) => each[1] ?? '(by row)')
  const byTable = Map.groupBy(policies, (each) => each.table)
  const roles = [...house.house.roles.values()]
  const rolesOf = (door: string) =>
    roles.filter((role) =>
      role.doors.some((each) => each === door || (each.endsWith('.*') && door.startsWith(each.slice(0, -1)))),
    )
  const clauses = await rows(
    sql<{
      clause: string
      compartment: string
    }>`select clause, compartment from supervision.clause_compartment where compartment <> 'whole' order by 1`,
    house.house.db.kysely as never,
  )
  const facts = allFacts().filter((fact) => fact.kinds.includes('child-file') && (fact.compartment || fact.kinds.length === 1))
  return `${[
    '# Who may what of a child’s file',
    'Generated by `tests/access-matrix.test.ts` from roles, parts, facts, packs, tables and doors, each door tried on a real file. Do not edit; `npm test -- -u tests/access-matrix.test.ts` writes it anew.',
    '## Parts and what they open',
    'A part is held by an organisation, or by one named person of it (named). Without a part nothing is there.',
    table(
      ['part', '', 'held by', ...compartmentKeys],
      partKeys.map((key) => [
        key,
        parts[key]?.title ?? '',
        parts[key]?.named ? 'named' : (parts[key]?.organisations ?? []).join(', '),
        ...compartmentKeys.map((each) => (parts[key]?.opens.includes(each) ? '●' : '')),
      ]),
    ),
    '## Facts by compartment',
    table(
      ['compartment', 'facts'],
      compartmentKeys.map((key) => [
        key,
        facts
          .filter((fact) => (fact.compartment ?? 'whole') === key)
          .map((fact) => fact.name)
          .join(', '),
      ]),
    ),
    '## Duties by compartment',
    'Of a closed subject; every other clause belongs to the whole file.',
    table(
      ['compartment', 'clauses'],
      compartmentKeys.map((key) => [
        key,
        clauses
          .filter((each) => each.compartment === key)
          .map((each) => each.clause)
          .join(', '),
      ]),
    ),
    '## Tables by compartment',
    'As their row-level security says; “by row” where a row names its own.',
    table(
      ['table', 'opened by'],
      [...byTable].map(([name, list]) => [name, [...new Set(list.flatMap((each) => opened(each.using)))].join(', ')]),
    ),
    '## Doors that name a child',
    '● lets in, with that part alone; △ says no in words, to who knows the child anyway; ○ could not be tried with an invented form, the room’s own tests do. Everybody else finds nothing.',
    table(
      ['door', 'roles', ...partKeys],
      doors
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name }) => [
          name,
          rolesOf(name)
            .map((role) => role.key)
            .join(', '),
          ...partKeys.map((part) => {
            const verdict = found.get(name)?.get(part)
            return verdict === true ? '●' : verdict === 'told' ? '△' : verdict === 'unproven' ? '○' : ''
          }),
        ]),
    ),
  ].join('\n\n')}\n`
}
