/** A leave, begun and ended, of somebody whose telephone and way hold the canary. */
import { DAY, dateOf } from '#kernel/time.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'

export async function awayRichly(house: TestHouse, place: Place, lived: { canary: string; phone: string; fileId: string }) {
  const { canary, phone, fileId } = lived
  const clerk = house.actor('clerk', place)
  await house.done(clerk, 'stay.begin-leave', {
    fileId,
    until: dateOf(house.now() + DAY),
    where: `${canary}村`,
    reason: `${canary}看病人`,
    companion: 'family',
    companionName: `${canary}姐姐`,
    companionAdult: true,
    phone,
    approvedBy: `${canary}组长`,
  })
  await house.done(clerk, 'stay.end-leave', { fileId, returned: true, note: `${canary}平安` })
}
