/** Bodily marks: what kind, where, on which side; a station's wording and a family's meet in these. */
import { remembered } from './remember.ts'
import type { Features } from './sayings.ts'

type Entry = readonly [id: string, words: RegExp]

/** Kinds of marks, in the words of stations and of families. */
const KINDS: readonly Entry[] = [
  ['六指', /多指|六指|六个(?:手|脚)?(?:指|趾)|六根|枝指|六趾|歧指|多一个(?:手|脚)?(?:指|趾)|多长.{0,3}指/u],
  ['缺指', /缺.{0,2}指|断指|少.{0,4}指|没.{0,3}指头|(?:手|脚)?(?:指|趾).{0,6}(?:缺|残|断|轧|切|截|锯|没|少|掉)|残指|指缺|轧断/u],
  ['兔唇', /兔唇|唇裂|豁嘴|嘴唇?豁|上唇.{0,3}(?:疤|瘢|裂|缝)|裂唇|腭裂|三瓣嘴|嘴唇.{0,3}(?:缝|裂)|唇.{0,2}瘢/u],
  ['驼背', /驼|脊柱(?:后凸|侧弯|畸形|弯)|罗锅|背弯|弓背|背.{0,3}弓|腰弯|鸡胸|脊椎.{0,2}(?:弯|凸|畸)|弯腰/u],
  ['秃斑', /无发|不长头发|头发.{0,4}(?:不长|掉|缺|秃)|斑秃|秃|癞|瘌痢|脱发|没有头发/u],
  [
    '失明',
    /失明|瞎|看不见|看不清|盲|独眼|义眼|假眼|眼球(?:萎缩|缺如|摘除|塌)|玻璃眼|眼睛坏|白内障|眼.{0,3}萎缩|没有眼|眼.{0,2}塌/u,
  ],
  ['斜眼', /斜视|斜眼|斗鸡眼|对眼|眼歪|吊眼|眼睑下垂|眼皮.{0,3}(?:下垂|耷拉|吊)|大小眼/u],
  ['耳聋', /聋|失聪|听不见|听不到|听力|耳背|听不清|重听/u],
  ['耳缺', /耳(?:廓|朵|垂|轮)?.{0,3}(?:缺损|缺口|缺一|豁|少|残|畸形|缺失|小|没|裂)|缺耳|小耳|豁耳/u],
  ['耳洞', /耳洞|耳眼|穿耳|打过?耳|耳钉|耳环/u],
  ['副耳', /耳.{0,4}(?:小肉|肉疙瘩|肉瘤|拴马|小孔|仓)|附耳|副耳|拴马桩/u],
  ['哑', /哑|不会说话|失语|语言障碍|不能说话|构音|口吃|结巴|大舌头/u],
  [
    '跛',
    /跛|瘸|一瘸一拐|拐脚|长短腿|腿.{0,3}(?:短|残|瘸|拐|跛|不便|不好)|脚.{0,2}(?:拐|残)|走路.{0,4}(?:拐|瘸|不稳|歪)|小儿麻痹|行走不便|高低脚/u,
  ],
  ['弯腿', /[OoＯ]形|O型|罗圈|下肢弯|腿.{0,3}(?:弯|变形|外翻|内翻)|X形|X型|膝(?:内|外)翻|外八|内八|八字脚|腿是弯/u],
  ['偏瘫', /偏瘫|瘫|半身不遂|中风|半边.{0,4}(?:不能|不动|不灵)|不能动/u],
  ['弯臂', /(?:臂|肘|胳膊|手|腕).{0,5}(?:屈曲|受限|畸形|伸不直|弯不|弯曲|变形|挛缩|弯着|弯|断过|骨折|蜷)|(?:屈曲|伸直)受限/u],
  ['截肢', /截肢|断臂|断腿|独臂|缺(?:左|右)?(?:臂|腿|脚|手)(?!指)|没有?(?:左|右)?(?:臂|腿|胳膊|手(?!指))|假肢|安假|义肢/u],
  ['颤', /震颤|抖|颤|帕金森|不自主/u],
  ['大脖', /甲状腺|大脖|脖子?粗|颈部(?:肿|包|瘤|块|粗)|粗脖|脖子.{0,3}(?:包|瘤|肿|大)|瘿/u],
  ['白斑', /白癜|白斑|色素脱失|一块块白|皮肤.{0,4}白|白一块|白化|脱色/u],
  ['胎记', /胎记|红斑|红色斑|褐色斑|青斑|色素斑|色素痣|血管瘤|紫斑|斑块|朱砂|红印|黑斑|青记|红记|黑记|记(?:号)?$|色斑/u],
  ['纹身', /纹|刺青|刺字|文身|刺了|刺有|刺/u],
  ['痣', /痣|黑点|凸起.{0,2}痣|痦子|黑子|瘊子|猴子|美人痣/u],
  ['瘤', /肿物|肿块|瘤|疙瘩|包块|鼓包|脂肪瘤|肉瘤|起包|囊肿|长.{0,3}包/u],
  ['缺牙', /缺.{0,3}牙|牙.{0,4}(?:掉|缺|少|落|没|断|脱)|豁牙|没牙|无牙|假牙|镶牙|金牙|掉牙/u],
  ['龅牙', /龅|暴牙|突牙|牙.{0,4}(?:突|翘|凸|不齐|外)|地包天|下颌前突|歪牙|黑牙|黄牙|虎牙|四环素/u],
  ['断眉', /断眉|眉.{0,4}断|眉中断|缺眉|眉毛.{0,3}(?:缺|没|少|稀|不长)/u],
  ['烧伤', /烧伤|烫|开水|火烧|大片(?:瘢|疤)|大面积(?:瘢|疤)|瘢痕疙瘩|烧过|大块疤/u],
  ['手术', /手术|开刀|开过刀|阑尾|剖腹|剖宫|缝合|缝过|缝针|缝了|针脚|手术疤|术后|胆囊|刀口|疝气/u],
  ['疤', /疤|瘢|伤痕|伤疤|摔过|摔的|摔伤|砍伤|划伤|刀伤|咬伤|伤口|磕|碰|旧伤|陈旧/u],
  ['歪嘴', /歪嘴|嘴歪|面瘫|口眼歪|口角歪|嘴.{0,2}歪|歪脸/u],
  ['歪脖', /斜颈|歪脖|脖子.{0,2}歪|头偏/u],
  ['疝', /疝|气蛋|小肠气/u],
  ['侏儒', /侏儒|矮小|个子特别矮|袖珍/u],
  ['唐氏', /唐氏|先天愚|眼距宽/u],
  ['灰指', /灰指甲|指甲.{0,4}(?:厚|黑|缺|没|坏|变形)/u],
  ['粘指', /并指|粘在一起|连在一起|蹼|并趾/u],
  ['褥疮', /褥疮|溃疡|烂|老烂腿|静脉曲张|青筋/u],
  ['扁平足', /扁平足|平足|平脚/u],
  ['大骨节', /大骨节|关节.{0,3}(?:大|粗|肿|变形)/u],
]

