/** Reports of villages: what waits for the bureau, what was sent back. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { known } from '#kernel/field.ts'
import { lacking } from './actions-report.ts'
import { marksOf } from './rules-returnee.ts'
import { reportForm } from './schema.ts'
import { reportsInSight } from './store-report.ts'
import { reportStates } from './words.ts'

export const reports = query({
  name: 'follow-up.reports',
  title: '村（社区）上报',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          reportId: z.string(),
          name: field(z.string().nullable(), { label: '姓名', sensitivity: 'personal' }),
          from: field(z.string(), { label: '上报单位' }),
          state: field(choice(reportStates), { label: '状态' }),
          sentAt: field(z.number(), { label: '上报', widget: 'instant' }),
          lacks: field(z.array(z.string()), { label: '还缺' }),
          missing: field(z.string().nullable(), { label: '退回说明', sensitivity: 'personal' }),
          marks: field(z.array(z.string()), { label: '原因' }),
          told: field(z.string().nullable(), { label: '情况', sensitivity: 'personal' }),
          /** What was filled in, for whoever reported and must complete it. */
          content: reportForm.omit({ idNumber: true, phone: true, kin: true, reasons: true }).partial().nullable(),
        }),
      )
      .max(300),
  }),
  may: () => true,
  async read({ tx, vault, actor }) {
    const found = await reportsInSight(tx, vault)
    return {
      items: found.map(({ id, organisation, content, state, sentAt, missing }) => {
        const { idNumber: _id, phone: _phone, kin: _kin, reasons, ...open } = content
        return {
          reportId: id,
          name: known(content.writtenName) ?? null,
          from: organisation,
          state,
          sentAt,
          lacks: lacking(content),
          missing,
          marks: marksOf(reasons),
          told: content.told ?? null,
          content: actor.organisation.kind === 'bureau' || state === 'accepted' ? null : open,
        }
      }),
    }
  },
})

export const reportQueries: AnyQuery[] = [reports]
