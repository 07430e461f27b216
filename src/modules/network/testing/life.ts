/** What a rich life leaves in this room: a roster, a post, a point. */
import type { Place, TestHouse } from '../../../../tests/house.ts'

/** Gives the ids that forms and questions of this room name. */
export async function networkRichly(
  house: TestHouse,
  place: Place,
  { canary, phone }: { canary: string; phone: string },
): Promise<[string, string][]> {
  const [head, bureau] = [house.actor('station-head', place), house.actor('bureau-officer', 'bureau')]
  const organisationId = house.organisations[place].id
  const people = [{ name: `${canary}某`, phone }]
  const days = { from: '2026-12-09', until: '2026-12-11', startsAt: '08:00', turn: 'daily' }
  await house.done(head, 'network.set-duty', { organisationId, ...days, people, backup: true })
  const { shifts } = (await house.ask(head, 'network.roster', { organisationId })) as { shifts: { dutyId: string }[] }
  const post = { name: `${canary}某`, phone, since: '2026-12-01' }
  const town = house.organisations.town.id
  const { reply } = await house.done(bureau, 'network.name-post', { organisationId: town, ...post })
  await house.done(bureau, 'network.open-point', {
    parentId: town,
    level: 'town',
    name: `${canary}保护点`,
    phone,
    address: `${canary}路`,
    hours: `${canary}白天`,
    way: `${canary}旁`,
  })
  return [
    ['dutyId', (shifts[0] as { dutyId: string }).dutyId],
    ['postId', reply.postId as string],
  ]
}
