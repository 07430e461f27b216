/** Officers: named and relieved; and which guest is whose. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { type AccountLine, lockAccount } from '#kernel/account.ts'
import { factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { fileRef, type LoadedFile, lockFile, rescueFile } from '#modules/people-and-cases/index.ts'
import { mayName, mayTrace } from './access.ts'
import { refuse } from './refusals.ts'
import { standing, told } from './rules.ts'
import { takeOnForm } from './schema.ts'
import { nameOfficerForm, relieveOfficerForm } from './schema-team.ts'
import { keepGuest } from './store.ts'
import { dutiesNamed, endOfficers, insertOfficer, staffOfStation } from './store-team.ts'
import { duties, type Duty } from './words.ts'

interface WithDuties {
  account: AccountLine
  facts: LedgerFact[]
  named: { id: string; duty: Duty }[]
}

/** A member of staff is a subject of its own, called by the id of the account. */
async function loadStaff({ tx }: LoadContext, form: { accountId: string }): Promise<WithDuties | null> {
  const account = await lockAccount(tx, form.accountId)
  if (!account) return null
  return { account, facts: await factsOf(tx, [account.id]), named: await dutiesNamed(tx, account.id) }
}

const staffRef = (account: AccountLine) => ({ kind: 'staff', id: account.id, ownerPath: account.organisationPath })

/** Whether the last thing told of somebody's post is that he took it up. */
function inPost(facts: readonly LedgerFact[]): boolean {
  return standing(facts).findLast((fact) => fact.name === 'staff.joined' || fact.name === 'staff.left')?.name === 'staff.joined'
}

export const nameOfficer = action({
  name: 'tracing.name-officer',
  title: '指定专人',
  help: '寻亲专人、人像比对专人，从本站账号里指定；可以不止一人。',
  legalBasis: '大提升第8项、第10项：指定专人',
  form: nameOfficerForm,
  load: loadStaff,
  may: (actor, { account }) => mayName(actor, account),
  decide({ account, facts, named }, form, moment) {
    const { duty, note } = form
    if (account.disabledAt !== null) return refuse('NOT_OF_STATION')
    if (named.some((each) => each.duty === duty)) return refuse('NAMED_ALREADY', { duty: duties[duty] })
    const subject = staffRef(account)
    const joining: NewFact[] = inPost(facts)
      ? []
      : [{ subject, name: 'staff.joined', value: { post: 'business', business: true } }]
    return {
      facts: [...joining, { subject, name: 'staff.duty-named', value: { duty }, details: told({ note, name: account.name }) }],
      changes: { id: moment.newId('officer'), duty },
      reply: { officerId: account.id },
    }
  },
  save: (context, { id, duty }, { account }) =>
    insertOfficer(context, {
      id,
      duty,
      accountId: account.id,
      stationId: account.organisationId,
      ownerPath: account.organisationPath,
    }),
  constraintRefusal: (constraint) => (constraint === 'officer_named' ? refuse('NAMED_ALREADY', { duty: '专项' }) : undefined),
})

export const relieveOfficer = action({
  name: 'tracing.relieve-officer',
  title: '免去专人',
  help: '免去以后站里没有别的专人，应办事项会重新提示指定。',
  legalBasis: '大提升第8项、第10项：指定专人',
  form: relieveOfficerForm,
  load: loadStaff,
  may: (actor, { account }) => mayName(actor, account),
  decide({ account, named }, form) {
    const { duty, how, reason } = form
    if (!named.some((each) => each.duty === duty)) return refuse('NOT_NAMED', { duty: duties[duty] })
    const subject = staffRef(account)
    const left = how === 'post'
    return {
      facts: [
        left
          ? { subject, name: 'staff.left', details: told({ reason }) }
          : { subject, name: 'staff.duty-ended', value: { duty }, details: told({ reason }) },
      ],
      changes: { ids: named.filter((each) => left || each.duty === duty).map((each) => each.id) },
    }
  },
  save: ({ tx, occurredAt }, { ids }) => endOfficers(tx, ids, occurredAt),
})

export const takeOn = action({
  name: 'tracing.take-on',
  title: '认领寻亲责任',
  help: '每位身份不明的人有一位具名的责任人；换人也在这里。',
  legalBasis: '大提升第10项：寻亲专人负责',
  form: takeOnForm,
  async load(context, form): Promise<(LoadedFile & { officer: { id: string; name: string } | undefined }) | null> {
    const loaded = await lockFile(context.tx, context.vault, form.fileId)
    if (!loaded) return null
    const officer = await staffOfStation(context.tx, form.officerId ?? context.actor.accountId, loaded.file.stationId)
    return { ...loaded, officer }
  },
  may: (actor, loaded) => mayTrace(actor, loaded),
  decide(loaded, _form) {
    const { officer, file } = loaded
    if (file.state !== 'asked' && file.state !== 'in') return refuse('NOT_PRESENT', { state: rescueFile.states[file.state].zh })
    if (!officer) return refuse('NOT_OF_STATION')
    const facts: NewFact[] = [
      { subject: fileRef(file), name: 'file.officer-named', value: { officer: officer.id }, details: { 责任人: officer.name } },
    ]
    return { facts, changes: { facts }, reply: { fileId: file.id, officerId: officer.id } }
  },
  save: (context, { facts }, loaded) => keepGuest(context, loaded, facts),
})
