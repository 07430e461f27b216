/** 队伍: what is kept of those who work in a station. Fit for a browser. */
export const posts = { business: '业务岗', support: '后勤岗' } as const
export type Post = keyof typeof posts

export const examForms = { written: '书面考试', contest: '知识竞赛', drill: '模拟演练', practice: '实务操作' } as const

export const standings = { here: '在岗', untold: '未登记到岗', left: '已离岗' } as const
export type Standing = keyof typeof standings

/** Facts that this room writes down of a day's doing; `joined` and `left` are told beside them. */
export const recordTitles = {
  'staff.trained': '培训',
  'staff.examined': '考核',
  'staff.health-checked': '体检',
  'staff.system-qualified': '系统操作合格',
} as const
export type RecordName = keyof typeof recordTitles

/** More people than this are chosen for no training of one station. */
export const MOST_AT_ONCE = 200

/** What somebody can be named for; the naming itself is tracing's. */
export const dutyWords: Record<string, string> = { tracing: '寻亲', 'face-comparison': '人像比对', liaison: '联络' }
