/** This room's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('PATROL', {
  NO_STATION: { status: 422, zh: '没有找到负责的救助站。没有保存，请选本市的救助站。' },
  NOT_HERE: { status: 422, zh: '选的单位不在本市名单里，或者不参加街面巡查，请重选。没有保存。' },
  NO_AREA: { status: 404, zh: '没有这个区域，或者本单位不参加这个区域的巡查。没有保存，请联系排班的单位。' },
  NO_SHIFT: { status: 409, zh: '还没有收到这一班的“开始巡查”。记录还在手机里，先让“开始巡查”入账再发。' },
  SHIFT_OVER: { status: 409, zh: '这一班{state}，不能“{what}”。没有保存。' },
  NOT_OUT: { status: 409, zh: '只在开始巡查以后、结束以前保存轨迹。这些定位点没有保存。', basis: '只保存巡查期间的轨迹' },
  TIMES: { status: 422, zh: '结束时间要晚于开始时间，一班不超过 24 小时。没有保存。' },
  PAST: { status: 422, zh: '不能给过去的日子排班。没有保存。' },
  TOO_FAR: { status: 422, zh: '一次最多排三个月以内的班，请把“重复到”改近一些。没有保存。' },
  NO_DAY: { status: 422, zh: '这段时间里没有所选的星期几。没有保存。' },
  NO_ENCOUNTER: {
    status: 409,
    zh: '还没有收到这次街面发现，或者不是本单位参与的区域。记录还在手机里，先让“街面发现”入账再发。',
  },
  ID_TAKEN: { status: 409, zh: '这个编号已经用过。记录还在手机里，请交给内勤补录。' },
  NO_ESCORT: { status: 409, zh: '没有正在护送的记录，或者护送已经结束。没有保存。' },
  WHERE_TO: { status: 422, zh: '请选送往的单位，或写单位全称。没有保存。' },
  TO_WHOM: { status: 422, zh: '发给谁：请从一次街面发现里发放，或者写明是哪一班。没有保存。' },
  GONE: { status: 409, zh: '这个人已经不在名单上。没有保存。' },
  ASIDE_FULL: {
    status: 409,
    zh: '您交给内勤的记录已有 {count} 条等人处理，暂时不能再交。这一条还在手机里，请内勤先处理，或从“交出记录”导出。',
  },
  SETTLED: { status: 409, zh: '这条记录已经有人处理过。没有重复保存。' },
  TERM: { status: 422, zh: '只能从今天或以后改保存期。没有保存。' },
})
