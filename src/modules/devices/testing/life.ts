/** What a rich life leaves in this room: a phone in use, one that was lost. */
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { beginUpload, keepPiece } from '#kernel/resumable.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'

/** Gives the ids that forms and questions of this room name. */
export async function devicesRichly(house: TestHouse, place: Place, { canary }: { canary: string }): Promise<[string, string][]> {
  const patrol = house.actor('patrol-officer', place)
  const leader = house.actor('duty-leader', place)
  const [deviceId, lost] = [derivedId(`phone at ${place}`, 'in use'), derivedId(`phone at ${place}`, 'lost')]
  for (const each of [deviceId, lost]) await house.done(patrol, 'devices.register', { deviceId: each, name: `${canary}手机` })
  await house.done(leader, 'devices.take-in', { deviceId, actions: 3, done: 2, refused: 1, photos: 0 })
  await house.done(leader, 'devices.end', { deviceId: lost, reason: `${canary}丢了` })
  // A photo that is still on its way.
  const { house: open } = house
  await withActor(open.db, patrol, async (tx) => {
    const context = { tx, vault: open.vault, actor: patrol, now: house.now() }
    const id = derivedId(`photo at ${place}`, 'under way')
    await beginUpload(context, { id, size: 1000, digest: 'a'.repeat(64), name: `${canary}.jpg` })
    await keepPiece(context, { id, at: 0, body: Buffer.from(`${canary}照片的前一半`) })
  })
  return [['deviceId', deviceId]]
}
