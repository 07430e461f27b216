/** What stands in the cells of the papers, as text: told from the facts, ID numbers masked unless opened with a reason. */
import { isUnknown, known, maskValue, unknownKinds } from '#kernel/field.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import { civilOfDay, dayOfInstant, HOUR, MINUTE, printInstant } from '#kernel/time.ts'
import { guardianConsents } from '#modules/people-and-cases/words.ts'
import { capacities, conditionKinds, identityStates, type PersonDescription, sexes } from '#modules/people-and-cases/index.ts'
import type { ReadReception } from './read-reception.ts'
import { lastOf } from './rules-facts.ts'
import type { Belonging } from './store.ts'
import {
  arrivals,
  assistances,
  belongingKinds,
  causes,
  consents,
  deliveries,
  educations,
  foundDisposals,
  identityProofs,
  maritals,
  refusalGrounds,
  requests,
  signings,
  triageSigns,
} from './words.ts'

type Words = Record<string, unknown>

export interface PrintOf {
  station: string
  /** Which copy, `第 2 份`; a preview says so. */
  copy: string
  /** Whether the ID number is printed whole. */
  clear: boolean
}

/** Told, or in which way not: `不详（查不出）`. */
function told(value: unknown): string {
  if (isUnknown(value)) return `不详（${unknownKinds[value.unknown]}）`
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(told).filter(Boolean).join('、')
  return String(value)
}

const label = (labels: Record<string, string>, key: unknown) => (typeof key === 'string' ? (labels[key] ?? key) : '')
const join = (...parts: (string | undefined)[]) => parts.filter(Boolean).join('　')

/** `2026 年 12 月 9 日 2 时 31 分`, Asia/Shanghai. */
function longInstant(at: number | null | undefined): string {
  if (at === null || at === undefined) return ''
  const { year, month, day } = civilOfDay(dayOfInstant(at))
  const inDay = (at + 8 * HOUR) % (24 * HOUR)
  return `${year} 年 ${month} 月 ${day} 日 ${Math.floor(inDay / HOUR)} 时 ${Math.floor((inDay % HOUR) / MINUTE)} 分`
}

function born(description: PersonDescription): string {
  if (description.birthDate) return description.birthDate
  if (description.birthYear !== undefined) return `${description.birthYear} 年`
  const { ageSeenMin: min, ageSeenMax: max } = description
  if (min === undefined && max === undefined) return ''
  return `看上去 ${min === max || max === undefined ? min : min === undefined ? max : `${min}—${max}`} 岁`
}

function document(description: PersonDescription, clear: boolean): string {
  const number = known(description.idNumber)
  if (number === undefined) return told(description.idNumber)
  return clear ? number : String(maskValue('id-number', number))
}

function person(read: ReadReception, print: PrintOf) {
  const { description, identity } = read.person
  return {
    name: told(description.writtenName) || read.person.displayName,
    heard: told([...(description.heardNames ?? []), ...(description.nicknames ?? [])]),
    sex: label(sexes, description.sex),
    birth: born(description),
    ethnicity: told(description.ethnicity),
    idNumber: document(description, print.clear),
    identity: identityStates[identity],
    household: join(told(description.household), description.division),
    phone: print.clear ? told(description.phone) : told(maskValue('phone', known(description.phone)) ?? description.phone),
    accent: told(description.accent),
    marks: join(told(description.marks), description.height === undefined ? undefined : `身高 ${description.height} cm`),
    kin: (description.kin ?? [])
      .map((one) =>
        join(
          one.relation,
          one.name,
          one.phone === undefined ? undefined : String(print.clear ? one.phone : maskValue('phone', one.phone)),
          one.address,
        ),
      )
      .join('；'),
  }
}

const thingLine = (one: Pick<Belonging, 'name' | 'kind' | 'quantity' | 'amount' | 'mark'>) =>
  `${one.name}（${label(belongingKinds, one.kind)}）${one.amount === null ? `× ${one.quantity}` : `${one.amount.toFixed(2)} 元`}${one.mark ? `，${one.mark}` : ''}`

const details = (read: ReadReception, fact: LedgerFact | undefined): Words => (fact ? (read.details.get(fact.id) ?? {}) : {})

