/** Beds named in a roster, given by the room that owns them. A bed that cannot be given does not undo the row. */
import type { Actor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import type { JobContext } from '#kernel/module.ts'
import type { Outcome } from '#kernel/perform.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { bedOutcomes, type BedOutcome } from './words.ts'

/** Label, written plainly → id. */
export type Beds = ReadonlyMap<string, string>

const plain = (label: string) =>
  label
    .normalize('NFKC')
    .replace(/[\s\p{Pd}床号]/gu, '')
    .toUpperCase()

/** The station's beds by label; of two that are written alike neither is taken. */
export async function bedsOf(job: JobContext, actor: Actor): Promise<Beds> {
  const asked = (await job.ask(actor, 'stay.zones', {})) as
    | { answer: { zones: { beds: { id: string; label: string }[] }[] } }
    | Refusal
  if (isRefusal(asked)) return new Map()
  const beds = new Map<string, string>()
  const twice = new Set<string>()
  for (const { id, label } of asked.answer.zones.flatMap((zone) => zone.beds)) {
    if (beds.has(plain(label))) twice.add(plain(label))
    beds.set(plain(label), id)
  }
  for (const label of twice) beds.delete(label)
  return beds
}

/** Asks for the bed; the rules of its zone hold as for anybody. */
export async function giveBed(
  { job, actor, beds }: { job: JobContext; actor: Actor; beds: Beds },
  wanted: { fileId: string; label: string },
): Promise<{ outcome: BedOutcome; words: string }> {
  const bedId = beds.get(plain(wanted.label))
  const not = (outcome: BedOutcome, why?: string) => ({
    outcome,
    words: `床位“${wanted.label}”：${bedOutcomes[outcome]}${why ? `（${why}）` : ''}`,
  })
  if (!bedId) return not('no-such-bed')
  const given = (await job.perform(actor, 'stay.assign-bed', {
    actionId: derivedId(wanted.fileId, 'exchange.bed'),
    form: { fileId: wanted.fileId, bedId },
  })) as Outcome | Refusal
  if (isRefusal(given)) return not('refused', given.sentence)
  const reply = given.reply as { assigned: boolean; sentence?: string }
  return reply.assigned ? { outcome: 'assigned', words: '' } : not('prevented', reply.sentence)
}
