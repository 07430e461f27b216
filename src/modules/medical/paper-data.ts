/** What the papers of hospital and back show, out of file, person and facts. Pure; ID numbers and phones masked. */
import { known, maskValue } from '#kernel/field.ts'
import { dateOf, printInstant } from '#kernel/time.ts'
import type { LoadedFile } from '#modules/people-and-cases/index.ts'
import { identityStates, sexes } from '#modules/people-and-cases/words.ts'
import { standing } from './rules.ts'
import { circumstancesOf, fetchers, type Three, whoFetches } from './rules-fetch.ts'
import { hospitalReasons } from './schema.ts'
import { type Assignee, assignees } from './schema-back.ts'
import { bearerWord, kindWord } from './sheet-costs.ts'
import type { CostLine } from './store-costs.ts'

type Details = Record<string, unknown>

/** A fact with what was written down in its form. */
export interface Told {
  at: number
  value: Record<string, unknown>
  details: Details
}

const text = (details: Details | undefined, key: string): string | null =>
  typeof details?.[key] === 'string' && details[key] !== '' ? (details[key] as string) : null

/** `2026 年 11 月 30 日 19 时 20 分` */
export function longTime(instant: number | null | undefined): string | null {
  if (instant === null || instant === undefined) return null
  const [date, clock] = printInstant(instant).split('T') as [string, string]
  const [year, month, day] = date.split('-')
  const [hour, minute] = clock.split(':')
  return `${year} 年 ${Number(month)} 月 ${Number(day)} 日 ${Number(hour)} 时${Number(minute) === 0 ? '' : ` ${Number(minute)} 分`}`
}

export const longDate = (instant: number): string => {
  const [year, month, day] = dateOf(instant).split('-')
  return `${year} 年 ${Number(month)} 月 ${Number(day)} 日`
}

export function headOf({ file, person }: Pick<LoadedFile, 'file' | 'person'>, station: { name: string; phone: string | null }) {
  const { description } = person
  const number = known(description.idNumber)
  const birth =
    description.birthDate ??
    (description.birthYear
      ? `${description.birthYear} 年`
      : description.ageSeenMin !== undefined
        ? `看上去 ${description.ageSeenMin} 至 ${description.ageSeenMax ?? description.ageSeenMin} 岁`
        : null)
  return {
    station: station.name,
    stationPhone: station.phone,
    no: file.no,
    name: person.displayName,
    sex: person.sex ? sexes[person.sex] : null,
    birth,
    identity: identityStates[person.identity],
    idNumber: number === undefined ? null : String(maskValue('id-number', number)),
    household: known(description.household) ?? null,
    marks: description.marks?.join('；') ?? null,
  }
}

export function referral(sent: Told) {
  const { details } = sent
  return {
    hospital: String(details.hospitalName ?? sent.value.hospital ?? ''),
    at: longTime(sent.at),
    reason: hospitalReasons[details.reason as keyof typeof hospitalReasons] ?? null,
    complaint: text(details, 'complaint'),
    escort: text(details, 'escort'),
    ward: text(details, 'ward'),
    phoned: details.phoned === 'yes' ? `已电话告知${text(details, 'phonedWhom') ?? ''}` : null,
    fromStreet: details.fromStreet === 'yes',
  }
}

const bedsideResults = { verified: '查明身份', claimed: '本人自述', unknown: '仍不明' } as const

export function bedside(sent: Told | undefined, found: Told | undefined) {
  return {
    hospital: sent ? String(sent.value.hospital ?? '') : '',
    sentAt: longTime(sent?.at),
    at: longTime(found?.at),
    how: text(found?.details, 'how'),
    by: [text(found?.details, 'by'), text(found?.details, 'second')].filter(Boolean).join('、') || null,
    results: Object.entries(bedsideResults),
    result: text(found?.details, 'result'),
    eligible: found?.details.eligible === 'yes' ? '符合' : found?.details.eligible === 'no' ? '不符合' : null,
  }
}

const said: Record<Three, string> = { yes: '是', no: '否', unknown: '没有问清' }

export function fetchNotice(loaded: LoadedFile, ready: Told, assigned: Told | undefined, stayHospital: string, now: number) {
  const told = circumstancesOf(standing(loaded.facts))
  const rule = whoFetches(told)
  return {
    to: assigned ? String(assigned.details.organisationName ?? assignees[assigned.value.by as Assignee]) : fetchers[rule.by],
    hospital: stayHospital,
    readyAt: longTime(ready.at),
    reason: rule.reason,
    clause: rule.clause,
    waiting: rule.waiting,
    canPay: said[told.canPay],
    nobody: said[told.nobody],
    advice: text(ready.details, 'advice'),
    on: longDate(now),
  }
}

const destinations = { station: '回站', home: '直接返乡', institution: '托养机构', town: '户籍地镇街' } as const

export function discharge(sent: Told | undefined, ready: Told | undefined, fetched: Told | undefined, fen: number) {
  return {
    hospital: sent ? String(sent.value.hospital ?? '') : '',
    sentAt: longTime(sent?.at),
    readyAt: longTime(ready?.at),
    fetchedAt: longTime(fetched?.at),
    by: text(fetched?.details, 'by'),
    to: destinations[fetched?.details.to as keyof typeof destinations] ?? null,
    advice: text(ready?.details, 'advice'),
    note: text(fetched?.details, 'note'),
    cost: fen > 0 ? `${(fen / 100).toFixed(2)} 元` : '没有登记费用',
  }
}

export function costStatement(lines: readonly CostLine[]) {
  const stand = lines.filter((line) => line.withdrawnAt === null).toReversed()
  const sum = (some: readonly CostLine[]) => (some.reduce((all, line) => all + line.fen, 0) / 100).toFixed(2)
  const bearers = [...Map.groupBy(stand, (line) => line.chargedTo)]
  return {
    lines: stand.map((line) => ({
      on: dateOf(line.at),
      hospital: line.hospital ?? '站内',
      kind: kindWord(line.kind),
      yuan: (line.fen / 100).toFixed(2),
      bearer: bearerWord(line.chargedTo),
      paid: line.paidAt === null ? '未付' : dateOf(line.paidAt),
    })),
    total: sum(stand),
    unpaid: sum(stand.filter((line) => line.paidAt === null)),
    bearers: bearers.map(([key, some]) => `${bearerWord(key)} ${sum(some)} 元`).join('；'),
    withdrawn: lines.length - stand.length,
  }
}
