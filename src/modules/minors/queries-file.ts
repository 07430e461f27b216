/** One file: its band, its head with the register and the chain. */
import { z } from 'zod'
import { factDef } from '#facts/index.ts'
import { field, known } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import {
  aliasesOf,
  childById,
  compartmentsOf,
  filesOfPerson,
  heldOf,
  identityStates,
  kindsOf,
  notOpened,
  openUntil,
  personById,
} from '#modules/people-and-cases/index.ts'
import { factsOf } from '#kernel/ledger.ts'
import { movesFar } from './access.ts'
import { childFileLife, stateOf } from './lifecycle.ts'
import { adultOn, ageWords, schoolAge } from './rules.ts'
import { chainOf, links } from './rules-chain.ts'
import { ofChild } from './schema.ts'
import { homeOf } from './store.ts'
import { accountsById, namesOfPaths } from './store-read.ts'
import { readersNow } from './store-readers.ts'
import { childKinds, closedHow, origins } from './words.ts'
import { factWords } from './told.ts'

const text = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })

export const band = query({
  name: 'minors.band',
  title: '个案封存情况',
  help: '打开以前也看得到：编号、化名，几个人能看，自己打开到几点。',
  params: ofChild,
  result: z.strictObject({
    no: z.string(),
    alias: text('化名'),
    /** Named persons, and whole organisations. */
    readers: z.int(),
    bodies: z.int(),
    openedUntil: field(z.number().nullable(), { label: '打开到', widget: 'instant' }),
    state: z.string(),
    whole: z.boolean(),
  }),
  may: () => true,
  async read({ tx, vault, actor, now }, { childId }) {
    const child = await childById(tx, childId)
    if (!child) return null
    const opens = await compartmentsOf(tx, childId)
    const holders = await readersNow(tx, childId, now)
    const named = new Set(holders.flatMap((holder) => holder.accountId ?? []))
    return {
      no: child.no,
      alias: (await aliasesOf(tx, vault, [childId])).get(childId) ?? null,
      readers: named.size,
      bodies: new Set(holders.filter((holder) => !holder.accountId).map((holder) => holder.path)).size,
      openedUntil: await openUntil(tx, childId, actor.accountId, now),
      state: childFileLife.states[stateOf(child)].zh,
      whole: opens.has('whole'),
    }
  },
})

