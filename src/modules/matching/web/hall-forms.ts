/** Forms of the hall's doors that this room's screens open: the same fields, said again. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { longText } from '#modules/people-and-cases/words.ts'

const personId = field(z.uuid(), { label: '人员', widget: 'hidden' })

export const samePersonForm = z.strictObject({
  personId,
  otherId: field(z.uuid(), { label: '另一份', widget: 'hidden' }),
  reason: field(longText(400), { label: '依据', help: '凭什么认定；以后要撤销时看得到', widget: 'textarea' }),
})
export const elsewhereForm = z.strictObject({ personId, reason: field(longText(200), { label: '理由' }) })
