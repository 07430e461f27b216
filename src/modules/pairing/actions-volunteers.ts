/** Volunteers: enrolled, looked up every year, gone. */
import { action, type NewFact } from '#kernel/action.ts'
import { addMonths, dateOf } from '#kernel/time.ts'
import { readIdNumber, underAge } from '#modules/people-and-cases/words.ts'
import { isKeeper, ownVolunteer } from './access.ts'
import { refuse } from './refusals.ts'
import { clearUntil } from './rules.ts'
import { checkForm, enrolForm, leaveForm } from './schema.ts'
import {
  accountsFor,
  changeVolunteer,
  insertVolunteer,
  lockVolunteer,
  numberKey,
  numberTaken,
  type VolunteerRow,
} from './store.ts'

const ofOrganisation = (organisation: { id: string; path: string }): NewFact['subject'] => ({
  kind: 'organisation',
  id: organisation.id,
  ownerPath: organisation.path,
})

export const enrol = action({
  name: 'pairing.enrol',
  title: '登记志愿者',
  help: '登记以后先查询，合格的才能和孩子结对。',
  form: enrolForm,
  async load(context, form) {
    const reading = readIdNumber(form.idNumber, dateOf(context.now))
    const key = numberKey(context.vault, reading.number)
    const { path } = context.actor.organisation
    const accounts = form.accountId ? await accountsFor(context.tx, path) : []
    return {
      reading,
      key,
      taken: await numberTaken(context.tx, path, key),
      account: form.accountId === undefined || accounts.some((each) => each.id === form.accountId),
    }
  },
  may: (actor) => isKeeper(actor) && actor.roles.includes('department-officer'),
  decide({ reading, key, taken, account }, form, moment) {
    if (!reading.birth) return refuse('NUMBER', { why: reading.sentence })
    if (underAge({ from: reading.birth, to: reading.birth }, 18, dateOf(moment.now)) !== 'no') return refuse('GROWN_UP')
    if (taken) return refuse('ENROLLED_ALREADY')
    if (!account) return refuse('NO_ACCOUNT')
    const { accountId, idNumber: _number, ...told } = form
    const volunteer: VolunteerRow = {
      id: moment.newId('volunteer'),
      ownerPath: moment.actor.organisation.path,
      state: 'enrolled',
      accountId: accountId ?? null,
      enrolledAt: moment.occurredAt,
      checkedOn: null,
      clearUntil: null,
      guardian: false,
      children: 0,
      content: { ...told, idNumber: reading.number } as VolunteerRow['content'],
    }
    const fact: NewFact = {
      subject: ofOrganisation(moment.actor.organisation),
      name: 'volunteer.enrolled',
      details: { volunteer: volunteer.id },
    }
    return { facts: [fact], changes: { volunteer, key }, reply: { volunteerId: volunteer.id } }
  },
  save: (context, { volunteer, key }) => insertVolunteer(context, volunteer, key),
  constraintRefusal: (constraint) => (constraint === 'volunteer_number' ? refuse('ENROLLED_ALREADY') : undefined),
})

const loadVolunteer = async (
  { tx, vault }: { tx: Parameters<typeof lockVolunteer>[0]; vault: Parameters<typeof lockVolunteer>[1] },
  form: { volunteerId: string },
) => (await lockVolunteer(tx, vault, form.volunteerId)) ?? null

export const recordCheck = action({
  name: 'pairing.record-check',
  title: '记查询结果',
  help: '每年一次。不合格的，现有的结对立即结束。',
  legalBasis: '未成年人保护法第六十二条',
  form: checkForm,
  load: loadVolunteer,
  may: (actor, volunteer) => ownVolunteer(actor, volunteer),
  decide(volunteer, form, moment) {
    const today = dateOf(moment.now)
    if (volunteer.state === 'left') return refuse('LEFT')
    if (form.on > today || form.on < addMonths(today, -12)) return refuse('CHECK_DATE')
    if (!form.clear && !form.why) return refuse('BARRED_WHY')
    const { checks } = volunteer.content
    const check = { on: form.on, clear: form.clear, source: form.source, ...(form.why ? { why: form.why } : {}) }
    const changed: VolunteerRow = {
      ...volunteer,
      state: form.clear ? 'cleared' : 'barred',
      checkedOn: form.on,
      clearUntil: form.clear ? clearUntil(form.on) : null,
      content: { ...volunteer.content, checks: [...(checks ?? []).slice(-19), check] },
    }
    const fact: NewFact = {
      subject: ofOrganisation(moment.actor.organisation),
      name: 'volunteer.checked',
      value: { clear: form.clear },
      details: { volunteer: volunteer.id, on: form.on },
    }
    const jobs = form.clear ? [] : [{ name: 'pairing.volunteer', data: { volunteerId: volunteer.id }, key: volunteer.id }]
    return { facts: [fact], changes: changed, reply: { clearUntil: changed.clearUntil }, jobs }
  },
  save: (context, changed) => changeVolunteer(context, changed),
})

export const leave = action({
  name: 'pairing.leave',
  title: '志愿者退出',
  help: '现有的结对随即结束，孩子回到“等待结对”由您另办。',
  form: leaveForm,
  load: loadVolunteer,
  may: (actor, volunteer) => ownVolunteer(actor, volunteer),
  decide(volunteer, form, moment) {
    if (volunteer.state === 'left') return refuse('LEFT')
    const changed: VolunteerRow = {
      ...volunteer,
      state: 'left',
      clearUntil: null,
      content: { ...volunteer.content, left: form.note ?? '' },
    }
    const fact: NewFact = {
      subject: ofOrganisation(moment.actor.organisation),
      name: 'volunteer.left',
      value: { reason: form.reason },
      details: { volunteer: volunteer.id },
    }
    const jobs = [{ name: 'pairing.volunteer', data: { volunteerId: volunteer.id }, key: volunteer.id }]
    return { facts: [fact], changes: changed, reply: {}, jobs }
  },
  save: (context, changed) => changeVolunteer(context, changed),
})
