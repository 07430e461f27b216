/** What a rich life leaves in this room: a notice that stands on the page and elsewhere, another that waits, a tip. */
import { publicActorFor } from '#kernel/actor.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'

interface Lived {
  canary: string
  phone: string
  /** An adult whose name holds the canary. */
  fileId: string
  name: string
}

/** Gives the ids that forms and questions of this room name. */
export async function publishedRichly(house: TestHouse, place: Place, lived: Lived): Promise<[string, string][]> {
  const { canary, phone, fileId, name } = lived
  const [clerk, head] = [house.actor('clerk', place), house.actor('station-head', place)]
  const form = { fileId, basics: ['sex', 'age'], names: [name], clothes: `${canary}布衣`, photo: 'none' }
  const drafted = async () => (await house.done(clerk, 'notices.draft', form)).reply as { noticeId: string; wordingId: string }
  const { noticeId, wordingId } = await drafted()
  await house.done(head, 'notices.approve', { noticeId, wordingId, note: `${canary}可以` })
  const { reply } = await house.done(head, 'notices.publish', { noticeId, channel: 'portal' })
  await house.done(head, 'notices.publish', { noticeId, channel: 'toutiao', receipt: `${canary}回执` })
  const tip = { no: reply.no, kind: 'like', text: `${canary}像我的姑妈`, name: `${canary}某`, phone }
  await house.done(publicActorFor(house.organisations[place]), 'notices.receive-tip', tip)
  const { tips } = (await house.ask(head, 'notices.list')) as { tips: { tipId: string; noticeId: string }[] }
  const own = tips.find((each) => each.noticeId === noticeId) as { tipId: string }
  const waiting = await drafted()
  return [
    ['noticeId', noticeId],
    ['wordingId', waiting.wordingId],
    ['tipId', own.tipId],
  ]
}
