/** Which policy documents there are, and which bind here. */
import { z } from 'zod'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { jurisdictionOf, mayDecide } from './access.ts'
import { books, decisionsOf, forceBy } from './books.ts'
import { adoption, coverage, coverageOf } from './document.ts'
import { NATIONAL } from './in-force.ts'
import { versionOf } from './store.ts'
import { runUnderWay } from './store-decisions.ts'

export const policiesQuery = query({
  name: 'supervision.policies',
  title: '政策',
  params: z.strictObject({}),
  result: z.object({
    packs: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          issuer: z.string().nullable(),
          number: z.string().nullable(),
          date: z.string().nullable(),
          national: z.boolean(),
          inForce: z.boolean(),
          adoptions: z.array(adoption).max(20),
          coverage,
          clauses: z.number(),
        }),
      )
      .max(200),
    mayDecide: z.boolean(),
    goLive: z.string().nullable(),
    underWay: z.object({ done: z.number(), total: z.number() }).nullable(),
  }),
  may: () => true,
  async read({ tx, actor, now }) {
    const shelf = await books()
    const version = await versionOf(tx)
    const { decisions } = await decisionsOf(tx, version)
    const home = jurisdictionOf(actor.organisation)
    const force = (await forceBy(tx, shelf, version))(actor.organisation.path)
    const today = dateOf(now)
    const run = await runUnderWay(tx, home)
    return {
      packs: [...shelf.packs.values()].map((pack) => {
        const own = decisions.adoptions.filter(
          (row) => row.pack === pack.id && actor.organisation.path.startsWith(row.jurisdiction),
        )
        const document = pack.outline?.document
        return {
          id: pack.id,
          title: document?.title ?? pack.title,
          issuer: document?.issuer ?? null,
          number: document?.number ?? null,
          date: document?.date ?? null,
          national: pack.id === NATIONAL,
          inForce: pack.id === NATIONAL || own.some((row) => row.from <= today && (row.until === null || row.until >= today)),
          adoptions: own.map(({ id, from, until, reason, jurisdiction }) => ({
            id,
            from,
            until,
            reason,
            own: jurisdiction === home,
          })),
          coverage: coverageOf(pack),
          clauses: pack.clauses.length,
        }
      }),
      mayDecide: mayDecide(actor),
      goLive: force.goLive?.day ?? null,
      underWay: run ? { done: run.done, total: run.total } : null,
    }
  },
})
