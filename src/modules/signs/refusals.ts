/** This room's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('SIGNS', {
  NOT_NOW: { status: 409, zh: '这块标牌现在是“{state}”，不能“{what}”。没有保存，请刷新后再看。' },
  CHECKED: { status: 409, zh: '{on} 刚有人检查过，没有重复保存。又发现坏了的，请选“坏了”。' },
  BROKEN_HOW: { status: 422, zh: '坏了的，请选坏在哪里。没有保存。' },
  NOT_A_KEEPER: { status: 422, zh: '本单位不设标牌。没有保存。' },
  NOT_A_TOWN: { status: 422, zh: '选的不是本市的镇街，请重选。没有保存。' },
  FUTURE: { status: 422, zh: '日期不能晚于今天。没有保存。' },
})
