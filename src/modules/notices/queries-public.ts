/**
 * What the public may ask. Only notices of adults that stand on the page now; of each what was ticked and approved, and no
 * id: a number, and the site of the station that it belongs to. Anything else is not there.
 */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { textOf } from './rules.ts'
import { countOnPage, noticesOnPage, oneOnPage, type PagedNotice, pictureOf, valuesOnPage } from './store-read.ts'
import { FREE_OF_CHARGE, UNCERTAIN } from './words.ts'

/** Notices on one page. */
export const PAGE = 12

const age = z.coerce.number().int().min(0).max(130).optional()
const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .optional()
const height = z.coerce.number().int().min(30).max(250).optional()

const notice = z.strictObject({
  no: z.string(),
  /** Owner's path: the page finds the site by it, and shows it to nobody. */
  ownerPath: z.string(),
  hasPhoto: z.boolean(),
  headline: z.string(),
  lines: z.array(z.string()).max(20),
  found: z.string(),
})

function told({ content, no, ownerPath, hasPhoto }: PagedNotice): z.input<typeof notice> {
  return { no, ownerPath, hasPhoto, ...textOf(content) }
}

export const publicList = query({
  name: 'notices.public-list',
  title: '寻找家人的公告',
  params: z.strictObject({
    sex: field(z.enum(['male', 'female']).optional(), { label: '性别' }),
    ageFrom: field(age, { label: '年龄从' }),
    ageTo: field(age, { label: '年龄到' }),
    heightFrom: field(height, { label: '身高从' }),
    heightTo: field(height, { label: '身高到' }),
    accent: field(z.string().trim().min(1).max(20).optional(), { label: '口音' }),
    county: field(z.string().trim().min(1).max(40).optional(), { label: '发现地' }),
    since: field(month, { label: '发现年月从' }),
    until: field(month, { label: '发现年月到' }),
    page: field(z.coerce.number().int().min(1).max(500).optional(), { label: '第几页' }),
  }),
  result: z.strictObject({
    total: z.number(),
    /** Without any filter: how many wait for their families. */
    all: z.number(),
    updatedAt: z.number().nullable(),
    pages: z.number(),
    page: z.number(),
    items: z.array(notice).max(PAGE),
    accents: z.array(z.string()).max(100),
    counties: z.array(z.string()).max(100),
    uncertain: z.string(),
    free: z.string(),
  }),
  may: () => true,
  async read({ tx, vault }, { page, ...filter }) {
    const [{ total }, all, values] = [await countOnPage(tx, filter), await countOnPage(tx, {}), await valuesOnPage(tx)]
    const pages = Math.max(1, Math.ceil(total / PAGE))
    const at = Math.min(page ?? 1, pages)
    const items = await noticesOnPage(tx, vault, filter, { offset: (at - 1) * PAGE, limit: PAGE })
    return {
      total,
      all: all.total,
      updatedAt: all.updatedAt,
      pages,
      page: at,
      items: items.map(told),
      ...values,
      uncertain: UNCERTAIN,
      free: FREE_OF_CHARGE,
    }
  },
})

const numbered = z.strictObject({ no: field(z.string().regex(/^\d{4,9}$/), { label: '公告编号' }) })

export const publicNotice = query({
  name: 'notices.public-notice',
  title: '一份公告',
  params: numbered,
  result: z.strictObject({ ...notice.shape, changedAt: z.number(), uncertain: z.string(), free: z.string() }),
  may: () => true,
  async read({ tx, vault }, { no }) {
    const found = await oneOnPage(tx, vault, no)
    return found ? { ...told(found), changedAt: found.changedAt, uncertain: UNCERTAIN, free: FREE_OF_CHARGE } : null
  },
})

export const publicPhoto = query({
  name: 'notices.public-photo',
  title: '公告照片',
  params: numbered,
  result: 'file',
  may: () => true,
  async read({ tx, vault }, { no }) {
    const found = await oneOnPage(tx, vault, no)
    const picture = found && (await pictureOf(tx, vault, found.wordingId))
    return picture ? { file: { name: `notice-${no}`, type: picture.type, body: picture.body } } : null
  },
})

export const publicQueries: AnyQuery[] = [publicList, publicNotice, publicPhoto]
