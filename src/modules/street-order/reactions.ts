/** An encounter that looks like somebody being used opens a case for the police; the same person again joins the open one. What was taken there follows. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { detailsOf, factsOf, type LedgerFact } from '#kernel/ledger.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { organisationsOf } from '#modules/people-and-cases/index.ts'
import { carry, carryTaken, TAKEN } from './reactions-evidence.ts'
import { openCaseOfPerson } from './store.ts'
import { ownerOf, recorderOf } from './store-more.ts'
import type { VictimGroup } from './words.ts'

export const reactions: Reaction[] = [
  {
    fact: 'patrol.person-met',
    job: ({ id, subject, value }) =>
      (value.infantUsed === true || value.coercionSuspected === true) && subject.kind === 'person'
        ? { name: 'street-order.from-encounter', data: { factId: id, personId: subject.id }, key: id }
        : null,
  },
  ...TAKEN.map((fact) => ({
    fact,
    job: ({ id, subject }: LedgerFact) =>
      subject.kind === 'person'
        ? { name: 'street-order.carry-evidence', data: { factId: id, personId: subject.id }, key: id }
        : null,
  })),
]

const text = (value: unknown): string | undefined => (typeof value === 'string' && value.length > 0 ? value : undefined)
const placeOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && 'source' in value ? (value as Record<string, unknown>) : undefined

/** Who is owed help by what the encounter says: the infant that is carried, or whoever is made to beg. */
function victimsOf(value: Record<string, unknown>, personId: string): { group: VictimGroup; who?: string; personId?: string }[] {
  const infant = value.infantUsed === true ? [{ group: 'minor' as const, who: '街面发现时带着的婴幼儿' }] : []
  if (value.coercionSuspected !== true) return infant
  const group = value.group
  const known: VictimGroup = group === 'minor' || group === 'disabled' || group === 'aged' ? group : 'other'
  const withMinor =
    value.withMinor === true && infant.length === 0 ? [{ group: 'minor' as const, who: '街面发现时带着的未成年人' }] : []
  return [...infant, ...withMinor, { group: known, personId }]
}

async function fromEncounter(job: JobContext, factId: string, personId: string): Promise<void> {
  const read = await withActor(
    job.db,
    systemActor,
    async (tx) => {
      const met = (await factsOf(tx, [personId])).find((fact) => fact.id === factId)
      const by = await recorderOf(tx, factId)
      if (!met || !by) return null
      const police = by.kind === 'police' ? by : (await organisationsOf(tx, ['police'], by.path))[0]
      const details = (await detailsOf(tx, job.vault, [factId])).get(factId) ?? {}
      const open = await openCaseOfPerson(tx, job.vault, personId)
      return { met, by, police: police ?? by, details, open, owner: open && (await ownerOf(tx, open.id)) }
    },
    job.clock.now(),
  )
  if (!read) return
  const { met, by, police, details, open, owner } = read
  const { value } = met
  const seen = [
    value.infantUsed === true ? '利用婴幼儿乞讨' : '',
    value.coercionSuspected === true ? '疑似受胁迫、诱骗、利用乞讨' : '',
  ].filter(Boolean)
  const what = [`${by.name}街面发现：${seen.join('，')}`, text(details.look)].filter(Boolean).join('。')
  const place = placeOf(details.place)
  const encounterId = text(details.encounterId)
  const tied = { ...(place ? { place } : {}), ...(encounterId ? { encounterId } : {}) }
  // Met in another district: the case stays with whoever has it.
  const as = systemActorFor(owner ?? police)
  const outcome = open
    ? await job.perform(as, 'street-order.see-again', {
        actionId: derivedId(factId, 'street-order.see-again'),
        form: { caseId: open.id, what, ...tied },
        occurredAt: met.occurredAt,
      })
    : await job.perform(as, 'street-order.find', {
        actionId: derivedId(factId, 'street-order.find'),
        form: {
          caseId: derivedId(factId, 'street-case'),
          kind: 'forced-begging',
          what,
          source: 'patrol',
          urgent: value.infantUsed === true,
          people: victimsOf(value, personId),
          metPersonId: personId,
          foundAt: met.occurredAt,
          ...tied,
        },
        occurredAt: met.occurredAt,
      })
  if (isRefusal(outcome) && !outcome.code.startsWith('STREET_ORDER.')) throw new Error(outcome.code)
  // The phone may have sent its photos before the case was there.
  if (encounterId) await carry(job, personId, encounterId)
}

export const jobs: JobHandler[] = [
  {
    name: 'street-order.from-encounter',
    title: '由街面发现登记街面问题',
    run: (job, data) => fromEncounter(job, String(data.factId), String(data.personId)),
  },
  {
    name: 'street-order.carry-evidence',
    title: '街面发现时取的证据、照片并入街面问题',
    run: (job, data) => carryTaken(job, String(data.factId), String(data.personId)),
  },
]
