/** What stands in a cell of a roster: ways of coming and leaving, illnesses, as stations write them. Pure. */
import { conditionKinds } from '#modules/people-and-cases/words.ts'
import { type Arrival, type Leaving } from './words.ts'

const first = <K extends string>(pairs: readonly (readonly [K, RegExp])[], text: string): K | undefined =>
  pairs.find(([, pattern]) => pattern.test(text))?.[0]

const arrivals: readonly (readonly [Arrival, RegExp])[] = [
  ['other-station', /他站|外站|其他.*站|救助站|跨站/u],
  ['police', /公安|派出所|民警|警察|110|交警|特警/u],
  ['city-management', /城管|综合执法|执法局/u],
  ['patrol', /巡查|巡逻|街面|主动救助|劝导/u],
  ['hospital', /医院|卫生院|出院/u],
  ['public', /群众|市民|好心|社区|村委|居委|志愿|学校|单位|街道|乡镇/u],
  ['self', /自行|自己|自主|本人|主动求助|自愿|上门|自来/u],
]
export const readArrival = (text: string): Arrival | undefined => first(arrivals, text)

const leavings: readonly (readonly [Leaving, RegExp])[] = [
  ['died', /死亡|病故|去世|亡故|病逝|身亡/u],
  ['absconded', /擅自|走失|失联|逃|私自|不辞而别|翻墙/u],
  ['gave-up', /放弃/u],
  ['terminated', /终止/u],
  ['other-station', /(?:转|移交|移送|送|交).*(?:救助.*站|他站|外站|兄弟站)/u],
  ['hospital', /转医|送医|住院|转院|医院|就医/u],
  ['police', /公安|派出所|民警|警/u],
  [
    'family',
    /(?:亲属|家属|家人|亲友|亲人|父|母|儿|女|子|兄|弟|姐|妹|夫|妻|监护人|单位|村委|接领).*(?:接|领)|接领|接走|接回|领回|领走/u,
  ],
  ['settled', /安置|落户|福利院|养老院|敬老院|儿童福利|特困/u],
  ['escort', /护送|接送|送返|遣送|送回|专车送|送家|返送/u],
  ['own', /自行|自己|自愿|自离|购票|车票|乘车|返乡|返家|资助|离开|凭证/u],
]
/** How somebody left; undefined when the words fit none. */
export const readLeaving = (text: string): Leaving | undefined => first(leavings, text)

/** Words in the column of leaving that say: has not left. */
export const isStillHere = (text: string): boolean =>
  /^(?:在站|未离站|滞留|在册|未出站|仍在站|否|未)$/u.test(text.replace(/\s/gu, ''))

type Condition = Exclude<keyof typeof conditionKinds, 'none'>
const conditions: readonly (readonly [Condition, RegExp])[] = [
  ['dementia', /痴呆|失智|阿尔茨海默|阿兹海默|老年性健忘/u],
  ['mental', /精神|抑郁|躁狂|癔症|妄想/u],
  ['intellectual', /智力|智障|弱智|智残|发育迟缓|唐氏/u],
  ['limb', /肢体|肢残|截肢|瘸|跛|断臂|断腿|小儿麻痹/u],
  ['hearing', /聋|听力|听障/u],
  ['speech', /哑|言语残|语言障碍|言语障碍/u],
  ['sight', /盲|视力|失明/u],
  ['infectious', /传染|结核|乙肝|丙肝|艾滋|梅毒|疥疮|水痘|流感/u],
  ['critical', /危重|病危|昏迷/u],
  ['injured', /外伤|骨折|受伤|烧伤|摔伤|冻伤/u],
  ['pregnant', /怀孕|孕妇|身孕|待产/u],
  ['immobile', /行动不便|卧床|瘫|不能行走|轮椅/u],
  ['chronic', /慢性|高血压|糖尿病|心脏病|哮喘|癫痫|脑梗|慢阻肺/u],
]
const HEALTHY = /^(?:健康|良好|正常|无|一般|尚可|身体健康|身体良好|未见异常|无异常|无疾病|健全|无残疾|无病)$/u

/**
 * Illnesses and disabilities that the words name; a word that is denied (无精神病史) is not one. `none` when the words say that
 * nothing is wrong, undefined when they name nothing that is known.
 */
export function readConditions(raw: string): Condition[] | 'none' | undefined {
  const text = raw.normalize('NFKC').replace(/\s/gu, '')
  if (HEALTHY.test(text)) return 'none'
  const found = conditions
    .filter(([, pattern]) =>
      text
        .split(/[,，、;；。/\n]/u)
        .some(
          (part) => pattern.test(part) && !/(?:无|非|否认|未见|排除|没有|未患|不是)/u.test(part.slice(0, part.search(pattern))),
        ),
    )
    .map(([kind]) => kind)
  return found.length > 0 ? found : undefined
}

/** What a check on entry found of infections; undefined when the words do not say. */
export function readScreening(raw: string): 'ruled-out' | 'suspected' | 'unknown' | undefined {
  const text = raw.normalize('NFKC').replace(/\s/gu, '')
  if (/未排除|待排|不能排除|无法排除|未查|待查|未检|待检/u.test(text)) return 'unknown'
  if (/排除|未见|无传染|合格|正常|阴性|健康|良好/u.test(text)) return 'ruled-out'
  return /疑似|阳性|传染|结核/u.test(text) ? 'suspected' : undefined
}

/** Whether the column says that somebody's identity was checked. */
export const isChecked = (text: string): boolean =>
  /^(?:已核实|已核查|核实|已确认|已查实|是|已验证|√|已核)$/u.test(text.replace(/\s/gu, ''))
