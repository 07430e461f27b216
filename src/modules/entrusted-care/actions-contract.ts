/** The contract: signed, renewed, its rates changed, ended; and what a month costs. */
import { action } from '#kernel/action.ts'
import { dateOf, dayOfInstant } from '#kernel/time.ts'
import { mayKeep } from './access-institutions.ts'
import { accountOf } from './accounts.ts'
import { firstFact, loadInstitution, notNow, told } from './actions-register.ts'
import { refuse } from './refusals-institutions.ts'
import { fenOf, monthDays } from './rules-cost.ts'
import { contractOn, overlaps } from './rules-institutions.ts'
import { contractForm, endContractForm, rateForm } from './schema-institutions.ts'
import { settleMonthForm } from './schema-watch.ts'
import {
  contractsOf,
  endContracts,
  insertContract,
  insertRates,
  institutionRef,
  moveInstitution,
  type Terms,
} from './store-institutions.ts'
import { headsNow } from './store-placed.ts'
import { insertMonth, monthsOf } from './store-watch.ts'
import { REPORT_HOURS } from './words.ts'

export const contract = action({
  name: 'institution.contract',
  title: '签订托养协议',
  help: '续签从原协议到期的次日起。到期前 90 天、30 天提醒。',
  legalBasis: '大提升第2项；托养机构指导意见：签订协议',
  form: contractForm,
  async load(context, form) {
    const loaded = await loadInstitution(context, form)
    return loaded && { ...loaded, contracts: await contractsOf(context.tx, [form.institutionId]) }
  },
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ institution, contracts }, form, moment) {
    if (institution.state !== 'selected' && institution.state !== 'contracted') return notNow(institution, '签约')
    if (institution.fit !== true) return refuse('NOTHING_ASSESSED')
    if (form.until < form.from || form.until < dateOf(moment.occurredAt)) return refuse('PERIOD')
    if (overlaps(contracts, form.from, form.until)) return refuse('OVERLAPS')
    if (new Set(form.rates.map((each) => each.level)).size < form.rates.length) return refuse('RATE_TWICE')
    const { institutionId: _id, ...details } = form
    const terms: Terms = {
      hours: {
        death: form.deathHours ?? REPORT_HOURS.death,
        missing: form.missingHours ?? REPORT_HOURS.missing,
        hospital: form.hospitalHours ?? REPORT_HOURS.hospital,
        infection: form.infectionHours ?? REPORT_HOURS.infection,
      },
      video: form.video,
    }
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.contracted',
          value: { by: moment.actor.organisation.kind, until: form.until, heads: form.heads },
          details: told(details),
        },
      ],
      changes: {
        row: {
          id: moment.newId('contract'),
          no: String(contracts.length + 1),
          from: form.from,
          until: form.until,
          heads: form.heads,
          terms,
        },
        rates: form.rates.map((each) => ({ level: each.level, from: form.from, fen: fenOf(each.yuan) })),
      },
    }
  },
  async save({ tx, actionId }, { row, rates }, { institution: { id: institutionId, ownerPath } }) {
    await insertContract(tx, { ...row, institutionId, ownerPath, factId: firstFact(actionId) })
    await insertRates(tx, { contractId: row.id, institutionId, ownerPath }, rates)
    await moveInstitution(tx, institutionId, 'contracted')
  },
})

export const changeRate = action({
  name: 'institution.change-rate',
  title: '调整收费',
  form: rateForm,
  async load(context, form) {
    const loaded = await loadInstitution(context, form)
    if (!loaded) return null
    const { tx } = context
    return { ...loaded, contracts: await contractsOf(tx, [form.institutionId]), settled: await monthsOf(tx, form.institutionId) }
  },
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ institution, contracts, settled }, form) {
    const of = contractOn(contracts, form.from)
    if (!of) return refuse('NO_CONTRACT')
    const month = settled.find((each) => each.month >= form.from.slice(0, 7))?.month
    if (month) return refuse('RATE_IN_SETTLED', { month })
    const { institutionId: _id, ...details } = form
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.rate-changed',
          value: { from: form.from },
          details: told(details),
        },
      ],
      changes: { contractId: of.id, rate: { level: form.level, from: form.from, fen: fenOf(form.yuan) } },
    }
  },
  save: ({ tx }, { contractId, rate }, { institution: { id: institutionId, ownerPath } }) =>
    insertRates(tx, { contractId, institutionId, ownerPath }, [rate]),
})

export const endContract = action({
  name: 'institution.end-contract',
  title: '终止托养协议',
  help: '还有人在托的，先定好人去哪里、哪天前转完。',
  legalBasis: '大提升第2项',
  form: endContractForm,
  async load(context, form) {
    const loaded = await loadInstitution(context, form)
    if (!loaded) return null
    const [heads] = await headsNow(context.tx, [form.institutionId])
    return { ...loaded, placed: heads?.heads ?? 0 }
  },
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ institution, placed }, form, { actor, occurredAt }) {
    if (institution.state !== 'contracted') return notNow(institution, '终止协议')
    if (placed > 0 && (!form.whereTo || !form.by)) return refuse('PEOPLE_THERE', { count: placed })
    const today = dateOf(occurredAt)
    if (placed > 0 && form.by && form.by < today) return refuse('BY_PAST')
    const { institutionId: _id, ...details } = form
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.contract-ended',
          value: { by: actor.organisation.kind },
          details: { ...told(details), placed },
        },
      ],
      // While people are there the price goes on until the day they are to be gone.
      changes: { on: placed > 0 && form.by ? form.by : today, ground: form.ground },
    }
  },
  async save({ tx }, { on, ground }, { institution }) {
    await endContracts(tx, institution.id, on, ground)
    await moveInstitution(tx, institution.id, 'ended')
  },
})

export const settleMonth = action({
  name: 'institution.settle-month',
  title: '结算一个月',
  help: '按在托天数乘护理等级的协议价。按当天最后在哪里计：入托当日计，离托、送医当日不计。',
  legalBasis: '托养协议',
  form: settleMonthForm,
  async load(context, form) {
    const loaded = await loadInstitution(context, form)
    if (!loaded) return null
    const { tx } = context
    return {
      ...loaded,
      account: await accountOf(tx, form.institutionId, form.month),
      settled: await monthsOf(tx, form.institutionId),
    }
  },
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ institution, account, settled }, form, { occurredAt }) {
    const { month } = form
    if (dayOfInstant(occurredAt) < monthDays(month).to) return refuse('MONTH_RUNS', { month })
    if (settled.some((each) => each.month === month)) return refuse('SETTLED_ALREADY', { month })
    if (account.days === 0) return refuse('NOTHING_TO_SETTLE', { month })
    if (account.uncovered > 0) return refuse('UNCOVERED', { month, days: account.uncovered })
    const { fen, days } = account
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'cost.recorded',
          value: { fund: 'entrusted', amount: fen, chargedTo: 'fund' },
          details: told({ month, days, note: form.note }),
        },
      ],
      changes: { month, fen, days },
      reply: { fen, days },
    }
  },
  save: (context, changes, { institution: { id: institutionId, ownerPath } }) =>
    insertMonth(context, { ...changes, institutionId, ownerPath, factId: firstFact(context.actionId) }),
  constraintRefusal: (constraint) =>
    constraint === 'month_cost_pkey' ? refuse('SETTLED_ALREADY', { month: '这个月' }) : undefined,
})
