/**
 * Who must report, and what: data. The list of situations is that of the nine departments' opinion of 2020-05-29 in our own
 * words; its official wording was not before us, so a bureau checks it against its copy (`recalled`).
 */
import type { ClueKind } from './words.ts'

interface Source {
  title: string
  from: string
  mark: 'seen' | 'recalled' | 'assumed'
}

const nine: Source = {
  title: '九部门《关于建立侵害未成年人案件强制报告制度的意见（试行）》',
  from: '2020-05-29',
  mark: 'recalled',
}
const law: Source = { title: '《未成年人保护法》第十一条', from: '2021-06-01', mark: 'seen' }

interface Situation {
  title: string
  /** What such a report is a clue of. */
  clue: ClueKind
  source: Source
}

/** What has to be reported at once, suspected is enough. */
export const situations = {
  'private-injury': { title: '隐私部位受伤或疑似受伤', clue: 'sexual-assault', source: nine },
  'under-fourteen': { title: '不满十四周岁女孩疑似受性侵害、怀孕、流产', clue: 'sexual-assault', source: nine },
  'over-fourteen': { title: '十四周岁以上女孩疑似因性侵害怀孕、流产', clue: 'sexual-assault', source: nine },
  injured: { title: '身上多处伤、严重营养不良、神志不清，疑似家暴、虐待、殴打', clue: 'domestic-violence', source: nine },
  bullied: { title: '受欺凌', clue: 'bullying', source: nine },
  unnatural: { title: '自杀、自残、中毒、工伤等非正常伤残、死亡', clue: 'abuse', source: nine },
  abandoned: { title: '被遗弃，长期没人照料', clue: 'abandonment', source: nine },
  'origin-unclear': { title: '来源不明、失踪、疑似被拐卖、收买', clue: 'trafficking', source: nine },
  'made-to-beg': { title: '被组织、利用乞讨', clue: 'trafficking', source: nine },
  other: { title: '其他严重侵害，或正面临侵害危险', clue: 'abuse', source: nine },
} as const satisfies Record<string, Situation>

export type SituationKey = keyof typeof situations

export const situationWords = Object.fromEntries(Object.entries(situations).map(([key, { title }]) => [key, title])) as {
  [K in SituationKey]: string
}

/** Who must report: of the organisations that the system knows by kind, which and on what ground. */
export const mustReport: Partial<Record<string, { title: string; source: Source }>> = {
  school: { title: '学校、幼儿园、校外培训机构、校车服务', source: nine },
  village: { title: '村（居）民委员会', source: law },
  hospital: { title: '医疗机构', source: nine },
  station: { title: '救助管理机构', source: nine },
  'protection-centre': { title: '未成年人救助保护机构', source: nine },
  'protection-point': { title: '未成年人救助保护机构', source: nine },
  'social-organisation': { title: '社会工作服务机构', source: nine },
  institution: { title: '福利、托养机构', source: nine },
  federation: { title: '群团组织', source: nine },
  town: { title: '国家机关', source: law },
  bureau: { title: '国家机关', source: law },
  police: { title: '国家机关', source: law },
  education: { title: '国家机关', source: law },
  'human-resources': { title: '国家机关', source: law },
  'justice-office': { title: '国家机关', source: law },
  prison: { title: '国家机关', source: law },
  department: { title: '国家机关', source: law },
}

/** Whom a report may be made to: the police, civil affairs, education by law; their centres, points and the town's desk by practice. */
export const mayReceiveReports = ['bureau', 'protection-centre', 'protection-point', 'police', 'town', 'station'] as const

/** The clue that a report's situations speak of: the gravest in the order of the list. */
export function clueOf(told: readonly SituationKey[]): ClueKind | undefined {
  const key = (Object.keys(situations) as SituationKey[]).find((each) => told.includes(each))
  return key && situations[key].clue
}
