/** Names, nicknames and relatives in words. */
import type { Context } from './context.ts'
import type { Pair, Told } from './explain.ts'
import { coreOfNickname, type HeardForm, heardForm, nameForm, nicknamesOf } from './name-forms.ts'
import type { InquiryReport, RelationName } from './report.ts'
import { costOf, hear } from './score-names.ts'
import { syllables, type Word, wordOf } from './sound.ts'
import { sameCharacterOf } from './variants.ts'
import { kindOf } from './words-table.ts'

export const ROLES: Readonly<Record<RelationName, string>> = {
  father: '父亲',
  mother: '母亲',
  spouse: '配偶',
  son: '儿子',
  daughter: '女儿',
  brother: '兄弟',
  sister: '姐妹',
}

type Sameness = 'same-characters' | 'same-sound' | 'near-sound' | 'part' | 'other'
export interface Compared {
  level: Sameness
  /** What differs, in words; empty when nothing does. */
  note: string
  surnameSame: boolean
}

const sharesReading = (one: Word[number], other: Word[number]) => one.readings.some((each) => other.readings.includes(each))
const written = (word: Word[number]) => syllables[word.readings[0] ?? -1] ?? word.character

/** How two names agree, position by position where they are of one length, else by the part that fits. */
export function compareNames(context: Context, heard: Word, said: Word, surname: number): Compared {
  const near = (one: Word[number], other: Word[number]) =>
    one.missing ||
    sharesReading(one, other) ||
    one.readings.some((each) => other.readings.some((from) => context.ear.mayBe(each, from)))
  const along = (mine: Word, theirs: Word): { level: Sameness; note: string } | undefined => {
    if (mine.length !== theirs.length || mine.length === 0) return undefined
    const notes: string[] = []
    let level: Sameness = 'same-characters'
    let missed = 0
    for (let at = 0; at < mine.length; at += 1) {
      const [one, other] = [mine[at] as Word[number], theirs[at] as Word[number]]
      if (one.missing || one.character === other.character) continue
      if (sameCharacterOf(one.character) === sameCharacterOf(other.character)) continue
      if (sharesReading(one, other)) {
        if (level === 'same-characters') level = 'same-sound'
      } else if (near(one, other)) {
        level = level === 'part' ? 'part' : 'near-sound'
        notes.push(`${written(one)}≈${written(other)}`)
      } else {
        missed += 1
        level = 'part'
        notes.push(`“${one.character}”与“${other.character}”不合`)
      }
    }
    return missed > Math.floor(mine.length / 3) ? undefined : { level, note: notes.join('，') }
  }
  const first = heard[0]
  const surnameSame = surname > 0 && first !== undefined && said[0] !== undefined && near(first, said[0])
  const whole = along(heard, said)
  if (whole) return { ...whole, surnameSame }
  // The given name alone, or one part of a name in parts.
  for (let from = 0; from < said.length; from += 1)
    for (let to = said.length; to > from; to -= 1) {
      if (to - from === said.length) continue
      const part = along(heard, said.slice(from, to))
      if (part && part.level !== 'part')
        return {
          level: 'part',
          note: `只合“${said
            .slice(from, to)
            .map((each) => each.character)
            .join('')}”${part.note ? `（${part.note}）` : part.level === 'same-sound' ? '（同音）' : ''}`,
          surnameSame,
        }
    }
  for (let from = 0; from < heard.length; from += 1)
    for (let to = heard.length; to > from + 1; to -= 1) {
      const part = along(heard.slice(from, to), said)
      if (part && part.level !== 'part')
        return { level: 'part', note: `听到的多出字${part.note ? `（${part.note}）` : ''}`, surnameSame }
    }
  const shared = heard.filter((one) => said.some((other) => near(one, other) && !one.missing)).length
  if (shared >= 2) return { level: 'part', note: `${shared} 个字音相合`, surnameSame }
  return { level: 'other', note: '', surnameSame }
}

/** How many inquiries have this very name, and one of the same sound. */
export function namesakes(context: Context, name: string): { same: number; alike: number } {
  const { names } = context.corpus
  const word = wordOf(name, true)
  const own = (id: number) => (names.uses[id] as number[]).reduce((count, use) => count + (kindOf(use) === 0 ? 1 : 0), 0)
  const id = names.idOf(name)
  const same = id === undefined ? 0 : own(id)
  const readings = word.map((each) => each.readings[0])
  if (readings.some((each) => each === undefined)) return { same, alike: same }
  const rarest = (readings as number[]).reduce((best, each) =>
    names.withSyllable(each).length < names.withSyllable(best).length ? each : best,
  )
  let alike = 0
  for (const other of names.withSyllable(rarest)) {
    const theirs = names.words[other] as Word
    if (theirs.length === word.length && theirs.every((each, at) => each.readings[0] === readings[at])) alike += own(other)
  }
  return { same, alike }
}

