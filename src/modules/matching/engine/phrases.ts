/** What a saying is about: trades, kin, home, habits, how somebody left. Concepts and their neighbours. */
import { CONCEPTS, RELATED } from './phrase-concepts.ts'
import { remembered } from './remember.ts'
import type { Features } from './sayings.ts'

const MOTHER = /妈|母亲|娘(?!家)|姆妈|阿母/u
const FATHER = /爸|爹|父亲|阿大|老汉|老爷子/u
const HUSBAND = /老公|丈夫|男人|掌柜的|当家的|爱人/u
const WIFE = /老婆|妻子|媳妇|婆娘|堂客/u
const CHILD = /儿子|女儿|闺女|孩子|娃(?!娃)|男孩|女孩|崽/u

const FILLER = /[的了是有在我他她它家里就个和与跟也都会爱喜欢说人着过得地上下边旁很不没吧啊呀呢么这那去来]/u

function readPhrase(text: string): Features {
  const concepts = new Map<string, number>()
  for (const [id, pattern] of CONCEPTS) if (pattern.test(text)) concepts.set(id, 1)
  for (const [id, near] of RELATED) {
    if (!concepts.has(id) || concepts.get(id) !== 1) continue
    for (const [other, weight] of near) if ((concepts.get(other) ?? 0) < weight) concepts.set(other, weight)
  }
  const about = MOTHER.test(text)
    ? 'mother'
    : FATHER.test(text)
      ? 'father'
      : HUSBAND.test(text)
        ? 'husband'
        : WIFE.test(text)
          ? 'wife'
          : CHILD.test(text)
            ? 'child'
            : undefined
  const characters = Array.from(text).filter((each) => /\p{Script=Han}/u.test(each))
  const grams = new Set<string>()
  for (let at = 1; at < characters.length && grams.size < 40; at += 1) {
    const pair = `${characters[at - 1]}${characters[at]}`
    if (!FILLER.test(characters[at - 1] as string) && !FILLER.test(characters[at] as string)) grams.add(pair)
  }
  // A saying of one or two characters is its own pair.
  if (characters.length > 0 && characters.length <= 2) grams.add(characters.join(''))
  for (const known of GREETING) grams.delete(known)
  return { concepts, grams, ...(about && { about }) }
}

/** The same sayings come again and again. */
export const phraseFeatures = remembered(readPhrase)

/** Pairs that say who, not what. */
const GREETING = ['爸爸', '妈妈', '父亲', '母亲', '儿子', '女儿', '老公', '老婆', '丈夫', '闺女', '孩子']

/** How much two sayings mean the same, 0–1. */
export function alikePhrases(one: Features, other: Features, related: number, overlap: number): number {
  let best = 0
  for (const [id, weight] of one.concepts) {
    const mine = other.concepts.get(id)
    if (mine === undefined) continue
    // Both only by a neighbouring concept: that is no meeting.
    const both = weight === 1 || mine === 1 ? weight * mine : 0
    const value = both === 1 ? 1 : both * related * 2
    if (value > best) best = value
  }
  if (best < overlap && one.grams.size > 0 && other.grams.size > 0) {
    let shared = 0
    for (const gram of one.grams) if (other.grams.has(gram)) shared += 1
    const value = (overlap * shared) / Math.min(one.grams.size, other.grams.size)
    if (value > best) best = value
  }
  if (best > 0 && one.about && other.about && one.about !== other.about) best *= kinOfSubject(one.about, other.about) ? 0.5 : 0.25
  return Math.min(best, 1)
}

const kinOfSubject = (one: string, other: string) =>
  (one === 'father' && other === 'husband') || (one === 'mother' && other === 'wife')

const ANIMALS = '鼠牛虎兔龙蛇马羊猴鸡狗猪'
/** The animal of a year, 0 mouse … 11 pig, in 属马, 我属马的, 马年生, 肖龙. */
export function zodiacOf(text: string): number | undefined {
  const found =
    /(?:属|生肖|肖)(?:是)?(小|老|大)?([鼠牛虎兔龙蛇马羊猴鸡狗猪])/u.exec(text) ??
    /()([鼠牛虎兔龙蛇马羊猴鸡狗猪])年(?:生|出生|的|人)/u.exec(text)
  if (!found) return undefined
  // 属小龙 is a snake.
  return found[1] === '小' && found[2] === '龙' ? 5 : ANIMALS.indexOf(found[2] as string)
}
export const zodiacName = (animal: number): string => Array.from(ANIMALS)[animal] ?? ''
