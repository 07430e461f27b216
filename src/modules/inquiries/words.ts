/** Lists and sentences of this room: choices, what the public is told, wording of answers. Pure. */
export const staffChannels = {
  desk: '窗口',
  hotline: '热线电话',
  police: '外地公安',
  organisation: '社会组织',
  letter: '来信',
} as const
export const publicChannels = { web: '网站', wechat: '微信公众号' } as const
export const channels = { ...staffChannels, ...publicChannels, sheet: '表格导入', pfif: '外部寻人库（线索）' } as const
export type Channel = keyof typeof channels

/** What the asker is of the person looked for. The first seven are kinship as it is compared. */
export const askerRelations = {
  father: '父亲',
  mother: '母亲',
  spouse: '配偶',
  son: '儿子',
  daughter: '女儿',
  brother: '兄弟',
  sister: '姐妹',
  grandparent: '祖父母、外祖父母',
  kin: '其他亲属',
  guardian: '其他监护人',
  village: '村（居）委会',
  police: '公安机关',
  organisation: '社会组织',
  friend: '朋友、邻居',
  other: '其他',
} as const

export const bloodTypes = { A: 'A 型', B: 'B 型', O: 'O 型', AB: 'AB 型' } as const

/** All that the public is ever told of a receipt. None of these depends on whether somebody was found. */
export const receiptWords = {
  received: '已收到',
  comparing: '正在比对',
  call: '工作人员会打电话给您',
  answered: '已答复',
  closed: '已办结',
  /** The number is not there, or the code is not its own: both look alike. */
  'no-match': '编号或查询码不对。请核对回执；回执丢了，请打救助站电话。',
  later: '查询次数太多，请一小时后再试，或打救助站电话。',
} as const
export type ReceiptState = keyof typeof receiptWords

export const setAsideReasons = {
  'not-missing': '不是寻人',
  spam: '广告、骚扰',
  incomplete: '没有任何可用内容',
  repeated: '重复登记',
  'not-kin': '来意可疑，先不比对',
  'not-ours': '应由公安受理，已告知',
  other: '其他',
} as const

export const closings = {
  'found-here': '在本系统找到',
  'found-elsewhere': '家属在别处找到',
  withdrawn: '家属撤回',
  'dead-end': '查无结果，双方同意办结',
} as const

export const answerWays = { phone: '电话', visit: '当面', letter: '书面', message: '短信、微信', police: '经公安转告' } as const

/** Wordings of an answer. `tells`: it says where somebody is or that they were found, and waits for the guest's own word. */
export const answers = {
  looking: { zh: '仍在比对', text: '您的登记在，我们一直在比对。有进展会由工作人员给您打电话。', tells: false },
  more: {
    zh: '请补充情况',
    text: '为了比对得更准，请补充照片、特征或走失经过，可以打电话或者到站里来。',
    tells: false,
  },
  police: { zh: '请到公安采血', text: '请到户籍地或走失地派出所报案并免费采集血样，比对结果由公安机关告知您。', tells: false },
  neutral: {
    zh: '请您来核实（不说明结果）',
    text: '请带上身份证、户口簿和能证明亲属关系的材料到站核实登记内容。其他情况要核实以后才能说。',
    tells: false,
  },
  found: { zh: '告知已找到并约定见面', text: '经双方核实和本人同意，约定见面的时间和地点。', tells: true },
  other: { zh: '其他', text: '', tells: false },
} as const

export const kinshipProofs = {
  'household-register': '户口簿',
  'birth-certificate': '出生医学证明',
  'village-letter': '村（居）委会、派出所证明',
  dna: 'DNA 比中',
  police: '公安机关核实',
} as const

export const wishes = { wants: '愿意被家人找到', 'not-wants': '不愿意', 'cannot-say': '不能表达' } as const

export const withdrawals = { face: '不再做人像比对', photo: '删除照片', all: '删除全部资料' } as const

export const revealed = { contact: '联系方式', photo: '照片' } as const

export const helperKinds = {
  volunteer: '志愿者',
  organisation: '社会组织',
  media: '媒体、平台',
  expert: '方言等专家',
  village: '村（居）干部、乡贤',
  other: '其他',
} as const
export const findings = {
  led: '有进展，值得跟进',
  identified: '据此查明',
  nothing: '查了，没有结果',
  wrong: '有误，已排除',
} as const

export const alertKinds = {
  matched: '有一对比对已由两人确认',
  undone: '一对已确认的比对被撤销',
  'may-tell': '已问过本人，可以按规定与家属商定',
} as const
export type AlertKind = keyof typeof alertKinds

/** Beside every inquiry, before anybody picks up the telephone. */
export const warnings = [
  '来电人自称的亲属关系还没有证明：不因为他知道姓名、生日就当作家属。',
  '不要说出任何地点，不要说“有这个人”或“没有这个人”。',
  '先问本人愿不愿意被找到；没有问过、不愿意、说不清，对家属的话都一样。',
  '有家暴、跟踪、讨债迹象的，标为风险，只让指定的人看。',
] as const

export const tabs = { waiting: '待看', looking: '在找', lead: '有线索', closed: '已办结' } as const
export type Tab = keyof typeof tabs
