/** Chinese for what the engine says in codes: terms, owners, moments, periods. Shared by answers and screens. */

/** Role words of owners. A word that is not here is shown as it is. */
export const ownerWords: Record<string, string> = {
  station: '救助站',
  bureau: '民政局',
  police: '公安',
  town: '镇街',
  village: '村社区',
  patrol: '巡查队',
  institution: '托养机构',
  finder: '发现单位',
  receiver: '接报单位',
  'escorting-body': '护送单位',
  'escorting body': '护送单位',
  centre: '未保中心',
  education: '教育局',
  school: '学校',
  'human-resources': '人社局',
  'human resources': '人社局',
  'justice-office': '司法所',
  'justice office': '司法所',
  'youth-league': '共青团',
  'youth league': '共青团',
  'body-assigned': '承办单位',
  'body assigned': '承办单位',
  'body-dispatched': '处置单位',
  'body dispatched': '处置单位',
}

/** `station, bureau` → 救助站、民政局. */
export function ownerText(owner: string): string {
  return owner
    .split(/,\s*/)
    .map((word) => ownerWords[word] ?? word)
    .join('、')
}

/** Short names of documents on lists; any other is called by the beginning of its title. */
export const packNames: Record<string, string> = {
  national: '国家规则',
  s0: '部门职责',
  s1: '未保体系',
  s2: '大提升',
  s3: '三年规划',
  s4: '未保行动',
}

export const momentWords: Record<string, string> = {
  'three-months-full': '滞留满三个月',
  'condition-begins': '条件成立',
  'campaign-opened': '专项行动启动',
  'guardian-uses-child': '监护人利用未成年人',
  'parent-detained-told': '知道父母服刑、强制戒毒',
  'vagrant-told': '知道孩子流浪',
  'report-or-joined-report': '接报',
}

/** `PT24H` → 24 小时, `P7WD` → 7 个工作日, `01-31` → 1月31日, a number → 次月 N 日. */
export function termText(value: string | number): string {
  if (typeof value === 'number') return `次月 ${value} 日`
  if (/^(\d{2}-\d{2} )+\d{2}-\d{2}$/.test(value)) return value.split(' ').map(termText).join('、')
  const date = /^(\d{2})-(\d{2})$/.exec(value)
  if (date) return `${Number(date[1])}月${Number(date[2])}日`
  if (value === 'P0D') return '当天'
  if (value === 'school-term') return '每学期'
  const term = /^P(T?)(\d+)(WD|[MHDY])$/.exec(value)
  if (!term) return String(value)
  const [, time, count, unit] = term
  if (time) return unit === 'M' ? `${count} 分钟` : `${count} 小时`
  return `${count} ${{ D: '天', WD: '个工作日', M: '个月', Y: '年' }[unit as 'D']}`
}

/** `2021-H1` → 2021 年上半年; a plain number is the n-th time. */
export function instanceText(instance: string): string | undefined {
  if (/^\d{1,3}$/.test(instance)) return instance === '1' ? undefined : `第 ${instance} 次`
  const [year, part] = [instance.slice(0, 4), instance.slice(5)]
  if (part === '') return `${year} 年`
  if (part === 'H1') return `${year} 年上半年`
  if (part === 'H2') return `${year} 年下半年`
  if (/^Q\d$/.test(part)) return `${year} 年第 ${part.slice(1)} 季度`
  if (part === 'autumn') return `${year} 年秋季学期`
  if (part === 'spring') return `${year} 年春季学期`
  return /^\d{2}$/.test(part) ? `${year} 年 ${Number(part)} 月` : instance
}

export const kindWords: Record<string, string> = {
  person: '人员',
  'rescue-file': '救助个案',
  'child-file': '未成年人个案',
  inquiry: '寻亲登记',
  report: '线索',
  shift: '巡查班次',
  bed: '床位',
  institution: '托养机构',
  staff: '工作人员',
  organisation: '机构',
  campaign: '专项行动',
  task: '任务',
  conference: '会议',
  incident: '突发事件',
  request: '协作请求',
  hazard: '隐患',
  'street-case': '街面问题',
  complaint: '投诉',
}

export const stateWords = {
  overdue: '已超期',
  pending: '未到期',
  met: '已办',
  'met-late': '迟办',
  'cannot-tell': '无法判断',
  waived: '免办',
  'not-applicable': '不适用',
} as const

/** A share as it is written beside a clause: 97.3%, 100%. Never rounds up to 100. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '—'
  const tenths = Math.floor((part * 1000) / whole)
  return tenths % 10 === 0 ? `${tenths / 10}%` : `${(tenths / 10).toFixed(1)}%`
}

/** Kinds of subject that have a page of their own on the desk. */
export const pagedKinds: readonly string[] = [
  'rescue-file',
  'person',
  'child-file',
  'inquiry',
  'report',
  'institution',
  'hazard',
  'staff',
]

/** Pages that are not for everybody who reads of the duty: the door without which no link leads there. */
export const pageDoors: Record<string, string> = { staff: 'staff.member' }

/** What a group of duties says of itself. */
export const bucketNotes: Record<string, string> = {
  overdue: '超过条款时限，办结后记为“迟办”',
  'no-term': '文件没有写时限，办结为止',
  'cannot-tell': '缺记录，补上才知道该不该办',
}
