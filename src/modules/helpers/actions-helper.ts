/** Who helps: named, gone, another; the parent as the office knows it; handed on to another office; over. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { cityOf } from '#kernel/actor.ts'
import { organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import { childRef, endChildPart, grantChildPart } from '#modules/people-and-cases/index.ts'
import { mayHelp, mayManage } from './access.ts'
import { nameOf, parentContent } from './actions-tell.ts'
import { careAfter, closedFor, contactTimes, newCare, today, withoutHelper } from './caring.ts'
import { refuse } from './refusals.ts'
import { heldNow } from './rules.ts'
import { endCareForm, endHelperForm, handOverForm, nameHelperForm, recordParentForm, recordReleaseForm } from './schema.ts'
import { type CareRow, changeParent, insertParent, keepCare, type LoadedHelped, lockHelped, type ParentRow } from './store.ts'
import { helperAccount } from './store-people.ts'
import type { EndReason } from './words.ts'

const ended = (loaded: LoadedHelped, reason: EndReason, note?: string): NewFact => ({
  subject: childRef(loaded.child),
  name: 'child.helper-ended',
  value: { reason },
  details: { helper: loaded.care?.content.helper ?? '', ...(note ? { note } : {}) },
})

/** Ends the part of whoever helped: the row first, for the helper who ends it sees nothing afterwards. */
export async function endPart(context: LoadContext, care: Pick<CareRow, 'childId' | 'helperId' | 'helperPath'>): Promise<void> {
  if (care.helperId && care.helperPath)
    await endChildPart(context.tx, {
      childId: care.childId,
      part: 'contact',
      path: care.helperPath,
      accountId: care.helperId,
      at: context.now,
    })
}

export const nameHelper = action({
  name: 'helpers.name-helper',
  title: '确定联系人',
  help: '具体到人。从确定之日起每月联系或走访一次；换人也在这里办。',
  legalBasis: '镇专项五（六）1',
  form: nameHelperForm,
  async load(context, form) {
    const loaded = await lockHelped(context, form.childId)
    return loaded && { ...loaded, helper: await helperAccount(context.tx, context.actor.organisation.path, form.helperId) }
  },
  may: (actor, loaded) => mayManage(actor, loaded),
  decide(loaded, form, moment) {
    const shut = closedFor(loaded)
    if (shut) return shut
    const { helper, contacts } = loaded
    if (!loaded.care && heldNow(loaded.kinds).length === 0) return refuse('NOT_HELD')
    const office = moment.actor.organisation.kind === 'justice-office' ? moment.actor.organisation.path : null
    const care = loaded.care ?? newCare(loaded, office)
    if (!helper) return refuse('NOT_A_HELPER')
    if (care.helperId === helper.id) return refuse('SAME_HELPER', { who: helper.name, on: dateOf(care.namedAt ?? moment.now) })
    const before = care.helperId ? withoutHelper(care, 'replaced', moment.occurredAt) : {}
    const row: CareRow = careAfter(
      { ...care, ...before },
      {
        state: 'named',
        helperId: helper.id,
        helperPath: helper.path,
        namedAt: moment.occurredAt,
        since: care.since ?? moment.occurredAt,
        justicePath: care.justicePath ?? office,
        content: {
          ...(before.content ?? care.content),
          helper: helper.name,
          organisation: helper.organisation,
          ...(form.note ? { note: form.note } : {}),
        },
      },
      contactTimes(contacts),
      moment.now,
    )
    const facts: NewFact[] = [
      ...(care.helperId ? [ended(loaded, 'replaced')] : []),
      {
        subject: childRef(loaded.child),
        name: 'child.helper-named',
        details: { helper: helper.name, organisation: helper.organisation },
      },
    ]
    return { facts, changes: { row, gone: care }, reply: { nextDue: row.nextDue } }
  },
  async save(context, { row, gone }) {
    await endPart(context, gone)
    await grantChildPart(context.tx, {
      childId: row.childId,
      part: 'contact',
      path: row.helperPath as string,
      accountId: row.helperId as string,
      from: context.now,
    })
    await keepCare(context, row)
  },
})

export const endHelper = action({
  name: 'helpers.end-helper',
  title: '联系人不再联系',
  help: '搬走、调走、有困难时办；孩子回到“待确定联系人”，司法所另找人。每月的期限照走。',
  form: endHelperForm,
  load: (context, form) => lockHelped(context, form.childId),
  may: (actor, loaded) => mayHelp(actor, loaded),
  decide(loaded, form, moment) {
    const shut = closedFor(loaded)
    if (shut) return shut
    const { care } = loaded
    if (!care || care.state !== 'named') return refuse('NO_HELPER')
    const change = {
      ...withoutHelper(care, form.reason, moment.occurredAt, form.note),
      state: 'waiting' as const,
      waitingSince: moment.occurredAt,
    }
    const row = careAfter(care, change, contactTimes(loaded.contacts), moment.now)
    return { facts: [ended(loaded, form.reason, form.note)], changes: row, reply: {} }
  },
  async save(context, row, { care }) {
    await keepCare(context, row)
    if (care) await endPart(context, care)
  },
})

