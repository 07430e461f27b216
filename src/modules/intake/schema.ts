/** The words of reception: forms and lists, each with its Chinese label, once for the screen, the server and the papers. */
import { z } from 'zod'
import { choice, field, orUnknown } from '#kernel/field.ts'
import { dayOfDate } from '#kernel/time.ts'
import { capacities, conditionKinds, longText, personFields, sexes, shortText } from '#modules/people-and-cases/index.ts'

export const arrivals = {
  self: '自行来站',
  police: '公安护送',
  'city-management': '城管护送',
  patrol: '巡查劝导',
  hospital: '医院',
  public: '群众',
  'other-station': '他站',
} as const
export type Arrival = keyof typeof arrivals

/** Ways of arrival that the policies want a written handover for. */
export const officialArrivals: readonly Arrival[] = ['police', 'city-management']

export const causes = {
  lost: '走失',
  'no-work': '务工不着',
  'no-kin': '寻亲不遇',
  robbed: '被盗被骗',
  runaway: '离家出走',
  abandoned: '被遗弃',
  begging: '流浪乞讨',
  medical: '求医无着',
  violence: '家庭暴力',
  trafficked: '被拐、被胁迫',
  other: '其他',
} as const

export const requests = {
  home: '送我回家',
  'food-lodging': '吃住',
  family: '找家人',
  medical: '看病',
  fare: '路费、车票',
  other: '其他',
} as const

export const assistances = { none: '没有', allowance: '低保', destitute: '特困', other: '其他救助' } as const

export const triageSigns = {
  unconscious: '昏迷、重伤',
  abnormal: '言行异常',
  speechless: '说不了话',
  drunk: '醉酒',
  fever: '发热',
  infectious: '疑似传染病',
  dangerous: '有危险品',
  drugs: '疑似吸毒',
} as const
export const triageDecisions = { 'go-on': '继续接待', hospital: '先送医', police: '先请公安' } as const

export const consents = { given: '本人同意', escort: '护送人或监护人同意', cannot: '不能表达，依职责检查' } as const
export const safetyResults = {
  clear: '同意，未见违禁',
  found: '查出物品',
  deferred: '暂缓（先救治等）',
  refused: '拒绝检查',
} as const
export const foundKinds = {
  weapon: '管制器具',
  explosive: '易燃易爆、腐蚀品',
  drug: '疑似毒品',
  sharp: '刀剪等尖锐物',
  lighter: '打火机、火柴',
  medicine: '药品',
  other: '其他',
} as const
export const foundDisposals = { kept: '代为保管', police: '交公安', discarded: '本人同意丢弃' } as const
/** What the law takes from the station's hands: goes to the police, is not kept. */
export const forPolice: readonly (keyof typeof foundKinds)[] = ['weapon', 'explosive', 'drug']

export const belongingKinds = {
  cash: '现金',
  papers: '证件',
  phone: '手机',
  card: '银行卡',
  medicine: '药品',
  valuable: '贵重物品',
  bag: '包裹行李',
  clothing: '衣物',
  other: '其他',
} as const
export const signings = { signed: '本人签字', thumb: '按手印', witnessed: '不能签，两名工作人员见证' } as const
export const returnWays = {
  returned: '发还本人',
  family: '交亲属',
  'receiving-unit': '交接收单位',
  police: '交公安',
  perished: '食品等已处理，本人同意',
  lost: '遗失、损坏，已说明处理',
} as const

export const identityProofs = {
  none: '没有证件',
  'card-read': '读卡核验',
  'card-seen': '看过原件，人证相符',
  police: '公安核实',
} as const

/** The six grounds of a refusal, after DB3212/T 1069—2021 §4.3, which repeats the national work rule. */
export const refusalGrounds = {
  'refuses-check': '拒绝安全检查',
  'refuses-belongings-rules': '不遵守物品规定',
  'can-provide': '能自行解决食宿',
  'wants-cash': '只索要现金，拒绝其他救助',
  'refuses-information': '拒不提供或不如实提供个人情况',
  'not-eligible': '其他不符合救助条件',
} as const
export type RefusalGround = keyof typeof refusalGrounds

export const transferTargets = {
  police: '公安机关',
  hospital: '医院',
  'other-station': '其他救助站',
  'child-protection': '未成年人救助保护机构',
  other: '其他单位',
} as const

