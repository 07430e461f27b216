/** Lists of this room. Pure, and fit for a browser. */
import type { signedAs } from '#kernel/signature.ts'

/** What a handover hangs on: whoever is handed over, by the best that the giver knows. */
export const abouts = {
  person: '街面发现的人',
  'rescue-file': '受助人员',
  report: '街面报告',
  'child-file': '未成年人',
} as const
export type About = keyof typeof abouts

export const consciousness = {
  clear: '清醒',
  drowsy: '嗜睡',
  confused: '意识不清',
  unconscious: '昏迷',
  unclear: '看不出',
} as const

/** Why somebody is handed over. */
export const reasons = {
  help: '送救助站',
  treat: '送医院救治',
  fetched: '医院治愈、病情稳定，接回',
  police: '交公安处理',
  home: '接回属地、返家',
  minors: '交未成年人救助保护机构',
  other: '其他',
} as const

/** Kinds of organisation between which people are handed over. */
export const PARTIES: readonly string[] = [
  'station',
  'police',
  'hospital',
  'city-management',
  'town',
  'village',
  'protection-centre',
  'protection-point',
  'bureau',
  'transport',
  'institution',
  'school',
  'social-organisation',
  'department',
]

export const boxes = { 'to-sign': '待签收', given: '交出', taken: '接收', all: '全部' } as const
export type Box = keyof typeof boxes

/** How long handovers stay on a phone; assumed. */
export const ON_PHONE_DAYS = 7

/** What a typed name stands for, where nobody draws: the house's words, without the schema they come with. */
export const notDrawn = { thumbprint: '按手印（纸上）', proxy: '代签', paper: '纸上签名' } as const satisfies Record<
  keyof typeof signedAs,
  string
>
