/** The family: who has care, who may decide, who is a danger; care entrusted to somebody while parents are away. */
import { action, type LoadContext } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import { childRef, type LoadedChild, lockChild } from '#modules/people-and-cases/index.ts'
import { opensTo } from './access.ts'
import { closedRefusal } from './moving.ts'
import { refuse } from './refusals.ts'
import { endEntrustingForm, entrustForm, familyForm, removeMemberForm } from './schema-family.ts'
import {
  endEntrusting,
  endMember,
  type Entrusting,
  entrustingsOf,
  insertEntrusting,
  keepMember,
  type Member,
  membersOf,
} from './store.ts'

interface WithFamily extends LoadedChild {
  members: Member[]
}

async function loadFamily({ tx, vault }: LoadContext, childId: string): Promise<WithFamily | null> {
  const loaded = await lockChild(tx, vault, childId)
  return loaded && { ...loaded, members: await membersOf(tx, vault, childId) }
}

const there = (loaded: WithFamily, id: string) => loaded.members.find((each) => each.id === id && each.endedAt === null)

export const noteFamily = action({
  name: 'minors.note-family',
  title: '登记家庭成员',
  help: '谁在照料，谁能作决定，谁是危险，分开写。',
  legalBasis: '未成年人保护法第二章',
  form: familyForm,
  load: (context, form) => loadFamily(context, form.childId),
  may: (actor, loaded) => opensTo('family')(actor, loaded),
  decide(loaded, form, moment) {
    const closed = closedRefusal(loaded.child, '登记家庭')
    if (closed) return closed
    const { childId, memberId, ...told } = form
    if (memberId && !there(loaded, memberId)) return refuse('NO_MEMBER')
    if (form.danger && !form.dangerWhy) return { ...refuse('DANGER_WHY'), fields: { dangerWhy: '请写明看到或听到什么' } }
    const id = memberId ?? moment.newId('member')
    const dangers = loaded.members.some((each) => each.endedAt === null && each.id !== id && each.content.danger === true)
    return {
      facts: [
        {
          subject: childRef(loaded.child),
          name: 'child.family-noted',
          value: { danger: form.danger === true || dangers },
          details: { member: id, ...told },
        },
      ],
      changes: { member: { id, childId, content: told } },
      reply: { memberId: id },
    }
  },
  save: (context, { member }) => keepMember(context, member),
})

export const removeMember = action({
  name: 'minors.remove-member',
  title: '移出家庭成员',
  form: removeMemberForm,
  load: (context, form) => loadFamily(context, form.childId),
  may: (actor, loaded) => opensTo('family')(actor, loaded),
  decide(loaded, form) {
    const member = there(loaded, form.memberId)
    if (!member) return refuse('NO_MEMBER')
    const danger = loaded.members.some((each) => each.endedAt === null && each.id !== member.id && each.content.danger === true)
    return {
      facts: [
        {
          subject: childRef(loaded.child),
          name: 'child.family-noted',
          value: { danger },
          details: { member: member.id, reason: form.reason },
        },
      ],
      changes: { member, reason: form.reason },
      reply: {},
    }
  },
  save: (context, { member, reason }) => endMember(context, member, reason),
})

interface WithEntrusting extends LoadedChild {
  now: Entrusting | undefined
}

async function loadEntrusting({ tx, vault }: LoadContext, childId: string): Promise<WithEntrusting | null> {
  const loaded = await lockChild(tx, vault, childId)
  if (!loaded) return null
  return { ...loaded, now: (await entrustingsOf(tx, vault, childId)).find((each) => each.endedOn === null) }
}

export const entrustCare = action({
  name: 'minors.entrust-care',
  title: '登记委托照护',
  help: '父母外出等不能照料的，委托有照护能力的人，书面告知学校和村社区，每周至少联系一次。',
  legalBasis: '未成年人保护法第二十二、二十三条',
  form: entrustForm,
  load: (context, form) => loadEntrusting(context, form.childId),
  may: (actor, loaded) => opensTo('family')(actor, loaded),
  decide(loaded, form, moment) {
    const closed = closedRefusal(loaded.child, '登记委托照护')
    if (closed) return closed
    if (loaded.now) return refuse('ENTRUSTED_ALREADY', { since: loaded.now.from })
    if (form.until && form.until < form.from) return refuse('UNTIL_EARLIER')
    const { childId, files, from, until, ...told } = form
    return {
      facts: [
        {
          subject: childRef(loaded.child),
          name: 'child.guardian-entrusted',
          value: {
            ...(form.toldSchool === undefined ? {} : { toldSchool: form.toldSchool }),
            ...(form.toldVillage === undefined ? {} : { toldVillage: form.toldVillage }),
          },
          details: { ...told, from, until, files },
        },
      ],
      changes: { id: moment.newId('entrusting'), childId, from, until: until ?? null, content: told },
      reply: {},
    }
  },
  save: (context, made) => insertEntrusting(context, made),
  constraintRefusal: (constraint) =>
    constraint === 'entrusting_now' ? refuse('ENTRUSTED_ALREADY', { since: '刚刚' }) : undefined,
})

export const endEntrusted = action({
  name: 'minors.end-entrusting',
  title: '委托照护结束',
  form: endEntrustingForm,
  load: (context, form) => loadEntrusting(context, form.childId),
  may: (actor, loaded) => opensTo('family')(actor, loaded),
  decide(loaded, form, moment) {
    const { now } = loaded
    if (!now) return refuse('NO_ENTRUSTING')
    const today = dateOf(moment.now)
    const on = form.on ?? today
    if (on > today) return refuse('DATE_LATER')
    if (on < now.from) return refuse('UNTIL_EARLIER')
    return {
      facts: [{ subject: childRef(loaded.child), name: 'child.entrusting-ended', details: { reason: form.reason, on } }],
      changes: { now, on, reason: form.reason },
      reply: {},
    }
  },
  save: (context, { now, on, reason }) => endEntrusting(context, now, on, reason),
})
