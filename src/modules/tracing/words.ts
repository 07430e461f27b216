/** Lists of this room, each word with its Chinese; fit for a browser. */

/** How one talked. */
export const manners = {
  talk: '坐下来谈',
  chat: '照料时闲谈',
  pictures: '看图、看地图、看实物',
  'dialect-staff': '请懂方言的同事陪着谈',
  sign: '手语',
  writing: '写字、画画',
  phone: '电话、视频请人听',
  listening: '听录音后整理',
} as const

/** How the guest was on that day: a good hour is worth coming back to. */
export const conditions = {
  clear: '清楚、愿意说',
  slow: '慢，但答得上',
  tired: '困倦',
  agitated: '激动、抗拒',
  silent: '不开口',
  confused: '答非所问',
} as const

export const interviewResults = { heard: '有新说法', nothing: '没有新内容', refused: '不愿说' } as const

/** What one quick line is. */
export const sayingKinds = {
  phrase: '说过的话',
  name: '名字',
  nickname: '小名',
  kin: '亲属',
  place: '地名',
  accent: '口音',
  mark: '特征',
} as const
export type SayingKind = keyof typeof sayingKinds

export const zodiacs = {
  rat: '鼠',
  ox: '牛',
  tiger: '虎',
  rabbit: '兔',
  dragon: '龙',
  snake: '蛇',
  horse: '马',
  goat: '羊',
  monkey: '猴',
  rooster: '鸡',
  dog: '狗',
  pig: '猪',
} as const

/** How sure a listener is of an accent, as said and as reckoned with. */
export const sureness = { certain: '听得准', likely: '很像', perhaps: '有点像' } as const
export const surenessShare: Record<keyof typeof sureness, number> = { certain: 0.9, likely: 0.7, perhaps: 0.4 }

/** Provinces by the first two digits of the division code. */
export const provinces = {
  '11': '北京',
  '12': '天津',
  '13': '河北',
  '14': '山西',
  '15': '内蒙古',
  '21': '辽宁',
  '22': '吉林',
  '23': '黑龙江',
  '31': '上海',
  '32': '江苏',
  '33': '浙江',
  '34': '安徽',
  '35': '福建',
  '36': '江西',
  '37': '山东',
  '41': '河南',
  '42': '湖北',
  '43': '湖南',
  '44': '广东',
  '45': '广西',
  '46': '海南',
  '50': '重庆',
  '51': '四川',
  '52': '贵州',
  '53': '云南',
  '54': '西藏',
  '61': '陕西',
  '62': '甘肃',
  '63': '青海',
  '64': '宁夏',
  '65': '新疆',
  '71': '台湾',
  '81': '香港',
  '82': '澳门',
} as const
export type Province = keyof typeof provinces

export const leadStates = { open: '在办', led: '有进展', dead: '此路不通' } as const
/** What came of a lead. */
export const leadResults = { led: '有进展', dead: '此路不通', open: '待续' } as const

export const duties = { tracing: '寻亲', 'face-comparison': '人像比对' } as const
export type Duty = keyof typeof duties
export const reliefs = { duty: '仍在站，不再担任', post: '离开本站' } as const

export const expertFields = {
  dialect: '方言',
  'minority-language': '民族语言',
  'sign-language': '手语',
  psychology: '心理',
  medicine: '精神、康复',
  folklore: '地理民俗',
  handwriting: '字迹、物件',
  other: '其他',
} as const
export type ExpertField = keyof typeof expertFields

export const opinionResults = { narrowed: '缩小了范围', found: '说准了', 'not-found': '没有结论' } as const

/** What the desk can be narrowed to. */
export const deskFilters = {
  all: '全部',
  unknown: '姓名不明',
  claimed: '自述未核实',
  'no-interview': '还没问询',
  'few-interviews': '问询不足 3 次',
  'no-notice': '未公告',
  'no-records': '未请公安核查',
  'no-face': '未比对人像',
  'no-dna': '未请采 DNA',
  'no-officer': '没有责任人',
  mine: '我负责的',
} as const
export type DeskFilter = keyof typeof deskFilters

/** A guest's place on the desk. */
export const whereWords = { asked: '接待中', in: '在站', hospital: '住院', entrusted: '站外托养' } as const
export type Where = keyof typeof whereWords