export const endCare = action({
  name: 'helpers.end-care',
  title: '结束帮教',
  help: '父母已经回家、家里稳定，或不再需要时办。记录都留着。',
  form: endCareForm,
  load: (context, form) => lockHelped(context, form.childId),
  may: (actor, loaded) => mayManage(actor, loaded),
  decide(loaded, form, moment) {
    const shut = closedFor(loaded)
    if (shut) return shut
    const { care } = loaded
    if (!care) return refuse('NO_HELPER')
    const change = {
      ...(care.helperId ? withoutHelper(care, form.reason, moment.occurredAt) : {}),
      state: 'ended' as const,
      endedAt: moment.occurredAt,
      endedWhy: form.reason,
    }
    const row = careAfter(care, { ...change, content: { ...(change.content ?? care.content), ended: form.note } }, [], moment.now)
    return {
      facts: [ended(loaded, form.reason, form.note)],
      changes: { ...row, lastContact: care.lastContact },
      reply: {},
      jobs: [{ name: 'helpers.drop-kinds', data: { childId: loaded.child.id }, key: loaded.child.id }],
    }
  },
  async save(context, row, { care }) {
    await keepCare(context, row)
    if (care) await endPart(context, care)
  },
})

export const handOver = action({
  name: 'helpers.hand-over',
  title: '转交另一司法所',
  help: '孩子搬到别的镇街时办。转交后由对方负责，本所看不到这个孩子；现在的联系人不变，由对方决定。',
  form: handOverForm,
  async load(context, form) {
    const loaded = await lockHelped(context, form.childId)
    return loaded && { ...loaded, office: await organisationById(context.tx, form.officeId) }
  },
  may: (actor, loaded) => mayManage(actor, loaded),
  decide(loaded, form, moment) {
    const shut = closedFor(loaded)
    if (shut) return shut
    const { office } = loaded
    const own = moment.actor.organisation.path
    if (office?.kind !== 'justice-office' || cityOf(office.path) !== cityOf(own)) return refuse('WHICH_OFFICE')
    const care = loaded.care ?? newCare(loaded, null)
    if (care.justicePath === office.path) return refuse('SAME_OFFICE', { office: office.name })
    return {
      facts: [
        {
          subject: childRef(loaded.child),
          name: 'child.helper-office-changed',
          details: { to: office.name, reason: form.reason },
        },
      ],
      changes: { row: { ...care, justicePath: office.path }, from: care.justicePath, to: office.path },
      reply: {},
    }
  },
  async save(context, { row, from, to }, { child }) {
    await grantChildPart(context.tx, { childId: child.id, part: 'justice', path: to, from: context.now })
    await keepCare(context, row)
    if (from) await endChildPart(context.tx, { childId: child.id, part: 'justice', path: from, at: context.now })
  },
})

export const recordParent = action({
  name: 'helpers.record-parent',
  title: '登记父母服刑、戒毒',
  help: '监所没有直接告知的，由司法所或个案主管登记。',
  form: recordParentForm,
  load: (context, form) => lockHelped(context, form.childId),
  may: (actor, loaded) => mayManage(actor, loaded),
  decide(loaded, form, moment) {
    if (loaded.child.closedAt !== null) return refuse('CLOSED')
    if (form.until && form.until < today(moment)) return refuse('UNTIL', { until: form.until })
    const twice = loaded.parents.some(
      (each) => each.state === 'held' && each.kind === form.kind && each.content.relation === form.relation,
    )
    if (twice) return refuse('TOLD_HERE', { name: nameOf(form.parentName) })
    const id = moment.newId('parent')
    const parent: ParentRow = {
      id,
      toldId: id,
      kind: form.kind,
      state: 'held',
      prisonPath: null,
      childId: loaded.child.id,
      toldAt: moment.occurredAt,
      untilOn: form.until ?? null,
      releasedOn: null,
      early: null,
      content: { ...parentContent(form), ...(form.prison ? { prison: form.prison } : {}) },
    }
    const fact: NewFact = {
      subject: childRef(loaded.child),
      name: 'child.parent-detained',
      value: form.until ? { until: form.until } : {},
      details: { parent: parent.content.name, relation: form.relation, prison: form.prison ?? '' },
    }
    return { facts: [fact], changes: parent, reply: { parentId: id } }
  },
  save: (context, parent) => insertParent(context, parent),
})

export const recordRelease = action({
  name: 'helpers.record-release',
  title: '登记父母释放、解除',
  form: recordReleaseForm,
  load: (context, form) => lockHelped(context, form.childId),
  may: (actor, loaded) => mayHelp(actor, loaded),
  decide(loaded, form, moment) {
    const parent = loaded.parents.find((each) => each.id === form.parentId)
    if (!parent) return refuse('NO_PARENT')
    if (form.on > today(moment)) return refuse('RELEASE_DATE')
    if (parent.state === 'released') return refuse('PARENT_RELEASED', { on: parent.releasedOn ?? '' })
    const fact: NewFact = {
      subject: childRef(loaded.child),
      name: 'child.parent-released',
      value: { early: form.early },
      details: { parent: parent.content.name, on: form.on, ...(form.note ? { note: form.note } : {}) },
    }
    const changed: ParentRow = {
      ...parent,
      state: 'released',
      releasedOn: form.on,
      early: form.early,
      content: { ...parent.content, ...(form.note ? { release: form.note } : {}) },
    }
    return { facts: [fact], changes: changed, reply: {} }
  },
  save: (context, parent) => changeParent(context, parent),
})
