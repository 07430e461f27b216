/** Lists of this room. Pure, and fit for a browser. */

export const abouts = {
  refused: '不予救助',
  care: '照料',
  staff: '工作人员',
  institution: '托养机构、医院',
  money: '收费、财物',
  other: '其他',
} as const
export type About = keyof typeof abouts

/** How it came to the desk; the public page has its own. */
export const deskWays = {
  'in-person': '本人来说',
  phone: '来电',
  guest: '在站人员提出',
  letter: '来信',
  referred: '上级或其他部门转来',
} as const
export const ways = { ...deskWays, web: '网页' } as const

export const relations = {
  self: '本人',
  family: '家人',
  guest: '在站的人',
  passer: '路过、知情的人',
  staff: '工作人员',
  other: '其他',
} as const

/** How the complainant wants to hear. */
export const wants = { phone: '打电话', written: '凭编号和查询码看书面答复', none: '不用答复' } as const
export type Wants = keyof typeof wants

export const foundeds = { yes: '属实', partly: '部分属实', no: '不属实' } as const
export type Founded = keyof typeof foundeds

export const answerWays = {
  phone: '打了电话',
  'in-person': '当面',
  letter: '书面',
  receipt: '由投诉人凭编号查',
  none: '没有联系方式，留在编号下',
} as const

/** What was written on the way, by its kind. */
export const stepWords = {
  received: '收到',
  assigned: '交办',
  moved: '转到应办单位',
  accused: '写明被反映人',
  'statement-asked': '要求说明',
  'looked-into': '查明',
  corrected: '整改',
  answered: '答复',
  'review-asked': '申请复核',
  retaliation: '担心报复',
  'sent-on': '转为报告',
  joined: '并案',
  parted: '分开',
  withdrawn: '撤回',
  closed: '办结',
} as const
export type StepKind = keyof typeof stepWords

/** Bodies that can be complained of, in the order in which the page offers them. */
export const BODIES = [
  'station',
  'institution',
  'hospital',
  'protection-centre',
  'protection-point',
  'bureau',
  'police',
  'city-management',
  'transport',
  'town',
  'village',
  'social-organisation',
] as const
/** What is offered to the public: the bodies it meets. */
export const PUBLIC_BODIES = ['station', 'institution', 'hospital', 'protection-centre', 'bureau'] as const

export const receiptWords = {
  'no-match': '没有查到。请核对编号和查询码；抄错一个字也查不到。',
  later: '查得太多了，请过一小时再查，或者打救助电话。',
  received: '已经收到，正在安排人查。被反映的单位看不到是谁投诉的。',
  working: '正在查。查的人不是被反映的单位和本人。',
  answered: '已经查完，有了答复。不同意的，可以要求再查一次。',
  review: '正在复核，由另外的人重新查。',
  closed: '已经办结。',
  withdrawn: '您已经撤回。',
} as const
export type ReceiptState = keyof typeof receiptWords
