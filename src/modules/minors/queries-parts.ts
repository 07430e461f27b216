/** Parts of one file: family, school, health, siblings, readers, who looked, and what resembles it. Only after it was opened. */
import { z } from 'zod'
import { choice, field, known } from '#kernel/field.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { childById, childrenById, compartmentsOf, notOpened } from '#modules/people-and-cases/index.ts'
import { ageWords } from './rules.ts'
import { ofChild } from './schema.ts'
import { entrustingsOf, healthOf, membersOf, schoolingsOf } from './store.ts'
import { siblingsOf } from './store-siblings.ts'
import { undecidedPairs } from './store-twice.ts'
import {
  bodies,
  disabilityKinds,
  disabilityLevels,
  familyStates,
  likenesses,
  relations,
  schoolings,
  siblingKinds,
} from './words.ts'
import { accountsById } from './store-read.ts'

const text = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const phone = field(z.string().nullable(), { label: '电话', sensitivity: 'personal', mask: 'phone' })
const words = <T extends Record<string, string>>(list: T, key: string | undefined) => (key ? (list[key] ?? null) : null)

/** Why a panel of one file is not read: it is not open, or this compartment of it is not there for the asker. */
async function shut(context: ReadContext, childId: string, compartment: string) {
  const refusal = await notOpened(context, childId)
  if (refusal) return refusal
  return (await compartmentsOf(context.tx, childId)).has(compartment) ? undefined : null
}

export const family = query({
  name: 'minors.family',
  title: '家庭与监护人',
  params: ofChild,
  result: z.strictObject({
    members: z
      .array(
        z.strictObject({
          memberId: z.uuid(),
          name: text('姓名'),
          relation: z.string(),
          relationWord: z.string(),
          state: z.string().nullable(),
          stateWord: z.string().nullable(),
          phone,
          address: text('住址'),
          care: z.boolean(),
          decides: z.boolean(),
          danger: z.boolean(),
          dangerWhy: text('危险'),
          note: text('说明'),
          ended: z.boolean(),
          endedWhy: text('移出原因'),
        }),
      )
      .max(60),
    entrusted: z
      .array(
        z.strictObject({
          name: text('受委托人'),
          relation: z.string().nullable(),
          phone,
          address: text('住址'),
          from: z.string(),
          until: z.string().nullable(),
          endedOn: z.string().nullable(),
          late: z.boolean(),
          reason: text('原因'),
          able: z.boolean().nullable(),
          heard: z.boolean().nullable(),
          toldSchool: z.boolean().nullable(),
          toldVillage: z.boolean().nullable(),
          weekly: z.boolean().nullable(),
        }),
      )
      .max(30),
  }),
  may: () => true,
  async read(context, { childId }) {
    const refusal = await shut(context, childId, 'family')
    if (refusal !== undefined) return refusal
    const { tx, vault, now } = context
    const today = dateOf(now)
    return {
      members: (await membersOf(tx, vault, childId)).map(({ id, endedAt, content }) => ({
        memberId: id,
        name: known(content.name) ?? null,
        relation: content.relation,
        relationWord: relations[content.relation],
        state: content.state ?? null,
        stateWord: words(familyStates, content.state),
        phone: content.phone ?? null,
        address: content.address ?? null,
        care: content.care === true,
        decides: content.decides === true,
        danger: content.danger === true,
        dangerWhy: content.dangerWhy ?? null,
        note: content.note ?? null,
        ended: endedAt !== null,
        endedWhy: content.ended ?? null,
      })),
      entrusted: (await entrustingsOf(tx, vault, childId)).map(({ from, until, endedOn, content }) => ({
        name: known(content.name) ?? null,
        relation: content.relation ?? null,
        phone: content.phone ?? null,
        address: content.address ?? null,
        from,
        until,
        endedOn,
        late: endedOn === null && until !== null && until < today,
        reason: content.reason ?? null,
        able: content.able ?? null,
        heard: content.heard ?? null,
        toldSchool: content.toldSchool ?? null,
        toldVillage: content.toldVillage ?? null,
        weekly: content.weekly ?? null,
      })),
    }
  },
})