/** Parts of the body; the wider part stands behind the colon. */
const PARTS: readonly Entry[] = [
  ['额', /额|脑门|天庭|前额|发际/u],
  ['头', /头皮|头顶|头上|头部|脑袋|后脑|脑后|枕部|颞|头(?!发|，|绳)/u],
  ['眉', /眉/u],
  ['眼', /眼/u],
  ['鼻', /鼻/u],
  ['耳', /耳/u],
  ['嘴', /嘴|唇|口角|口周/u],
  ['牙', /牙|齿/u],
  ['下巴', /下巴|颏|下颌|下颚/u],
  ['脸', /脸|面颊|面部|颧|腮|颊/u],
  ['颈', /颈|脖|喉/u],
  ['肩', /肩/u],
  ['胸', /胸|乳|肋/u],
  ['背', /背(?!烫|部?烫)|后背|脊|背部/u],
  ['腹', /腹|肚|阑尾|剖腹|脐/u],
  ['腰', /腰/u],
  ['臀', /臀|屁股|骶/u],
  ['上臂', /上臂|大臂|胳膊|手臂|臂/u],
  ['前臂', /前臂|小臂|手臂|胳膊|腕/u],
  ['肘', /肘|胳膊/u],
  ['手', /手(?!臂|术)|掌|手背|指/u],
  ['大腿', /大腿|下肢|(?<!小)腿/u],
  ['小腿', /小腿|下肢|胫|(?<!大)腿/u],
  ['膝', /膝/u],
  ['脚', /脚|足|趾|踝/u],
]

