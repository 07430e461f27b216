/** What a rich life leaves on the side of the institutions: one under contract, seen, settled, with findings and an alarm. */
import { jobContext } from '#kernel/jobs.ts'
import { addDays, addMonths, DAY, dateOf, printInstant } from '#kernel/time.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { allMet } from './institutions.ts'
import { handover, proposal, ready } from './placements.ts'

interface Lived {
  canary: string
  phone: string
  /** An upload, for papers and proofs. */
  paper: string
}

/** Gives the ids that forms of this room name. */
export async function institutionsRichly(house: TestHouse, place: Place, lived: Lived): Promise<[string, string][]> {
  const { canary, phone, paper } = lived
  const [head, clerk, bureau] = [
    house.actor('station-head', place),
    house.actor('clerk', place),
    house.actor('bureau-officer', 'bureau'),
  ]
  const papers = [paper]
  const today = dateOf(house.now())
  const now = house.now()
  house.at(printInstant(now - 80 * DAY))
  const { reply } = await house.done(head, 'institution.register', {
    name: `${canary}养护院`,
    kind: 'welfare',
    governmentRun: true,
    organisationId: house.organisations.institution.id,
    address: `${canary}路`,
    contact: `${canary}主任`,
    phone,
  })
  const institutionId = reply.institutionId as string
  const of = { institutionId }
  const licence = { kind: 'registration', number: `${canary}号`, validUntil: addDays(today, 300), papers }
  await house.done(head, 'institution.record-licence', { ...of, ...licence })
  await house.done(head, 'institution.assess', { ...of, ...allMet, legal: { state: 'met', evidence: `${canary}证` } })
  await house.done(head, 'institution.select', { ...of, way: 'tender', whyPrivate: `${canary}理由` })
  await house.done(head, 'institution.contract', {
    ...of,
    no: '托-9',
    from: addDays(today, -90),
    until: addDays(today, 200),
    heads: 30,
    rates: [
      { level: 'self', yuan: 60 },
      { level: 'full', yuan: 120 },
    ],
    parties: `${canary}双方`,
  })
  const guest = await ready(house, `${canary}托`, place)
  const proposed = await house.done(clerk, 'entrusted.propose', proposal(guest.fileId, institutionId))
  const placementId = proposed.reply.placementId as string
  await house.done(bureau, 'entrusted.approve', { placementId })
  await house.done(clerk, 'entrusted.place', { placementId, ...handover() })
  house.at(printInstant(now))
  for (const ago of [70, 55, 40, 25, 10]) {
    const happenedAt = house.now() - ago * DAY
    await house.done(clerk, 'entrusted.report-incident', {
      fileId: guest.fileId,
      kind: 'hospital',
      happenedAt,
      told: `${canary}送医`,
    })
  }
  await house.house.handlers.get('institution.watch-nightly')?.run(jobContext(house.house), {})
  const { alarms } = (await house.ask(head, 'institution.page', of)) as { alarms: { id: string }[] }
  await house.done(head, 'institution.settle-month', { ...of, month: addMonths(today, -1).slice(0, 7) })
  const begun = await house.done(head, 'institution.start-inspection', { ...of, visitors: [`${canary}甲`, `${canary}乙`] })
  const inspectionId = begun.reply.inspectionId as string
  const seen = { inspectionId, fileId: guest.fileId, seen: 'seen', weight: 55, said: `${canary}想回家` }
  await house.done(head, 'institution.record-seen', seen)
  const finding = { ...of, area: 'fire', text: `${canary}出口上锁`, dueOn: addDays(today, 9), papers }
  const made = await house.done(head, 'institution.make-finding', finding)
  return [
    ['institutionId', institutionId],
    ['inspectionId', inspectionId],
    ['findingId', made.reply.findingId as string],
    ['placementId', placementId],
    ...alarms.slice(0, 1).map((each): [string, string] => ['alarmId', each.id]),
    ['proof', paper],
  ]
}
