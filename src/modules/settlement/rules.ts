/** What the facts say of somebody who stays long, and what a file lacks. Pure; the clock is an argument. */
import type { LedgerFact } from '#kernel/ledger.ts'
import { addDays, dateOf, dayOf } from '#kernel/time.ts'
import { type Where, stayClock, threeMonthsOn } from '#modules/people-and-cases/words.ts'
import {
  type Answer,
  type Checklist,
  type ComputedItem,
  computedItems,
  type FollowStep,
  followStepKeys,
  followSteps,
  type HandItem,
  handItems,
  type Item,
  itemKeys,
  SETTLED,
} from './words.ts'
import { rankOf, type SettlementState } from './lifecycle.ts'

/** What tracing has done, as far as a list shows it; no names, no places. */
export interface Steps {
  form: boolean
  health: boolean
  interviews: number
  face: boolean
  records: Answer
  dna: Answer
  national: boolean
  /** Instants. */
  published: number | null
  renewed: number | null
  /** Candidates of matching that nobody has judged. */
  matches: number
  /** Applied for, be it written down by hand. */
  applied: boolean
}

export interface Look {
  /** The day on which three months are full; null where nobody was accepted. */
  fullOn: string | null
  /** Null where not present. */
  where: Where | null
  steps: Steps
}

/** Facts that hold: none that another took the place of. */
export function standing(facts: readonly LedgerFact[]): LedgerFact[] {
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts.filter((fact) => !gone.has(fact.id) && fact.name !== 'fact.withdrawn')
}

function answerOf(facts: readonly LedgerFact[], kind: 'records' | 'dna'): Answer {
  let answer: Answer = 'none'
  for (const fact of facts) {
    if (kind === 'dna' && fact.name === 'tracing.dna-sampled' && !SETTLED.includes(answer)) answer = 'sampled'
    if (fact.value.kind !== kind) continue
    if (fact.name === 'tracing.police-asked' && answer === 'none') answer = 'asked'
    if (fact.name === 'tracing.police-answered')
      answer = ({ found: 'found', 'not-found': 'not-found', 'cannot-at-this-level': 'cannot' } as const)[
        fact.value.result as 'found'
      ]
  }
  return answer
}

function openMatches(facts: readonly LedgerFact[]): number {
  const open = new Map<unknown, boolean>()
  for (const { name, value } of facts) {
    if (name === 'tracing.match-suggested' || name === 'tracing.match-agreed') open.set(value.inquiry, true)
    if (name === 'tracing.match-excluded' || name === 'tracing.match-confirmed') open.set(value.inquiry, false)
  }
  return [...open.values()].filter(Boolean).length
}

/** Reads a file's own facts. */
export function lookAt(told: readonly LedgerFact[], now: number): Look {
  const facts = standing(told)
  const has = (name: string) => facts.some((fact) => fact.name === name)
  const last = (name: string) => facts.findLast((fact) => fact.name === name)?.occurredAt ?? null
  return {
    fullOn: threeMonthsOn(told),
    where: stayClock(told, now).now,
    steps: {
      form: has('intake.registered') || has('intake.accepted'),
      health: has('medical.screened'),
      interviews: facts.filter((fact) => fact.name === 'tracing.interviewed').length,
      face: has('tracing.face-compared'),
      records: answerOf(facts, 'records'),
      dna: answerOf(facts, 'dna'),
      national: has('tracing.pushed-national'),
      published: last('tracing.notice-published'),
      renewed: last('tracing.notice-renewed'),
      matches: openMatches(facts),
      applied: has('settlement.applied'),
    },
  }
}

/** Which of the computed items are there. */
export function computedOf(steps: Steps): Record<ComputedItem, boolean> {
  return {
    form: steps.form,
    health: steps.health,
    records: SETTLED.includes(steps.records),
    dna: SETTLED.includes(steps.dna),
    face: steps.face,
    notice: steps.published !== null,
    renewed: steps.renewed !== null,
    national: steps.national,
    interviews: steps.interviews > 0,
    matches: steps.matches === 0,
  }
}

export interface Checked {
  hand: HandItem[]
  waived: Item[]
  waiveReason?: string
  note?: string
  at?: number
  by?: string
}

export interface ItemState {
  item: Item
  need: Checklist[Item]
  there: boolean
  waived: boolean
  computed: boolean
}

/** Every item of the checklist with whether it is there. */
export function itemStates(list: Checklist, steps: Steps, checked: Pick<Checked, 'hand' | 'waived'>): ItemState[] {
  const computed = computedOf(steps)
  return itemKeys
    .filter((item) => list[item] !== 'off')
    .map((item) => ({
      item,
      need: list[item],
      there: item in computedItems ? computed[item as ComputedItem] : checked.hand.includes(item as HandItem),
      waived: checked.waived.includes(item),
      computed: !(item in handItems),
    }))
}

/** Required, not there, and not waived. */
export const lacking = (states: readonly ItemState[]): Item[] =>
  states.filter((each) => each.need === 'required' && !each.there && !each.waived).map((each) => each.item)

/** Days until three months are full: 0 on their last day, below 0 once they are. */
export const daysToFull = (fullOn: string, now: number): number => dayOf(fullOn) - dayOf(dateOf(now))

/** Three months are full at the end of that day. */
export const isFull = (fullOn: string | null, now: number): boolean => fullOn !== null && daysToFull(fullOn, now) < 0

export interface Consequence {
  step: FollowStep
  dueOn: string
}

/** What has to be put right, by how far the settlement had come. */
export function consequencesOf(reached: SettlementState, notice: boolean, now: number): Consequence[] {
  const today = dateOf(now)
  return followStepKeys
    .filter((step) => rankOf(followSteps[step].after) <= rankOf(reached))
    .filter((step) => step !== 'notice-withdrawn' || notice)
    .map((step) => ({ step, dueOn: addDays(today, followSteps[step].days) }))
}

/** The number of a letter: `云救落〔2026〕003`. */
export const letterNumber = (shortName: string, year: string, number: number): string =>
  `${shortName}落〔${year}〕${String(number).padStart(3, '0')}`

/** Whether a register lies in the city of a place; the four municipalities count as one city each. */
export function isLocal(division: string, own: string | null): boolean | undefined {
  if (!own) return undefined
  const length = ['11', '12', '31', '50'].includes(own.slice(0, 2)) ? 2 : 4
  return division.slice(0, length) === own.slice(0, length)
}

/** Of a person's two cases the one that goes on: the farther, of equals the older. */
export function survivorOf<T extends { state: SettlementState; createdAt: number; fileId: string }>(
  cases: readonly T[],
): T | undefined {
  return [...cases].sort(
    (a, b) => rankOf(b.state) - rankOf(a.state) || a.createdAt - b.createdAt || (a.fileId < b.fileId ? -1 : 1),
  )[0]
}