const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })
const instantField = (label: string, help?: string) =>
  field(z.int().min(0).optional(), { label, widget: 'instant', span: 8, ...(help ? { help } : {}) })
const name = (label: string, span = 8) => field(shortText(40).optional(), { label, sensitivity: 'personal', span })
const realDate = z.string().refine((text) => dayOfDate(text) !== null, '没有这一天，请按 2026-12-09 填写真实的日期')

/** How and with whom somebody came. */
const arrivalFields = {
  arrival: field(choice(arrivals), {
    label: '来站方式',
    section: '怎么来的',
    widget: 'chips',
    span: 16,
    print: 'registration.arrival',
  }),
  escortUnit: field(shortText(60).optional(), {
    label: '护送单位',
    section: '怎么来的',
    span: 8,
    showIf: (draft) => draft['arrival'] !== undefined && draft['arrival'] !== 'self',
  }),
  escortPerson: field(shortText(40).optional(), {
    label: '护送人员、电话',
    section: '怎么来的',
    sensitivity: 'personal',
    span: 8,
    showIf: (draft) => draft['arrival'] !== undefined && draft['arrival'] !== 'self',
  }),
  foundPlace: field(shortText(80).optional(), { label: '在哪里发现', section: '怎么来的', sensitivity: 'personal', span: 8 }),
  arrivedAt: field(z.int().min(0).optional(), {
    label: '到站时间',
    section: '怎么来的',
    widget: 'instant',
    span: 8,
    help: '不填就是现在',
  }),
}

const bornFields = {
  birthDate: field(realDate.optional(), {
    label: '出生日期',
    section: '是谁',
    sensitivity: 'personal',
    widget: 'date',
    span: 6,
    print: 'person.birth',
  }),
  birthYear: personFields.birthYear,
  ageSeenMin: personFields.ageSeenMin,
  ageSeenMax: personFields.ageSeenMax,
}

const existingPerson = {
  personId: field(z.uuid().optional(), { label: '认作同一人', widget: 'hidden' }),
}

export const askForm = z.strictObject({
  ...arrivalFields,
  ...existingPerson,
  writtenName: personFields.writtenName,
  heardNames: personFields.heardNames,
  sex: personFields.sex,
  ...bornFields,
})
export type AskForm = z.output<typeof askForm>

const triageFields = {
  signs: field(z.array(choice(triageSigns)).max(8).optional(), { label: '先看人', section: '先救治', widget: 'chips', span: 24 }),
  temperature: field(z.number().min(25).max(45).optional(), {
    label: '体温',
    unit: '℃',
    section: '身体和安检',
    sensitivity: 'personal',
    span: 4,
  }),
  injuries: field(orUnknown(longText(300)).optional(), {
    label: '外伤、疾病',
    section: '身体和安检',
    sensitivity: 'personal',
    widget: 'text',
    span: 8,
  }),
}

export const triageForm = z.strictObject({
  fileId,
  ...triageFields,
  decision: field(choice(triageDecisions), { label: '怎么办', widget: 'chips' }),
})
export type TriageForm = z.output<typeof triageForm>

export const handoverForm = z.strictObject({
  fileId,
  fromUnit: field(shortText(60), { label: '护送单位', span: 12 }),
  officer: field(shortText(40), { label: '护送人员', sensitivity: 'personal', span: 6 }),
  officerNo: field(shortText(30).optional(), { label: '警号、工号', sensitivity: 'personal', span: 6 }),
  officerPhone: field(shortText(30).optional(), { label: '电话', sensitivity: 'personal', mask: 'phone', span: 8 }),
  foundPlace: field(shortText(80).optional(), { label: '发现地点', sensitivity: 'personal', span: 8 }),
  foundAt: instantField('发现时间'),
  condition: field(longText(400).optional(), {
    label: '交接时的身体情况',
    sensitivity: 'personal',
    widget: 'textarea',
    span: 24,
  }),
  goods: field(longText(400).optional(), { label: '随交物品', sensitivity: 'personal', widget: 'textarea', span: 12 }),
  papers: field(longText(400).optional(), { label: '随交证件、材料', sensitivity: 'personal', widget: 'textarea', span: 12 }),
  signedByEscort: field(z.literal(true), { label: '护送方已签字', span: 8, legalBasis: '大提升 第12项' }),
  signedByUs: field(z.literal(true), { label: '本站已签字', span: 8 }),
  signedAt: instantField('交接时间', '不填就是现在'),
  scans: field(z.array(z.uuid()).max(6).optional(), { label: '签字件照片', widget: 'file' }),
  correcting: field(z.boolean().optional(), { label: '更正已签的交接', span: 8 }),
})
export type HandoverForm = z.output<typeof handoverForm>

