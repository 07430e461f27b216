/** Lists of this room. Pure, and fit for a browser. */
export const posts = { supervisor: '儿童督导员', director: '儿童主任' } as const
export type Post = keyof typeof posts

/** Which post a place has: a town one supervisor, a village one director. */
export const postOf = (kind: string): Post | null => (kind === 'town' ? 'supervisor' : kind === 'village' ? 'director' : null)

export const turns = {
  daily: '每天一人，轮流',
  weekly: '每人一周，轮流',
  together: '每天同一班人，第一位先接',
} as const
export type Turn = keyof typeof turns

export const networkLevels = { city: '市', county: '县区', town: '镇街', village: '村社区' } as const
export type NetworkLevel = keyof typeof networkLevels

export const topics = { s4: '未成年人专项行动', hazards: '隐患整治', cases: '疑难个案', other: '其他' } as const

/** Organisations that may keep a roster: whoever a report may be sent to. */
export const ROSTERED: readonly string[] = [
  'protection-centre',
  'protection-point',
  'town',
  'village',
  'bureau',
  'station',
  'school',
  'police',
]
export const MOST_DAYS = 92
/** So many days ahead the board looks for days without anybody. */
export const AHEAD = 7
