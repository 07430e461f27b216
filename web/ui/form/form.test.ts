import { expect, test } from 'vitest'
import { z } from 'zod'
import { choice, describe, field, orUnknown } from '#kernel/field.ts'
import { placeField } from '#kernel/place.ts'
import { signatureSchema } from '#kernel/signature.ts'
import { checkForm } from './check.ts'
import { defaultsOf, isEmpty, kindOf, lacking, readDraft, shownFields } from './kinds.ts'

const form = z.object({
  way: field(choice({ self: '自行来站', police: '公安护送' }), { label: '来站方式' }),
  escort: field(z.string().max(5).optional(), { label: '护送单位', showIf: (draft) => draft['way'] === 'police' }),
  name: field(orUnknown(z.string().min(1)), { label: '姓名' }),
  born: field(orUnknown(z.iso.date()).optional(), { label: '出生日期' }),
  warm: field(z.number().min(34).max(43), { label: '体温', unit: '℃' }),
  at: field(z.number().int().optional(), { label: '时间', widget: 'instant' }),
  agreed: field(z.boolean(), { label: '同意检查' }),
  signed: field(z.literal(true).optional(), { label: '本人签字' }),
  found: field(z.array(choice({ knife: '刀具', fire: '火种' })).optional(), { label: '查出物品' }),
  kin: field(z.array(z.object({ name: field(z.string().min(1), { label: '姓名' }) })).optional(), { label: '亲属' }),
  home: field(z.object({ town: field(z.string().optional(), { label: '乡镇' }) }).optional(), { label: '住址' }),
  spoken: field(z.array(z.string()).optional(), { label: '听到的地名' }),
  nation: field(choice(Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`n${index}`, `民族${index}`]))).optional(), {
    label: '民族',
  }),
})

test('the control follows from the schema', () => {
  expect(Object.fromEntries(describe(form).map((each) => [each.key, kindOf(each)]))).toEqual({
    way: 'chips',
    escort: 'text',
    name: 'text',
    born: 'date',
    warm: 'number',
    at: 'instant',
    agreed: 'yes-no',
    signed: 'tick',
    found: 'many',
    kin: 'list',
    home: 'group',
    spoken: 'lines',
    nation: 'select',
  })
})

test('what is sent: trimmed, numbers as numbers, empty and unseen fields left out, 不详 kept', () => {
  expect(
    readDraft(form, {
      way: 'self',
      escort: '车站派出所',
      name: { unknown: 'refused' },
      warm: ' ３８.6 ',
      found: [],
      kin: [{ name: ' 女儿 ' }],
      home: { town: '' },
      spoken: ['白沙', ' ', ''],
      born: '',
    }),
  ).toEqual({ way: 'self', name: { unknown: 'refused' }, warm: 38.6, kin: [{ name: '女儿' }], spoken: ['白沙'] })
})

test('what is wrong is said in plain Chinese, at its path', () => {
  const checked = checkForm(form, { way: 'police', escort: '一二三四五六', warm: '50', kin: [{}], born: '2026-02-30' })
  expect(checked).toEqual({
    ok: false,
    errors: {
      escort: '最多 5 个字',
      name: '必填',
      born: '日期不对，应像 2026-12-09',
      warm: '不能大于 43',
      agreed: '必填',
      'kin.0.name': '必填',
    },
  })
  expect(checkForm(form, { way: 'self', name: '李国富', warm: 'abc', agreed: false })).toEqual({
    ok: false,
    errors: { warm: '应为数字' },
  })
  expect(checkForm(form, { way: 'self', name: '李国富', warm: '36.5', agreed: false }).ok).toBe(true)
})

test('unseen fields are not lacking; an answered 不详 is an answer', () => {
  const fields = describe(form)
  const shown = shownFields(fields, { way: 'self' })
  expect(shown.some((each) => each.key === 'escort')).toBe(false)
  expect(lacking(shown, { way: 'self', name: { unknown: 'not-asked' } }).map((each) => each.key)).toEqual(['warm', 'agreed'])
  expect(isEmpty(false)).toBe(false)
})

test('a list that must be filled is lacking while its lines are left blank', () => {
  const shown = describe(
    z.object({ areas: field(z.array(z.object({ name: z.string().optional() })).min(1), { label: '区域', widget: 'list' }) }),
  )
  const left = (areas: unknown) => lacking(shown, { areas }).length
  expect([left(undefined), left([]), left([{}]), left([{ name: '' }, {}]), left([{}, { name: '南桥' }])]).toEqual([1, 1, 1, 1, 0])
})

test('defaults of the schema stand in the form from the beginning', () => {
  const withDefault = z.object({
    night: field(z.boolean().default(false), { label: '夜班' }),
    note: field(z.string().optional(), { label: '备注' }),
  })
  expect(defaultsOf(describe(withDefault))).toEqual({ night: false })
})

test('a signature is drawn, or a name typed with what it stands for and why', () => {
  const signing = z.object({ sign: field(signatureSchema, { label: '签收人', widget: 'signature' }) })
  const [sign] = describe(signing)
  expect(sign && kindOf(sign)).toBe('signature')
  const checked = (value: unknown) => checkForm(signing, { sign: value })
  expect(checked({ picture: '0190aaaa-0000-7000-8000-000000000000' })).toMatchObject({ ok: true })
  expect(checked({ typed: '白晓棠', as: 'thumbprint', reason: '不会写字' })).toMatchObject({ ok: true })
  expect(checked({ typed: '白晓棠', as: 'proxy' })).toMatchObject({
    ok: false,
    errors: { sign: expect.stringContaining('原因') },
  })
  expect(checked(undefined)).toMatchObject({ ok: false, errors: { sign: '必填' } })
})

test('a place is one control: empty it is left out, with words or a point it is sent as it is', () => {
  const where = z.object({ where: placeField('地点') })
  expect(kindOf(describe(where)[0] as never)).toBe('place')
  expect(readDraft(where, { where: { words: '桥下', source: 'words' } })).toEqual({ where: { words: '桥下', source: 'words' } })
  expect(checkForm(where, {})).toEqual({ ok: false, errors: { where: '必填' } })
  expect(checkForm(where, { where: { source: 'pin' } })).toMatchObject({
    ok: false,
    errors: { where: expect.stringContaining('请写明地点') },
  })
})
