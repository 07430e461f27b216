/** Words of the watch: registers, what a column can be, risks, findings of a round. Pure, and fit for a browser. */

/** Registers that offices keep; each is a kind of the child file. */
export const registers = {
  'left-behind': '留守儿童',
  migrant: '流动儿童',
  'prisoner-child': '服刑人员未成年子女',
  'detox-child': '强制戒毒人员未成年子女',
  unattended: '事实无人抚养儿童',
  hardship: '困境儿童',
  orphan: '孤儿',
  disabled: '残疾儿童',
} as const
export type Register = keyof typeof registers

/** Who keeps which register. A prison tells its prisoners' children and nothing else. */
export const registersOf = (organisationKind: string): Register[] =>
  (Object.keys(registers) as Register[]).filter((each) => {
    const ofParent = each === 'prisoner-child' || each === 'detox-child'
    if (organisationKind === 'prison' || organisationKind === 'justice-office') return ofParent
    if (organisationKind === 'school') return !ofParent && each !== 'orphan'
    return !ofParent
  })

/** Registered once a school term by the school. */
export const CENSUS_KINDS: readonly string[] = ['left-behind', 'migrant']

/** Columns of a register, after the form of the national survey of 2016; prisons and justice offices fill in the smaller form. */
export const registerFields = {
  name: '姓名',
  sex: '性别',
  ethnicity: '民族',
  birthDate: '出生日期',
  idNumber: '身份证号',
  registered: '是否登记户口',
  household: '户籍地',
  address: '现住址',
  village: '村（社区）',
  town: '镇街',
  school: '就读学校',
  grade: '年级班级',
  body: '身体状况',
  boarding: '是否寄宿',
  schooling: '就学情况',
  grandparents: '祖父母、外祖父母',
  father: '父亲姓名',
  fatherBirth: '父亲出生日期',
  fatherId: '父亲身份证号',
  fatherWork: '父亲务工地',
  fatherPhone: '父亲电话',
  mother: '母亲姓名',
  motherBirth: '母亲出生日期',
  motherId: '母亲身份证号',
  motherWork: '母亲务工地',
  motherPhone: '母亲电话',
  bothAway: '父母双方外出',
  oneAway: '一方外出、另一方无监护能力',
  entrusted: '委托照护人',
  entrustedPhone: '委托照护人电话',
  entrustedId: '委托照护人身份证号',
  entrustedRelation: '与儿童关系',
  entrustedAddress: '委托照护人住址',
  guardianship: '监护类型',
  income: '家庭收入来源',
  help: '已获救助',
  parent: '服刑戒毒人员姓名',
  parentRelation: '服刑戒毒人员是其',
  until: '预计期满日期',
  remark: '备注',
} as const
export type RegisterField = keyof typeof registerFields

const list = (text: string): readonly string[] => text.split(' ')

/** How offices head these columns, beside the labels above; written as `headingKey` leaves them. */
export const headings: Partial<Record<RegisterField, readonly string[]>> = {
  name: list('儿童姓名 未成年人姓名 学生姓名 子女姓名 留守儿童姓名 孩子姓名 幼儿姓名'),
  sex: list('男女 儿童性别 子女性别'),
  ethnicity: list('族别'),
  birthDate: list('出生年月 出生年月日 生日 出生时间 儿童出生日期 子女出生日期'),
  idNumber: list('身份证 身份证号码 公民身份号码 证件号码 儿童身份证号 子女身份证号 学生身份证号'),
  registered: list('户口登记 是否登记户籍 有无户口 户籍登记情况'),
  household: list('户籍所在地 户口所在地 户籍地址 户籍'),
  address: list('住址 家庭住址 现居住地 居住地 居住地址 家庭地址 现居住地址'),
  village: list('村 社区 所在村 村居 村社区名称 居村委会 村居委会 村委会'),
  town: list('乡镇 街道 所在乡镇 镇 乡镇街道'),
  school: list('学校 学校名称 所在学校'),
  grade: list('年级 班级 所在班级 就读年级'),
  body: list('健康状况 身体情况 健康情况 残疾情况'),
  boarding: list('寄宿 是否住校 住校 是否在校寄宿'),
  schooling: list('就学状况 受教育情况 就学 学段'),
  grandparents: list('祖父母外祖父母姓名 祖辈姓名 爷爷奶奶 隔代监护人'),
  father: list('父亲 父姓名 父'),
  fatherBirth: list('父亲出生年月'),
  fatherId: list('父亲身份证 父亲身份证号码'),
  fatherWork: list('父亲务工地点 父亲工作单位 父亲外出地 父亲工作地点 父亲去向'),
  fatherPhone: list('父亲联系电话 父亲联系方式 父亲手机'),
  mother: list('母亲 母姓名 母'),
  motherBirth: list('母亲出生年月'),
  motherId: list('母亲身份证 母亲身份证号码'),
  motherWork: list('母亲务工地点 母亲工作单位 母亲外出地 母亲工作地点 母亲去向'),
  motherPhone: list('母亲联系电话 母亲联系方式 母亲手机'),
  bothAway: list('父母是否均外出 父母双方是否外出 双方外出 父母均外出'),
  oneAway: list('一方外出另一方无监护能力 一方外出 一方外出另一方是否无监护能力'),
  entrusted: list('委托监护人 委托监护人姓名 受委托人 监护人 监护人姓名 照护人 实际照护人 现照料人'),
  entrustedPhone: list('委托监护人电话 监护人电话 联系电话 联系方式 监护人联系电话 电话 照护人电话'),
  entrustedId: list('委托监护人身份证号 监护人身份证号'),
  entrustedRelation: list('与儿童的关系 关系 监护人与儿童关系 与被监护人关系'),
  entrustedAddress: list('委托监护人住址 监护人住址'),
  guardianship: list('监护情况 监护状况'),
  income: list('收入来源 家庭收入 主要收入来源'),
  help: list('救助情况 享受救助 已享受的救助 帮扶情况'),
  parent: list('服刑人员姓名 戒毒人员姓名 罪犯姓名 服刑人员 戒毒人员 强制戒毒人员姓名'),
  parentRelation: list('服刑人员关系 与服刑人员关系 服刑人员系其 戒毒人员系其 与罪犯关系'),
  until: list('刑期止日 刑满日期 期满日期 预计释放日期 刑释日期 解除日期'),
  remark: list('说明 情况说明 其他 备考'),
}

