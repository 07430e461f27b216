/** Asking, accepting, refusing, going, coming back: pure decisions over the facts of a file and its person. */
import type { Moment } from '#kernel/action.ts'
import { next } from '#kernel/lifecycle.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { DAY, dateOf } from '#kernel/time.ts'
import type { FileRow, PersonRow } from '#modules/people-and-cases/index.ts'
import { birthRange, type FileState, rescueFile, underAge } from '#modules/people-and-cases/words.ts'
import { refuse } from './refusals.ts'
import { lackingForAcceptance, outstanding, safetyOf } from './rules-steps.ts'
import type { RefuseForm, WithdrawForm } from './schema-end.ts'
import { lastOf, ofFile, standing } from './rules-facts.ts'
import { type RefusalGround } from './words.ts'

/** A file in reception, with its person and the facts of both. */
export interface Reception {
  file: FileRow
  person: PersonRow
  facts: LedgerFact[]
}

/** Days after leaving within which an episode may be gone on with instead of begun anew (assumed; no rule names a number). */
const TAKE_BACK_DAYS = 30
/** Ways of leaving from which somebody may come back into the same episode. */
const RETURNABLE: readonly string[] = ['absconded', 'hospital', 'police']

/** The state after this action, or the refusal that says in which state the file is. */
export function moveTo(file: Pick<FileRow, 'state'>, actionName: string, what: string): FileState | Refusal {
  return next(rescueFile, file.state, actionName) ?? refuse('OTHER_STATE', { state: rescueFile.states[file.state].zh, what })
}

/** Refuses what can only be done while somebody is being received or stays. */
export function notHere(file: Pick<FileRow, 'state'>, what: string): Refusal | undefined {
  return file.state === 'asked' || file.state === 'in'
    ? undefined
    : refuse('OTHER_STATE', { state: rescueFile.states[file.state].zh, what })
}

/** Refuses an action that would have happened before the person asked. */
export function afterAsking(reception: Reception, moment: Pick<Moment, 'occurredAt'>, what: string): Refusal | undefined {
  return moment.occurredAt < reception.file.arrivedAt ? refuse('BEFORE_ASKED', { what }) : undefined
}

/** What stands in the way of an acceptance: the safety check first, then the registration. */
export function notAcceptable(
  facts: readonly { name: string; value?: Record<string, unknown> | undefined }[],
): Refusal | undefined {
  const [first] = lackingForAcceptance(facts)
  if (first === 'safety') return refuse(safetyOf(facts) === 'refused' ? 'SAFETY_REFUSED' : 'SAFETY_FIRST')
  return first === 'register' ? refuse('REGISTER_FIRST') : undefined
}

export interface Ability {
  /** `none`: may never be refused. `limited`: may not be refused for what they cannot tell or do. */
  level: 'none' | 'limited' | 'full' | 'age-unknown'
  /** Why, in Chinese. */
  who: string
}

const NOT_ANSWERING: Record<string, string> = {
  mental: '疑似精神障碍',
  intellectual: '疑似智力障碍',
  dementia: '疑似失智',
  speech: '言语残疾，说不清情况',
  critical: '危重，须先救治',
  infectious: '疑似传染病，须先救治',
}
const LIMITING: Record<string, string> = {
  limb: '肢体残疾',
  hearing: '听力残疾',
  sight: '视力残疾',
  immobile: '行动不便',
  pregnant: '怀孕',
  injured: '受伤',
}
const SIGNS: Record<string, string> = {
  unconscious: '昏迷或重伤，须先救治',
  abnormal: '言行异常，疑似精神障碍',
  speechless: '说不了话',
  infectious: '疑似传染病，须先救治',
}

/**
 * Who can answer for themselves. Minors, people without full capacity, mentally ill, unable to speak, gravely ill: help
 * first, find out later, whatever the ground. Aged (60 and over) and disabled people: not for what they cannot tell or do.
 */
export function abilityOf(reception: Reception, at: number): Ability {
  const { facts, person } = reception
  const birth = birthRange(person.description)
  const on = dateOf(at)
  if (underAge(birth, 18, on) === 'yes') return { level: 'none', who: '未成年人' }
  const condition = lastOf(facts, 'person.condition-noted')?.value
  const kinds = (condition?.['kinds'] as string[] | undefined) ?? []
  const signs = (lastOf(ofFile(facts, reception.file.id), 'intake.triaged')?.value?.['signs'] as string[] | undefined) ?? []
  const capacity = condition?.['capacity']
  if (capacity === 'none' || capacity === 'limited') return { level: 'none', who: '无民事行为能力或限制民事行为能力' }
  for (const kind of kinds) if (NOT_ANSWERING[kind]) return { level: 'none', who: NOT_ANSWERING[kind] }
  for (const sign of signs) if (SIGNS[sign]) return { level: 'none', who: SIGNS[sign] }
  if (underAge(birth, 18, on) === 'unknown') return { level: 'age-unknown', who: '年龄不详' }
  if (underAge(birth, 60, on) === 'no') return { level: 'limited', who: '老年人' }
  for (const kind of kinds) if (LIMITING[kind]) return { level: 'limited', who: LIMITING[kind] }
  return { level: 'full', who: '' }
}

