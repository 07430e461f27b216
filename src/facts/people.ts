import { z } from 'zod'
import { CASES, byAction, choice, date, fact, several, text, yesNo } from './define.ts'

const ageSeen = z
  .strictObject({
    min: z.number().int().min(0).max(130).optional().meta({ title: '至少' }),
    max: z.number().int().min(0).max(130).optional().meta({ title: '至多' }),
  })
  .optional()
  .meta({ title: '目测年龄', unit: '周岁' })

/** 人员：身份、出生、身心状况、户籍、主索引的合并与拆分。对人说的话，对这个人的每个个案都算数。 */
export const people = [
  fact('person.identity-stated', '身份状态', CASES, {
    status: choice('身份状态', { unknown: '身份不明', claimed: '自述', verified: '已核实', assigned: '被赋名' }),
    by: text('由谁认定'),
  }),
  fact('person.birth-known', '出生情况', CASES, {
    date: date('出生日期'),
    year: z.number().int().min(1880).max(2200).optional().meta({ title: '出生年份' }),
    ageSeen,
  }),
  fact('person.condition-noted', '身心状况', CASES, {
    kinds: several('状况', {
      mental: '精神障碍',
      intellectual: '智力残疾',
      dementia: '阿尔茨海默病',
      limb: '肢体残疾',
      hearing: '听力残疾',
      speech: '言语残疾',
      sight: '视力残疾',
      chronic: '慢性病',
      infectious: '传染病',
      critical: '危重',
      pregnant: '孕产妇',
      injured: '外伤',
      immobile: '行动不便',
    }),
    capacity: choice('民事行为能力', { full: '完全', limited: '限制', none: '无' }),
  }),
  fact('person.register-known', '户籍', CASES, { division: text('户籍地'), local: yesNo('本地户籍') }),
  fact('person.details-told', '补充资料', CASES, {}, byAction),
  fact('person.link-undone', '撤销合并或拆分', ['person'], { decision: text('哪一次'), parted: text('又分开的人员') }, byAction),
  fact('person.judged-different', '认定不是同一人', ['person'], { other: text('另一人') }, byAction),
  fact('file.person-changed', '个案换人', CASES, { from: text('原属'), to: text('改属') }, byAction),
  fact('file.noted', '记一笔', [...CASES, 'organisation', 'staff', 'institution'], {}, byAction),
  fact('person.merged', '合并人员', ['person'], { into: text('并入的人员') }, byAction),
  fact('person.split', '拆分人员', ['person'], { file: text('个案'), to: text('归入的人员') }, byAction),
]
