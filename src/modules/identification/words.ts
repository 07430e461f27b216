/** Lists of the room: kinds, levels, answers, evidence, steps of the coverage. */
export const kinds = { records: '户籍等信息核查', face: '人像比对', dna: 'DNA 采血入库' } as const
export type Kind = keyof typeof kinds

/** The way up. The words are those of the facts and the packs. */
export const levels = {
  station: '派出所',
  county: '县区公安',
  city: '市公安局',
  province: '省公安厅',
  ministry: '公安部',
} as const
export type Level = keyof typeof levels

export const results = { found: '查实', 'not-found': '未查到', 'cannot-at-this-level': '本级权限无法核实' } as const
export type Result = keyof typeof results

/** How a request leaves the house. */
export const sendings = { letter: '打印函件送达', exchange: '经数据交换发出' } as const

/** What a request may tell of somebody; only what is ticked leaves the house. */
export const sendables = {
  name: '姓名（写法）',
  heard: '听到的叫法',
  sex: '性别',
  age: '出生或看上去年龄',
  height: '身高',
  marks: '身体特征',
  accent: '口音',
  places: '提到的地名',
  kin: '亲属姓名',
  idNumber: '自述证件号',
  photo: '附照片（随函，不经数据交换）',
} as const
export type Sendable = keyof typeof sendables

export const faceSystems = {
  national: '全国救助寻亲网比对模块',
  police: '公安比对',
  own: '本地比对程序',
} as const
export const faceResults = { found: '查到', candidates: '有候选', 'not-found': '无' } as const
export const facePurposes = {
  entry: '入站比对',
  again: '滞留期间再比',
  family: '家属照片比对',
  verify: '核对候选',
} as const

/** What an identity rests on. Own words and a machine alone never verify. */
export const evidences = {
  document: '证件原件',
  police: '公安回函',
  relatives: '亲属辨认',
  dna: 'DNA 报告',
  face: '人像比对并经人工核对',
  'own-words': '本人所述',
  machine: '机器比对结果',
  other: '其他材料',
} as const
export type Evidence = keyof typeof evidences

/** Steps that every unidentified guest is owed. */
export const steps = { pushed: '推送全国救助寻亲网', dna: '提请采集 DNA', face: '人像比对' } as const
export type Step = keyof typeof steps

export const withdrawals = { mistake: '记错了，没有提请过', 'not-needed': '已不需要' } as const

export const messageStates = { waiting: '待发', sent: '已发出', failed: '没有发出', stopped: '已停发' } as const
export type MessageState = keyof typeof messageStates
export const messageFaults = {
  'no-exchange': '数据交换没有设置',
  'no-key': '没有交换密钥',
  unreachable: '对方连不上',
  refused: '对方退回',
  'bad-receipt': '对方回执签名不对',
  'not-writable': '交换文件夹写不进去',
} as const
export type MessageFault = keyof typeof messageFaults
