import { expect, it } from 'vitest'
import { z } from 'zod'
import { choice, field, orUnknown } from './field.ts'
import { toldLine } from './told.ts'

const form = z.strictObject({
  fileId: field(z.string(), { label: '个案', widget: 'hidden' }),
  temperature: field(orUnknown(z.number()).optional(), { label: '体温', unit: '℃' }),
  signs: field(z.array(choice({ cough: '久咳', rash: '皮疹' })).optional(), { label: '征象' }),
  checked: field(z.boolean().optional(), { label: '已核对' }),
  idNumber: field(z.string().optional(), { label: '证件号', mask: 'id-number' }),
  medicines: field(
    z
      .array(z.strictObject({ name: field(z.string(), { label: '药名' }), dose: field(z.string(), { label: '用法' }) }))
      .optional(),
    {
      label: '用药',
    },
  ),
})

it('says what was told by the labels of the form, in its order', () => {
  const told = { checked: true, signs: ['cough', 'rash'], temperature: 38.2, medicines: [{ name: '药甲', dose: '一日三次' }] }
  expect(toldLine(form, told)).toBe('体温 38.2 ℃；征象 久咳、皮疹；已核对 是；用药 药甲 一日三次')
})

it('keeps the three ways of not knowing apart', () => {
  expect(toldLine(form, { temperature: { unknown: 'refused' } })).toBe('体温 不愿说')
})

it('leaves out what is hidden or masked', () => {
  expect(toldLine(form, { fileId: 'x', idNumber: '999901199001010000' })).toBe('')
})

it('parts sentences once, whatever they end with', () => {
  const spoken = z.object({
    why: field(z.string(), { label: '具体说明' }),
    tried: field(z.string(), { label: '试过什么' }),
  })
  expect(toldLine(spoken, { why: '夜里没人。', tried: '换过班。' })).toBe('具体说明 夜里没人；试过什么 换过班。')
})
