/** The list of those known to sleep there; and what the house did not take from a phone. */
import { action } from '#kernel/action.ts'
import { personById, personRef } from '#modules/people-and-cases/index.ts'
import { inRange } from '#kernel/actor.ts'
import { refuse } from './refusals.ts'
import { endSleeperForm, nameSleeperForm, setAsideForm, settleSetAsideForm } from './schema.ts'
import { lockSleeper, putSleeper } from './store.ts'
import { type Aside, asidesOf, insertAside, lockAside, settleAside } from './store-street.ts'
import type { LoadContext } from '#kernel/action.ts'
import { MOST_ASIDE } from './words.ts'

async function listed(context: LoadContext, form: { sleeperId: string }) {
  const sleeper = await lockSleeper(context, form.sleeperId)
  const person = sleeper ? await personById(context.tx, context.vault, sleeper.personId) : null
  return sleeper && person ? { sleeper, person } : null
}

export const nameSleeper = action({
  name: 'patrol.name-sleeper',
  title: '起个名单上的叫法',
  help: '下一班凭它认人；不是姓名，不进档案。',
  form: nameSleeperForm,
  load: listed,
  may: () => true,
  decide: ({ sleeper, person }, { alias }) => ({
    facts: [{ subject: personRef(person), name: 'patrol.sleeper-named', details: { alias } }],
    changes: { ...sleeper, content: { ...sleeper.content, alias } },
    reply: { personId: person.id },
  }),
  save: (context, sleeper) => putSleeper(context, sleeper),
})

export const endSleeper = action({
  name: 'patrol.end-sleeper',
  title: '不再寻找',
  help: '从今晚的名单上拿下来；再遇到就又在名单上。',
  form: endSleeperForm,
  load: listed,
  may: () => true,
  decide({ sleeper, person }, { reason, note }) {
    if (sleeper.state === 'ended') return refuse('GONE')
    return {
      facts: [{ subject: personRef(person), name: 'patrol.sleeper-ended', value: { reason }, details: { note } }],
      changes: { ...sleeper, state: 'ended' as const, content: { ...sleeper.content, reason } },
      reply: { personId: person.id },
    }
  },
  save: (context, sleeper) => putSleeper(context, sleeper),
})

export const setAside = action({
  name: 'patrol.set-aside',
  title: '交给内勤处理',
  help: '没有入账的记录原样交给内勤，一条不丢。',
  form: setAsideForm,
  load: async ({ tx, actor }) => ({ waiting: await asidesOf(tx, actor.accountId) }),
  may: () => true,
  decide({ waiting }, form, moment) {
    if (waiting >= MOST_ASIDE) return refuse('ASIDE_FULL', { count: waiting })
    const { organisation, accountId, name } = moment.actor
    const aside: Aside = {
      id: moment.newId('aside'),
      ownerPath: organisation.path,
      accountId,
      door: form.door,
      state: 'waiting',
      recordedAt: form.recordedAt,
      setAsideAt: moment.now,
      content: { title: form.title, form: form.form, refusal: form.refusal, reason: form.reason, by: name },
    }
    return {
      facts: [
        {
          subject: { kind: 'organisation', id: organisation.id, ownerPath: organisation.path },
          name: 'patrol.record-set-aside',
          value: { door: form.door },
          details: { id: aside.id, title: form.title, reason: form.reason },
        },
      ],
      changes: aside,
      reply: { id: aside.id },
    }
  },
  save: (context, aside) => insertAside(context, aside),
})

export const settleSetAside = action({
  name: 'patrol.settle-set-aside',
  title: '处理未能入账的手机记录',
  form: settleSetAsideForm,
  load: (context, form) => lockAside(context, form.id),
  may: (actor, aside) => inRange(actor, aside.ownerPath),
  decide(aside, { outcome, note }, moment) {
    if (aside.state === 'settled') return refuse('SETTLED')
    const { id, path } = moment.actor.organisation
    return {
      facts: [
        {
          subject: { kind: 'organisation', id, ownerPath: path },
          name: 'patrol.record-settled',
          details: { id: aside.id, outcome, note },
        },
      ],
      changes: { outcome, note },
      reply: { id: aside.id },
    }
  },
  save: (context, { outcome, note }, aside) => settleAside(context, aside, outcome, note),
})
