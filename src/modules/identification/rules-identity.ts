/** Pure decisions about who somebody is: what verifies, who signs, what is written, what hangs on it. */
import { known } from '#kernel/field.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { laidOver, type PersonDescription, readIdNumber } from '#modules/people-and-cases/words.ts'
import { refuse } from './refusals.ts'
import { standing } from './rules.ts'
import { type Evidence, evidences } from './words.ts'
import { ways } from '#facts/tracing.ts'

export type Way = keyof typeof ways

/** Evidence that verifies, the strongest first; `face` is a likeness that a person has checked. */
const VERIFYING = ['dna', 'document', 'police', 'relatives', 'face'] as const

/** Ways that name their own evidence. */
const NEEDED: Partial<Record<Way, Evidence>> = { document: 'document', 'police-records': 'police', dna: 'dna', face: 'face' }

/** What the verification rests on first, or undefined where nothing verifies. */
export const restsOn = (evidence: readonly Evidence[]): (typeof VERIFYING)[number] | undefined =>
  VERIFYING.find((each) => evidence.includes(each))

/** A likeness and a registered inquiry need two persons; so does whatever rests on a likeness alone. */
export const needsSecond = (way: Way, evidence: readonly Evidence[]): boolean =>
  way === 'face' || way === 'inquiry' || restsOn(evidence) === 'face'

interface Told {
  evidence: readonly Evidence[]
  way: Way
  writtenName: string
  idNumber?: string | { unknown: string } | undefined
  birthDate?: string | undefined
  division?: string | undefined
}

/** Whether an identity may be decided on this, at all. */
export function sound(told: Told, today: string): true | Refusal {
  if (!restsOn(told.evidence)) return refuse('EVIDENCE')
  const needed = NEEDED[told.way]
  if (needed && !told.evidence.includes(needed)) return refuse('EVIDENCE_WAY', { way: ways[told.way], needed: evidences[needed] })
  if (told.birthDate && told.birthDate > today) return refuse('BIRTH_LATER')
  const number = known(told.idNumber as string | undefined)
  const reading = number ? readIdNumber(number, today) : undefined
  const certain = reading && (reading.level === 'valid' || reading.level === 'historic') ? reading : undefined
  if (certain?.birth && told.birthDate && certain.birth !== told.birthDate) return refuse('BIRTH_NUMBER')
  return true
}

export interface Identity {
  /** What is laid over the description in the index. */
  description: PersonDescription
  birth?: { date: string }
  /** Sentence about the number, where it is not right in itself. */
  warning?: string
}

/** What is known of the person once decided; a number that is right in itself tells birth where nobody did. */
export function identityOf(told: Told, today: string): Identity {
  const number = known(told.idNumber as string | undefined)
  const reading = number ? readIdNumber(number, today) : undefined
  const certain = reading?.level === 'valid' || reading?.level === 'historic'
  const birthDate = told.birthDate ?? (certain ? reading?.birth : undefined)
  return {
    description: {
      writtenName: told.writtenName,
      ...(told.idNumber === undefined ? {} : { idNumber: told.idNumber as PersonDescription['idNumber'] }),
      ...(birthDate === undefined ? {} : { birthDate }),
      ...(told.division === undefined ? {} : { division: told.division }),
    } as PersonDescription,
    ...(birthDate === undefined ? {} : { birth: { date: birthDate } }),
    ...(reading?.sentence ? { warning: reading.sentence } : {}),
  }
}

/** The description once decided, and what it was before in the places that change. */
export function decided(before: PersonDescription, identity: Identity): { after: PersonDescription; was: PersonDescription } {
  const keys = Object.keys(identity.description) as (keyof PersonDescription)[]
  const was = Object.fromEntries(keys.flatMap((key) => (before[key] === undefined ? [] : [[key, before[key]]])))
  return { after: laidOver(before, identity.description), was: was as PersonDescription }
}

