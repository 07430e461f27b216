/** Lists of this room: channels and who may publish minors there, grounds, reasons. Pure, and fit for a browser. */

export interface Channel {
  zh: string
  /** Our own page: publishing and withdrawing happen here; everything else is done elsewhere by a person. */
  house: boolean
  /** `approved`: after both approvals, with a ground. `never`: adults only. */
  minors: 'approved' | 'never'
  /** What is told to whoever has to take it down. */
  takeDown: string
  basis: string
}

export const channels = {
  portal: {
    zh: '本站公众网页',
    house: true,
    minors: 'never',
    takeDown: '已自动撤下',
    basis: '公众网页只登成年人',
  },
  national: {
    zh: '全国救助寻亲网',
    house: false,
    minors: 'approved',
    takeDown: '请到全国救助寻亲网撤下',
    basis: '民发〔2015〕158号',
  },
  toutiao: {
    zh: '头条寻人',
    house: false,
    minors: 'approved',
    takeDown: '请到头条撤下',
    basis: '大提升第7、9项；民政部与头条寻人合作',
  },
  tv: { zh: '电视台', house: false, minors: 'approved', takeDown: '请电视台停播', basis: '民发〔2015〕158号' },
  newspaper: {
    zh: '报纸',
    house: false,
    minors: 'approved',
    takeDown: '请报社停登',
    basis: '民发〔2015〕158号；弃婴、儿童公告见收养登记办法',
  },
  wechat: { zh: '单位公众号', house: false, minors: 'never', takeDown: '请删除公众号文章', basis: '只登成年人' },
  boards: { zh: '社区公告栏', house: false, minors: 'never', takeDown: '请收回张贴的公告', basis: '只登成年人' },
} as const satisfies Record<string, Channel>

export type ChannelKey = keyof typeof channels
export const channelKeys = Object.keys(channels) as ChannelKey[]
export const channelNames = Object.fromEntries(channelKeys.map((key) => [key, channels[key].zh])) as Record<ChannelKey, string>
/** Where a minor may be published once both approvals are there. */
export const minorChannels = channelKeys.filter((key) => channels[key].minors === 'approved')
export const minorChannelNames = Object.fromEntries(minorChannels.map((key) => [key, channels[key].zh])) as Record<string, string>

/** On what a minor's notice rests; chosen anew by each of the two who approve. */
export const grounds = {
  'missing-minor': '未成年人保护法第103条：查找失踪、被拐卖未成年人的除外',
  'temporary-guardianship': '未成年人保护法第92条、个人信息保护法第13条第1款第3项：临时监护期间依法查找父母',
  'life-and-health': '个人信息保护法第13条第1款第4项：紧急情况下保护生命健康',
  foundling: '中国公民收养子女登记办法第7条：公告查找生父母',
  'guardian-consent': '个人信息保护法第31条：监护人同意',
} as const

export const spots = {
  street: '街头',
  station: '车站',
  bridge: '桥下',
  roadside: '路边',
  market: '市场',
  park: '公园',
  field: '田野、山林',
  other: '其他地方',
} as const

/** What is known by value; each is ticked apart. */
export const basics = { sex: '性别', age: '大概年龄', height: '身高', accent: '口音' } as const
/** What nobody could be recognised without: ticked on a fresh form, nothing else is. */
export const neededBasics = ['sex', 'age'] as const

export const photos = { none: '不登照片', face: '只登头像（裁剪）', whole: '登整张照片' } as const

export const withdrawReasons = {
  risk: '有人身风险',
  identified: '身份已查明',
  'own-wish': '本人不愿公开',
  family: '家属要求',
  mistake: '登错了',
  minor: '可能未满十八岁',
  died: '已去世',
  gone: '擅自离站，不再公开寻找',
  other: '其他',
} as const

export const tipKinds = { like: '像是我要找的人', 'take-down': '认错人、要撤下公告' } as const
export const tipOutcomes = {
  lead: '作为线索继续查',
  'take-down': '已核实，撤下公告（另办撤下）',
  nothing: '核过，不是',
  unreachable: '联系不上',
} as const

/** Stands under every notice: what was heard may be wrong. */
export const UNCERTAIN = '年龄、地名可能听错，姓名按听到的音写。'
export const FREE_OF_CHARGE = '寻亲不收任何费用。'

/** A notice is looked at again after so many months (the clause nat.notice-renewed judges it; this only sorts our list). */
export const RENEW_MONTHS = 1
