/** The words of a roster: what a column can be, how stations head it, and what stands in it. Pure, and fit for a browser. */

/** Columns that are read. Several columns may be `remark`; each other at most one. */
export const rosterFields = {
  name: '姓名',
  sex: '性别',
  age: '年龄',
  birthDate: '出生日期',
  idNumber: '身份证号',
  idChecked: '身份核实',
  entered: '入站日期',
  arrival: '来站方式',
  escortedBy: '护送单位',
  origin: '户籍地、流出地',
  condition: '身体状况',
  screened: '入站检视',
  bed: '床位',
  left: '离站日期',
  leftKind: '离站方式',
  leftTo: '去向',
  number: '编号',
  ethnicity: '民族',
  phone: '本人电话',
  marks: '体貌特征',
  accent: '口音',
  remark: '备注',
} as const
export type RosterField = keyof typeof rosterFields

/** Without these a row cannot be judged. */
export const neededFields: readonly RosterField[] = ['entered']

const list = (text: string): readonly string[] => text.split(' ')

/** How stations head their columns, beside the labels above; written as `headingKey` leaves them. */
export const headings: Record<RosterField, readonly string[]> = {
  name: list('受助人员姓名 受助人姓名 求助人姓名 被救助人姓名 人员姓名 姓名或自称 自称姓名 受助人员 ' + '受助人 名字'),
  sex: list('男女'),
  age: list('岁数 周岁 实际年龄 目测年龄 估计年龄 大约年龄 入站年龄 年纪'),
  birthDate: list('出生年月 出生年月日 生日 出生 出生时间 生年月日'),
  idNumber: list('身份证号码 身份证 证件号 证件号码 身份证件号 身份证件号码 公民身份号码 有效证件号码 证件'),
  idChecked: list('身份状态 是否核实 身份是否核实 身份核查 核实情况 身份信息核实'),
  entered: list(
    '入站时间 进站日期 进站时间 来站日期 来站时间 救助时间 救助日期 受助时间 受助日期 接收时间 ' +
      '接收日期 入住时间 入住日期 登记日期 登记时间 入站 进站 到站时间 到站日期 受理日期 ' +
      '受理时间',
  ),
  arrival: list('入站方式 进站方式 来源方式 入站途径 求助方式 来站途径 送站方式'),
  escortedBy: list('护送人 送站单位 移送单位 送来单位 护送单位及人员 来源单位'),
  origin: list(
    '户籍地 流出地 户籍 户口所在地 户籍所在地 户籍地址 来源 来源地 籍贯 家庭住址 家庭地址 ' +
      '住址 户籍住址 地址 户籍地流出地 家乡',
  ),
  condition: list('疾病 健康状况 身心状况 身体情况 健康情况 病情 病史 疾病情况 残疾情况 人员类别 精神状况'),
  screened: list('健康检视 入站健康检视 体检 体检结果 入站体检 体检情况 传染病排查 是否排除传染病 健康检查'),
  bed: list('床号 床位号 铺位 房间床位 房号床号 住宿床位'),
  left: list('离站时间 出站日期 出站时间 离开日期 离开时间 离站 出站 送返日期 送返时间'),
  leftKind: list('出站方式 离开方式 离站原因 离站类型 离站情况 离站方式去向 离站去向方式 处理结果 ' + '离站方式及去向'),
  leftTo: list('离站去向 去向地 送往 接收单位 安置地点 送返地'),
  number: list('档案号 档案编号 个案编号 救助编号 登记编号 登记号 受助编号 入站编号 系统编号'),
  ethnicity: list('族别'),
  phone: list('联系电话 电话 手机 手机号 手机号码 本人联系电话 联系方式'),
  marks: list('特征 身体特征 体貌 外貌特征 体表特征 明显特征'),
  accent: list('语言口音 方言'),
  remark: list('说明 备考 其他 情况说明 其它 备注说明 基本情况'),
}

/** Heads of columns that are known and not read: they count as a sign of the header row. */
export const ignoredHeadings = ['序号', '行号', '原因', '序', 'no', '照片']

/** A heading without spaces, marks and brackets. */
export function headingKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\([^)]*\)|【[^】]*】|\[[^\]]*\]/gu, '')
    .replace(/[\s\p{P}\p{S}\p{Cf}]/gu, '')
    .toLowerCase()
}

export const arrivalKinds = ['self', 'police', 'city-management', 'patrol', 'hospital', 'public', 'other-station'] as const
export type Arrival = (typeof arrivalKinds)[number]

export const leavingKinds = {
  own: '自行离站',
  family: '亲属接回',
  escort: '护送返乡',
  hospital: '转医',
  police: '移交公安',
  settled: '安置',
  absconded: '擅自离站',
  'gave-up': '放弃救助',
  terminated: '终止救助',
  died: '死亡',
  'other-station': '转他站',
} as const
export type Leaving = keyof typeof leavingKinds

/** What became of a row of an import. */
export const rowOutcomes = {
  added: '已导入',
  left: '已补离站',
  already: '已有',
  changed: '有变化，未改动',
  duplicate: '表内重复',
  bad: '没导入',
} as const
export type RowOutcome = keyof typeof rowOutcomes

/** What became of the bed that a row names. */
export const bedOutcomes = {
  assigned: '已安排床位',
  'no-such-bed': '没有这个床号，床位未安排',
  prevented: '按分区规则不能住这张床，床位未安排',
  refused: '床位未安排',
} as const
export type BedOutcome = keyof typeof bedOutcomes

export const runStates = { 'under-way': '导入中', done: '已完成', stopped: '已停止' } as const