const WORDS: Readonly<Record<Exclude<Sameness, 'other'>, string>> = {
  'same-characters': '相同',
  'same-sound': '同音',
  'near-sound': '近音（方言易混）',
  part: '部分相合',
}

const rarity = (context: Context, name: string): string => {
  const { same, alike } = namesakes(context, name)
  return alike > same ? `库中同名 ${same} 人、同音 ${alike} 人` : `库中同名 ${same} 人`
}

export function explainName(pair: Pair): Told | undefined {
  const { guest } = pair
  const heardText = guest.nameHeard ?? guest.namesHeard?.[0]
  const forms = [...new Set([guest.nameHeard, ...(guest.namesHeard ?? [])])].flatMap((each) => heardForm(each) ?? [])
  if (forms.length === 0) return heardText ? { guest: heardText, level: 'unknown', words: '没听清姓名，不计' } : undefined
  const told = forms.map((form) => explainOneName(pair, form)).filter((each) => each !== undefined)
  const order = [
    'same-characters',
    'same-sound',
    'near-sound',
    'part',
    'married',
    'former-name',
    'kin-name',
    'mothers-surname',
    'surname',
    'other',
    'unknown',
  ]
  return told.sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))[0]
}

function explainOneName({ context, inquiry, slot, bits }: Pair, form: HeardForm): Told | undefined {
  const own = nameForm(inquiry.name)
  const heard = form.text
  const base = { guest: heard, ...(inquiry.name && { inquiry: inquiry.name }) }
  if (form.married) {
    const said = own ? wordOf(own.text, true) : []
    const fits = own && bits > 0 && said[0]
    const husband = inquiry.kin?.find((each) => each.relation === 'spouse')?.name
    if (fits)
      return {
        ...base,
        level: 'married',
        words: `“${heard}”是夫姓加本姓的叫法：本姓与“${own.text}”合${husband ? `，丈夫是“${husband}”` : ''}`,
      }
    return {
      ...base,
      level: own ? 'other' : 'unknown',
      words: own ? `“${heard}”的本姓与“${own.text}”不合` : '家属没有说姓名，不计',
    }
  }
  const area = context.corpus.columns.area[slot] as number
  const listener = hear(context, form)
  const align = (name: string) => {
    const word = wordOf(name, true)
    return context.ear.align(listener.heard, word, area, costOf(context, form, name, word, true))
  }
  const nicknames = nicknamesOf(inquiry.nickname)
  const others = (inquiry.kin ?? []).flatMap((each) => {
    const kin = nameForm(each.name)
    return kin
      ? [
          {
            text: kin.text,
            role: each.relation ? ROLES[each.relation] : '亲属',
            value: align(kin.text) * context.weights.name.asKin,
          },
        ]
      : []
  })
  const asOwn = own ? align(own.text) : 0
  const nickname = nicknames
    .map((text) => ({ text, value: align(text) * context.weights.name.asNickname }))
    .sort((a, b) => b.value - a.value)[0]
  const kin = others.sort((a, b) => b.value - a.value)[0]
  const threshold = listener.heard.byAccident * 2
  if (nickname && nickname.value > asOwn && nickname.value > threshold && bits > 0)
    return { ...base, level: 'former-name', words: `听到“${heard}”，与家属所说小名或曾用名“${nickname.text}”相合` }
  if (kin && kin.value > asOwn && kin.value > threshold && bits > -1)
    return { ...base, level: 'kin-name', words: `听到“${heard}”，与被寻者本人的名字不合，却与其${kin.role}“${kin.text}”相合` }
  if (!own) return { ...base, level: 'unknown', words: '家属没有说姓名，不计' }
  const compared = compareNames(context, form.word, wordOf(own.text, own.surname > 0), form.surname && own.surname)
  if (compared.level !== 'other' && (compared.level !== 'part' || asOwn > threshold * 0.5 || bits > 0))
    return {
      ...base,
      level: compared.level,
      words: `姓名${WORDS[compared.level]}：听到“${heard}”，登记“${inquiry.name}”${compared.note ? `（${compared.note}）` : ''}；${rarity(context, own.text)}`,
    }
  const mother = inquiry.kin?.find((each) => each.relation === 'mother')?.name
  const hers = mother ? wordOf(mother, true)[0] : undefined
  const mine = form.word[0]
  if (!compared.surnameSame && hers && mine && form.surname > 0 && sharesReading(mine, hers))
    return { ...base, level: 'mothers-surname', words: `姓名不合，但“${heard}”的姓与母亲“${mother}”的姓相同：可能用了母姓或假名` }
  if (compared.surnameSame) return { ...base, level: 'surname', words: `只有姓相合：听到“${heard}”，登记“${inquiry.name}”` }
  return { ...base, level: 'other', words: `姓名不合：听到“${heard}”，登记“${inquiry.name}”（也可能没说真名）` }
}

