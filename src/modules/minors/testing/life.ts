/** What a rich life leaves in this room: one child's file with everything filled in, and a sibling's beside it. */
import type { Place, TestHouse } from '../../../../tests/house.ts'

interface Lived {
  canary: string
  phone: string
}

/** The child that the rooms of the work for minors live on with. */
export interface LivedChild {
  childId: string
  /** A sibling's file. */
  siblingId: string
}

/** Lives it at the centre, in the town, village and school of the story; whichever station the rest happens at. */
export async function mindedRichly(house: TestHouse, _place: Place, { canary, phone }: Lived): Promise<LivedChild> {
  const worker = house.actor('minors-officer', 'centre')
  const { town, village, school } = house.organisations
  const started = async (name: string, birthDate: string) =>
    (
      await house.done(worker, 'minors.start-file', {
        from: 'desk',
        writtenName: `${canary}${name}`,
        heardNames: [`${canary}妹`],
        nicknames: [`${canary}丫`],
        alias: `${canary}化名`,
        sex: 'female',
        birthDate,
        household: `青禾县${canary}村`,
        marks: [`${canary}胎记`],
        places: [`${canary}镇`],
        kinds: ['left-behind', 'prisoner-child', 'victim'],
        guardianKnown: true,
        townId: town.id,
        villageId: village.id,
        schoolId: school.id,
        address: `${canary}路一号`,
        reason: `${canary}经过`,
      })
    ).reply.childId as string
  const childId = await started('小禾', '2015-04-26')
  const siblingId = await started('大禾', '2012-02-03')
  await house.done(worker, 'minors.open-file', { childId, reason: `${canary}理由` })
  void phone
  return { childId, siblingId }
}
