/** House tests that walk all doors, so that nobody must remember. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { loadRoles, mayOpen } from '#kernel/access.ts'
import type { Actor } from '#kernel/actor.ts'
import { sql } from '#kernel/db.ts'
import { describe as describeForm, metaOf } from '#kernel/field.ts'
import { doorsOf } from '#kernel/house.ts'
import { allLifecycles } from '#kernel/lifecycle.ts'
import { allCatalogues, isRefusal } from '#kernel/refusal.ts'
import { modules } from '#app/modules.ts'
import { openTestHouse, type TestHouse } from './house.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const roles = loadRoles(join(root, 'policies', 'roles.yaml'))
const { actions, queries } = doorsOf(modules, roles)
const doors = [...actions.values(), ...queries.values()]
const schemaOf = (door: (typeof doors)[number]) => ('form' in door ? door.form : door.params) as z.ZodObject

/** A value that a schema takes, as small as it can be; ids are the ones handed in. */
function sampleOf(schema: z.ZodType, ids: (key: string) => string, key = ''): unknown {
  const def = schema.def as unknown as {
    type: string
    innerType?: z.ZodType
    options?: z.ZodType[]
    element?: z.ZodType
    shape?: Record<string, z.ZodType>
    entries?: Record<string, string>
    values?: unknown[]
  }
  if (def.type === 'optional' || def.type === 'nullable' || def.type === 'default') return undefined
  if (def.innerType) return sampleOf(def.innerType, ids, key)
  if (def.type === 'union') return sampleOf(def.options?.[0] as z.ZodType, ids, key)
  if (def.type === 'enum') return Object.values(def.entries ?? {})[0]
  if (def.type === 'literal') return def.values?.[0]
  if (def.type === 'boolean') return true
  if (def.type === 'array') return [sampleOf(def.element as z.ZodType, ids, key)]
  if (def.type === 'record') return {}
  if (def.type === 'object') {
    return Object.fromEntries(
      Object.entries(def.shape ?? {}).flatMap(([name, part]) => {
        const value = sampleOf(part, ids, name)
        return value === undefined ? [] : [[name, value]]
      }),
    )
  }
  if ((schema.def as { format?: string }).format === 'uuid') return ids(key)
  const tried = ['2026-12-08', '990121', 'aaa', '12', '某事由说明若干字', 'P10D', 1, 20, 3_000, 1_796_000_000_000]
  return tried.find((value) => schema.safeParse(value).success)
}

