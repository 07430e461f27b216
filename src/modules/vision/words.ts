/** Words of the recognition of faces and cards. Fit for a browser. */
export const parts = { face: '人像比对', card: '证件识别' } as const
export type Part = keyof typeof parts

export const purposes = {
  entry: '入站比对',
  again: '滞留期间再比',
  family: '家属照片比对',
  verify: '核对候选',
} as const
export type Purpose = keyof typeof purposes

/** On what the comparison rests. */
export const bases = { duty: '依职责查明身份', consent: '本人（登记人）同意', guardian: '监护人同意' } as const
export type Basis = keyof typeof bases

export const bands = { strong: '较像', possible: '有可能' } as const
export type Band = keyof typeof bands

export const results = {
  strong: '有较像的候选',
  possible: '有可能的候选',
  none: '没有候选',
  'no-template': '照片不合用',
  failed: '没有办成',
  read: '已识别',
  unread: '没有读出',
} as const
export type Result = keyof typeof results

export const subjectKinds = { 'rescue-file': '个案', inquiry: '家属寻亲登记' } as const
export type Searched = keyof typeof subjectKinds

export const useKinds = { face: '人像比对', card: '证件识别' } as const

export const erasures = {
  'consent-withdrawn': '撤回同意',
  identified: '身份已查明',
  closed: '登记办结',
  retention: '保存期满',
  'photo-gone': '照片已不在或不合用',
  'switched-off': '停用',
  request: '应要求删除',
} as const
export type Erasure = keyof typeof erasures

/** Stands beside every list of candidates. */
export const JUDGE =
  '机器只排先后，不认定身份。请对照年龄、性别、地点和照片由人判断；像不像都不是唯一途径，公安协查、DNA、问询、公告照常办理。'
/** The way that is always open. */
export const OTHER_WAYS = '不用人像也能办：问询、公安协查、DNA、公告、家属登记比对照常办理。'

/** Stored faces from which the site has to be filed with the provincial authority. */
export const FILING_AT = 100_000
