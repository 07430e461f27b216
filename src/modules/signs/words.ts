/** Lists and terms of this room. Pure, and fit for a browser. */

export const kinds = {
  sign: '引导牌',
  plate: '电话牌',
  column: '宣传栏',
  screen: '电子屏',
  goods: '爱心取物点',
} as const
export type SignKind = keyof typeof kinds

/** Where people without a roof are met. */
export const placeKinds = {
  station: '车站、码头',
  hospital: '医院',
  bridge: '桥下、涵洞',
  market: '市场、商圈',
  square: '广场、公园',
  street: '主要街道',
  'rescue-station': '救助站附近',
  other: '其他',
} as const
export type PlaceKind = keyof typeof placeKinds
/** Where there ought to be one. */
export const WANTED: readonly PlaceKind[] = ['station', 'hospital', 'bridge', 'market', 'square']

export const damages = { lost: '不见了', damaged: '破损', covered: '被遮挡', wrong: '内容过时', dark: '不亮' } as const

export const eventKinds = {
  street: '街头宣传',
  screen: '电子屏播放',
  leaflets: '发放联系卡、传单',
  'open-day': '进社区、进学校',
  other: '其他',
} as const

/** Kinds of organisation that set up signs. */
export const KEEPERS = ['station', 'bureau', 'police', 'city-management', 'transport', 'town'] as const

/** No document says how often a sign is looked at; assumed. */
export const CHECK_MONTHS = { value: 6, from: '2020-01-01', citation: '文件未定周期，暂按半年', assumed: true } as const
/** A broken one is looked at again after so many days; assumed. */
export const REPAIR_DAYS = { value: 15, from: '2020-01-01', citation: '文件未定时限，暂按 15 天', assumed: true } as const