/** Grounds that rest on what somebody would have to tell or do. */
const TELLING: readonly RefusalGround[] = ['refuses-check', 'refuses-belongings-rules', 'refuses-information']

/** Words by which a refusal would rest on having come before. */
const REPEAT = /(多次|重复|反复|屡次|第.{1,3}次)(来站|求助|救助|申请)|又来|来过|一个?月内|常客/

/** What stands in the way of a refusal; undefined where it is lawful as far as a machine can see. */
export function notRefusable(reception: Reception, form: RefuseForm, at: number): Refusal | undefined {
  const ability = abilityOf(reception, at)
  if (ability.level === 'none') return refuse('CANNOT_REFUSE', { who: ability.who })
  if (ability.level === 'age-unknown') return refuse('AGE_UNKNOWN')
  if (ability.level === 'limited' && TELLING.includes(form.ground)) return refuse('CANNOT_REFUSE', { who: ability.who })
  const own = ofFile(reception.facts, reception.file.id)
  if (form.ground === 'refuses-check' && safetyOf(own) !== 'refused') return refuse('GROUND_NOT_SHOWN')
  if (form.ground === 'not-eligible' && REPEAT.test(form.explanation)) return refuse('REPEAT_NO_GROUND')
  if (form.delivery === 'refused' && !form.witness) return refuse('WITNESSES')
  const kept = outstanding(own).length
  return kept > 0 ? refuse('BELONGINGS_FIRST', { count: kept }) : undefined
}

/** Who may not simply walk away: under 16, or unable to judge what they do, unless somebody fetches them. */
export function notFreeToGo(reception: Reception, form: Pick<WithdrawForm, 'collectedBy'>, at: number): Refusal | undefined {
  if (form.collectedBy) return undefined
  const birth = birthRange(reception.person.description)
  if (underAge(birth, 16, dateOf(at)) === 'yes') return refuse('MAY_NOT_GO_ALONE', { who: '未满 16 周岁' })
  const condition = lastOf(reception.facts, 'person.condition-noted')?.value
  const kinds = (condition?.['kinds'] as string[] | undefined) ?? []
  const capacity = condition?.['capacity']
  const unable =
    capacity === 'none' || capacity === 'limited' || kinds.some((kind) => ['mental', 'intellectual', 'dementia'].includes(kind))
  return unable ? refuse('MAY_NOT_GO_ALONE', { who: '无民事行为能力、限制民事行为能力或疑似精神障碍' }) : undefined
}

const leftKinds: Record<string, string> = {
  own: '自行离站',
  family: '亲属接回',
  escort: '护送返乡',
  settled: '安置',
  'gave-up': '放弃救助',
  terminated: '终止救助',
  'other-station': '转其他救助站',
}

/** Whether somebody who left may come back into the same episode. */
export function notTakenBack(file: FileRow, at: number): Refusal | undefined {
  if (file.leftKind === 'died') return refuse('DIED')
  if (file.leftKind !== null && !RETURNABLE.includes(file.leftKind))
    return refuse('NEW_RECEPTION', { kind: leftKinds[file.leftKind] ?? file.leftKind })
  if (file.leftAt !== null && at - file.leftAt > TAKE_BACK_DAYS * DAY) return refuse('LEFT_LONG_AGO', { days: TAKE_BACK_DAYS })
  return undefined
}

/** How somebody who left comes back: into the same episode, by a new reception, or not at all. */
export function wayBack(file: FileRow, at: number): 'same-file' | 'new-reception' | null {
  if (file.state !== 'left' || file.leftKind === 'died') return null
  return notTakenBack(file, at) ? 'new-reception' : 'same-file'
}

/** An open file of the person at this station, which a second reception would double. */
export function openFileAt(files: readonly FileRow[], stationId: string): FileRow | undefined {
  return files.find((file) => file.stationId === stationId && (file.state === 'asked' || file.state === 'in'))
}

/** Earlier stays in one line's worth of numbers; repeat is a fact, never a ground. */
export function earlierStays(
  files: readonly FileRow[],
  at: number,
): { count: number; lastLeftAt: number | null; withinMonth: boolean } {
  const stayed = files.filter((file) => file.acceptedAt !== null && file.leftAt !== null)
  const last = Math.max(...stayed.map((file) => file.leftAt as number), Number.NEGATIVE_INFINITY)
  const lastLeftAt = Number.isFinite(last) ? last : null
  return { count: stayed.length, lastLeftAt, withinMonth: lastLeftAt !== null && at - lastLeftAt <= TAKE_BACK_DAYS * DAY }
}

/** Whether a handover stands that a new one would double. */
export function handoverStanding(facts: readonly LedgerFact[]): LedgerFact | undefined {
  return standing(facts).findLast((fact) => fact.name === 'handover.signed')
}
