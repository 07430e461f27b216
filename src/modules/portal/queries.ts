/** The doors for reading. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { basesOf } from './sites.ts'
import { siteRows, textsOf } from './store.ts'

const texts = z.strictObject({
  phone: field(z.string().optional(), { label: '公开电话' }),
  hours: z.string().optional(),
  address: z.string().optional(),
  way: z.string().optional(),
  intro: z.string().optional(),
  more: z.array(z.string()).max(12).optional(),
  /** Public places that whoever reports may choose from: those alone that somebody wrote down for it. */
  places: z.array(z.string()).max(60).optional(),
  /** Those of them that are drawn on the map of the report form. */
  landmarks: z
    .array(z.strictObject({ name: z.string(), lat: z.number(), lng: z.number() }))
    .max(60)
    .optional(),
})

export const publicTexts = query({
  name: 'portal.public-texts',
  title: '公众网页上的单位介绍',
  params: z.strictObject({}),
  result: texts,
  may: () => true,
  read: async ({ tx, vault, actor }) => (await textsOf(tx, vault, actor.organisation.id)) ?? {},
})

export const sites = query({
  name: 'portal.sites',
  title: '公众网页',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(z.strictObject({ organisationId: z.string(), base: z.string(), name: z.string(), kind: z.string(), texts }))
      .max(500),
  }),
  may: () => true,
  async read({ tx, vault }) {
    const items = []
    for (const { organisation, base } of basesOf(await siteRows(tx))) {
      const { id, name, kind, phone, address, own } = organisation
      if (!own) continue
      const known = { ...(phone ? { phone } : {}), ...(address ? { address } : {}) }
      items.push({ organisationId: id, base, name, kind, texts: { ...known, ...(await textsOf(tx, vault, id)) } })
    }
    return { items }
  },
})

export const queries: AnyQuery[] = [publicTexts, sites]