/** Parts that are taken for each other. */
const NEAR_PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['额', ['头', '眉', '脸']],
  ['头', ['额']],
  ['眉', ['额', '眼', '脸']],
  ['眼', ['眉', '脸']],
  ['鼻', ['脸', '嘴']],
  ['嘴', ['脸', '鼻', '下巴', '牙']],
  ['下巴', ['脸', '嘴', '颈']],
  ['脸', ['眉', '鼻', '嘴', '下巴', '耳', '额']],
  ['颈', ['下巴', '背', '肩']],
  ['肩', ['背', '上臂', '颈', '胸']],
  ['胸', ['肩', '腹', '背']],
  ['背', ['腰', '肩', '颈']],
  ['腹', ['腰', '胸']],
  ['腰', ['背', '腹', '臀']],
  ['臀', ['大腿', '腰']],
  ['上臂', ['前臂', '肩', '肘', '手']],
  ['前臂', ['上臂', '手', '肘']],
  ['肘', ['上臂', '前臂', '手']],
  ['手', ['前臂', '上臂']],
  ['大腿', ['小腿', '膝', '臀']],
  ['小腿', ['大腿', '膝', '脚']],
  ['膝', ['大腿', '小腿']],
  ['脚', ['小腿']],
])

/** Kinds that are taken for each other, and how surely. */
const NEAR_KINDS: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  Object.entries({
    疤: { 烧伤: 0.6, 手术: 0.6, 秃斑: 0.5, 兔唇: 0.4, 断眉: 0.4, 缺指: 0.1 },
    烧伤: { 疤: 0.6 },
    手术: { 疤: 0.6, 兔唇: 0.4, 疝: 0.5 },
    秃斑: { 疤: 0.5 },
    兔唇: { 疤: 0.3, 手术: 0.4, 歪嘴: 0.3 },
    断眉: { 疤: 0.5 },
    胎记: { 白斑: 0.15, 痣: 0.3 },
    痣: { 胎记: 0.3, 瘤: 0.3 },
    瘤: { 大脖: 0.4, 痣: 0.2 },
    大脖: { 瘤: 0.5 },
    跛: { 弯腿: 0.5, 偏瘫: 0.5, 截肢: 0.3 },
    弯腿: { 跛: 0.5 },
    偏瘫: { 跛: 0.5, 弯臂: 0.4 },
    弯臂: { 偏瘫: 0.4, 疤: 0.2 },
    缺指: { 截肢: 0.3, 疤: 0.15 },
    截肢: { 缺指: 0.3, 跛: 0.3 },
    耳聋: { 哑: 0.5 },
    哑: { 耳聋: 0.5 },
    失明: { 斜眼: 0.4 },
    斜眼: { 失明: 0.3 },
    耳缺: { 耳洞: 0.1, 副耳: 0.4 },
    副耳: { 耳缺: 0.4 },
  }).map(([kind, near]) => [kind, new Map(Object.entries(near))]),
)
/** Kinds that need no part of the body: they say it themselves. */
const WHOLE: ReadonlySet<string> = new Set([
  '六指',
  '缺指',
  '兔唇',
  '驼背',
  '耳聋',
  '耳缺',
  '耳洞',
  '哑',
  '跛',
  '弯腿',
  '偏瘫',
  '颤',
  '大脖',
  '白斑',
  '缺牙',
  '龅牙',
  '断眉',
  '失明',
  '斜眼',
  '侏儒',
  '唐氏',
  '疝',
  '歪嘴',
  '歪脖',
  '副耳',
  '秃斑',
])