/** Known and not read; `行号` and `原因` are those of the sheet of bad rows. */
export const ignoredHeadings = ['序号', '行号', '原因', '序', 'no', '照片', '填表人', '审核人', '单位负责人']

/** A heading without spaces, marks and brackets. */
export function headingKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\([^)]*\)|【[^】]*】|\[[^\]]*\]/gu, '')
    .replace(/[\s\p{P}\p{S}\p{Cf}]/gu, '')
    .toLowerCase()
}

export const guardianshipTypes = {
  none: '无人监护',
  'no-capacity': '父或母监护、无监护能力',
  weak: '委托监护、能力较差',
  fair: '委托监护、能力一般',
  good: '委托监护、能力较好',
} as const
export const schoolings = {
  nursery: '幼儿园',
  home: '未入园',
  primary: '小学',
  junior: '初中',
  senior: '高中',
  vocational: '中职',
  'dropped-out': '辍学',
  'not-in-school': '未上学',
} as const
export const incomes = { work: '务工', farming: '务农', government: '政府救助', relatives: '亲友', other: '其他' } as const
export const helps = {
  allowance: '低保',
  temporary: '临时救助',
  medical: '医疗救助',
  housing: '住房救助',
  other: '其他',
} as const
export const bodies = { healthy: '健康', disabled: '残疾', ill: '患病' } as const
export const parentRelations = { father: '父亲', mother: '母亲' } as const

export const risks = { low: '低', middle: '中', high: '高' } as const
export type Risk = keyof typeof risks
export const guardianships = { normal: '正常', insufficient: '不足', improper: '不当', missing: '缺失' } as const
export type Guardianship = keyof typeof guardianships
export const manners = { home: '上门', school: '在校见到', office: '来访', phone: '电话' } as const
/** What is otherwise than last time; a child is more than a grade. */
export const changesSeen = {
  'carer-changed': '照护人变了',
  'parents-back': '父母回来了',
  'parents-away': '父母又外出',
  'school-left': '不上学了',
  ill: '生病、受伤',
  hardship: '生活困难',
  mood: '情绪、行为异常',
  moved: '搬走了',
  none: '没有变化',
} as const
export const missedReasons = {
  nobody: '家里没人',
  'with-parents': '随父母外出了',
  'moved-away': '搬走、转学了',
  refused: '家里不让见',
  'no-such-child': '没有这个孩子',
} as const

/** What became of a row of an import. */
export const rowOutcomes = {
  added: '已登记',
  census: '已有，记了普查',
  already: '已有',
  changed: '已有，已更新',
  duplicate: '表内重复',
  bad: '没导入',
} as const
export type RowOutcome = keyof typeof rowOutcomes
export const runStates = { 'under-way': '导入中', done: '已完成', stopped: '已停止' } as const

/** When the next look is due. */
export const buckets = { overdue: '已过期', month: '30 天内', later: '30 天以后', never: '还没排查过' } as const
export type Bucket = keyof typeof buckets
export const trends = { new: '新登记', worse: '变差', better: '变好', same: '没变', missed: '没见到' } as const
export type Trend = keyof typeof trends

/** Days until the next look by what was found, until a bureau sets its own. Assumed: no document gives them. */
export const DEFAULT_DAYS: Record<Risk, number> = { low: 90, middle: 30, high: 7 }

export const PAGE = 50
/** Children of whom a school registers the census in one act. */
export const MOST_AT_ONCE = 500