describe('declared', () => {
  test('every door is named room.verb-object and has a Chinese title', () => {
    expect(
      doors
        .filter((door) => !/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(door.name) || !/[一-鿿]/.test(door.title))
        .map((door) => door.name),
    ).toEqual([])
  })

  test('every field of every form has a label in Chinese', () => {
    const faults = doors.flatMap((door) =>
      describeForm(schemaOf(door)).flatMap((field) => (/[一-鿿]|ID/.test(field.label) ? [] : [`${door.name}.${field.key}`])),
    )
    expect(faults).toEqual([])
  })

  test('every list that a query answers is bounded', () => {
    const unbounded: string[] = []
    const walk = (schema: z.ZodType, where: string, inList: boolean) => {
      const def = schema.def as unknown as {
        type: string
        innerType?: z.ZodType
        element?: z.ZodType
        shape?: Record<string, z.ZodType>
        checks?: { _zod: { def: { check: string } } }[]
      }
      if (def.innerType) return walk(def.innerType, where, inList)
      if (def.type === 'array' && def.element) {
        const bounded = (def.checks ?? []).some((check) => check._zod.def.check === 'max_length')
        const rows = (def.element.def as { type: string }).type === 'object'
        if (!bounded && rows && !inList) unbounded.push(where)
        return walk(def.element, `${where}[]`, true)
      }
      for (const [key, part] of Object.entries(def.shape ?? {})) walk(part, `${where}.${key}`, inList)
    }
    for (const query of queries.values()) if (query.result !== 'file') walk(query.result as z.ZodType, query.name, false)
    expect(unbounded).toEqual([])
  })

  test('an ID number or a telephone in an answer is masked by its field', () => {
    const open: string[] = []
    const walk = (schema: z.ZodType, where: string, key: string) => {
      const meta = metaOf(schema)
      if (
        /^(idNumber|phone|telephone|.*Phone)$/.test(key) &&
        !where.startsWith('administration.') &&
        meta?.label !== '公开电话' &&
        (!meta?.mask || meta.mask === 'none')
      )
        open.push(where)
      const def = schema.def as unknown as { innerType?: z.ZodType; element?: z.ZodType; shape?: Record<string, z.ZodType> }
      if (def.innerType && !meta) return walk(def.innerType, where, key)
      if (def.element) walk(def.element, where, key)
      for (const [name, part] of Object.entries(def.shape ?? {})) walk(part, `${where}.${name}`, name)
    }
    for (const query of queries.values())
      if (query.result !== 'file' && !query.unmasked) walk(query.result as z.ZodType, query.name, '')
    expect(open).toEqual([])
  })

  test('the three administrators see no door to people', () => {
    for (const key of ['system-admin', 'security-admin', 'audit-admin']) {
      const actor = { kind: 'person', roles: [key], organisation: { kind: 'platform' } } as unknown as Actor
      const open = doors.filter((door) => mayOpen(roles, actor, door.name)).map((door) => door.name)
      expect(open.filter((name) => /^(people|intake|stay|medical|departure|exchange)\./.test(name))).toEqual([])
    }
  })

  test('every door is opened by some role', () => {
    const named = [...roles.values()].flatMap((role) => role.doors)
    const opened = (name: string) =>
      named.some((pattern) => pattern === name || (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1))))
    expect(doors.map((door) => door.name).filter((name) => !opened(name))).toEqual([])
  })
})

describe('lifecycles', () => {
  test.each(allLifecycles().map((each) => [each.name, each] as const))(
    '%s: every state is reached, every state that is not final has a way out',
    (_name, of) => {
      const reached = new Set([of.initial])
      for (let grew = true; grew; ) {
        grew = false
        for (const move of of.moves) {
          if (move.from.some((from) => reached.has(from)) && !reached.has(move.to)) {
            reached.add(move.to)
            grew = true
          }
        }
      }
      expect(Object.keys(of.states).filter((state) => !reached.has(state))).toEqual([])
      const stuck = Object.entries(of.states).filter(
        ([state, about]) => !about.final && !of.moves.some((move) => move.from.includes(state)),
      )
      expect(stuck.map(([state]) => state)).toEqual([])
      const unknown = of.moves.filter((move) => !actions.has(move.action)).map((move) => move.action)
      expect(unknown).toEqual([])
    },
  )
})

describe('refusals', () => {
  const sources = (dir: string): string[] =>
    readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
      const path = join(dir, entry.name)
      if (entry.isDirectory()) return sources(path)
      return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [readFileSync(path, 'utf8')] : []
    })
  const text = sources(join(root, 'src')).join('\n')

  test('every refusal is a Chinese sentence, and is used', () => {
    const faults: string[] = []
    for (const [room, entries] of allCatalogues()) {
      for (const [code, entry] of Object.entries(entries)) {
        if (!/[一-鿿]/.test(entry.zh) && !/^\{\w+\}$/.test(entry.zh)) faults.push(`${room}.${code} is not in Chinese`)
        const uses = text.split(new RegExp(`['"\`]${code}['"\`]`)).length - 1
        if (uses === 0) faults.push(`${room}.${code} is never used`)
      }
    }
    expect(faults).toEqual([])
  })
})

