/** What a rich life leaves on the street: a sign with its photo, one broken, publicity held. */
import type { Place, TestHouse } from '../../../../tests/house.ts'

/** Gives the ids that forms and questions of this room name. */
export async function signedRichly(house: TestHouse, place: Place, { canary }: { canary: string }): Promise<[string, string][]> {
  const head = house.actor('station-head', place)
  const set = async () =>
    (
      await house.done(head, 'signs.place', {
        kind: 'sign',
        placeKind: 'bridge',
        where: { words: `${canary}桥下`, lat: 30.1, lng: 111.2, accuracyM: 20, source: 'pin' },
        townId: house.organisations.town.id,
        says: `${canary}救助站向前`,
        placedOn: '2026-12-01',
        note: `${canary}新设`,
      })
    ).reply.signId as string
  const [standing, broken] = [await set(), await set()]
  await house.done(head, 'signs.check', { signId: broken, sound: false, damages: ['covered'], note: `${canary}挡住` })
  await house.done(head, 'signs.record-event', {
    kind: 'street',
    heldOn: '2026-12-01',
    where: `${canary}广场`,
    what: `${canary}发卡`,
    together: `${canary}社区`,
    people: 30,
    leaflets: 20,
  })
  return [['signId', standing]]
}
