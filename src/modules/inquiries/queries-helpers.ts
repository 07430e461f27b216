/** Who helps and what each found; what the guest's side sees of families. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { factsOf } from '#kernel/ledger.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { fileById } from '#modules/people-and-cases/index.ts'
import { inquiryById } from './store.ts'
import { helpersOf, helpOn } from './store-helpers.ts'
import { numbersOf } from './store-read.ts'
import { helperKinds, wishes } from './words.ts'

const staff = () => true as const
const personal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const inquiryId = field(z.uuid(), { label: '登记', widget: 'hidden' })

const help = z.strictObject({
  id: z.string(),
  helperId: z.uuid(),
  name: personal('协助人'),
  kind: z.string(),
  at: z.number(),
  outcome: z.string().nullable(),
})

/** What the guest's side sees of families: pairs compared, the guest's own word, who helps. */
export const ofFileQuery = query({
  name: 'inquiries.of-file',
  title: '个案的家属寻亲',
  params: z.strictObject({ fileId: field(z.uuid(), { label: '个案', widget: 'hidden' }) }),
  result: z.strictObject({
    pairs: z
      .array(
        z.strictObject({
          inquiryId,
          no: z.string().nullable(),
          confirmed: z.boolean(),
          wish: z.enum(Object.keys(wishes) as [keyof typeof wishes]).nullable(),
          at: z.number(),
        }),
      )
      .max(50),
    help: z.array(help).max(200),
  }),
  may: staff,
  async read({ tx, vault }, { fileId }) {
    const file = await fileById(tx, fileId)
    if (!file) return null
    const pairs = new Map<string, { what: string; at: number; wish: keyof typeof wishes | null }>()
    for (const fact of await factsOf(tx, [fileId])) {
      const { inquiry, wish } = fact.value as { inquiry?: unknown; wish?: keyof typeof wishes }
      if (typeof inquiry !== 'string') continue
      const before = pairs.get(inquiry)
      if (fact.name.startsWith('tracing.match-'))
        pairs.set(inquiry, { what: fact.name, at: fact.occurredAt, wish: before?.wish ?? null })
      else if (fact.name === 'inquiry.guest-asked' && before) pairs.set(inquiry, { ...before, wish: wish ?? null })
    }
    const standing = [...pairs].filter(([, { what }]) => !/(excluded|undone)$/u.test(what)).slice(-50)
    const numbers = await numbersOf(
      tx,
      standing.map(([id]) => id),
    )
    return {
      pairs: standing
        .map(([id, { what, at, wish }]) => ({
          inquiryId: id,
          no: numbers.get(id) ?? null,
          confirmed: what === 'tracing.match-confirmed',
          wish,
          at,
        }))
        .toSorted((a, b) => Number(b.confirmed) - Number(a.confirmed) || b.at - a.at),
      help: (await helpOn(tx, vault, fileId)).map(({ factId: _fact, ...each }) => each),
    }
  },
})

export const helpQuery = query({
  name: 'inquiries.help',
  title: '谁在协助这份登记',
  params: z.strictObject({ inquiryId }),
  result: z.strictObject({ help: z.array(help).max(200) }),
  may: staff,
  async read({ tx, vault }, params) {
    if (!(await inquiryById(tx, vault, params.inquiryId))) return null
    return { help: (await helpOn(tx, vault, params.inquiryId)).map(({ factId: _fact, ...each }) => each) }
  },
})

export const helpersQuery = query({
  name: 'inquiries.helpers',
  title: '协助寻亲的人',
  params: z.strictObject({ limit: field(z.int().min(1).max(500).default(200), { label: '最多' }) }),
  result: z.strictObject({
    total: z.int(),
    helpers: z
      .array(
        z.strictObject({
          helperId: z.uuid(),
          kind: z.enum(Object.keys(helperKinds) as [keyof typeof helperKinds]),
          name: personal('姓名、名称'),
          place: personal('在哪里'),
          phone: field(z.string().nullable(), { label: '电话', sensitivity: 'personal', mask: 'phone' }),
          checker: z.string().nullable(),
          since: z.number(),
          endedAt: z.number().nullable(),
          engagements: z.int(),
          findings: z.int(),
          led: z.int(),
        }),
      )
      .max(500),
  }),
  may: staff,
  async read({ tx, vault }, { limit }) {
    const { items, total } = await helpersOf(tx, vault, limit)
    return {
      total,
      helpers: items.map(({ id, kind, content, checker, since, endedAt, engagements, findings, led }) => ({
        helperId: id,
        kind: kind as keyof typeof helperKinds,
        name: content.name,
        place: content.place ?? null,
        phone: content.phone ?? null,
        checker,
        since,
        endedAt,
        engagements,
        findings,
        led,
      })),
    }
  },
})

export const helperQueries: AnyQuery[] = [ofFileQuery, helpQuery, helpersQuery]
