/** This room's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('STREET_MINORS', {
  CLOSED: { status: 409, zh: '个案已经结案。要接着办请先恢复个案，已有记录都还在。' },
  SAMPLED: { status: 409, zh: '{on} 已经采过血样。要重采，请写明为什么，没有重复保存。', basis: '一律采血比对，不重复、不收费' },
  NO_SAMPLE: { status: 409, zh: '还没有采血记录。先登记采血（时间可填过去的），再登记比对结果。' },
  POLICE_PAPER: { status: 422, zh: '这件事由公安办。由本单位代记的，请写公安书面材料的名称或文号。' },
  CONFIRMED: { status: 409, zh: '{on} 已经认定被拐，没有重复保存。认定错了的，先撤回那一条。' },
  GUARDIAN_UNCLEAR: {
    status: 409,
    zh: '孩子已认定被拐，还没有排除监护人的嫌疑，不能告知。请先由公安核实，再选“公安已排除监护人嫌疑”。',
    basis: '对孩子构成危险的人不告知孩子的下落',
  },
  NO_STEP: { status: 404, zh: '没有找到这条记录。' },
  WITHDRAWN: { status: 409, zh: '这条记录已经撤回过了，没有重复保存。' },
  NOT_THEIRS: { status: 403, zh: '公安登记的由公安撤回；请联系登记的单位。' },
  NO_FEE: { status: 409, zh: '没有收过费，或已经退清，不用退。' },
  TOO_MUCH: { status: 422, zh: '退的比收的多（还应退 {left} 元）。没有保存。' },
  DATE_LATER: { status: 422, zh: '时间不能晚于现在。' },
})
