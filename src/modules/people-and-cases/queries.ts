/** What the hall answers: one person, one file, its timeline, lists. */
import { z } from 'zod'
import { factDef } from '#facts/index.ts'
import { choice, field } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { holding } from './actions-record.ts'
import { rescueFile } from './lifecycle.ts'
import { divisionNames } from './places.ts'
import { identityStates, personForm, sexes } from './schema.ts'
import { decisionsOf } from './store-links.ts'
import { withoutConfided } from './store-confided.ts'
import { sealOf } from './store-seal.ts'
import { accountNames, listFiles, organisationNames } from './store-lists.ts'
import { fileById, filesOfPerson, personById } from './store.ts'
import { leftNotes } from './store-left-note.ts'

const nullable = <T extends z.ZodType>(schema: T) => schema.nullable()
const instant = () => z.number().int()

const stay = z.object({
  fileId: z.uuid(),
  no: z.string(),
  station: z.string(),
  state: z.string(),
  arrivedAt: instant(),
  acceptedAt: nullable(instant()),
  leftAt: nullable(instant()),
  leftKind: nullable(z.string()),
  leftNote: nullable(z.string()),
})

const person = z.object({
  personId: z.uuid(),
  displayName: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
  sex: nullable(z.enum(['male', 'female'])),
  birthFrom: nullable(z.string()),
  birthTo: nullable(z.string()),
  identity: z.enum(['unknown', 'claimed', 'verified', 'assigned']),
  identityWord: z.string(),
  namelessNo: nullable(z.string()),
  division: nullable(z.string()),
  divisionNames: z.array(z.string()),
  description: personForm.partial(),
  photos: z.int(),
  mergedInto: nullable(z.uuid()),
})

async function readPerson({ tx, vault }: Parameters<Parameters<typeof query>[0]['read']>[0], id: string) {
  const found = await personById(tx, vault, id)
  if (!found) return null
  const { ageSeenAt: _seen, photos, ...description } = found.description
  return {
    personId: found.id,
    displayName: found.displayName,
    sex: found.sex,
    birthFrom: found.birthFrom,
    birthTo: found.birthTo,
    identity: found.identity,
    identityWord: identityStates[found.identity],
    namelessNo: found.namelessNo,
    division: found.division,
    divisionNames: found.division ? divisionNames(found.division) : [],
    description,
    photos: photos?.length ?? 0,
    mergedInto: found.mergedInto,
  }
}

async function readStays({ tx, vault }: ReadContext, personId: string) {
  const files = await filesOfPerson(tx, personId)
  const names = await organisationNames(
    tx,
    files.map((file) => file.stationId),
  )
  const notes = await leftNotes(
    tx,
    vault,
    files.map((file) => file.id),
  )
  return files.map((file) => ({
    fileId: file.id,
    no: file.no,
    station: names.get(file.stationId) ?? '',
    state: file.state,
    arrivedAt: file.arrivedAt,
    acceptedAt: file.acceptedAt,
    leftAt: file.leftAt,
    leftKind: file.leftKind,
    leftNote: notes.get(file.id) ?? null,
  }))
}

export const personQuery = query({
  name: 'people.person',
  title: '一个人的资料和历次救助',
  params: z.strictObject({ personId: field(z.uuid(), { label: '人员' }) }),
  result: z.object({
    person,
    stays: z.array(stay).max(500),
    decisions: z
      .array(z.object({ id: z.uuid(), kind: z.string(), otherId: z.uuid(), decidedAt: instant(), undoneAt: nullable(instant()) }))
      .max(100),
  }),
  may: () => true,
  async read(context, params) {
    const found = await readPerson(context, params.personId)
    if (!found) return null
    return {
      person: found,
      stays: await readStays(context, params.personId),
      decisions: await decisionsOf(context.tx, params.personId),
    }
  },
})

export const fileQuery = query({
  name: 'people.file',
  title: '个案',
  params: z.strictObject({ fileId: field(z.uuid(), { label: '个案' }) }),
  result: z.object({
    file: stay.extend({ stateWord: z.string(), arrival: nullable(z.string()), stationId: z.uuid(), sealed: z.boolean() }),
    person,
    earlier: z.array(stay).max(500),
  }),
  may: () => true,
  async read(context, params) {
    const { tx } = context
    const file = await fileById(tx, params.fileId)
    if (!file) return null
    const found = await readPerson(context, file.personId)
    if (!found) return null
    const stays = await readStays(context, file.personId)
    const own = stays.find((each) => each.fileId === file.id)
    if (!own) return null
    return {
      file: {
        ...own,
        stateWord: rescueFile.states[file.state].zh,
        arrival: file.arrival,
        stationId: file.stationId,
        sealed: (await sealOf(tx, file.id)) !== undefined,
      },
      person: found,
      earlier: stays.filter((each) => each.fileId !== file.id),
    }
  },
})

