/** One child's helping, for the panel on the file; read by whose part opens it, after the file was opened with a reason. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { childById, compartmentsOf, kindsOf, notOpened } from '#modules/people-and-cases/index.ts'
import { mayHelp, mayManage } from './access.ts'
import { contactTimes } from './caring.ts'
import { helpingKeys, parentKeys, visitKeys } from './lifecycle.ts'
import { instantOrNull, monthAnswer, personal } from './lists.ts'
import { heldNow } from './rules.ts'
import { monthsOf, seriesOf } from './rules-series.ts'
import { childId } from './schema.ts'
import { careOf, contactsOf, parentsOf, visitsOf } from './store.ts'
import { namesOfPaths } from './store-people.ts'

export const parentAnswer = z.strictObject({
  id: z.string(),
  kind: z.string(),
  state: z.enum(parentKeys as [string, ...string[]]),
  name: field(z.string(), { label: '父母姓名', sensitivity: 'personal' }),
  relation: z.string(),
  prison: personal('监所'),
  inHouse: z.boolean(),
  until: z.string().nullable(),
  releasedOn: z.string().nullable(),
  early: z.boolean().nullable(),
  note: personal('说明'),
})

export const visitAnswer = z.strictObject({
  id: z.string(),
  parentId: z.string(),
  state: z.enum(visitKeys as [string, ...string[]]),
  parent: field(z.string(), { label: '父母姓名', sensitivity: 'personal' }),
  way: z.string(),
  wish: z.string(),
  from: z.string(),
  to: z.string(),
  plannedOn: z.string().nullable(),
  visitedOn: z.string().nullable(),
  companion: field(z.string(), { label: '陪同', sensitivity: 'personal' }),
  answer: personal('答复'),
  told: personal('情况'),
  askedAt: instantOrNull('申请'),
})

const contactAnswer = z.strictObject({
  id: z.string(),
  kind: z.string(),
  manner: z.string().nullable(),
  at: instantOrNull('时间'),
  by: field(z.string(), { label: '谁记的', sensitivity: 'personal' }),
  condition: z.string().nullable(),
  reason: z.string().nullable(),
  needs: z.array(z.string()).max(12),
  note: personal('要记的'),
  withdrawn: z.boolean(),
})

const CONTACTS = 60

export const ofChild = query({
  name: 'helpers.of-child',
  title: '孩子的帮教联系',
  params: z.strictObject({ childId }),
  result: z.strictObject({
    held: z.array(z.string()).max(4),
    state: z.enum(helpingKeys as [string, ...string[]]).nullable(),
    justice: z.string().nullable(),
    helper: personal('联系人'),
    mine: z.boolean(),
    mayManage: z.boolean(),
    mayHelp: z.boolean(),
    waitingSince: instantOrNull('等待'),
    namedAt: instantOrNull('确定'),
    nextDue: z.string().nullable(),
    missed: z.number(),
    endedWhy: z.string().nullable(),
    months: z.array(monthAnswer).max(12),
    before: z
      .array(z.strictObject({ helper: field(z.string(), { label: '以前的联系人', sensitivity: 'personal' }), why: z.string() }))
      .max(20),
    parents: z.array(parentAnswer).max(40),
    contacts: z.array(contactAnswer).max(CONTACTS),
    contactsInAll: z.number(),
    visits: z.array(visitAnswer).max(60),
  }),
  may: () => true,
  async read(context, { childId: id }) {
    const { tx, vault, now, actor } = context
    const shut = await notOpened(context, id)
    if (shut) return shut
    const opens = await compartmentsOf(tx, id)
    const child = await childById(tx, id)
    if (!child || !opens.has('helper')) return null
    const care = await careOf(tx, vault, id)
    if (!mayHelp(actor, { opens, care })) return null
    const contacts = await contactsOf(tx, vault, [id], 400)
    const times = contactTimes(contacts)
    const since = care?.since ?? null
    const names = await namesOfPaths(tx, [care?.justicePath ?? null])
    return {
      held: heldNow(await kindsOf(tx, id)),
      state: care?.state ?? null,
      justice: care?.justicePath ? (names.get(care.justicePath) ?? null) : null,
      helper: care?.content.helper ? [care.content.organisation, care.content.helper].filter(Boolean).join(' ') : null,
      mine: care?.helperId === actor.accountId,
      mayManage: mayManage(actor, { opens }),
      mayHelp: mayHelp(actor, { opens, care }),
      waitingSince: care?.waitingSince ?? null,
      namedAt: care?.namedAt ?? null,
      nextDue: care?.nextDue ?? null,
      missed: care?.state === 'ended' ? 0 : seriesOf({ since, contacts: times, now }).missed,
      endedWhy: care?.endedWhy ?? null,
      months: monthsOf({ since, contacts: times, now }, care?.state === 'ended'),
      before: (care?.content.before ?? []).map((each) => ({ helper: each.helper, why: `${each.why}，${dateOf(each.until)}` })),
      parents: (await parentsOf(tx, vault, id)).map((each) => ({
        id: each.id,
        kind: each.kind,
        state: each.state,
        name: each.content.name,
        relation: each.content.relation,
        prison: each.content.prison ?? null,
        inHouse: each.prisonPath !== null,
        until: each.untilOn,
        releasedOn: each.releasedOn,
        early: each.early,
        note: [each.content.note, each.content.release].filter(Boolean).join('；') || null,
      })),
      contacts: contacts.slice(0, CONTACTS).map((each) => ({
        id: each.id,
        kind: each.kind,
        manner: each.manner,
        at: each.at,
        by: each.content.by,
        condition: each.content.condition ?? null,
        reason: each.content.reason ?? null,
        needs: (each.content.needs ?? []).slice(0, 12),
        note: each.content.note ?? null,
        withdrawn: each.withdrawnAt !== null,
      })),
      contactsInAll: contacts.length,
      visits: (await visitsOf(tx, vault, id)).map((each) => ({
        id: each.id,
        parentId: each.parentId,
        state: each.state,
        parent: each.content.parent,
        way: each.content.way,
        wish: each.content.wish,
        from: each.fromOn,
        to: each.toOn,
        plannedOn: each.plannedOn,
        visitedOn: each.visitedOn,
        companion: each.content.companion,
        answer: each.content.answer ?? null,
        told: each.content.told ?? each.content.withdrawn ?? null,
        askedAt: each.askedAt,
      })),
    }
  },
})
