/** Words on the side of the institutions: fit for a browser. */

export const licenceKinds = {
  registration: '法人登记证书、营业执照',
  care: '养老机构备案、设立许可',
  medical: '医疗机构执业许可证',
  fire: '消防验收、检查合格',
  food: '食品经营许可证',
  other: '其他证照',
} as const
export type LicenceKind = keyof typeof licenceKinds

/** Days ahead at which an ending licence and an ending contract are shown. */
export const LICENCE_AHEAD = [60, 30] as const
export const CONTRACT_AHEAD = [90, 30] as const

export const purchaseWays = {
  tender: '公开招标',
  consultation: '竞争性磋商',
  negotiation: '竞争性谈判',
  single: '单一来源',
  inquiry: '询价',
  framework: '框架协议采购',
  entrusted: '政府举办的直接委托',
} as const
export const governmentAnswers = {
  full: '没有空位',
  'not-fit': '不收这类人员',
  declined: '不愿承接',
  unfit: '不符合标准',
  other: '其他',
} as const

export const endGrounds = {
  expired: '到期不续',
  violation: '违约、整改不到位',
  abuse: '虐待、侵害',
  alarm: '异常伤亡',
  wish: '双方协商',
  closed: '机构停办',
  other: '其他',
} as const
export const whereTo = { 'brought-back': '接回站内', transfer: '转到别的机构', home: '返乡、落户' } as const

export const videoWays = { live: '可随时远程查看', recorded: '可调录像', none: '没有接入' } as const

export const inspectors = { station: '救助站', bureau: '民政局' } as const

export const seenWays = {
  seen: '见到本人',
  hospital: '住院，未见',
  outside: '外出，未见',
  absent: '不在，去向不明',
} as const
export const skins = { none: '没有', suspected: '可疑发红', sore: '有压疮', unchecked: '没有查看' } as const
export const kept = { yes: '是', no: '否', none: '不用药', unknown: '没有查看' } as const
/** Samples of food that an institution keeps. */
export const samples = { yes: '有', no: '没有', unknown: '没有查看' } as const
export const cleanliness = { good: '整洁', fair: '一般', poor: '差', unchecked: '没有查看' } as const
export const moods = { calm: '平稳', low: '低落', afraid: '害怕、回避', agitated: '激动', unclear: '说不准' } as const
export const injuries = { none: '没有', old: '旧伤', new: '新伤', unchecked: '没有查看' } as const

export const found = { good: '好', problem: '有问题', unchecked: '没有查看' } as const
export const findingAreas = {
  person: '人员状况',
  food: '饮食',
  fire: '消防',
  staff: '人员配备',
  medicine: '药品',
  restraint: '约束保护',
  video: '视频',
  hygiene: '卫生',
  records: '档案记录',
  rights: '侵害受助人员',
  other: '其他',
} as const
export type FindingArea = keyof typeof findingAreas

export const alarmKinds = { deaths: '死亡', hospital: '送医' } as const
export type AlarmKind = keyof typeof alarmKinds
/** Against the own past, or against the other institutions and what is expected in general. */
export type AlarmAgainst = 'past' | 'others'
export const alarmOutcomes = {
  explained: '已查明，原因正常',
  corrected: '有问题，已责令整改',
  stopped: '已暂停送托、接回人员',
  police: '移交公安、纪检',
} as const
