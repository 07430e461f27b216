/** This room's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('WEATHER', {
  NOT_OPEN: { status: 409, zh: '这次行动{closed}已经结束，不能“{what}”。没有保存；物资的调入、发出、盘点和伤亡仍可补登。' },
  DATES: { status: 422, zh: '结束日期不能早于开始日期，一次最多开 200 天。没有保存。' },
  SHORTER: { status: 422, zh: '行动只能延长或扩大；要提前收尾请用“结束行动”。没有保存。' },
  NOTHING: { status: 422, zh: '没有写要改什么。没有保存。' },
  NO_AREA: { status: 422, zh: '选的区域不在本局范围的名单里，请重选，或直接写区域名称。没有保存。' },
  WHICH_AREA: { status: 422, zh: '请至少选一个区域，或写一个区域名称。没有保存。' },
  OVERLAP: {
    status: 409,
    zh: '{no}（{from} 至 {until}）已经覆盖“{area}”，同一区域不重复启动。没有保存；可以延长或扩大那次行动。',
  },
  STOCK: {
    status: 422,
    zh: '{item}账面只有 {stock}，不够发 {count}。没有保存；确实已经发出的，写明“超出账面的原因”再登记；少登了调入的，先登记调入。',
  },
  ITEMS: { status: 422, zh: '同一种物品写了两行，请合成一行。没有保存。' },
  MAYBE_SAME: {
    status: 409,
    zh: '{no} 已登记同一天{area}的一起{kind}。没有保存；是同一个人请补充那一条，确实是另一人请选“是另一个人”。',
  },
  SAME: { status: 422, zh: '和现有记录一样，没有可改的。没有保存。' },
  TOLD: { status: 409, zh: '已于 {at} 登记报告{whom}。没有重复保存。' },
  NOT_PATROLLED: {
    status: 422,
    zh: '这些区域只写了名称，没有划定为巡查区域，排不出班次。没有保存；请从名单里选区域，或请救助站先在“巡查”里划定；不加密的，班数留空。',
  },
  WHEN: { status: 422, zh: '写了每晚加密几班，还要写从几点到几点，才排得出班次。没有保存。' },
  TIMES: { status: 422, zh: '起止日期要在行动期内。没有保存。' },
})
