/** What matching needs in a rich life: a family that looks for a guest, compared, and the pair opened. */
import { rows, sql } from '#kernel/db.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { admit, interview } from './city.ts'

/** Compares a guest with an inquiry that may be about them; returns the pair. */
export async function compareOne(house: TestHouse, place: Place, fileId: string, canary: string): Promise<string> {
  const told = { name: `${canary}甲`, sex: 'male' as const, birthYear: 1954, marks: [`${canary}疤`], phrases: [`${canary}河`] }
  const inquiryId = await admit(house, told, place, 'Q-1')
  await interview(house, fileId, { names: [`${canary}甲`], phrases: [`${canary}河`] }, 'landmark', place)
  await house.work()
  const [pair] = await house.look((tx) =>
    rows(sql<{ id: string }>`select id from matching.pair where file_id = ${fileId} and other_id = ${inquiryId}`, tx),
  )
  if (!pair) throw new Error('the guest was not compared with the inquiry')
  await house.done(house.actor('tracing-officer', place), 'matching.open-pair', { pairId: pair.id })
  return pair.id
}