export function explainNickname({ context, guest, inquiry, bits }: Pair): Told | undefined {
  const form = heardForm(guest.nicknameHeard)
  if (!form) return undefined
  const listed = nicknamesOf(inquiry.nickname)
  const base = { guest: form.text, ...(inquiry.nickname && { inquiry: inquiry.nickname }) }
  for (const text of listed) {
    const compared = compareNames(context, form.word, wordOf(text), 0)
    if (compared.level !== 'other' && compared.level !== 'part')
      return {
        ...base,
        level: compared.level,
        words: `小名${WORDS[compared.level]}：听到“${form.text}”，家里叫“${text}”${compared.note ? `（${compared.note}）` : ''}`,
      }
  }
  const core = coreOfNickname(form.word)
  const own = nameForm(inquiry.name)
  if (core && own && bits > 0.3)
    return { ...base, level: 'made-from-name', words: `小名“${form.text}”像是从名字“${own.text}”来的` }
  if (bits > 0.3) return { ...base, level: 'part', words: `小名“${form.text}”与家属所说的称呼部分相合` }
  if (listed.length === 0) return { ...base, level: 'unknown', words: '家属没有说小名，不计' }
  return { ...base, level: 'other', words: `小名不合：听到“${form.text}”，家里叫“${listed.join('、')}”` }
}

/** The relative of the record whom a heard one fits best. */
function bestKin(context: Context, form: HeardForm, inquiry: InquiryReport) {
  return (inquiry.kin ?? [])
    .flatMap((each) => {
      const kin = nameForm(each.name)
      if (!kin) return []
      return [
        { kin: each, compared: compareNames(context, form.word, wordOf(kin.text, kin.surname > 0), form.surname && kin.surname) },
      ]
    })
    .sort((a, b) => RANK.indexOf(a.compared.level) - RANK.indexOf(b.compared.level))[0]
}
const RANK: readonly Sameness[] = ['same-characters', 'same-sound', 'near-sound', 'part', 'other']

export function explainKin({ context, guest, inquiry, bits }: Pair): Told | undefined {
  const heard = (guest.kinHeard ?? []).flatMap((each) => {
    const form = heardForm(each.name)
    return form ? [{ said: each, form }] : []
  })
  if (heard.length === 0) return undefined
  const listed = (inquiry.kin ?? []).map((each) => `${each.relation ? ROLES[each.relation] : '亲属'}${each.name}`).join('、')
  const base = {
    guest: heard.map(({ said }) => `${said.relation ? ROLES[said.relation] : ''}${said.name}`).join('、'),
    ...(listed && { inquiry: listed }),
  }
  const own = nameForm(inquiry.name)
  let level: string | undefined
  const words = heard.map(({ said, form }) => {
    const who = said.relation ? ROLES[said.relation] : '亲属'
    const best = bestKin(context, form, inquiry)
    if (best && best.compared.level !== 'other') {
      level =
        level === undefined || RANK.indexOf(best.compared.level) < RANK.indexOf(level as Sameness) ? best.compared.level : level
      const role =
        best.kin.relation && said.relation && best.kin.relation !== said.relation ? `，但家属说是${ROLES[best.kin.relation]}` : ''
      return `说起的${who}“${form.text}”与家属所列${best.kin.relation ? ROLES[best.kin.relation] : '亲属'}“${best.kin.name}”${WORDS[best.compared.level]}${best.compared.note ? `（${best.compared.note}）` : ''}${role}`
    }
    if (own) {
      const compared = compareNames(context, form.word, wordOf(own.text, true), form.surname && own.surname)
      if (compared.level === 'same-characters' || compared.level === 'same-sound' || compared.level === 'near-sound') {
        level ??= 'own-name'
        return `说起的${who}“${form.text}”就是被寻者的名字：可能是亲属，不是本人`
      }
    }
    if (said.relation && !inquiry.kin?.some((each) => each.relation === said.relation)) {
      level ??= bits > 0.3 ? 'surname' : 'unknown'
      return bits > 0.3 ? `说起的${who}“${form.text}”家属没有列出，姓与本家相合` : `家属没有列出${who}，不计`
    }
    if (!inquiry.kin?.length) {
      level ??= 'unknown'
      return '家属没有说亲属姓名，不计'
    }
    level ??= 'other'
    return `说起的${who}“${form.text}”与家属所列不合`
  })
  return { ...base, level: level ?? 'unknown', words: words.join('；') }
}