export const school = query({
  name: 'minors.school',
  title: '就学',
  params: ofChild,
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          state: z.string(),
          stateWord: z.string(),
          school: text('学校'),
          grade: z.string().nullable(),
          className: z.string().nullable(),
          boarding: z.boolean().nullable(),
          aid: z.boolean().nullable(),
          teacher: text('班主任'),
          phone,
          since: z.string().nullable(),
          note: text('说明'),
          notedAt: field(z.number(), { label: '登记', widget: 'instant' }),
          by: z.string(),
        }),
      )
      .max(30),
  }),
  may: () => true,
  async read(context, { childId }) {
    const refusal = await shut(context, childId, 'school')
    if (refusal !== undefined) return refusal
    const found = await schoolingsOf(context.tx, context.vault, childId)
    const who = await accountsById(
      context.tx,
      found.map((each) => each.notedBy),
    )
    return {
      items: found.map(({ state, since, notedAt, notedBy, content }) => ({
        state,
        stateWord: schoolings[state],
        school: content.schoolName ?? null,
        grade: content.grade ?? null,
        className: content.className ?? null,
        boarding: content.boarding ?? null,
        aid: content.aid ?? null,
        teacher: content.teacher ?? null,
        phone: content.phone ?? null,
        since,
        note: content.note ?? null,
        notedAt,
        by: who.get(notedBy)?.name ?? '系统',
      })),
    }
  },
})

export const health = query({
  name: 'minors.health',
  title: '健康与残疾',
  params: ofChild,
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          lines: z
            .array(z.strictObject({ title: z.string(), text: field(z.string(), { label: '内容', sensitivity: 'personal' }) }))
            .max(10),
          notedAt: field(z.number(), { label: '登记', widget: 'instant' }),
          by: z.string(),
        }),
      )
      .max(30),
  }),
  may: () => true,
  async read(context, { childId }) {
    const refusal = await shut(context, childId, 'health')
    if (refusal !== undefined) return refusal
    const found = await healthOf(context.tx, context.vault, childId)
    const who = await accountsById(
      context.tx,
      found.map((each) => each.notedBy),
    )
    return {
      items: found.map(({ notedAt, notedBy, content }) => ({
        lines: (
          [
            ['健康', content.body?.map((each) => bodies[each]).join('、')],
            [
              '残疾',
              content.disabilities
                ?.map((each) => `${disabilityKinds[each.kind]}${each.level ? ` ${disabilityLevels[each.level]}` : ''}`)
                .join('、'),
            ],
            ['病情、治疗', content.illness],
            ['用药', content.medicine],
            ['过敏', content.allergies],
            ['医保', content.insured === undefined ? undefined : content.insured ? '参加' : '未参加'],
            ['凭据', content.source],
          ] as const
        ).flatMap(([title, said]) => (said ? [{ title, text: said }] : [])),
        notedAt,
        by: who.get(notedBy)?.name ?? '系统',
      })),
    }
  },
})

export const siblings = query({
  name: 'minors.siblings',
  title: '同胞和相像的个案',
  params: ofChild,
  result: z.strictObject({
    siblings: z
      .array(
        z.strictObject({
          childId: z.uuid(),
          no: z.string(),
          name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
          age: z.string(),
          kind: z.string(),
          together: z.boolean().nullable(),
        }),
      )
      .max(30),
    alike: z
      .array(
        z.strictObject({
          childId: z.uuid(),
          no: z.string(),
          name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
          likeness: choice({ ...likenesses, hand: '人工' }),
        }),
      )
      .max(20),
  }),
  may: () => true,
  async read(context, { childId }) {
    const refusal = await shut(context, childId, 'register')
    if (refusal !== undefined) return refusal
    const { tx, now } = context
    const child = await childById(tx, childId)
    if (!child) return null
    const linked = await siblingsOf(tx, childId)
    const pairs = await undecidedPairs(tx, childId, 20)
    const others = pairs.map((pair) => (pair.oneId === childId ? pair.otherId : pair.oneId))
    const found = new Map(
      (await childrenById(tx, [...linked.map((each) => each.otherId), ...others])).map((each) => [each.id, each]),
    )
    return {
      siblings: linked.flatMap((each) => {
        const other = found.get(each.otherId)
        if (!other) return []
        const kind = words(siblingKinds, each.kind) ?? each.kind
        return [
          { childId: other.id, no: other.no, name: other.name, age: ageWords(other, dateOf(now)), kind, together: each.together },
        ]
      }),
      alike: pairs.flatMap((pair, at) => {
        const other = found.get(others[at] as string)
        return other ? [{ childId: other.id, no: other.no, name: other.name, likeness: pair.likeness }] : []
      }),
    }
  },
})
