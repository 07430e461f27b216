/** The doors for reading. */
import { z } from 'zod'
import { type AnyQuery, query } from '#kernel/query.ts'
import { maySet } from './access.ts'
import { groundOf } from './store.ts'

export const here = query({
  name: 'maps.here',
  title: '这里用什么地图',
  params: z.strictObject({}),
  result: z.strictObject({
    map: z
      .strictObject({
        kind: z.enum(['tiles', 'file']),
        system: z.enum(['wgs84', 'gcj02']),
        attribution: z.string(),
        approval: z.string(),
        lat: z.number().optional(),
        lng: z.number().optional(),
        setAt: z.number(),
        shapes: z
          .array(z.strictObject({ closed: z.boolean(), line: z.array(z.tuple([z.number(), z.number()])).max(20_000) }))
          .max(2000),
      })
      .nullable(),
    /** Whether whoever asks sets it. */
    maySet: z.boolean(),
  }),
  may: () => true,
  async read({ tx, actor }) {
    const ground = await groundOf(tx, actor.organisation.path)
    const may = maySet(actor)
    if (!ground) return { map: null, maySet: may }
    const { kind, system, attribution, approval, lat, lng, setAt, shapes } = ground
    return {
      maySet: may,
      map: {
        kind,
        system,
        attribution,
        approval,
        setAt,
        ...(lat === null || lng === null ? {} : { lat, lng }),
        shapes: shapes ?? [],
      },
    }
  },
})

export const queries: AnyQuery[] = [here]