export const foundItem = z.strictObject({
  name: field(shortText(40), { label: '物品', sensitivity: 'personal', span: 8 }),
  kind: field(choice(foundKinds), { label: '种类', widget: 'select', span: 8 }),
  disposal: field(choice(foundDisposals), { label: '怎么处理', span: 8 }),
})

const safetyFields = {
  safety: field(choice(safetyResults).optional(), {
    label: '安全检查',
    section: '身体和安检',
    widget: 'chips',
    span: 16,
    legalBasis: '工作规程：初检',
  }),
  consent: field(choice(consents).optional(), {
    label: '谁同意检查',
    section: '身体和安检',
    widget: 'chips',
    span: 24,
    help: '不填就是本人同意',
    showIf: (draft) => draft['safety'] === 'clear' || draft['safety'] === 'found',
  }),
  secondStaff: field(shortText(40).optional(), {
    label: '第二名工作人员',
    section: '身体和安检',
    sensitivity: 'personal',
    span: 8,
    showIf: (draft) => draft['safety'] === 'clear' || draft['safety'] === 'found',
  }),
  bodyCheckBy: field(choice(sexes).optional(), {
    label: '贴身检查的工作人员',
    section: '身体和安检',
    span: 8,
    help: '女性由女工作人员检查',
    showIf: (draft) => draft['sex'] !== 'male' && (draft['safety'] === 'clear' || draft['safety'] === 'found'),
  }),
  found: field(z.array(foundItem).max(20).optional(), {
    label: '查出物品',
    section: '身体和安检',
    widget: 'list',
    sensitivity: 'personal',
    span: 24,
    showIf: (draft) => draft['safety'] === 'found',
  }),
  deferredWhy: field(shortText(120).optional(), {
    label: '为什么暂缓',
    section: '身体和安检',
    sensitivity: 'personal',
    span: 12,
    showIf: (draft) => draft['safety'] === 'deferred',
  }),
}

export const safetyForm = z.strictObject({
  fileId,
  ...safetyFields,
  safety: field(choice(safetyResults), { label: '结果', widget: 'chips', span: 24 }),
})
export type SafetyForm = z.output<typeof safetyForm>

export const belonging = z.strictObject({
  name: field(shortText(40), { label: '物品', sensitivity: 'personal', span: 8 }),
  kind: field(choice(belongingKinds), { label: '种类', widget: 'select', span: 6 }),
  quantity: field(z.int().min(1).max(999), { label: '数量', span: 4 }),
  amount: field(z.number().min(0).max(10_000_000).optional(), {
    label: '金额',
    unit: '元',
    span: 6,
    showIf: (draft) => draft['kind'] === 'cash',
  }),
  mark: field(shortText(80).optional(), { label: '特征、号码', sensitivity: 'personal', span: 12 }),
  place: field(shortText(30).optional(), { label: '存放处', span: 8 }),
})

export const keepForm = z.strictObject({
  fileId,
  items: field(z.array(belonging).min(1).max(60), { label: '物品', widget: 'list', sensitivity: 'personal' }),
  signing: field(choice(signings), { label: '受助人员签收', widget: 'chips', legalBasis: '民政部令第24号第6条' }),
  secondStaff: field(shortText(40), { label: '第二名经手人', sensitivity: 'personal', span: 8 }),
})
export type KeepForm = z.output<typeof keepForm>

export const returnLine = z.strictObject({
  itemId: field(z.uuid(), { label: '物品', widget: 'hidden' }),
  quantity: field(z.int().min(1).max(999), { label: '数量' }),
})

export const returnForm = z.strictObject({
  fileId,
  lines: field(z.array(returnLine).max(60).optional(), { label: '发还哪些', widget: 'hidden', help: '不填就是全部' }),
  how: field(choice(returnWays), { label: '怎么发还', widget: 'select', span: 12 }),
  receiver: name('收的人（不是本人时）', 12),
  signing: field(choice(signings), { label: '收的人签收', widget: 'chips', span: 24 }),
  secondStaff: field(shortText(40), { label: '第二名经手人', sensitivity: 'personal', span: 8 }),
  note: field(shortText(200).optional(), { label: '说明', sensitivity: 'personal', span: 16 }),
})
export type ReturnForm = z.output<typeof returnForm>

