/**
 * Assigned names: which are fit to be somebody's for life, and which the bureau's rule gives, in an order that hangs on a
 * seed and on nothing else. Pure.
 */
import { addMonths } from '#kernel/time.ts'
import type { BirthConvention } from './words.ts'

export interface NamingRule {
  surnames: readonly string[]
  /** A fixed middle character, or empty. */
  generation: string
  given: readonly string[]
  source?: string
  excluded: readonly string[]
  birth: BirthConvention
}

/** Until a bureau sets its own; assumed. The characters are everyday words, nobody's name. */
export const DEFAULT_RULE: NamingRule = {
  surnames: ['云', '安', '康', '江', '林', '田', '石', '方'],
  generation: '',
  given: [
    '和平',
    '长青',
    '春和',
    '秋实',
    '明远',
    '清泉',
    '向阳',
    '守正',
    '思源',
    '如松',
    '景行',
    '嘉树',
    '晓晨',
    '广文',
    '立新',
    '承恩',
  ],
  excluded: [],
  birth: 'found-day',
}

/** Nobody is called by a number, a cypher, an illness or an insult. */
const NUMBERS = '〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟两甲乙丙丁戊己庚辛壬癸'
const INSULTS = [...'傻呆痴憨丑贱奴婢丐乞盲聋哑瘸疯癫狗猪驴鬼尸死亡病残废屎尿贼盗匪囚弃']
const CYPHERS = ['无名', '不详', '未知', '某某', '佚名', '流浪', '求助', '受助', '孤老', '编号']

const HAN = /^\p{Script=Han}+$/u
/** 少数民族 names are written with a dot between their parts. */
const DOTTED = /^\p{Script=Han}+(?:·\p{Script=Han}+)+$/u

/** What is wrong with a name, as a sentence; undefined where it is fit. Own wishes are held to no more than this. */
export function nameFault(name: string, excluded: readonly string[] = []): string | undefined {
  const bare = name.replaceAll('·', '')
  const length = [...bare].length
  if (!HAN.test(name) && !DOTTED.test(name)) return '姓名用汉字；少数民族姓名各部分之间用“·”'
  if (length < 2 || length > (name.includes('·') ? 12 : 4)) return '姓名二到四个字'
  if (bare.includes('某')) return '不用“某”作姓名'
  const cypher = CYPHERS.find((word) => bare.includes(word))
  if (cypher) return `“${cypher}”像编号或身份标签，不用作姓名`
  const insult = INSULTS.find((character) => bare.includes(character))
  if (insult) return `“${insult}”字带贬义，不用作姓名`
  const given = [...bare].slice(1)
  if (given.every((character) => NUMBERS.includes(character))) return '名字像数字、排号，不用'
  const own = excluded.find((word) => word !== '' && bare.includes(word))
  if (own) return `“${own}”在不用的字词里`
  return undefined
}

/** FNV-1a, 32 bits: the same text gives the same number everywhere. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) as number), 0x01000193) >>> 0
  return value
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

/** All names that a rule can give, each once, in the order of a seed. */
export function* namesOf(rule: NamingRule, seed: string): Generator<string> {
  const [surnames, given] = [[...new Set(rule.surnames)], [...new Set(rule.given)]]
  const total = surnames.length * given.length
  if (total === 0) return
  const start = hash(`${seed}/start`) % total
  let stride = (hash(`${seed}/stride`) % total) + 1
  while (gcd(stride, total) !== 1) stride = (stride % total) + 1
  // 云 with 广 and 云 is the same name as 云 with 广云: two ways to one name give it once.
  const told = new Set<string>()
  for (let step = 0; step < total; step += 1) {
    const at = (start + step * stride) % total
    const surname = surnames[at % surnames.length] as string
    const rest = given[Math.floor(at / surnames.length)] as string
    // One fixed character and one of the list; a word of two stands as it is.
    const name = `${surname}${[...rest].length === 1 ? rule.generation : ''}${rest}`
    if (told.has(name) || nameFault(name, rule.excluded) !== undefined) continue
    told.add(name)
    yield name
  }
}

/** The first `count` names that nobody bears. */
export function proposals(
  rule: NamingRule,
  seed: string,
  count: number,
  taken: (name: string) => boolean = () => false,
): string[] {
  const found: string[] = []
  for (const name of namesOf(rule, seed)) {
    if (found.length >= count) break
    if (!taken(name)) found.push(name)
  }
  return found
}

/**
 * The birthday that is assigned: month and day by convention, the year in the middle of what the age seen leaves open; always
 * inside that. Undefined where no age is known: then a person decides.
 */
export function assignedBirth(
  convention: BirthConvention,
  range: { from: string; to: string } | null,
  foundOn: string,
): string | undefined {
  if (!range) return undefined
  if (range.from === range.to) return range.from
  const monthDay = { 'found-day': foundOn.slice(5), 'first-day': '01-01', 'mid-year': '07-01' }[convention]
  const [low, high] = [Number(range.from.slice(0, 4)), Number(range.to.slice(0, 4))]
  const middle = Math.floor((low + high) / 2)
  const years = Array.from({ length: high - low + 1 }, (_, index) => low + index).sort(
    (a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b,
  )
  // 29 February has no place in most years: it becomes the last of the month.
  const day = (year: number) => addMonths(`2000-${monthDay}`, 12 * (year - 2000))
  return years.map(day).find((date) => date >= range.from && date <= range.to) ?? range.to
}

/** Too few names to choose from, or a character nobody should bear: said before the rule is kept. */
export function ruleFaults(rule: NamingRule): Record<string, string> {
  const faults: Record<string, string> = {}
  const notHan = (words: readonly string[]) => words.find((word) => !HAN.test(word))
  const surname = notHan(rule.surnames)
  if (rule.surnames.length === 0) faults['surnames'] = '至少写一个姓'
  else if (surname !== undefined) faults['surnames'] = `“${surname}”不是汉字`
  const given = notHan(rule.given)
  if (rule.given.length === 0) faults['given'] = '至少写一个用字'
  else if (given !== undefined) faults['given'] = `“${given}”不是汉字`
  if (rule.generation && !HAN.test(rule.generation)) faults['generation'] = '用一个汉字'
  if (Object.keys(faults).length === 0 && proposals(rule, 'check', 10).length < 10)
    faults['given'] = '按这条规则能起的名字不到 10 个，容易重名。请多写几个姓或用字'
  return faults
}
