/** What a rich life leaves in this room: a shift with its way, somebody met and what was done, a list, a record set aside. */
import type { Place, TestHouse } from '../../../../tests/house.ts'

/** Gives the ids that forms and questions of this room name. */
export async function patrolledRichly(
  house: TestHouse,
  place: Place,
  { canary, photo }: { canary: string; photo?: string },
): Promise<[string, string][]> {
  const head = house.actor('station-head', place)
  const out = house.actor('patrol-officer', place)
  const station = house.organisations[place].id
  const where = { words: `${canary}涵洞`, lat: 26.1, lng: 119.2, accuracyM: 8, source: 'pin' }
  const { areaId } = (
    await house.done(head, 'patrol.set-area', {
      name: '站前片区',
      kinds: ['station'],
      stationId: station,
      leaderId: station,
      memberIds: [house.organisations.police.id],
    })
  ).reply as { areaId: string }
  const { stopIds } = (
    await house.done(head, 'patrol.set-stops', { areaId, stops: [{ name: `${canary}点`, place: where, note: `${canary}路` }] })
  ).reply as { stopIds: string[] }
  const stopId = stopIds[0] as string
  const plan = async () =>
    (
      await house.done(head, 'patrol.plan-shift', {
        areaId,
        date: '2026-12-20',
        from: '21:30',
        to: '01:00',
        kind: 'cold',
        note: `${canary}交代`,
        members: [{ organisationId: station, name: `${canary}员` }],
      })
    ).reply['shiftId'] as string
  const shiftId = crypto.randomUUID()
  await house.done(out, 'patrol.start-shift', { shiftId, areaId, kind: 'routine' })
  await house.done(out, 'patrol.check-place', { shiftId, stopId, people: 0, note: `${canary}情况` })
  const at = house.now()
  await house.done(out, 'patrol.keep-track', { shiftId, points: [{ at, lat: 26.1, lng: 119.2, accuracyM: 9 }] })
  const met = async () => {
    const form = { encounterId: crypto.randomUUID(), personId: crypto.randomUUID() }
    await house.done(out, 'patrol.meet-person', {
      ...form,
      known: false,
      shiftId,
      stopId,
      areaId,
      place: where,
      groups: ['aged'],
      signs: ['drunk'],
      look: `${canary}棉帽`,
      heardName: `${canary}名`,
      sexSeen: 'male',
      ageSeenMin: 60,
      ageSeenMax: 70,
      withMinor: false,
      coercionSuspected: false,
      infantUsed: false,
      guardianThere: true,
    })
    return form
  }
  const { encounterId, personId } = await met()
  await house.done(out, 'patrol.offer-help', { encounterId, answer: 'refused', note: `${canary}说` })
  await house.done(out, 'patrol.persuade', { encounterId, contactGiven: true, words: `${canary}劝` })
  await house.done(out, 'patrol.give-goods', { encounterId, goods: [{ item: 'quilt', count: 1 }] })
  await house.done(out, 'patrol.take-step', { encounterId, step: 'emergency-called', to: `${canary}急救`, note: `${canary}语` })
  if (photo) await house.done(out, 'patrol.add-photos', { encounterId, photos: [photo] })
  await house.done(out, 'patrol.start-escort', { encounterId, toId: station, vehicle: `${canary}车`, note: `${canary}途` })
  await house.done(out, 'patrol.name-sleeper', { sleeperId: personId, alias: `${canary}大爷` })
  await house.done(out, 'patrol.look-for', { shiftId, stopId, sleeperId: personId, note: `${canary}听说` })
  const aside = await house.done(out, 'patrol.set-aside', {
    door: 'patrol.persuade',
    title: `${canary}劝导`,
    form: { words: `${canary}词` },
    refusal: { sentence: `${canary}原因` },
    reason: `${canary}说明`,
    recordedAt: at,
  })
  return [
    ['areaId', areaId],
    ['stopId', stopId],
    ['shiftId', await plan()],
    ['encounterId', encounterId],
    ['sleeperId', personId],
    ['asideId', aside.reply['id'] as string],
  ]
}
