/** What must not stand in a public notice. Pure; the same on the screen, in the draft's door and in the tests. */

/** Chinese numerals one by one as digits: 一三八… is a telephone too. */
const NUMERALS: Record<string, string> = {
  〇: '0',
  零: '0',
  一: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  幺: '1',
}

/** Every run of digits in it, whatever stands between them: blanks, dashes, dots, numerals. */
function digitRuns(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .replace(/[〇零一二两三四五六七八九幺]/gu, (sign) => NUMERALS[sign] as string)
    .replace(/(?<=[\dxX])[\s\-—–－_.·,，、()（）*]+(?=[\dxX])/gu, '')
  return plain.match(/\d+[xX]?/g) ?? []
}

/** What else is known of the person and may not come out by way of a free word. */
export interface Kept {
  /** Telephones and document numbers, of the person and of relatives. */
  numbers: readonly string[]
  kinNames: readonly string[]
}

export const NOTHING_KEPT: Kept = { numbers: [], kinNames: [] }

/** A run that is neither a span of years nor an ordinary figure. */
const isNumber = (run: string) => run.length >= 7 && !/^(?:19|20)\d{2}(?:19|20)\d{2}$/.test(run)

const patterns: readonly (readonly [RegExp, string])[] = [
  [/微信|威信|Q{2}|抖音号|快手号|邮箱|@|https?:|www\./i, '写了联系方式。来电一律打救助电话'],
  [
    /(?:路|街|巷|弄|胡同|大道|村|组|社区|小区|新村|公寓|大厦)\s*[\d一二三四五六七八九十百]+\s*(?:号|弄|栋|幢|座|单元|室|组|楼|层)|\d+\s*(?:栋|幢|单元|室)|门牌/u,
    '写了住址。只写到区县',
  ],
  [
    /救助(?:管理)?(?:站|机构|中心)|托养|福利院|敬老院|养老院|安置(?:在|于|点)|医院|病房|病区|住院|精神卫生中心|在站|床位/u,
    '写了在哪里住、在哪里治。公告不写',
  ],
  [
    /(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?:\d{1,2}|[初一二三四五六七八九十廿]{1,3})\s*[日号]?(?!月)|\d{1,2}\s*日|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}|[今昨前]天|今早|昨晚|星期[一二三四五六日天]|\d{1,2}\s*[:：]\s*\d{2}|\d{1,2}\s*点(?:钟|半)/u,
    '写了哪一天、几点。只写到月',
  ],
  [
    /精神(?:病|障碍|分裂|异常|失常|疾病)|智力(?:障碍|残疾|低下)|智障|弱智|痴呆|失智|阿尔茨海默|艾滋|HIV|梅毒|结核|肝炎|传染|癫痫|癌|糖尿病|怀孕|孕妇|身孕|病史|诊断|患有|服药|吃药|吸毒|戒毒|残疾证|疯/iu,
    '写了病情。公告不写病情，只写看得见的特征',
  ],
]

/** Why a text may not be published, in Chinese; undefined where nothing speaks against it. */
export function leakIn(text: string, kept: Kept = NOTHING_KEPT): string | undefined {
  const runs = digitRuns(text)
  if (runs.some((run) => /^\d{15}$|^\d{17}[\dxX]$/.test(run))) return '写了证件号。公告不写证件号'
  if (runs.some(isNumber)) return '写了电话或其他号码。来电一律打救助电话'
  const known = kept.numbers.flatMap(digitRuns).filter((each) => each.length >= 6)
  if (runs.some((run) => run.length >= 6 && known.some((each) => each.includes(run)))) return '写了档案里的号码。公告不写'
  const plain = text.normalize('NFKC')
  const kin = kept.kinNames.find((name) => name.length >= 2 && plain.includes(name.normalize('NFKC')))
  if (kin) return '写了亲属的名字。公告不公开别人的姓名'
  return patterns.find(([pattern]) => pattern.test(plain))?.[1]
}
