/** On which facts who is compared anew. */
import type { LedgerFact } from '#kernel/ledger.ts'
import type { Reaction } from '#kernel/module.ts'
import { ofNewChild } from '#modules/people-and-cases/words.ts'

const guest = (data: Record<string, unknown>, key: string) => ({ name: 'matching.guest', data, key })

/** Facts of a guest's file, or of the person: of each file that is theirs. */
const ofGuest = [
  'intake.accepted',
  'intake.taken-back',
  'tracing.interviewed',
  'tracing.expert-consulted',
  'departure.left',
  'person.details-told',
  'person.birth-known',
  'person.identity-stated',
  'person.condition-noted',
]
const ofInquiry = [
  'inquiry.admitted',
  'inquiry.completed',
  'inquiry.closed',
  'inquiry.set-aside',
  'inquiry.reopened',
  'inquiry.joined',
  'inquiry.unjoined',
  'inquiry.consent-withdrawn',
]

function guestJob({ subject }: LedgerFact) {
  if (subject.kind === 'rescue-file') return guest({ fileId: subject.id }, subject.id)
  return subject.kind === 'person' ? guest({ personIds: [subject.id] }, subject.id) : null
}

const text = (value: unknown): string[] => (typeof value === 'string' ? [value] : [])

export const reactions: Reaction[] = [
  ...ofGuest.map((fact): Reaction => ({ fact, job: (one, told) => (ofNewChild(one, told) ? null : guestJob(one)) })),
  ...ofInquiry.map(
    (fact): Reaction => ({
      fact,
      job: ({ subject }) => ({ name: 'matching.inquiry', data: { inquiryId: subject.id }, key: subject.id }),
    }),
  ),
  {
    // Merged, split or taken apart again: the file, and all others of both persons.
    fact: 'file.person-changed',
    job: ({ subject, value }) =>
      subject.kind === 'rescue-file'
        ? guest({ fileId: subject.id, personIds: [...text(value.from), ...text(value.to)] }, subject.id)
        : null,
  },
  {
    fact: 'person.judged-different',
    job: ({ subject, value }) => ({
      name: 'matching.earlier-judged',
      data: { personId: subject.id, otherId: value.other, state: 'excluded' },
    }),
  },
  {
    fact: 'person.merged',
    job: ({ subject, value }) => ({
      name: 'matching.earlier-judged',
      data: { personId: subject.id, otherId: value.into, state: 'overtaken' },
    }),
  },
  {
    // Two again: what the merge had taken off the list is compared anew, even where nothing of either has changed.
    fact: 'person.link-undone',
    job: ({ subject, value }) => guest({ personIds: [subject.id, ...text(value.parted)], anew: true }, `undone ${subject.id}`),
  },
]
