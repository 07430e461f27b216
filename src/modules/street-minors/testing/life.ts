/** What a rich life leaves in this room: every step once, a fee taken and paid back, one step withdrawn. */
import type { TestHouse } from '../../../../tests/house.ts'

/** Gives the ids that forms and questions of this room name. */
export async function searchedRichly(
  house: TestHouse,
  { childId, canary }: { childId: string; canary: string },
): Promise<[string, string][]> {
  const worker = house.actor('minors-officer', 'centre')
  const done = async (door: string, form: object) =>
    (await house.done(worker, `street-minors.${door}`, { childId, ...form })).reply.stepId as string
  const paper = `${canary}函`
  const wrong = await done('sample-blood', {
    sampleNo: `${canary}1`,
    where: `${canary}所`,
    sentTo: `${canary}中心`,
    paper,
    note: canary,
  })
  await house.done(worker, 'street-minors.withdraw-step', { stepId: wrong, reason: `${canary}登错` })
  const stepId = await done('sample-blood', { sampleNo: `${canary}2`, paper })
  await done('record-dna', { result: 'found', base: `${canary}库`, documentNo: `${canary}号`, matched: `${canary}父`, paper })
  await done('confirm-trafficking', { basis: `${canary}供述`, paper })
  await done('search-guardian', { manner: 'village', result: 'lead', words: `${canary}村里说` })
  await done('tell-guardian', { who: `${canary}母`, manner: 'phone', answer: `${canary}来接`, cleared: true })
  await done('discipline-guardian', { manner: 'admonition', who: `${canary}叔`, documentNo: canary, words: canary, paper })
  await done('record-charge', { amountYuan: 20, chargedTo: 'family', by: `${canary}人`, words: canary })
  await done('record-refund', { amountYuan: 20, chargedTo: 'family', words: `${canary}收条` })
  return [['stepId', stepId]]
}
