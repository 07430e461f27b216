/** Indicator sheets: what holds, what was brought, one to be looked at, one to be proven before it is brought. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import {
  readSheet,
  shippedSheet,
  shippedSheets,
  sheetAdoptions,
  sheetInForce,
  sheetsBrought,
} from '#modules/people-and-cases/index.ts'
import { type Sheet, sheetItems, type SheetPurpose, sheetPurposes } from '#modules/people-and-cases/words.ts'
import { bringForm } from './schema.ts'

const sheetShape = z.record(z.string(), z.unknown())
const described = (sheet: Sheet, sheetId: string | null, broughtAt: number | null) => ({
  sheetId,
  id: sheet.id,
  version: sheet.version,
  title: sheet.title,
  source: sheet.source,
  purposes: sheet.purposes,
  items: sheetItems(sheet).length,
  scored: sheet.score !== undefined,
  grades: sheet.grades.map((grade) => grade.title),
  broughtAt,
})

const sheets = query({
  name: 'assessment.sheets',
  title: '指标表',
  params: z.strictObject({}),
  result: z.strictObject({
    sheets: z
      .array(
        z.strictObject({
          sheetId: z.uuid().nullable(),
          id: z.string(),
          version: z.string(),
          title: z.string(),
          source: z.string(),
          purposes: z.array(z.string()).max(6),
          items: z.int(),
          scored: z.boolean(),
          grades: z.array(z.string()).max(10),
          broughtAt: field(z.number().nullable(), { label: '导入', widget: 'instant' }),
        }),
      )
      .max(120),
    inForce: z
      .array(
        z.strictObject({
          purpose: z.string(),
          title: z.string(),
          sheet: z.string(),
          version: z.string(),
          sheetTitle: z.string(),
          /** Null where no bureau has adopted any: then the shipped one is assumed. */
          from: z.string().nullable(),
        }),
      )
      .max(6),
    adoptions: z
      .array(
        z.strictObject({
          purpose: z.string(),
          sheet: z.string(),
          version: z.string(),
          from: z.string(),
          adoptedAt: field(z.number(), { label: '启用', widget: 'instant' }),
        }),
      )
      .max(100),
    maySet: z.boolean(),
  }),
  may: () => true,
  async read({ tx, actor, now }) {
    const { path, kind } = actor.organisation
    const inForce = []
    for (const purpose of Object.keys(sheetPurposes) as SheetPurpose[]) {
      const { sheet, from } = await sheetInForce(tx, purpose, path, dateOf(now))
      inForce.push({
        purpose,
        title: sheetPurposes[purpose],
        sheet: sheet.id,
        version: sheet.version,
        sheetTitle: sheet.title,
        from,
      })
    }
    return {
      sheets: [
        ...(await sheetsBrought(tx, path)).map((each) => described(each.content, each.id, each.broughtAt)),
        ...shippedSheets().map((sheet) => described(sheet, null, null)),
      ],
      inForce,
      adoptions: (await sheetAdoptions(tx, path)).map((each) => ({ ...each, purpose: sheetPurposes[each.purpose] })),
      maySet: kind === 'bureau',
    }
  },
})

const sheet = query({
  name: 'assessment.sheet',
  title: '一张指标表',
  params: z.strictObject({
    sheetId: field(z.uuid().optional(), { label: '自己的表', widget: 'hidden' }),
    sheet: field(z.string().max(40), { label: '表', widget: 'hidden' }),
    version: field(z.string().max(20), { label: '版本', widget: 'hidden' }),
  }),
  result: z.strictObject({ sheet: sheetShape }),
  may: () => true,
  async read({ tx, actor }, params) {
    const found = params.sheetId
      ? (await sheetsBrought(tx, actor.organisation.path)).find((each) => each.id === params.sheetId)?.content
      : shippedSheet(params.sheet, params.version)
    return found ? { sheet: { ...found } } : null
  },
})

const checkSheet = query({
  name: 'assessment.check-sheet',
  title: '检查指标表',
  help: '不保存；逐处说明哪里不对，或显示读成了什么样。',
  params: bringForm,
  result: z.strictObject({ faults: z.array(z.string()), sheet: sheetShape.nullable() }),
  may: () => true,
  async read(_context, { text }) {
    const read = readSheet(text)
    return 'faults' in read ? { faults: read.faults, sheet: null } : { faults: [], sheet: { ...read.sheet } }
  },
})

export const sheetQueries = [sheets, sheet, checkSheet]
