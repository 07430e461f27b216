/** What the papers of the place of origin show, out of case, person and facts. Pure; ID numbers and phones masked. */
import { isUnknown, known, maskValue } from '#kernel/field.ts'
import { dateOf, printInstant } from '#kernel/time.ts'
import { type PersonRow, sexes } from '#modules/people-and-cases/words.ts'
import type { ListedCase } from './store-read.ts'
import { destinations, hardships, housings, readiness, registers, reportTos, signs, visitors, willingness } from './words.ts'

type Told = Record<string, unknown>

export interface PaperCase {
  row: ListedCase
  person: PersonRow | null
  place: { name: string; phone: string | null }
  last(name: string): { at: number; value: Told; told: Told } | undefined
}

export function longDate(date: string): string {
  const [year, month, day] = date.split('-')
  return `${year} 年 ${Number(month)} 月 ${Number(day)} 日`
}
const longTime = (at: number) => `${longDate(dateOf(at))} ${printInstant(at).slice(11, 16)}`
const text = (told: Told | undefined, key: string) => (typeof told?.[key] === 'string' ? (told[key] as string) : null)
const word = (labels: Record<string, string>, value: unknown) => (typeof value === 'string' ? (labels[value] ?? value) : null)
const words = (labels: Record<string, string>, value: unknown) =>
  Array.isArray(value) && value.length > 0 ? value.map((each) => labels[String(each)] ?? String(each)).join('、') : null

/** Who it is about: the head of every paper. */
export function headOf({ row, person, place }: PaperCase) {
  const description = person?.description ?? {}
  const number = known(description.idNumber)
  const sex = person?.sex ?? (row.content.sex as 'male' | 'female' | undefined) ?? null
  return {
    station: place.name,
    phone: place.phone,
    no: row.no,
    name: person?.displayName ?? row.content.name,
    sex: sex ? sexes[sex] : null,
    birth: description.birthDate ?? row.content.birth ?? null,
    idNumber: number ? String(maskValue('id-number', number)) : null,
    household: known(description.household) ?? row.content.household ?? null,
    from: row.content.from || row.sender,
    letterNo: row.content.letterNo ?? null,
    toldOn: longDate(dateOf(row.toldAt)),
  }
}

/** 接收回执 */
export function receiptPaper(found: PaperCase) {
  const answer = found.last('origin.answered')
  const received = found.last('origin.received')
  return {
    ...headOf(found),
    accepts: answer ? answer.value.accepts === true : received ? true : null,
    reason: text(answer?.told, 'reason') ?? text(answer?.told, 'note'),
    fetchWho: text(answer?.told, 'fetchWho'),
    fetchOn: found.row.fetchOn ? longDate(found.row.fetchOn) : null,
    receivedAt: received ? longTime(received.at) : null,
    to: word(destinations, received?.value.to),
    where: text(received?.told, 'place'),
    deliveredBy: text(received?.told, 'from'),
    receiver: text(received?.told, 'receiver'),
    receiverIs: text(received?.told, 'receiverIs'),
    condition: text(received?.told, 'condition'),
    on: longDate(dateOf(received?.at ?? answer?.at ?? found.row.toldAt)),
  }
}

/** 家庭状况走访表: with blanks to write in before the visit. */
export function visitPaper(found: PaperCase) {
  const visit = found.last('origin.family-visited')
  const told = visit?.told
  const guardian = told?.guardian
  return {
    ...headOf(found),
    how: word(visitors, told?.how),
    visitedOn: visit ? longDate(text(told, 'visitedOn') ?? dateOf(visit.at)) : null,
    people: text(told, 'people'),
    informant: text(told, 'informant'),
    members: text(told, 'members'),
    housing: word(housings, told?.housing),
    income: text(told, 'income'),
    guardian: isUnknown(guardian) ? '没问清' : text(told, 'guardian'),
    signs: words(signs, told?.signs),
    signsText: text(told, 'signsText'),
    canKeep: word(readiness, told?.canKeep),
    willKeep: word(willingness, told?.willKeep),
    hardship: words(hardships, told?.hardship),
    hardshipText: text(told, 'hardshipText'),
    homeless: told?.homeless === 'yes' ? '确实无家可归' : told?.homeless === 'no' ? '有家可归' : null,
    register: word(registers, told?.register),
    note: text(told, 'note'),
  }
}

/** 困难情况报送函: before reporting it is a draft without addressee. */
export function hardshipPaper(found: PaperCase) {
  const hardship = found.last('origin.hardship-found')
  const report = found.last('origin.hardship-reported')
  const visit = found.last('origin.family-visited')?.told
  const to = String(report?.value.to ?? '')
    .split(', ')
    .map((each) => word(reportTos, each))
    .filter(Boolean)
    .join('、')
  return {
    ...headOf(found),
    to: text(report?.told, 'units') ?? (to || null),
    hardship: words(hardships, hardship?.told.hardship),
    hardshipText: text(hardship?.told, 'hardshipText'),
    members: text(visit, 'members'),
    housing: word(housings, visit?.housing),
    income: text(visit, 'income'),
    asks: text(report?.told, 'text'),
    on: longDate(dateOf(report?.at ?? hardship?.at ?? found.row.toldAt)),
  }
}

/** 恢复户籍函 */
export function registerPaper(found: PaperCase) {
  const asked = found.last('origin.register-asked')
  const cancelled = found.last('origin.register-cancelled')
  const received = found.last('origin.received')
  return {
    ...headOf(found),
    to: text(asked?.told, 'police'),
    asks: text(asked?.told, 'text'),
    receivedOn: received ? longDate(dateOf(received.at)) : null,
    on: longDate(dateOf(asked?.at ?? cancelled?.at ?? found.row.toldAt)),
  }
}
