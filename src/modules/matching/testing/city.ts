/** Families and guests for tests: what other rooms' facts would tell, told straight to the ledger. */
import type { Heard, Told } from '#facts/fragments.ts'
import { type Actor, systemActorFor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { reactionsTo } from '#kernel/house.ts'
import { append, toLedgerFacts } from '#kernel/ledger.ts'
import type { SubjectRef } from '#kernel/action.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'

/** Tells a fact as its room would, with the jobs that follow it. */
export async function tell(
  house: TestHouse,
  by: Actor,
  fact: { subject: SubjectRef; name: string; value?: Record<string, unknown>; details?: Record<string, unknown> },
): Promise<void> {
  const { house: inner } = house
  const now = house.now()
  const actionId = crypto.randomUUID()
  await withActor(inner.db, by, async (tx) => {
    const facts = toLedgerFacts([fact], { actor: by, actionId, now, occurredAt: now, version: inner.facts.version })
    const jobs = reactionsTo(inner, facts).filter((job) => job.name.startsWith('matching.'))
    if (jobs.length > 0) await inner.jobs.insert(tx, jobs)
    await append(tx, inner.vault, by.organisation.id, facts, [fact.details])
  })
}

/** A family's inquiry that somebody looked at: from now on it is compared. */
export async function admit(house: TestHouse, told: Told, place: Place = 'north', no = 'Q-0418'): Promise<string> {
  const id = crypto.randomUUID()
  const organisation = house.organisations[place]
  const subject = { kind: 'inquiry', id, ownerPath: organisation.path }
  const system = systemActorFor(organisation)
  await tell(house, system, { subject, name: 'inquiry.received', value: {}, details: { told, no } })
  await tell(house, system, { subject, name: 'inquiry.admitted', value: {}, details: { told, no } })
  return id
}

export const ofInquiry = (
  house: TestHouse,
  id: string,
  name: string,
  more: { value?: Record<string, unknown>; details?: Record<string, unknown> } = {},
  place: Place = 'north',
) => {
  const organisation = house.organisations[place]
  return tell(house, systemActorFor(organisation), {
    subject: { kind: 'inquiry', id, ownerPath: organisation.path },
    name,
    ...more,
  })
}

/** Somebody received at the door; what is left out is not known. */
export async function receive(
  house: TestHouse,
  said: Record<string, unknown>,
  place: Place = 'north',
): Promise<{ fileId: string; personId: string }> {
  const { reply } = await house.done(house.actor('clerk', place), 'intake.receive', {
    arrival: 'police',
    conditions: ['none'],
    cause: 'lost',
    safety: 'clear',
    secondStaff: '吴爱华',
    decision: 'accept',
    told: true,
    guestSign: 'signed',
    ...said,
  })
  return { fileId: reply.fileId as string, personId: reply.personId as string }
}

/** What an interview heard. */
export async function interview(house: TestHouse, fileId: string, heard: Heard, question?: string, place: Place = 'north') {
  const organisation = house.organisations[place]
  await tell(house, systemActorFor(organisation), {
    subject: { kind: 'rescue-file', id: fileId, ownerPath: organisation.path },
    name: 'tracing.interviewed',
    value: {},
    details: { heard, ...(question ? { question } : {}) },
  })
}

/** 何桂香 as her brother tells of her, and as the station heard her. */
export const heGuixiang: Told = {
  name: '何桂香',
  sex: 'female',
  birthYear: 1967,
  lostOn: '2019-03-02',
  home: { code: '430525', text: '湖南省邵阳市洞口县' },
  lostPlace: { code: '430525', text: '洞口县' },
  kin: [
    { relation: 'father', name: '何长根' },
    { relation: 'brother', name: '何桂生' },
  ],
  marks: ['右手打谷机轧过'],
  phrases: ['屋前有条河'],
  heightCm: 155,
}
export const guixiangHeard = {
  heardNames: ['何桂香'],
  sex: 'female',
  ageSeenMin: 55,
  ageSeenMax: 65,
  height: 152,
  marks: ['右手食指缺一节'],
  places: ['洞口', '邵阳那边'],
  kin: [{ name: '何长庚', relation: '父亲' }],
}
