/** Lists of this room. Pure, and fit for a browser. */
import { childKinds } from '#facts/minors.ts'

export { childKinds }
export type ChildKind = keyof typeof childKinds
export const kindKeys = Object.keys(childKinds) as ChildKind[]

/** How somebody came to open the file. */
export const origins = {
  desk: '本人、家属或群众求助',
  report: '线索报告',
  police: '公安移送或告知',
  'rescue-file': '救助站个案',
  screening: '排查、走访中发现',
  other: '其他',
} as const

/** Why a file is closed by hand; the eighteenth birthday closes it by itself. */
export const closeReasons = {
  returned: '返家稳定',
  moved: '迁出',
  adopted: '已被收养',
  died: '死亡',
  mistaken: '误建',
  'no-need': '不再需要',
} as const
export type CloseReason = keyof typeof closeReasons
export const closedHow = { ...closeReasons, 'turned-adult': '年满十八周岁', merged: '并入另一个案' } as const

export const relations = {
  father: '父亲',
  mother: '母亲',
  grandfather: '祖父',
  grandmother: '祖母',
  'mothers-father': '外祖父',
  'mothers-mother': '外祖母',
  stepfather: '继父',
  stepmother: '继母',
  brother: '兄弟',
  sister: '姐妹',
  uncle: '叔伯舅姑父',
  aunt: '姑姨婶',
  other: '其他',
} as const

/** Prison and compulsory detox are told in the part of the helper alone, never here. */
export const familyStates = {
  home: '在家',
  away: '外出务工、居住',
  ill: '重病、重残',
  lost: '失联',
  dead: '已故',
  remarried: '另组家庭',
  other: '其他',
} as const

export const schoolings = {
  'below-age': '未到入学年龄',
  kindergarten: '在幼儿园',
  enrolled: '在校',
  vocational: '职校、技校',
  special: '特教学校或送教上门',
  'not-enrolled': '到龄未入学',
  dropped: '辍学',
  finished: '已毕业，不在学',
  working: '已就业',
} as const
export type Schooling = keyof typeof schoolings
/** Of school age and in one of these: somebody has to see to it. */
export const OUT_OF_SCHOOL: readonly Schooling[] = ['not-enrolled', 'dropped']

export const bodies = { healthy: '未见异常', ill: '患病', disabled: '残疾', chronic: '慢性病', mental: '心理、精神困扰' } as const
export const disabilityKinds = {
  sight: '视力',
  hearing: '听力',
  speech: '言语',
  limb: '肢体',
  intellectual: '智力',
  mental: '精神',
  several: '多重',
} as const
export const disabilityLevels = { '1': '一级', '2': '二级', '3': '三级', '4': '四级', none: '未评级' } as const

export const siblingKinds = {
  twin: '双胞胎、多胞胎',
  full: '同父同母',
  half: '同父或同母',
  step: '继兄弟姐妹',
  other: '一起生活的孩子',
} as const

/** Parts of a file that a named person may be given here (policies/parts.yaml). */
export const readerParts = { reader: '一般部分', 'sealed-reader': '全部，含封存部分' } as const
export type ReaderPart = keyof typeof readerParts

/** What a paper of the file may hold, in its order; each only as far as whoever takes it reads it. */
export const dossierParts = {
  register: '登记',
  kinds: '类别',
  family: '家庭与监护人',
  school: '就学',
  health: '健康与残疾',
  course: '经过',
  views: '查看记录',
} as const
export type DossierPart = keyof typeof dossierParts

/** Why two files are held to be one child's. */
export const likenesses = { number: '证件号相同', name: '姓名、出生日期相同' } as const
export type Likeness = keyof typeof likenesses

export const listFilters = {
  mine: '我主管的',
  all: '本单位有关的',
  'no-worker': '未定主管',
  moving: '跨县待接手',
  'soon-adult': '一年内满十八周岁',
  closed: '已结案',
} as const
export type ListFilter = keyof typeof listFilters

/** Who holds a part, in words (policies/parts.yaml). */
export const partWords: Record<string, string> = {
  'case-worker': '个案主管',
  'sealed-reader': '指定人员（含封存部分）',
  reader: '指定人员',
  assessor: '评估人',
  centre: '保护中心',
  point: '救助保护点',
  town: '镇街',
  village: '村社区',
  school: '学校',
  education: '教育部门',
  justice: '司法所',
  prison: '监所',
  contact: '帮教联系人',
  pair: '结对人',
  federation: '群团组织',
  police: '公安',
  hospital: '医院',
  station: '救助管理站',
  care: '照料机构',
  approver: '审批单位',
  desk: '接报单位',
  joint: '联动处置单位',
  service: '承办单位',
}
