/** Needs handed on, and abandonment told: lists, what is open with whom and since when, and one person's. */
import { z } from 'zod'
import { rangeOf } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { fileById, personById } from '#modules/people-and-cases/index.ts'
import { underAge } from '#modules/people-and-cases/words.ts'
import { caresFor } from './loads-needs.ts'
import { mayWork } from './access-needs.ts'
import { daysSilent, isSilent, otherWays, silentAfter } from './rules-referral.ts'
import { factsTold } from './store-again.ts'
import { referralsOf, type TellingRow, tellingsOf } from './store-referral.ts'
import {
  LONGEST,
  openByDepartment,
  openByTown,
  organisationsOf,
  type ReferralLine,
  referralLines,
  type TellingLine,
  tellingLines,
} from './store-referral-read.ts'
import { departments, results, silence } from './words-needs.ts'

const instantField = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })
const words = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })

const referralAnswer = z.strictObject({
  referralId: z.string(),
  fileId: z.string().nullable(),
  personId: z.string(),
  no: field(z.string().nullable(), { label: '编号' }),
  name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
  need: z.string(),
  state: z.string(),
  department: z.string(),
  to: words('转给谁'),
  inSystem: z.boolean(),
  madeAt: field(z.number(), { label: '转介', widget: 'instant' }),
  answeredAt: instantField('答复'),
  closedAt: instantField('结束'),
  silentDays: field(z.number(), { label: '没有消息', unit: '天' }),
  silent: z.boolean(),
  reminders: z.number(),
  result: z.string().nullable(),
  answer: words('怎么办的'),
  asks: words('请办什么'),
  ways: z.array(z.string()).max(20),
})

const tellingAnswer = z.strictObject({
  tellingId: z.string(),
  fileId: z.string().nullable(),
  personId: z.string(),
  no: field(z.string().nullable(), { label: '编号' }),
  name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
  kind: z.string(),
  police: words('公安机关'),
  toldAt: field(z.number(), { label: '报公安', widget: 'instant' }),
  answeredAt: instantField('答复'),
  filed: z.boolean().nullable(),
  grounds: words('事实和依据'),
  evidence: field(z.number(), { label: '证据', unit: '件' }),
  who: words('义务人'),
  answer: words('公安答复'),
  minor: z.enum(['yes', 'no', 'unknown']),
})

