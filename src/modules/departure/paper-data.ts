/** What the papers of leaving show, out of file, person and facts. Pure; ID numbers and phones masked. */
import { factDef } from '#facts/index.ts'
import { known, maskValue } from '#kernel/field.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import { DAY, dateOf, printInstant } from '#kernel/time.ts'
import { identityStates, sexes } from '#modules/people-and-cases/words.ts'
import type { LoadedFile } from '#modules/people-and-cases/index.ts'
import { guestAt, keptBelongings, lastOf, standing } from './guest.ts'
import { yuanOf } from './rules-form.ts'
import { allLeavingKinds, terminationGrounds, transports } from './schema.ts'

type Details = Record<string, unknown>

const arrivals: Record<string, string> = {
  self: '自行来站',
  police: '公安护送',
  'city-management': '城管护送',
  patrol: '巡查带回',
  hospital: '医院转来',
  public: '群众护送',
  'other-station': '他站转来',
}

/** `2026 年 11 月 30 日 19 时 20 分` */
export function longTime(instant: number | null | undefined): string | null {
  if (instant === null || instant === undefined) return null
  const [date, clock] = printInstant(instant).split('T') as [string, string]
  const [hour, minute] = clock.split(':')
  return `${longDate(date)} ${Number(hour)} 时${Number(minute) === 0 ? '' : ` ${Number(minute)} 分`}`
}

export function longDate(date: string): string {
  const [year, month, day] = date.split('-')
  return `${year} 年 ${Number(month)} 月 ${Number(day)} 日`
}

const shortDate = (instant: number) => dateOf(instant).slice(5)
export const text = (details: Details, key: string) => (typeof details[key] === 'string' ? (details[key] as string) : null)
export const masked = (kind: 'id-number' | 'phone', value: string | undefined) =>
  value === undefined ? null : String(maskValue(kind, value))

/** Who it is about: the head of every paper. */
export function headOf(loaded: LoadedFile, station: string) {
  const { file, person } = loaded
  const { description } = person
  const birth =
    description.birthDate ??
    (description.birthYear
      ? `${description.birthYear} 年`
      : description.ageSeenMin !== undefined
        ? `看上去 ${description.ageSeenMin} 至 ${description.ageSeenMax ?? description.ageSeenMin} 岁`
        : null)
  return {
    station,
    no: file.no,
    name: person.displayName,
    sex: person.sex ? sexes[person.sex] : null,
    birth,
    identity: identityStates[person.identity],
    ethnicity: known(description.ethnicity) ?? null,
    idNumber: masked('id-number', known(description.idNumber)),
    household: known(description.household) ?? null,
    arrival: file.arrival ? (arrivals[file.arrival] ?? null) : null,
    acceptedAt: longTime(file.acceptedAt),
    leftAt: longTime(file.leftAt),
  }
}

/** `男，出生日期 1980-05-01，身份已核实，户籍地 …`, for letters. */
export function whoLine(head: ReturnType<typeof headOf>): string {
  return [head.sex, head.birth && `出生日期 ${head.birth}`, `身份${head.identity}`, head.household && `户籍地 ${head.household}`]
    .filter(Boolean)
    .join('，')
}

/** `人像比对 11-30、公安反馈 12-01`: what was done, by the names of the facts; the latest eight. */
function doneLine(facts: readonly LedgerFact[], ...prefixes: string[]): string {
  return facts
    .filter((fact) => prefixes.some((prefix) => fact.name.startsWith(prefix)))
    .slice(-8)
    .map((fact) => `${factDef(fact.name)?.title ?? fact.name} ${shortDate(fact.occurredAt)}`)
    .join('；')
}

const countOf = (facts: readonly LedgerFact[], name: string) => facts.filter((fact) => fact.name === name).length

export function fitLine(facts: readonly LedgerFact[]): string {
  const screened = lastOf(facts, 'medical.screened')
  if (!screened) return '未检视'
  const { fit } = screened.value
  return `${shortDate(screened.occurredAt)} ${fit === true ? '能出行' : fit === false ? '暂不能出行' : '已检视'}`
}

export function healthLine(facts: readonly LedgerFact[]): string {
  const parts: string[] = []
  const treated = countOf(facts, 'medical.treated')
  if (treated > 0) parts.push(`站内诊治 ${treated} 次`)
  for (const fact of facts) {
    if (fact.name === 'medical.hospitalised')
      parts.push(`${shortDate(fact.occurredAt)} 住院（${String(fact.value.hospital ?? '医院')}）`)
    if (fact.name === 'medical.fetched') parts.push(`${shortDate(fact.occurredAt)} 接回`)
  }
  if (!facts.some((fact) => fact.name === 'medical.hospitalised')) parts.push('未住院')
  return parts.join('；')
}

function costLine(facts: readonly LedgerFact[]): string {
  const fen = facts
    .filter((fact) => fact.name === 'cost.recorded' && fact.value.fund === 'medical')
    .reduce((sum, fact) => sum + Number(fact.value.amount ?? 0), 0)
  return fen > 0 ? `；费用 ${yuanOf(fen)} 元` : ''
}

