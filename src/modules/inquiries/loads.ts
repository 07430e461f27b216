/** What the doors along the way have in common: the locked inquiry and whether its state allows the step. */
import type { LoadContext } from '#kernel/action.ts'
import { next } from '#kernel/lifecycle.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { inquiryLife, type InquiryState } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { type Inquiry, lockInquiry } from './store.ts'

export interface LoadedInquiry {
  inquiry: Inquiry
}

export async function loadInquiry({ tx, vault }: LoadContext, form: { inquiryId: string }): Promise<LoadedInquiry | null> {
  const inquiry = await lockInquiry(tx, vault, form.inquiryId)
  return inquiry && { inquiry }
}

export const stateWord = (state: InquiryState): string => inquiryLife.states[state].zh

/** The state after a step, or the refusal that says which state it is in. */
export function step(inquiry: { state: InquiryState }, action: string): InquiryState | Refusal {
  return next(inquiryLife, inquiry.state, action) ?? refuse('NOT_NOW', { state: stateWord(inquiry.state) })
}