const textOf = (record: unknown, key: string): string | null => {
  const value = (record as Record<string, unknown> | undefined)?.[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Lines in words: what was asked and what was answered, out of the facts. */
export async function wordedReferrals(
  { tx, vault, now }: ReadContext,
  items: ReferralLine[],
): Promise<z.input<typeof referralAnswer>[]> {
  const details = await detailsOf(
    tx,
    vault,
    items.flatMap((each) => [each.factId, ...(each.answerFactId ? [each.answerFactId] : [])]),
  )
  return items.map((each) => {
    const asked = details.get(each.factId)
    const answered = each.answerFactId ? details.get(each.answerFactId) : undefined
    const waits = each.closedAt === null
    return {
      referralId: each.id,
      fileId: each.fileId,
      personId: each.personId,
      no: each.no,
      name: each.name,
      need: each.need,
      state: each.state,
      department: each.department,
      to: textOf(asked, 'toName') ?? each.toName,
      inSystem: each.organisationId !== null,
      madeAt: each.madeAt,
      answeredAt: each.answeredAt,
      closedAt: each.closedAt,
      silentDays: waits ? daysSilent(each.silentSince, now) : 0,
      silent: isSilent(each, now),
      reminders: each.reminders,
      result:
        each.answeredAt === null ? null : each.state in results ? each.state : each.state === 'working' ? 'in-progress' : null,
      answer:
        [textOf(answered, 'words'), textOf(answered, 'since') && `${textOf(answered, 'since')} 起`, textOf(answered, 'from')]
          .filter(Boolean)
          .join('；') || null,
      asks: textOf(asked, 'asks') ?? textOf(asked, 'situation'),
      ways:
        each.state === 'refused'
          ? otherWays(
              each.need,
              items.filter((other) => other.personId === each.personId),
            )
          : [],
    }
  })
}

export async function wordedTellings(
  { tx, vault, now }: ReadContext,
  items: TellingLine[],
): Promise<z.input<typeof tellingAnswer>[]> {
  const details = await detailsOf(
    tx,
    vault,
    items.flatMap((each) => [each.factId, ...(each.answerFactId ? [each.answerFactId] : [])]),
  )
  return items.map((each) => {
    const telling = details.get(each.factId)?.['telling']
    const answer = each.answerFactId ? details.get(each.answerFactId)?.['answer'] : undefined
    const birth = each.birthFrom && each.birthTo ? { from: each.birthFrom, to: each.birthTo } : null
    return {
      tellingId: each.id,
      fileId: each.fileId,
      personId: each.personId,
      no: each.no,
      name: each.name,
      kind: each.kind,
      police: textOf(telling, 'policeName') ?? each.policeName,
      toldAt: each.toldAt,
      answeredAt: each.answeredAt,
      filed: each.filed,
      grounds: textOf(telling, 'grounds'),
      evidence: ((telling as { evidence?: unknown[] } | undefined)?.evidence ?? []).length,
      who: textOf(telling, 'who'),
      answer: [textOf(answer, 'caseNo'), textOf(answer, 'words')].filter(Boolean).join('；') || null,
      minor: underAge(birth, 18, dateOf(now)),
    }
  })
}

const group = z.strictObject({
  key: z.string().nullable(),
  name: z.string().nullable(),
  open: z.number(),
  silentDays: z.number(),
})

export const referralsQuery = query({
  name: 'follow-up.referrals',
  title: '转介',
  params: z.strictObject({
    open: field(z.boolean().default(true), { label: '只看没办完的' }),
    department: field(z.string().max(20).optional(), { label: '部门' }),
    townId: field(z.uuid().optional(), { label: '镇街' }),
    mine: field(z.boolean().default(false), { label: '只看要本单位答复的' }),
  }),
  result: z.strictObject({
    items: z.array(referralAnswer).max(LONGEST),
    total: z.number(),
    byDepartment: z.array(group).max(50),
    byTown: z.array(group).max(300),
    silentAfter: z.record(z.string(), z.number()),
    assumed: z.string(),
  }),
  may: () => true,
  async read(context, { open, department, townId, mine }) {
    const { tx, actor, now } = context
    const found = await referralLines(tx, actor, {
      open,
      department,
      town: townId,
      to: mine ? rangeOf(actor.organisation.path) : undefined,
    })
    const age = <G extends { oldest: number }>({ oldest, ...each }: G) => ({ ...each, silentDays: daysSilent(oldest, now) })
    return {
      items: await wordedReferrals(context, found.items),
      total: found.total,
      byDepartment: (await openByDepartment(tx, actor)).map((each) => ({
        ...age(each),
        name: departments[each.key as keyof typeof departments] ?? each.key,
      })),
      byTown: (await openByTown(tx, actor)).map(age),
      silentAfter: Object.fromEntries(
        [...new Set(found.items.map((each) => each.need))].map((need) => [need, silentAfter(need)]),
      ),
      assumed: silence.citation,
    }
  },
})

const named = (person: { displayName: string; birthFrom: string | null; birthTo: string | null }, no: string | null) => ({
  no,
  name: person.displayName,
  birthFrom: person.birthFrom,
  birthTo: person.birthTo,
})

export const needsOf = query({
  name: 'follow-up.needs-of',
  title: '此人的需要与转介',
  params: z.strictObject({ fileId: field(z.uuid(), { label: '个案', widget: 'hidden' }) }),
  result: z.strictObject({
    personId: z.string(),
    minor: z.enum(['yes', 'no', 'unknown']),
    mayWork: z.boolean(),
    /** Hardship was found and no need was handed on since. */
    hardshipAt: field(z.number().nullable(), { label: '发现困难', widget: 'instant' }),
    referrals: z.array(referralAnswer).max(200),
    tellings: z.array(tellingAnswer).max(100),
  }),
  may: () => true,
  async read(context, { fileId }) {
    const { tx, vault, actor, now } = context
    const file = await fileById(tx, fileId)
    const person = file && (await personById(tx, vault, file.personId))
    if (!file || !person) return null
    const cares = await caresFor(tx, actor, [file.id])
    const who = named(person, file.no)
    const birth = person.birthFrom && person.birthTo ? { from: person.birthFrom, to: person.birthTo } : null
    const tellings: TellingRow[] = await tellingsOf(tx, person.id)
    const referrals = await referralsOf(tx, person.id)
    const found = (await factsTold(tx, [file.id, person.id], ['origin.hardship-found', 'follow-up.visited']))
      .filter((fact) => fact.name === 'origin.hardship-found' || fact.value?.['finding'] === 'hardship')
      .at(-1)
    const answered = found && referrals.some((each) => each.madeAt >= found.at)
    return {
      personId: person.id,
      minor: underAge(birth, 18, dateOf(now)),
      mayWork: mayWork(actor, { ref: file, cares }),
      hardshipAt: found && !answered ? found.at : null,
      referrals: await wordedReferrals(
        context,
        referrals.map((each) => ({ ...each, ...who })),
      ),
      tellings: await wordedTellings(
        context,
        tellings.map((each) => ({ ...each, ...who })),
      ),
    }
  },
})

export const tellingsQuery = query({
  name: 'follow-up.abandonments',
  title: '遗弃、虐待报公安',
  params: z.strictObject({}),
  result: z.strictObject({ items: z.array(tellingAnswer).max(LONGEST), total: z.number() }),
  may: () => true,
  async read(context) {
    const found = await tellingLines(context.tx)
    return { items: await wordedTellings(context, found.items), total: found.total }
  },
})

const list = z.strictObject({
  items: z
    .array(z.strictObject({ id: z.string(), name: z.string(), phone: field(z.string().nullable(), { label: '公开电话' }) }))
    .max(400),
})
const lists = (name: string, title: string, kinds: readonly string[]) =>
  query({
    name,
    title,
    params: z.strictObject({}),
    result: list,
    may: () => true,
    read: async ({ tx }) => ({ items: await organisationsOf(tx, kinds) }),
  })

export const offices = lists('follow-up.offices', '能收转介的单位', [
  'bureau',
  'town',
  'village',
  'hospital',
  'school',
  'institution',
  'police',
])
export const policeOffices = lists('follow-up.police-offices', '公安机关', ['police'])
export const townOffices = lists('follow-up.town-offices', '镇街、村（社区）', ['town', 'village'])
