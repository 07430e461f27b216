/** The assigned name: proposed by one, checked by another; whoever can say his own comes first. */
import { action, type LoadContext } from '#kernel/action.ts'
import { cityOf } from '#kernel/actor.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { addMonths, dateOf } from '#kernel/time.ts'
import { known } from '#kernel/field.ts'
import { addClaim, fileRef, personRef, updatePerson } from '#modules/people-and-cases/index.ts'
import type { PersonDescription } from '#modules/people-and-cases/words.ts'
import { mayPrepare, mayWork } from './access.ts'
import { contentOf, nameless } from './actions-file.ts'
import { rankOf, settlementLife } from './lifecycle.ts'
import { moving, stateOf } from './moving.ts'
import { refuse } from './refusals.ts'
import { nameFault, type NamingRule } from './rules-name.ts'
import { confirmNameForm, proposeForm, rejectNameForm } from './schema.ts'
import { type CaseContent, changeCase, type LoadedCase, lockCase, nameTaken } from './store.ts'
import { namingAt } from './store-rules.ts'
import { nameWays } from './words.ts'

interface Naming extends LoadedCase {
  rule: NamingRule
  taken: boolean
}

async function loadNaming(context: LoadContext, form: { fileId: string; name: string }): Promise<Naming | null> {
  const loaded = await lockCase(context, form.fileId)
  if (!loaded) return null
  return {
    ...loaded,
    rule: await namingAt(context, loaded.file.ownerPath),
    taken: await nameTaken(context.tx, form.name, loaded.person.id),
  }
}

const PROPOSED_FROM = 'applied'
const OLDEST_MONTHS = 130 * 12

export const proposeName = action({
  name: 'settlement.propose-name',
  title: '拟定姓名',
  help: '本人说得出、愿意用的名字优先，其次平时叫惯的，都没有才按命名规则。查明真实身份后随时更正。',
  legalBasis: '户口登记条例；命名规则由民政局制定',
  form: proposeForm,
  load: loadNaming,
  may: (actor, loaded) => mayPrepare(actor, loaded),
  decide(loaded, form, moment) {
    const here = nameless(loaded)
    if (isRefusal(here)) return here
    const state = stateOf(loaded)
    if (rankOf(state) < rankOf(PROPOSED_FROM) || rankOf(state) >= rankOf('named'))
      return refuse('NOT_NOW', {
        state: settlementLife.states[state].zh,
        what: '拟定姓名',
        lacks: '申请报出以后、登记户口以前办。',
      })
    const fault = nameFault(form.name, loaded.rule.excluded)
    if (fault) return { ...refuse('NAME', { why: fault }), fields: { name: fault } }
    if (loaded.taken) return refuse('NAME_TAKEN')
    const today = dateOf(moment.now)
    if (form.birthDate > today || form.birthDate < addMonths(today, -OLDEST_MONTHS)) return refuse('BIRTH')
    const proposal = {
      name: form.name,
      birthDate: form.birthDate,
      how: form.how,
      ...(form.reason ? { reason: form.reason } : {}),
      by: moment.actor.accountId,
      byName: moment.actor.name,
      at: moment.occurredAt,
    }
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'file.noted',
          details: { text: `拟定姓名，等第二人核对（${nameWays[form.how]}）`, name: form.name, birthDate: form.birthDate },
        },
      ],
      changes: { content: { ...contentOf(loaded), proposal } as CaseContent },
      reply: {},
    }
  },
  save: (context, { content }, loaded) => changeCase(context, loaded.case?.id as string, { content }),
})

/** What is kept of the person: the assigned name is the one shown, every earlier one is still heard and found. */
export function withAssigned(before: PersonDescription, name: string): PersonDescription {
  const written = known(before.writtenName)
  const earlier = written && written !== name ? [...new Set([...(before.nicknames ?? []), written])].slice(-8) : before.nicknames
  return { ...before, writtenName: name, ...(earlier ? { nicknames: earlier } : {}) }
}

export const confirmName = action({
  name: 'settlement.confirm-name',
  title: '核对姓名',
  help: '拟名人以外的一人核对，核对后即为正式姓名；原来的编号和叫法仍能查到。',
  legalBasis: '赋名须第二人核对',
  form: confirmNameForm,
  load: loadNaming,
  may: (actor, loaded) => mayWork(actor, loaded),
  decide(loaded, form, moment) {
    const here = nameless(loaded)
    if (isRefusal(here)) return here
    const move = moving(loaded, 'settlement.confirm-name', 'named', '核对姓名')
    if (isRefusal(move)) return move
    const { proposal, ...content } = contentOf(loaded)
    if (!proposal) return refuse('NO_PROPOSAL')
    if (proposal.by === moment.actor.accountId) return refuse('SAME_PERSON')
    if (proposal.name !== form.name) return refuse('NAME_DIFFERS')
    if (loaded.taken) return refuse('NAME_TAKEN')
    const fault = nameFault(form.name, loaded.rule.excluded)
    if (fault) return refuse('NAME', { why: fault })
    const { name, birthDate, how, reason, byName } = proposal
    const named = {
      name,
      birthDate,
      how,
      ...(reason ? { reason } : {}),
      by: byName,
      seen: form.seen,
      at: moment.occurredAt,
      before: loaded.person.displayName,
    }
    return {
      facts: [
        { subject: fileRef(loaded.file), name: 'settlement.named', details: { ...named, checkedBy: moment.actor.name } },
        {
          subject: personRef(loaded.person),
          name: 'person.identity-stated',
          value: { status: 'assigned', by: 'settlement' },
          details: { source: '赋名', name },
        },
      ],
      changes: { content: { ...content, named } as CaseContent, name, claimId: moment.newId('claim'), how },
      reply: { personId: loaded.person.id },
    }
  },
  async save(context, { content, name, claimId, how }, loaded) {
    const { person } = loaded
    const city = cityOf(loaded.file.ownerPath)
    await changeCase(context, loaded.case?.id as string, {
      state: 'named',
      content,
      nameKey: context.vault.blind('settlement.case.name', `${city}${name}`),
    })
    await updatePerson(context, person, { description: withAssigned(person.description, name), identity: 'assigned' })
    await addClaim(context, {
      id: claimId,
      person,
      kind: 'identity',
      content: { status: 'assigned', name, how },
      source: 'settlement',
    })
  },
  constraintRefusal: (constraint) => (constraint === 'case_name' ? refuse('NAME_TAKEN') : undefined),
})

export const rejectName = action({
  name: 'settlement.reject-name',
  title: '退回重拟',
  form: rejectNameForm,
  load: (context, form) => lockCase(context, form.fileId),
  may: (actor, loaded) => mayWork(actor, loaded),
  decide(loaded, form) {
    const { proposal, ...content } = contentOf(loaded)
    if (!proposal) return refuse('NO_PROPOSAL')
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'file.noted', details: { text: `拟名退回：${form.reason}` } }],
      changes: { content: content as CaseContent },
      reply: {},
    }
  },
  save: (context, { content }, loaded) => changeCase(context, loaded.case?.id as string, { content }),
})
