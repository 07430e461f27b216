/** On which side of a referral somebody stands when no side was chosen. */
import type { ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import type { ListForm } from './schema.ts'
import type { Asked } from './store-read.ts'

/** Kinds that mostly ask; the others are mostly asked. */
const SENDERS: readonly string[] = ['protection-centre', 'protection-point', 'bureau', 'town']

export function askedOf({ actor, now }: ReadContext, params: ListForm): Asked {
  return {
    side: params.side ?? (SENDERS.includes(actor.organisation.kind) ? 'sent' : 'asked'),
    path: actor.organisation.path,
    open: params.open,
    lateOn: params.late ? dateOf(now) : undefined,
    service: params.service,
  }
}
