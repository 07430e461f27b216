/** Words of the people placed outside: fit for a browser. */

export const reasons = {
  'mind-care': '精神障碍，需专门照护',
  'full-care': '失能，需全天护理',
  'long-ill': '长期患病，需医养结合',
  'no-beds': '站内床位不足',
  'no-nursing': '站内没有专业护理',
  'house-closed': '站舍停用、改造',
  other: '其他',
} as const

export const legalSituations = {
  'identity-unknown': '身份不明',
  'no-guardian': '没有监护人',
  'guardian-unreached': '监护人联系不上',
  'guardian-agrees': '监护人同意',
  'self-agrees': '本人同意',
  'capacity-limited': '限制行为能力',
  'capacity-none': '无行为能力',
  'capacity-unclear': '行为能力没有认定',
} as const

export const emergencies = {
  disaster: '灾害、停水停电、站舍不能住',
  outbreak: '站内疫情',
  danger: '危及本人或他人，站内无法照护',
  other: '其他紧急情形',
} as const

export const copies = {
  request: '求助登记表',
  register: '入站登记表',
  health: '健康检视记录',
  medical: '病历、诊断',
  interview: '问询和寻亲情况',
  police: '公安比对结果',
  approval: '送托审批表',
} as const

export const handedThings = { returned: '齐全', missing: '有缺少', none: '没有' } as const

export const conditions = { well: '良好', stable: '平稳', worse: '变差', ill: '患病', critical: '危重' } as const

export const moods = {
  calm: '平静',
  lively: '开朗',
  low: '低落',
  restless: '烦躁',
  afraid: '害怕',
  unclear: '说不清',
} as const

export const incidentKinds = {
  hospital: '送医',
  death: '死亡',
  missing: '走失',
  injury: '受伤',
  infection: '传染病',
  other: '其他',
} as const
export type IncidentKind = keyof typeof incidentKinds

/** What the station does next, the room that does it knows how. */
export const incidentNext: Record<IncidentKind, string | null> = {
  death: '个案随即结束。请在个案上“记死亡”补齐手续，并到“突发事件”上报；遗体处置前采集 DNA。',
  missing: '请立即报警，并在寻亲里登记走失；找到后再记一笔。',
  hospital: '请在个案上“送医住院”，托养期间住院的日子不计托养费。',
  infection: '请报告疾控，托养机构同住的人要检视。',
  injury: '请查清怎么伤的：自己跌倒，还是他人所为。',
  other: null,
}

export const returnWhys = {
  plan: '按接回计划',
  improved: '身体好转，站内可以照料',
  'not-approved': '送托未获批准',
  'contract-ended': '协议终止、到期',
  alarm: '机构预警、暂停',
  family: '家属要求',
  home: '查明身份，回家',
  other: '其他',
} as const

export const putOffWhys = {
  ill: '生病，暂不能移动',
  'no-bed': '站内没有合适的床位',
  'going-home': '即将返乡',
  settling: '正在办落户安置',
  refuses: '本人不愿',
  other: '其他',
} as const

export const bySides = { institution: '托养机构', station: '救助站' } as const