describe('who may not', () => {
  let house: TestHouse
  let north: { fileId: string; personId: string }
  /** A name that must never be read by a neighbour. */
  const CANARY = '金丝雀甲'
  const NUMBER = '999901195403071713'

  beforeAll(async () => {
    house = await openTestHouse()
    const clerk = house.actor('clerk')
    const asked = await house.done(clerk, 'intake.ask', { arrival: 'self', writtenName: CANARY, sex: 'male' })
    await house.done(clerk, 'intake.register', { fileId: asked.reply.fileId, writtenName: CANARY, idNumber: NUMBER })
    north = { fileId: asked.reply.fileId as string, personId: asked.reply.personId as string }
  })
  afterAll(() => house.close())

  const ids = (key: string): string =>
    key === 'personId' || key === 'otherId' ? north.personId : key === 'actionId' ? crypto.randomUUID() : north.fileId
  /** Any role at a place that opens the door. */
  function holderOf(door: string, place: 'north' | 'south' | 'bureau' | 'platform'): Actor | undefined {
    const kind = house.organisations[place].kind
    for (const role of roles.values()) {
      if (!role.organisations.includes(kind)) continue
      const actor = house.actor(role.key, place)
      if (mayOpen(roles, actor, door)) return actor
    }
    return undefined
  }

  test('a stranger is refused at every door, as though it were not there', async () => {
    const stranger = house.stranger()
    for (const action of actions.keys())
      expect([action, ((await house.act(stranger, action, {})) as { code?: string }).code]).toEqual([action, 'KERNEL.NOT_FOUND'])
    for (const query of queries.keys())
      expect([query, ((await house.ask(stranger, query)) as { code?: string }).code]).toEqual([query, 'KERNEL.NOT_FOUND'])
  })

  test('a key that the form does not have is refused at every door', async () => {
    for (const door of doors) {
      const actor = holderOf(door.name, 'north') ?? holderOf(door.name, 'bureau') ?? holderOf(door.name, 'platform')
      if (!actor) continue
      const form = { ...(sampleOf(schemaOf(door), ids) as object), __strange: 1 }
      const answer = (
        actions.has(door.name) ? await house.act(actor, door.name, form) : await house.ask(actor, door.name, form)
      ) as { code?: string; fields?: Record<string, string> }
      expect([door.name, answer.code, answer.fields?.__strange]).toEqual([door.name, 'KERNEL.FORM', '没有这一项'])
    }
  })

  /**
   * Things that a phone makes without network under an id of its own making. The id of a file is none of theirs: a new thing would
   * be made, the neighbour's own. So they get a new id here; that another's is refused is asked below.
   */
  const MADE_BY_PHONES: Record<string, string> = { 'devices.register': 'deviceId' }

  test("a neighbour's clerk can neither change nor read another station's guest, whatever ids are put in", async () => {
    for (const door of doors) {
      const neighbour = holderOf(door.name, 'south')
      if (!neighbour) continue
      const form = sampleOf(schemaOf(door), ids) as Record<string, unknown>
      const made = MADE_BY_PHONES[door.name]
      if (made) form[made] = crypto.randomUUID()
      const touches = JSON.stringify(form).includes(north.fileId) || JSON.stringify(form).includes(north.personId)
      const answer = actions.has(door.name)
        ? await house.act(neighbour, door.name, form)
        : await house.ask(neighbour, door.name, form)
      const words = JSON.stringify(answer)
      expect([door.name, words.includes(CANARY) || words.includes(NUMBER)]).toEqual([door.name, false])
      // Opening with a reason is meant to work from elsewhere in the city; it gives ids only.
      if (actions.has(door.name) && touches && door.name !== 'people.open-elsewhere')
        expect([door.name, isRefusal(answer)]).toEqual([door.name, true])
      if (door.name === 'people.open-elsewhere') {
        await sql`delete from kernel.part where subject_id in (${north.fileId}, ${north.personId})`.execute(house.house.db.kysely)
      }
    }
  })

  test('an id that a phone made is its own: the thing of another under that id is refused, and stays what it was', async () => {
    const [ours, theirs] = [house.actor('patrol-officer'), house.actor('patrol-officer', 'south')]
    for (const [door, key] of Object.entries(MADE_BY_PHONES)) {
      const form = { ...(sampleOf(schemaOf(actions.get(door) as never), ids) as object), [key]: crypto.randomUUID() }
      await house.done(ours, door, form)
      for (const actor of [theirs, house.actor(['clerk', 'patrol-officer'])])
        expect([door, actor.name, isRefusal(await house.act(actor, door, form))]).toEqual([door, actor.name, true])
    }
  })

  test('the same action id with another form is refused and changes nothing', async () => {
    const clerk = house.actor('clerk')
    const actionId = crypto.randomUUID()
    const first = await house.done(
      clerk,
      'people.add-note',
      { subjectKind: 'rescue-file', subjectId: north.fileId, text: '第一次' },
      { actionId },
    )
    expect(
      await house.act(
        clerk,
        'people.add-note',
        { subjectKind: 'rescue-file', subjectId: north.fileId, text: '第一次' },
        { actionId },
      ),
    ).toEqual(first)
    expect(
      await house.act(
        clerk,
        'people.add-note',
        { subjectKind: 'rescue-file', subjectId: north.fileId, text: '第二次' },
        { actionId },
      ),
    ).toMatchObject({ code: 'KERNEL.ID_REUSED' })
    expect(
      await house.act(
        house.actor('duty-leader'),
        'people.add-note',
        { subjectKind: 'rescue-file', subjectId: north.fileId, text: '第一次' },
        { actionId },
      ),
    ).toMatchObject({ code: 'KERNEL.ID_REUSED' })
  })

  test('a sealed file is closed to its own station but for the named readers, who give a reason', async () => {
    const clerk = house.actor('clerk')
    const leader = house.actor('duty-leader')
    await house.done(leader, 'people.seal-file', { fileId: north.fileId, readers: [leader.accountId], reason: '涉未成年人' })
    for (const door of doors) {
      const form = sampleOf(schemaOf(door), ids) as Record<string, unknown>
      if (![north.fileId, north.personId].some((id) => JSON.stringify(form).includes(id))) continue
      const actor = holderOf(door.name, 'north')
      if (!actor || actor.accountId === leader.accountId) continue
      const answer = actions.has(door.name) ? await house.act(actor, door.name, form) : await house.ask(actor, door.name, form)
      expect([door.name, JSON.stringify(answer).includes(CANARY)]).toEqual([door.name, false])
    }
    expect(await house.ask(clerk, 'people.file', { fileId: north.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    // Nor is the person found by name: of somebody all of whose files are sealed the search says only that there is one.
    const search = JSON.stringify(await house.ask(clerk, 'people.search', { text: CANARY }))
    expect([search.includes(CANARY), search.includes('"sealed":true')]).toEqual([false, true])
    house.at('2026-12-09T03:31')
    expect(await house.ask(leader, 'people.file', { fileId: north.fileId })).toMatchObject({ code: 'KERNEL.SEALED_NEEDS_REASON' })
    for (const name of ['intake.reception', 'people.timeline', 'medical.file', 'departure.file', 'stay.file'])
      expect([name, await house.ask(leader, name, { fileId: north.fileId })]).toMatchObject([
        name,
        { code: 'KERNEL.SEALED_NEEDS_REASON' },
      ])
    expect(await house.ask(leader, 'people.person', { personId: north.personId })).toMatchObject({
      code: 'KERNEL.SEALED_NEEDS_REASON',
    })
    await house.done(leader, 'people.open-sealed', { fileId: north.fileId, reason: '核对监护人' })
    expect(await house.ask(leader, 'people.file', { fileId: north.fileId })).toMatchObject({ person: { displayName: CANARY } })
    await house.done(leader, 'people.unseal-file', { fileId: north.fileId, reason: '已转交' })
    expect(await house.ask(clerk, 'people.file', { fileId: north.fileId })).toMatchObject({ person: { displayName: CANARY } })
  })
})