export const file = query({
  name: 'minors.file',
  title: '未保个案',
  help: '写明理由打开后才看得到；各方只看到与自己有关的部分。',
  params: ofChild,
  result: z.strictObject({
    childId: z.uuid(),
    personId: z.uuid(),
    no: z.string(),
    name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
    alias: text('化名'),
    sex: z.enum(['male', 'female']).nullable(),
    age: z.string(),
    birth: text('出生日期'),
    adultOn: z.string().nullable(),
    schoolAge: z.enum(['yes', 'no', 'maybe']),
    idNumber: field(z.string().nullable(), { label: '证件号', sensitivity: 'personal', mask: 'id-number' }),
    identity: z.string(),
    household: text('户籍地'),
    ethnicity: text('民族'),
    heardNames: field(z.array(z.string()).max(20), { label: '听到的叫法', sensitivity: 'personal' }),
    marks: field(z.array(z.string()).max(20), { label: '身体特征', sensitivity: 'personal' }),
    address: text('现住址'),
    found: text('发现经过'),
    from: z.string().nullable(),
    kinds: z
      .array(
        z.strictObject({
          kind: z.string(),
          title: z.string(),
          since: field(z.number(), { label: '从', widget: 'instant' }),
          until: field(z.number().nullable(), { label: '到', widget: 'instant' }),
          withdrawn: z.boolean(),
        }),
      )
      .max(100),
    state: z.enum(Object.keys(childFileLife.states) as [string, ...string[]]),
    stateWord: z.string(),
    openedAt: field(z.number(), { label: '建档', widget: 'instant' }),
    closedAt: field(z.number().nullable(), { label: '结案', widget: 'instant' }),
    closedHow: z.string().nullable(),
    town: z.string().nullable(),
    village: z.string().nullable(),
    school: z.string().nullable(),
    worker: z.strictObject({ name: z.string(), organisation: z.string(), mine: z.boolean() }).nullable(),
    opens: z.array(z.string()).max(20),
    moves: z.enum(['anywhere', 'within-town', 'nowhere']),
    rescueFiles: z
      .array(
        z.strictObject({
          fileId: z.uuid(),
          no: z.string(),
          state: z.string(),
          arrivedAt: field(z.number(), { label: '到站', widget: 'instant' }),
          leftAt: field(z.number().nullable(), { label: '离站', widget: 'instant' }),
        }),
      )
      .max(100),
    chain: z
      .array(
        z.strictObject({
          link: z.string(),
          title: z.string(),
          present: z.boolean(),
          tag: z.string().nullable(),
          tone: z.enum(['grn', 'amb', 'red', 'gry']),
          steps: z
            .array(
              z.strictObject({
                id: z.string(),
                at: field(z.number(), { label: '时间', widget: 'instant' }),
                title: z.string(),
                words: field(z.array(z.string()), { label: '内容', sensitivity: 'personal' }),
              }),
            )
            .max(5),
        }),
      )
      .max(4),
  }),
  may: () => true,
  async read(context, { childId }) {
    const { tx, vault, actor, now } = context
    const shut = await notOpened(context, childId)
    if (shut) return shut
    const child = await childById(tx, childId)
    const person = child && (await personById(tx, vault, child.personId))
    if (!child || !person) return null
    const today = dateOf(now)
    const { description } = person
    const kinds = await kindsOf(tx, childId)
    const opens = await compartmentsOf(tx, childId)
    const names = await namesOfPaths(tx, [child.townPath, child.villagePath, child.schoolPath])
    const worker = child.workerId ? (await accountsById(tx, [child.workerId])).get(child.workerId) : undefined
    const home = await homeOf(tx, vault, childId)
    const state = stateOf(child)
    const chain = chainOf(await factsOf(tx, [childId]), child.closedAt !== null)
    return {
      childId,
      personId: child.personId,
      no: child.no,
      name: child.name,
      alias: (await aliasesOf(tx, vault, [childId])).get(childId) ?? null,
      sex: child.sex,
      age: ageWords(child, today),
      birth: description.birthDate ?? (description.birthYear ? `${description.birthYear} 年` : null),
      adultOn: adultOn(child),
      schoolAge: schoolAge(child, today),
      idNumber: known(description.idNumber) ?? null,
      identity: identityStates[person.identity],
      household: known(description.household) ?? null,
      ethnicity: known(description.ethnicity) ?? null,
      heardNames: [...(description.heardNames ?? []), ...(description.nicknames ?? [])].slice(0, 20),
      marks: (description.marks ?? []).slice(0, 20),
      address: home.address ?? null,
      found: home.found ?? null,
      from: home.from ? (origins[home.from as keyof typeof origins] ?? null) : null,
      kinds: kinds.map(({ kind, since, until, withdrawn }) => ({ kind, title: childKinds[kind], since, until, withdrawn })),
      state,
      stateWord: childFileLife.states[state].zh,
      openedAt: child.openedAt,
      closedAt: child.closedAt,
      closedHow: child.closedHow ? (closedHow[child.closedHow as keyof typeof closedHow] ?? child.closedHow) : null,
      town: child.townPath ? (names.get(child.townPath) ?? null) : null,
      village: child.villagePath ? (names.get(child.villagePath) ?? null) : null,
      school: child.schoolPath ? (names.get(child.schoolPath) ?? null) : null,
      worker: worker ? { name: worker.name, organisation: worker.organisation, mine: worker.id === actor.accountId } : null,
      opens: [...opens].sort(),
      moves: movesFar(actor, { opens, holds: await heldOf(tx, childId) }),
      rescueFiles: (await filesOfPerson(tx, child.personId)).slice(0, 100).map((each) => ({
        fileId: each.id,
        no: each.no,
        state: each.state,
        arrivedAt: each.arrivedAt,
        leftAt: each.leftAt,
      })),
      chain: chain.map(({ link, present, tag, tone, steps }) => ({
        link,
        title: links[link],
        present,
        tag,
        tone,
        steps: steps.map((step) => ({
          id: step.id,
          at: step.occurredAt,
          title: factDef(step.name)?.title ?? step.name,
          words: factWords(step.name, step.value),
        })),
      })),
    }
  },
})
