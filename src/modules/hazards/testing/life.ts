/** What a rich life leaves in this room: a hazard on its way, one closed, one with a body of the house. */
import type { Place, TestHouse } from '../../../../tests/house.ts'

/** Gives the ids that forms and questions of this room name. */
export async function hazardsRichly(
  house: TestHouse,
  place: Place,
  { canary, photo }: { canary: string; photo?: string },
): Promise<[string, string][]> {
  const [head, bureau] = [house.actor('station-head', place), house.actor('bureau-officer', 'bureau')]
  const found = async (more: object = {}) =>
    (
      await house.done(head, 'hazards.record-found', {
        place: 'school',
        kind: 'traffic',
        where: `${canary}路`,
        what: `${canary}情况`,
        source: 'patrol',
        reportNo: `${canary}1号`,
        ...more,
      })
    ).reply.hazardId as string
  const closed = await found(photo ? { photos: [photo] } : {})
  const dueOn = '2026-12-20'
  await house.done(head, 'hazards.assign', { hazardId: closed, bodyName: `${canary}局`, dueOn, ask: `${canary}要求` })
  await house.done(head, 'hazards.rectify', { hazardId: closed, how: `${canary}整改` })
  await house.done(bureau, 'hazards.verify', { hazardId: closed, passed: true, finding: `${canary}现场` })
  const given = await found({ placeId: house.organisations.village.id })
  const organisationId = house.organisations['minors-police'].id
  await house.done(head, 'hazards.assign', { hazardId: given, organisationId, dueOn, ask: `${canary}要求` })
  return [['hazardId', await found()]]
}
