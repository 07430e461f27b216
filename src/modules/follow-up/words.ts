/** The lists of follow-up. */

/** Why somebody is in the register; as the fact `follow-up.listed` tells it. */
export const reasons = {
  mental: '精神障碍',
  dementia: '阿尔茨海默病',
  intellectual: '智力残疾',
  limb: '肢体残疾',
  repeated: '反复流浪',
  minor: '困境儿童',
  alone: '孤寡老人',
} as const
export type Reason = keyof typeof reasons

/** Reasons that tell of somebody's health: lists say only that there is one. */
export const HEALTH: readonly string[] = ['mental', 'dementia', 'intellectual', 'limb']

/** What a list says of the reasons. */
export const marks = { health: '健康原因', repeated: '反复流浪', minor: '困境儿童', alone: '孤寡老人', other: '其他' } as const
export type Mark = keyof typeof marks

export const unlistings = {
  died: '已死亡',
  moved: '迁出本辖区',
  'year-over': '满一年且稳定',
  mistake: '列错了',
} as const

export const states = { returned: '已返乡', listed: '在信息库', unlisted: '已移出', dead: '已死亡' } as const
export type State = keyof typeof states

export const manners = { 'in-person': '实地走访', phone: '电话询问' } as const
export const findings = {
  'at-home': '在家',
  away: '外出',
  hardship: '有困难',
  moved: '迁走',
  died: '已死亡',
} as const
export const triedReasons = { absent: '无人在家', phone: '电话不通', refused: '拒绝' } as const

export const cares = {
  family: '家人照看',
  alone: '独自生活',
  institution: '机构照料',
  village: '村（社区）照看',
  nobody: '没有人照看',
} as const
export const livings = { stable: '有稳定收入', allowance: '靠低保、特困、补贴', relatives: '靠亲属', none: '没有来源' } as const

export const reportStates = { sent: '等民政局核对', returned: '退回补充', accepted: '已纳入' } as const
export const runStates = { 'under-way': '正在制作', done: '已完成', cancelled: '已停止' } as const

/** How the places on the board are cut by the next visit. */
export const buckets = { overdue: '已超期', week: '7 天内', month: '30 天内', later: '以后', over: '回访期满' } as const
export type Bucket = keyof typeof buckets

export const leavings = {
  own: '自行离站',
  family: '亲属接回',
  escort: '护送返乡',
  received: '外地送返',
  reported: '村（社区）上报',
} as const
