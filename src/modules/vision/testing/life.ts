/** What a rich life leaves in this room: switched on by the bureau, one comparison with its template and candidate. */
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { askedUse, assessment, jobActor, model, numbers } from './numbers.ts'

interface Lived {
  canary: string
  fileId: string
  otherFileId: string
  /** A picture that the station has uploaded. */
  photoId: string
}

/** Gives the ids that forms and questions of this room name. */
export async function recognisedRichly(house: TestHouse, place: Place, lived: Lived): Promise<[string, string][]> {
  const { canary, fileId, photoId, otherFileId } = lived
  const head = house.actor('station-head', place)
  if (place === 'north') {
    const told = { ...assessment('2026-12-01', photoId), leader: `${canary}负责人`, paper: [photoId] }
    // The report is the station's upload here; a bureau sees what lies below it.
    await house.done(house.actor('bureau-officer', 'bureau'), 'vision.record-assessment', told)
    await house.done(house.actor('bureau-leader', 'bureau'), 'vision.switch-on', { parts: ['face', 'card'], accepted: true })
  }
  const { db, vault } = house.house
  const subject = { kind: 'rescue-file' as const, id: fileId, photoId, reason: `${canary}事由` }
  const useId = await askedUse({ db, vault }, head, house.now(), subject)
  await house.done(jobActor(head), 'vision.finish-comparison', {
    useId,
    result: 'strong',
    template: numbers(0.7),
    model,
    candidates: [{ subjectKind: 'rescue-file', subjectId: otherFileId, ownerPath: head.organisation.path, score: 0.7 }],
    refusals: [`${canary}不合用`],
    warnings: [],
    searched: 1,
    stale: 0,
  })
  return [['useId', useId]]
}