/** 求助登记表. */
export function registrationPaper(read: ReadReception, things: Belonging[], print: PrintOf) {
  const { own, file } = read
  const asked = details(read, lastOf(own, 'intake.asked'))
  const handover = lastOf(own, 'handover.signed')
  const triage = details(read, lastOf(own, 'intake.triaged'))
  const safetyFact = own.findLast((fact) => fact.name.startsWith('intake.safety-'))
  const safety = details(read, safetyFact)
  const form = (details(read, lastOf(own, 'intake.registered'))['form'] ?? {}) as Words
  const kept = details(read, lastOf(own, 'intake.belongings-kept'))
  const condition = lastOf(read.facts, 'person.condition-noted')?.value ?? {}
  const accepted = lastOf(own, 'intake.accepted')
  const refused = lastOf(own, 'intake.refused')
  return {
    station: print.station,
    no: file.no,
    copy: print.copy,
    ...person(read, print),
    arrivedAt: longInstant(file.arrivedAt),
    arrival: label(arrivals, file.arrival),
    escort: join(told(asked['escortUnit']), told(asked['escortPerson'])),
    foundPlace: told(asked['foundPlace']),
    handover: handover ? `已双签 ${printInstant(handover.occurredAt).slice(0, 16).replace('T', ' ')}` : '',
    proof: label(identityProofs, form['identityProof']),
    residence: told(form['residence']),
    education: label(educations, form['education']),
    marital: label(maritals, form['marital']),
    fingerprinted: form['fingerprinted'] === true ? '已采集' : '',
    assistance: label(assistances, form['assistance']),
    cause: join(label(causes, form['cause']), told(form['causeNote'])),
    since: join(told(form['vagrantSince']), told(form['vagrantFrom'])),
    request: label(requests, form['request']),
    companions: ((form['companions'] as Words[] | undefined) ?? [])
      .map((one) => join(told(one['name']), told(one['relation']), one['age'] === undefined ? '' : `${one['age']} 岁`))
      .join('；'),
    look: join(
      ((triage['signs'] as string[] | undefined) ?? []).map((sign) => label(triageSigns, sign)).join('、'),
      triage['temperature'] === undefined ? '' : `体温 ${triage['temperature']} ℃`,
      told(triage['injuries']),
    ),
    condition: join(
      ((condition['kinds'] as string[] | undefined) ?? []).map((kind) => label(conditionKinds, kind)).join('、'),
      condition['capacity'] ? `行为能力：${label(capacities, condition['capacity'])}` : '',
    ),
    safety: safetyLine(safetyFact, safety),
    found: ((safety['found'] as Words[] | undefined) ?? [])
      .map((one) => `${told(one['name'])}，${label(foundDisposals, one['disposal'])}`)
      .join('；'),
    things: things.map(thingLine).join('；'),
    thingsSigned:
      things.length > 0 ? join(label(signings, kept['signing']), told(kept['firstStaff']), told(kept['secondStaff'])) : '',
    told: form['told'] === true ? '已告知' : '',
    decision: accepted
      ? `受理　${longInstant(accepted.occurredAt)}`
      : refused
        ? `不予救助　${told(refused.value['noticeNo'])}`
        : '',
    reader: told(form['reader']),
  }
}

function safetyLine(fact: LedgerFact | undefined, safety: Words): string {
  if (!fact) return ''
  if (fact.name === 'intake.safety-deferred') return `暂缓：${told(safety['why'])}`
  if (fact.name === 'intake.safety-refused') return '本人拒绝检查'
  return join(
    label(consents, safety['consent']),
    label(guardianConsents, safety['guardianConsent']),
    told(safety['firstStaff']),
    told(safety['secondStaff']),
  )
}

/** 不予救助通知书. */
export function refusalPaper(read: ReadReception, print: PrintOf) {
  const fact = lastOf(read.own, 'intake.refused')
  const words = details(read, fact)
  return {
    station: print.station,
    no: read.file.no,
    copy: print.copy,
    noticeNo: told(fact?.value['noticeNo']),
    name: told(read.person.description.writtenName) || read.person.displayName,
    sex: label(sexes, read.person.sex),
    idNumber: document(read.person.description, print.clear),
    askedAt: longInstant(read.file.arrivedAt),
    ground: label(refusalGrounds, fact?.value['ground']),
    explanation: told(words['explanation']),
    approvedBy: told(words['approvedBy']),
    delivery: label(deliveries, words['delivery']),
    witness: told(words['witness']),
    decidedAt: longInstant(fact?.occurredAt),
  }
}

/** 书面交接单. */
export function handoverPaper(read: ReadReception, print: PrintOf) {
  const fact = lastOf(read.own, 'handover.signed')
  const words = details(read, fact)
  return {
    station: print.station,
    no: read.file.no,
    copy: print.copy,
    ...person(read, print),
    from: told(fact?.value['from']),
    to: told(fact?.value['to']),
    officer: join(told(words['officer']), told(words['officerNo'])),
    officerPhone: told(words['officerPhone']),
    foundPlace: told(words['foundPlace']),
    foundAt: longInstant(words['foundAt'] as number | undefined),
    condition: told(words['condition']),
    goods: told(words['goods']),
    papers: told(words['papers']),
    receivedBy: told(words['receivedBy']),
    signedAt: longInstant(fact?.occurredAt),
  }
}