function bedLine(facts: readonly LedgerFact[], until: number): string {
  const beds = facts.filter((fact) => fact.name === 'stay.bed-assigned')
  const first = beds[0]
  if (!first) return '未安排床位'
  const days = Math.max(1, Math.ceil((until - first.occurredAt) / DAY))
  return `${shortDate(first.occurredAt)} 至 ${shortDate(until)}，共 ${days} 天${beds.length > 1 ? `，换床 ${beds.length - 1} 次` : ''}`
}

function careLine(facts: readonly LedgerFact[], ...kinds: string[]): string {
  const found = facts.filter(
    (fact) => fact.name === 'stay.care-logged' && (fact.value.care as string[] | undefined)?.some((kind) => kinds.includes(kind)),
  )
  if (found.length === 0) return ''
  const days = [...new Set(found.map((fact) => shortDate(fact.occurredAt)))]
  return `${found.length} 次（${days.slice(0, 6).join('、')}${days.length > 6 ? ' 等' : ''}）`
}

/** 受助人员在站服务及离站登记表 */
export function stayAndLeaving(
  loaded: LoadedFile,
  station: string,
  details: Details,
  leaving: { kind: string; leftAt: number; letterNo: string | null } | undefined,
  now: number,
) {
  const facts = standing(loaded.facts)
  const extended = lastOf(facts, 'stay.extended')
  const kept = facts
    .filter((fact) => fact.name === 'intake.belongings-kept')
    .flatMap((fact) => (fact.value.items as string[] | undefined) ?? [])
  const out = keptBelongings(facts)
  const home = lastOf(facts, 'departure.sent-home')
  const until = leaving?.leftAt ?? now
  const accepted = loaded.file.acceptedAt ?? loaded.file.arrivedAt
  const escorts = (details.escorts as { name: string; sex: string }[] | undefined) ?? []
  return {
    ...headOf(loaded, station),
    beds: bedLine(facts, until),
    screened: fitLine(facts),
    food: careLine(facts, 'meals', 'clothing', 'bedding', 'hygiene'),
    medical: `${healthLine(facts)}${costLine(facts)}`,
    tracing: doneLine(facts, 'tracing.'),
    mind: careLine(facts, 'education', 'counselling', 'activity'),
    belongings:
      kept.length === 0
        ? '无保管物品'
        : `保管 ${kept.length} 件；${out.length === 0 ? '全部发还' : `尚存 ${out.length} 件`}，见物品清单`,
    withinTen: !extended && until - accepted <= 10 * DAY,
    extended: extended !== undefined,
    extendedBy: String(extended?.value.approvedBy ?? ''),
    inHospital: facts.some((fact) => fact.name === 'medical.hospitalised'),
    kinds: Object.entries(allLeavingKinds),
    kind: leaving?.kind ?? null,
    destination: [
      (home?.value.origin as string | undefined) ?? text(details, 'origin'),
      home?.value.local === true ? '（本辖区）' : home?.value.crossProvince === true ? '（跨省）' : '',
    ]
      .filter(Boolean)
      .join(''),
    via: transports[(home?.value.via ?? details.via) as keyof typeof transports] ?? null,
    escorts: escorts.map((each) => `${each.name}${each.sex === 'female' ? '（女）' : ''}`).join('、'),
    foodAlong: text(details, 'food'),
    receiver: text(details, 'receiver') ?? collectorLine(details),
    letterNo: leaving?.letterNo ?? null,
    revisit: home ? (home.value.local === true ? '一年内回访' : '由返回地了解家庭情况，本站发函告知') : '',
  }
}

export function collectorLine(details: Details): string | null {
  const name = text(details, 'collectorName')
  if (!name) return null
  const number = masked('id-number', text(details, 'collectorIdNumber') ?? undefined)
  return [name, text(details, 'collectorRelation') && `（${text(details, 'collectorRelation')}）`, number && ` ${number}`]
    .filter(Boolean)
    .join('')
}

/** 自行离站声明书: also for giving up help; before leaving it has blanks to write in. */
export function selfLeave(loaded: LoadedFile, station: string, details: Details, now: number) {
  const guest = guestAt(loaded, now)
  return {
    ...headOf(loaded, station),
    destination: text(details, 'origin'),
    belongings: guest.kept.length === 0 ? '本人物品已全部发还' : `本站还保管 ${guest.kept.length} 件物品，离站时发还`,
    notFit: guest.fit === 'no',
    consent: guest.eighteen !== 'yes',
    consentBy: text(details, 'consentBy'),
    readBy: text(details, 'readBy'),
    today: longDate(dateOf(loaded.file.leftAt ?? now)),
  }
}

/** 终止救助通知书 */
export function termination(
  loaded: LoadedFile,
  station: string,
  details: Details,
  leaving: { noticeNo: string | null; leftAt: number },
) {
  return {
    ...headOf(loaded, station),
    noticeNo: leaving.noticeNo,
    ground: terminationGrounds[text(details, 'ground') as keyof typeof terminationGrounds] ?? null,
    record: text(details, 'record'),
    on: longDate(dateOf(leaving.leftAt)),
  }
}

/** 返乡告知函 */
export function originLetter(
  loaded: LoadedFile,
  station: string,
  told: Details,
  origin: string | null,
  letter: { no: string | null; on: number },
) {
  const head = headOf(loaded, station)
  return {
    ...head,
    letterNo: letter.no,
    to: origin,
    on: longDate(dateOf(letter.on)),
    advice: text(told, 'advice'),
    who: whoLine(head),
  }
}