/**
 * The description once undone: what the decision wrote goes back to what was there, unless somebody has changed it since.
 * The name that was taken for verified stays as one that was heard: families may still look for it.
 */
export function undone(now: PersonDescription, wrote: PersonDescription, was: PersonDescription): PersonDescription {
  const result: Record<string, unknown> = { ...now }
  for (const [key, value] of Object.entries(wrote)) {
    if (JSON.stringify(result[key]) !== JSON.stringify(value)) continue
    const earlier = (was as Record<string, unknown>)[key]
    if (earlier === undefined) delete result[key]
    else result[key] = earlier
  }
  return result as PersonDescription
}

/** Whether a household register lies in the station's city; the four municipalities count as one city each. */
export function isLocal(division: string, stationDivision: string | null): boolean | undefined {
  if (!stationDivision) return undefined
  const length = ['11', '12', '31', '50'].includes(stationDivision.slice(0, 2)) ? 2 : 4
  return division.slice(0, length) === stationDivision.slice(0, length)
}

/** What may have been done because somebody was taken for identified: to be gone through by a person when it is undone. */
export const consequenceWords: Record<string, string> = {
  'tracing.notice-withdrawn': '公告已撤下：要不要重新发布',
  'tracing.match-confirmed': '与家属登记确认了比对：请撤销或另行核对',
  'inquiry.answered': '已答复家属：请告诉家属认错了',
  'inquiry.closed': '家属登记已办结：请重新打开继续找',
  'person.register-known': '户籍已登记：请核对是否仍成立',
  'person.birth-known': '出生日期已登记：请核对是否仍成立',
  'person.merged': '已与别的记录合并：请核对要不要拆开',
  'departure.return-planned': '已排返乡：请停办',
  'departure.sent-home': '已送返乡：请马上联系当地和护送人员',
  'departure.left': '已离站：请马上联系，人现在在哪里',
  'departure.handed-over': '已交接：请联系接收的一方',
  'departure.origin-told': '已告知返回地：请去函更正',
  'origin.received': '返回地已接收：请联系核对',
  'origin.family-visited': '已走访家庭：请告诉那一家认错了',
  'settlement.applied': '已申请落户：请停办或更正',
  'settlement.planned': '已列落户方案：请停办或更正',
  'follow-up.listed': '已列入易走失人员库：请更正',
  'follow-up.visited': '已回访：回访的可能是另一个人',
  'referral.made': '已转介：请告诉受理的一方',
  'conference.held': '已开会研究：请通报撤销',
}

export interface Consequence {
  factId: string
  name: string
  at: number
  words: string
}

/**
 * Standing facts that were recorded after a decision, up to its undoing, and may hang on it, in the order in which they
 * happened. One that the undoing's reactions have taken back since is not listed any more.
 */
export function consequencesOf(
  facts: readonly LedgerFact[],
  decision: { at: number; action: string; until?: number | null },
): Consequence[] {
  const until = decision.until ?? Infinity
  // Within one instant the order of recording tells what came after.
  const own = facts.findLastIndex((fact) => fact.action === decision.action)
  const later = new Set(
    facts.filter((fact, index) => fact.recordedAt > decision.at || (fact.recordedAt === decision.at && index > own)),
  )
  return standing(facts)
    .filter((fact) => later.has(fact) && fact.recordedAt <= until)
    .flatMap((fact) => {
      const words = consequenceWords[fact.name]
      return words ? [{ factId: fact.id, name: fact.name, at: fact.occurredAt, words }] : []
    })
}

/** Ids of inquiries that some facts of the guest name. */
export const inquiriesIn = (facts: readonly LedgerFact[]): string[] => [
  ...new Set(
    facts.flatMap((fact) =>
      fact.name.startsWith('tracing.match-') &&
      typeof fact.value.inquiry === 'string' &&
      /^[0-9a-f-]{36}$/.test(fact.value.inquiry)
        ? [fact.value.inquiry]
        : [],
    ),
  ),
]
