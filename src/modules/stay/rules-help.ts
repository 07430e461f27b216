/** Behaviour plans, training and the safety of the house: what may be done, on what terms. */
import { addDays } from '#kernel/time.ts'
import type { Tri } from './rules-zones.ts'
import type { DisturbanceKind, TrainingKind } from './words.ts'

/** Longest time between two looks at a behaviour plan; the documents say "necessary", the house keeps this one (assumed). */
export const REVIEW_DAYS = 7

/** Words of measures that are detention, force or punishment, whatever the plan calls them. 国务院令第381号 第14条. */
const FORBIDDEN =
  /禁闭|关押|拘禁|反锁|上锁|锁起|锁在|锁门|捆|绑(?!定)|手铐|脚镣|约束带|约束衣|体罚|罚站|罚跪|殴打|打骂|电击|不给(饭|吃|水)|断(食|水)|隔绝/u
/** The same words inside a sentence that forbids them. */
const DENIED = /不(得|许|准|要|能|予|可|再)?(上锁|反锁|锁门|体罚|殴打|打骂|捆绑|禁闭|关押)/gu

/** The forbidden word in a description of how a plan is carried out, or null. Words inside a prohibition do not count. */
export function forbiddenMeasure(how: string): string | null {
  return FORBIDDEN.exec(how.replace(DENIED, ''))?.[0] ?? null
}

/** Whether the next look lies between tomorrow and a week ahead. */
export function reviewFault(reviewOn: string, today: string): 'PAST' | 'TOO_FAR' | null {
  if (reviewOn <= today) return 'PAST'
  return reviewOn > addDays(today, REVIEW_DAYS) ? 'TOO_FAR' : null
}

/**
 * Who may be trained or helped to a job: skills from 14 (工作规程：未成年人), a job from 16 (劳动法). Ages that are not
 * known do not stand in the way of training; for a job they do.
 */
export function trainingFault(kind: TrainingKind, underFourteen: Tri, underSixteen: Tri): 'TOO_YOUNG' | 'AGE_NEEDED' | null {
  if (kind === 'skills') return underFourteen === 'yes' ? 'TOO_YOUNG' : null
  if (underSixteen === 'yes') return 'TOO_YOUNG'
  return underSixteen === 'unknown' ? 'AGE_NEEDED' : null
}

/** Kinds that always go to the police (部门意见 三(四)6): siege, attack, somebody hurt. */
export const policeMust = (kind: DisturbanceKind) => kind !== 'quarrel' && kind !== 'other'