export const timelineQuery = query({
  name: 'people.timeline',
  title: '经过',
  params: z.strictObject({
    fileId: field(z.uuid(), { label: '个案' }),
    limit: field(z.int().min(1).max(500).default(200), { label: '最多' }),
  }),
  result: z.object({
    total: z.int(),
    facts: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          title: z.string(),
          words: field(z.array(z.string()), { label: '内容', sensitivity: 'personal' }),
          occurredAt: instant(),
          recordedAt: instant(),
          by: z.string(),
          organisation: z.string(),
          files: z.array(z.uuid()),
          /** May be taken back by the plain door. */
          byHand: z.boolean(),
          state: z.enum(['holds', 'replaced']),
        }),
      )
      .max(500),
  }),
  may: () => true,
  async read({ tx, vault, actor }, params) {
    const file = await fileById(tx, params.fileId)
    if (!file) return null
    const facts = await withoutConfided(tx, actor, await factsOf(tx, [file.id, file.personId]))
    const holds = new Set(holding(facts).map((fact) => fact.id))
    const shown = facts.toSorted((a, b) => b.occurredAt - a.occurredAt || b.recordedAt - a.recordedAt).slice(0, params.limit)
    const details = await detailsOf(
      tx,
      vault,
      shown.map((fact) => fact.id),
    )
    const names = await accountNames(
      tx,
      shown.map((fact) => fact.recordedBy),
    )
    return {
      total: facts.length,
      facts: shown.map((fact) => {
        const own = details.get(fact.id) ?? {}
        return {
          id: fact.id,
          name: fact.name,
          title: factDef(fact.name)?.title ?? fact.name,
          words: [...valueWords(fact.name, fact.value), ...detailWords(own)],
          occurredAt: fact.occurredAt,
          recordedAt: fact.recordedAt,
          by: names.get(fact.recordedBy)?.name ?? '系统',
          organisation: names.get(fact.recordedBy)?.organisation ?? '',
          files: Array.isArray(own.files) ? (own.files as string[]) : [],
          byHand: factDef(fact.name)?.byHand ?? false,
          state: holds.has(fact.id) ? ('holds' as const) : ('replaced' as const),
        }
      }),
    }
  },
})

/** `55–65`, lowest first, however the database ordered the keys. */
function rangeWord(range: object): string {
  const { min, max } = range as { min?: unknown; max?: unknown }
  return [min, max].filter((end) => end !== undefined).join('–') || Object.values(range).join('–')
}

/** A fact's value in words: label and option word of every field that was told. */
export function valueWords(name: string, value: Record<string, unknown>): string[] {
  const shape = factDef(name)?.schema.shape ?? {}
  return Object.entries(value).flatMap(([key, each]) => {
    const isId = (one: unknown) => /^[0-9a-f-]{36}$/.test(String(one))
    if (each === undefined || each === null || key === 'reason' || [each].flat().every(isId)) return []
    const meta = (shape[key] as z.ZodType | undefined)?.meta() as
      | { title?: string; options?: Record<string, string>; opened?: boolean }
      | undefined
    if (meta?.opened) return []
    const word = (one: unknown): string =>
      typeof one === 'boolean' ? (one ? '是' : '否') : (meta?.options?.[String(one)] ?? String(one))
    const text = Array.isArray(each) ? each.map(word).join('、') : typeof each === 'object' ? rangeWord(each) : word(each)
    return text ? [`${meta?.title ?? key}：${text}`] : []
  })
}

/** Words of the sealed details that are plain text under a Chinese key, or well-known texts. */
function detailWords(details: Record<string, unknown>): string[] {
  const known: Record<string, string> = {
    text: '',
    evidence: '凭据：',
    reason: '理由：',
    note: '',
    origin: '流出地：',
    escortUnit: '护送单位：',
    source: '出处：',
    summary: '',
  }
  return Object.entries(details).flatMap(([key, each]) => {
    if (typeof each !== 'string' || each === '') return []
    if (key in known) return [`${known[key]}${each}`]
    return /[一-鿿]/.test(key) ? [`${key}：${each}`] : []
  })
}

export const filesQuery = query({
  name: 'people.files',
  title: '个案列表',
  params: z.strictObject({
    state: field(
      choice(Object.fromEntries(Object.entries(rescueFile.states).map(([key, state]) => [key, state.zh]))).optional(),
      { label: '状态' },
    ),
    identity: field(choice(identityStates).optional(), { label: '身份' }),
    before: field(z.int().optional(), { label: '早于' }),
    limit: field(z.int().min(1).max(200).default(100), { label: '最多' }),
  }),
  result: z.object({
    total: z.int(),
    files: z
      .array(
        z.object({
          fileId: z.uuid(),
          personId: z.uuid(),
          no: z.string(),
          displayName: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
          sex: nullable(z.enum(Object.keys(sexes) as ['male', 'female'])),
          birthFrom: nullable(z.string()),
          birthTo: nullable(z.string()),
          identity: z.string(),
          station: z.string(),
          state: z.string(),
          stateWord: z.string(),
          arrivedAt: instant(),
          acceptedAt: nullable(instant()),
          leftAt: nullable(instant()),
          leftKind: nullable(z.string()),
        }),
      )
      .max(200),
  }),
  may: () => true,
  async read({ tx, actor }, params) {
    const { total, files } = await listFiles(tx, actor.range, params)
    return { total, files: files.map((file) => ({ ...file, stateWord: rescueFile.states[file.state].zh })) }
  },
})