export const companion = z.strictObject({
  name: field(shortText(40).optional(), { label: '姓名', sensitivity: 'personal', span: 8 }),
  relation: field(shortText(20).optional(), { label: '关系', span: 6 }),
  age: field(z.int().min(0).max(120).optional(), { label: '年龄', unit: '岁', span: 4 }),
  sex: field(choice(sexes).optional(), { label: '性别', span: 6 }),
})

/** What can be struck out because it was wrong; a later answer alone never turns something known into something unknown. */
export const strikable = {
  writtenName: '姓名',
  birth: '出生、年龄',
  sex: '性别',
  idNumber: '证件号',
  household: '户籍地',
  division: '户籍区划',
  ethnicity: '民族',
  phone: '本人电话',
  kin: '亲属',
} as const
export type Strikable = keyof typeof strikable

const whoFields = {
  ...personFields,
  ...bornFields,
  identityProof: field(choice(identityProofs).optional(), { label: '证件核对', section: '是谁', widget: 'chips', span: 14 }),
  photos: field(z.array(z.uuid()).max(6).optional(), {
    label: '照片',
    section: '是谁',
    widget: 'file',
    sensitivity: 'personal',
    span: 10,
  }),
}

const bodyFields = {
  conditions: field(z.array(choice(conditionKinds)).max(14).optional(), {
    label: '身心状况',
    section: '身体和安检',
    widget: 'chips',
    sensitivity: 'personal',
    span: 24,
  }),
  capacity: field(choice(capacities).optional(), {
    label: '民事行为能力',
    section: '身体和安检',
    help: '看不准就不填',
    sensitivity: 'personal',
    span: 10,
  }),
}

const whyFields = {
  cause: field(choice(causes).optional(), {
    label: '原因',
    section: '为什么求助',
    widget: 'chips',
    span: 24,
    print: 'registration.cause',
  }),
  causeNote: field(orUnknown(longText(800)).optional(), {
    label: '经过',
    section: '为什么求助',
    sensitivity: 'personal',
    widget: 'text',
    span: 12,
    help: '选一项原因就够，细节可天亮补',
  }),
  request: field(choice(requests).optional(), { label: '请求', section: '为什么求助', widget: 'chips', span: 16 }),
  assistance: field(choice(assistances).optional(), { label: '低保或特困', section: '为什么求助', widget: 'chips', span: 12 }),
  vagrantSince: field(orUnknown(shortText(40)).optional(), {
    label: '何时起流浪',
    section: '为什么求助',
    placeholder: '如 2025 年春、半个月前',
    span: 8,
  }),
  vagrantFrom: field(orUnknown(shortText(80)).optional(), {
    label: '从哪里出来',
    section: '为什么求助',
    sensitivity: 'personal',
    span: 8,
  }),
  companions: field(z.array(companion).max(10).optional(), {
    label: '同行的人',
    section: '为什么求助',
    widget: 'list',
    sensitivity: 'personal',
    span: 24,
    help: '带着未成年人的，请逐个登记并另开个案',
  }),
}

const signFields = {
  told: field(z.boolean().optional(), {
    label: '已告知救助内容和入站须知',
    section: '决定',
    legalBasis: '民政部令第24号第4条',
    span: 12,
  }),
  guestSign: field(choice(signings).optional(), { label: '登记表签字', section: '决定', widget: 'chips', span: 12 }),
  reader: field(shortText(40).optional(), {
    label: '宣读人、翻译、手语',
    section: '决定',
    sensitivity: 'personal',
    span: 8,
    showIf: (draft) => draft['guestSign'] === 'thumb' || draft['guestSign'] === 'witnessed',
  }),
}

export const registerForm = z.strictObject({
  fileId,
  ...whoFields,
  ...bodyFields,
  ...whyFields,
  ...signFields,
  struck: field(z.array(choice(strikable)).max(9).optional(), {
    label: '划掉记错的',
    help: '原来记的会留在自述记录里',
    widget: 'chips',
    span: 24,
  }),
})
export type RegisterForm = z.output<typeof registerForm>

export const acceptForm = z.strictObject({
  fileId,
  ground: field(shortText(200).optional(), { label: '受理说明', sensitivity: 'personal', span: 24 }),
})
export type AcceptForm = z.output<typeof acceptForm>

