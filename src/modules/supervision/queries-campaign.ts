/** The dates of campaigns in force at the actor's place: what other rooms' screens count by. */
import { z } from 'zod'
import { query } from '#kernel/query.ts'
import { books, forceBy } from './books.ts'
import { versionOf } from './store.ts'

export const campaignQuery = query({
  name: 'supervision.campaign',
  title: '专项行动日期',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          pack: z.string(),
          title: z.string(),
          opened: z.string(),
          closed: z.string().nullable(),
          cutOff: z.string(),
          applicationBy: z.string(),
          planBy: z.string(),
          doneBy: z.string(),
        }),
      )
      .max(50),
  }),
  may: () => true,
  async read({ tx, actor }) {
    const force = (await forceBy(tx, await books(), await versionOf(tx)))(actor.organisation.path)
    const items = force.packs.flatMap(({ pack, campaign }) => {
      if (!campaign) return []
      const { opened, closed, cutOff, applicationBy, planBy, doneBy } = campaign
      return [{ pack: pack.id, title: pack.title, opened, closed: closed ?? null, cutOff, applicationBy, planBy, doneBy }]
    })
    return { items }
  },
})
