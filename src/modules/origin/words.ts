/** Lists of this room: pure, and fit for a browser. */

export const letterKinds = { ask: '商请接收', tell: '返乡告知' } as const
export type LetterKind = keyof typeof letterKinds

export const ways = { system: '本系统', typed: '纸质来函', file: '签名文件' } as const
export type Way = keyof typeof ways

/** Who signed a file: this house itself, a key that somebody here checked, or one that nobody knew and somebody asked about. */
export const signers = { house: '本系统签发', known: '已核对的单位', asked: '不认识的单位，已向对方核实' } as const
export type Signer = keyof typeof signers

export const destinations = { family: '家庭', station: '救助站', institution: '供养机构', village: '村（社区）照看' } as const

export const visitors = { went: '上门走访', village: '请镇（街道）、村（社区）了解', phone: '电话了解' } as const
export const housings = {
  own: '自有，能住',
  dangerous: '自有，危房',
  rented: '租住',
  borrowed: '借住亲友家',
  none: '没有住处',
  unknown: '没问清',
} as const
export const signs = {
  none: '没有看出',
  neglect: '吃穿、看病没人管',
  violence: '打骂、伤痕',
  confined: '锁、关',
  'driven-out': '赶出家门',
  abandoned: '有遗弃情形',
} as const
export const readiness = { yes: '能', no: '不能', unclear: '没问清' } as const
export const willingness = { yes: '愿意', no: '不愿意', unclear: '没问清' } as const
export const hardships = {
  living: '基本生活困难',
  illness: '重病，看不起',
  disability: '残疾，无人照料',
  housing: '没有住房或危房',
  old: '年老，无人赡养',
  child: '未成年人，无人监护',
  work: '没有收入来源',
  other: '其他困难',
} as const
export const registers = { there: '户口在', cancelled: '户口已被注销', never: '没有上过户口', unknown: '没问清' } as const

/** Who a hardship is reported to: the town, and departments of the county. */
export const reportTos = {
  town: '镇（街道）',
  'civil-affairs': '民政（低保、特困、临时救助）',
  health: '卫生健康',
  'medical-insurance': '医保',
  disabled: '残联',
  housing: '住建',
  labour: '人社',
  education: '教育',
  other: '其他',
} as const

export const placements = {
  relatives: '亲属家',
  support: '特困供养机构',
  welfare: '福利、精神卫生机构',
  rented: '租房、公租房',
  station: '救助站临时',
  other: '其他',
} as const

export const sendingWays = { post: '邮寄', fax: '传真', hand: '当面交', mail: '政务邮件' } as const

/** The groups of the board, in its order; a case stands in each group that waits for something. */
export const groups = {
  answer: '待答复',
  receive: '待接收',
  visit: '待走访',
  hardship: '有困难',
  homeless: '无家可归',
  register: '户籍',
  open: '办理中',
  done: '已办结',
} as const
export type Group = keyof typeof groups

/** What a case of reception has come to, as its row keeps it. */
export interface Standing {
  state: string
  asks: boolean
  hardshipAt: number | null
  reportedAt: number | null
  homelessAt: number | null
  placedAt: number | null
  cancelledAt: number | null
  restoredAt: number | null
}

/** What is still to be done of what was found, in the order of the board. */
export function openFindings(row: Standing): ('hardship' | 'homeless' | 'register')[] {
  const open: ('hardship' | 'homeless' | 'register')[] = []
  if (row.hardshipAt !== null && (row.reportedAt === null || row.reportedAt < row.hardshipAt)) open.push('hardship')
  if (row.homelessAt !== null && (row.placedAt === null || row.placedAt < row.homelessAt)) open.push('homeless')
  if (row.cancelledAt !== null && row.restoredAt === null) open.push('register')
  return open
}

/** The groups of the board in which a case stands. */
export function groupsOf(row: Standing): Group[] {
  const { state } = row
  if (state === 'settled' || state === 'not-accepted' || state === 'not-arrived') return ['done']
  if (state === 'told' && row.asks) return ['answer']
  if (state === 'told' || state === 'answered') return ['receive']
  const found = openFindings(row)
  if (state === 'received') return ['visit', ...found]
  return found.length > 0 ? found : ['open']
}