export const receptionDecisions = { accept: '受理', hospital: '先送医', later: '先登记，稍后决定' } as const

/** The whole reception on one page. With `fileId` it goes on with a reception that was begun; without, it begins one. */
export const receiveForm = z.strictObject({
  fileId: field(z.uuid().optional(), { label: '个案', widget: 'hidden' }),
  ...existingPerson,
  signs: field(triageFields.signs.unwrap().optional(), { label: '先看人', widget: 'hidden' }),
  ...arrivalFields,
  writtenName: personFields.writtenName,
  heardNames: personFields.heardNames,
  sex: personFields.sex,
  ...bornFields,
  idNumber: personFields.idNumber,
  identityProof: whoFields.identityProof,
  ethnicity: personFields.ethnicity,
  household: personFields.household,
  division: personFields.division,
  nicknames: personFields.nicknames,
  accent: personFields.accent,
  height: personFields.height,
  marks: personFields.marks,
  places: personFields.places,
  phone: personFields.phone,
  photos: whoFields.photos,
  temperature: triageFields.temperature,
  injuries: triageFields.injuries,
  ...bodyFields,
  ...safetyFields,
  ...whyFields,
  kin: personFields.kin,
  decision: field(choice(receptionDecisions), { label: '决定', section: '决定', widget: 'chips', span: 24 }),
  ...signFields,
})
export type ReceiveForm = z.output<typeof receiveForm>

export const deliveries = { signed: '本人签收', thumb: '按手印', refused: '拒签，两名见证人注明' } as const

export const refuseForm = z.strictObject({
  fileId,
  ground: field(choice(refusalGrounds), { label: '法定情形', widget: 'select', span: 24, legalBasis: '民政部令第24号第5条' }),
  explanation: field(longText(1000), { label: '事实和说明', sensitivity: 'personal', widget: 'textarea', span: 24 }),
  approvedBy: field(shortText(40), { label: '值班负责人', span: 8 }),
  delivery: field(choice(deliveries), { label: '通知书送达', widget: 'chips', span: 16 }),
  witness: name('见证人'),
})
export type RefuseForm = z.output<typeof refuseForm>

export const withdrawForm = z.strictObject({
  fileId,
  reason: field(shortText(300), { label: '本人说的理由', sensitivity: 'personal', widget: 'textarea', span: 24 }),
  signing: field(choice({ ...signings, gone: '没有说就走了' }), { label: '签字', widget: 'chips', span: 24 }),
  collectedBy: field(shortText(60).optional(), {
    label: '谁接走',
    help: '未成年人、不能辨认自己行为的人，须由监护人或亲属接走',
    sensitivity: 'personal',
    span: 16,
  }),
  adviceGiven: field(z.boolean().optional(), { label: '已告知求助电话和可再来', span: 8 }),
})
export type WithdrawForm = z.output<typeof withdrawForm>

export const transferForm = z.strictObject({
  fileId,
  to: field(choice(transferTargets), { label: '移交给', widget: 'chips', span: 24 }),
  unit: field(shortText(60), { label: '单位名称', span: 12 }),
  officer: field(shortText(40).optional(), { label: '接收人、电话', sensitivity: 'personal', span: 12 }),
  reason: field(longText(400), { label: '事由', sensitivity: 'personal', widget: 'textarea', span: 24 }),
})
export type TransferForm = z.output<typeof transferForm>

export const takeBackForm = z.strictObject({
  fileId,
  how: field(choice({ returned: '自己回来', found: '被找回', police: '公安送回', hospital: '医院送回' }), {
    label: '怎么回来的',
    widget: 'chips',
    span: 24,
  }),
  note: field(longText(400).optional(), { label: '经过', sensitivity: 'personal', widget: 'textarea', span: 24 }),
})
export type TakeBackForm = z.output<typeof takeBackForm>

export const paperKinds = {
  registration: '求助登记表',
  refusal: '不予救助通知书',
  handover: '书面交接单',
} as const
export type PaperKind = keyof typeof paperKinds

export const printForm = z.strictObject({
  fileId,
  paper: field(choice(paperKinds), { label: '文书', widget: 'hidden' }),
  clearFor: field(shortText(200).optional(), {
    label: '印出完整证件号的理由',
    help: '不填则证件号只印首尾各四位；填了会留痕，审计管理员可见',
    span: 24,
  }),
})
export type PrintForm = z.output<typeof printForm>
