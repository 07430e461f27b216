/** A complaint as a line of a list. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import type { ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { stateKeys } from './lifecycle.ts'
import { isLate } from './rules.ts'
import type { BoardForm } from './schema.ts'
import type { ComplaintRow } from './store.ts'
import type { Filter } from './store-parts.ts'

export const LONGEST = 300
export const closed = (label: string) => field(z.string(), { label, sensitivity: 'sealed', mask: 'none' })
export const closedMaybe = (label: string) => field(z.string().nullable(), { label, sensitivity: 'sealed', mask: 'none' })
export const state = z.enum(stateKeys as [string, ...string[]])

export const line = z.strictObject({
  complaintId: z.string(),
  no: z.string(),
  about: z.string(),
  way: z.string(),
  body: z.string().nullable(),
  bodyId: z.string().nullable(),
  words: closed('什么事'),
  state,
  late: z.boolean(),
  anonymous: z.boolean(),
  fears: z.boolean(),
  receivedAt: z.number(),
  dueOn: z.string().nullable(),
  founded: z.string().nullable(),
  who: z.string().nullable(),
  openMeasures: z.number(),
})

export function listed(complaint: ComplaintRow, today: string) {
  return {
    complaintId: complaint.id,
    no: complaint.no,
    about: complaint.about,
    way: complaint.way,
    body: complaint.bodyName ?? complaint.content.bodyName ?? null,
    bodyId: complaint.bodyId,
    words: complaint.content.words,
    state: complaint.state,
    late: isLate(complaint, today),
    anonymous: complaint.anonymous,
    fears: complaint.fears,
    receivedAt: complaint.receivedAt,
    dueOn: complaint.dueOn,
    founded: complaint.founded,
    who: complaint.delegateName,
    openMeasures: complaint.openMeasures,
  }
}

export const filterOf = ({ now }: ReadContext, params: BoardForm): Filter => ({
  states: params.states,
  about: params.about,
  bodyId: params.bodyId,
  lateOn: params.late ? dateOf(now) : undefined,
})