const kindKey = (kind: string) => `k:${kind}`
const partKey = (part: string) => `p:${part}`

function readMark(text: string): Features {
  const concepts = new Map<string, number>()
  const found = KINDS.filter(([, words]) => words.test(text)).map(([id]) => id)
  // 上唇瘢痕 is a mended lip, 左手背烫伤疤 a burn: the plain scar is then only near.
  const kinds = found.length > 1 && found.includes('疤') ? found.filter((each) => each !== '疤') : found
  const plain =
    kinds.length > 1 && kinds.includes('胎记') && kinds.includes('痣') ? kinds.filter((each) => each !== '胎记') : kinds
  const best = plain.filter((each) => !(each === '弯臂' && plain.includes('缺指')) && !(each === '驼背' && plain.includes('疤')))
  for (const kind of best) concepts.set(kindKey(kind), 1)
  for (const kind of best)
    for (const [near, weight] of NEAR_KINDS.get(kind) ?? []) if (!concepts.has(kindKey(near))) concepts.set(kindKey(near), weight)
  if (found.includes('疤') && !concepts.has(kindKey('疤'))) concepts.set(kindKey('疤'), 0.7)
  for (const [part, words] of PARTS) if (words.test(text)) concepts.set(partKey(part), 1)
  const left = /左/u.test(text)
  const right = /右/u.test(text)
  const both = /双|两(?:边|只|侧)|(?:左右|右左)/u.test(text)
  const side = both || (left && right) ? undefined : left ? 'left' : right ? 'right' : undefined
  const characters = Array.from(text).filter(
    (each) => /\p{Script=Han}/u.test(each) && !/[左右有的块个了一条颗被过边上下]/u.test(each),
  )
  const grams = new Set<string>()
  for (let at = 1; at < characters.length && grams.size < 30; at += 1) grams.add(`${characters[at - 1]}${characters[at]}`)
  return { concepts, grams, ...(side && { side }) }
}

export const markFeatures = remembered(readMark)

/** How much two marks may be one, 0–1. */
export function alikeMarks(one: Features, other: Features, wrongSide: number, related: number): number {
  let kind = 0
  let whole = false
  for (const [key, weight] of one.concepts) {
    if (!key.startsWith('k:')) continue
    const mine = other.concepts.get(key)
    if (mine === undefined || (weight < 1 && mine < 1)) continue
    if (weight * mine > kind) {
      kind = weight * mine
      whole = WHOLE.has(key.slice(2))
    }
  }
  if (kind === 0) {
    // No kind in common: the same words may still be the same mark that no list knows.
    const unknown =
      ![...one.concepts.keys()].some((key) => key.startsWith('k:')) ||
      ![...other.concepts.keys()].some((key) => key.startsWith('k:'))
    if (!unknown || one.grams.size === 0 || other.grams.size === 0) return 0
    let shared = 0
    for (const gram of one.grams) if (other.grams.has(gram)) shared += 1
    kind = (0.7 * shared) / Math.min(one.grams.size, other.grams.size)
    if (kind === 0) return 0
    whole = true
  }
  if (kind < 1) kind = Math.min(1, kind * related * 2)
  const parts = (features: Features) =>
    [...features.concepts.keys()].filter((key) => key.startsWith('p:')).map((key) => key.slice(2))
  const [mine, theirs] = [parts(one), parts(other)]
  let place = 1
  if (mine.length > 0 && theirs.length > 0 && !mine.some((part) => theirs.includes(part))) {
    const near = mine.some((part) => (NEAR_PARTS.get(part) ?? []).some((each) => theirs.includes(each)))
    place = near ? 0.3 : whole ? 0.4 : 0.02
  } else if (mine.length === 0 || theirs.length === 0) place = whole ? 0.95 : 0.5
  const side = one.side && other.side && one.side !== other.side ? wrongSide : 1
  return kind * place * side
}
