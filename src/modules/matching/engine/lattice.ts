/** Province, city, county, town, village: what was heard against what the family tells, level by level. */
import { divisionNames, shortPlace } from '#modules/people-and-cases/index.ts'
import type { Context } from './context.ts'
import { compareNames } from './explain-names.ts'
import { gazetteer } from './gazetteer.ts'
import { homeWords, placeCode, workWords } from './place-words.ts'
import type { InquiryReport } from './report.ts'
import type { PlaceStatement } from './score-places.ts'
import { wordOf } from './sound.ts'
import type { LatticeLevel } from './types.ts'

const LEVELS = ['province', 'city', 'county', 'town', 'village'] as const
const TITLES = { province: '省', city: '市', county: '县', town: '镇', village: '村' } as const
const LENGTHS: Readonly<Record<number, (typeof LEVELS)[number]>> = { 2: 'province', 4: 'city', 6: 'county' }

const bareKind = (text: string) => (Array.from(text).length > 2 ? text.replace(/(?:街道|[镇乡村县市区省州盟旗社])$/u, '') : text)

/** The home as the family tells it, and whether a heard word is one of its names. */
export function explainHome(context: Context, statements: readonly PlaceStatement[], inquiry: InquiryReport) {
  const code = placeCode(inquiry.home)
  const home = homeWords(inquiry.home)
  const names: Partial<Record<(typeof LEVELS)[number], string>> = {}
  for (const length of [2, 4, 6]) {
    const name = code && code.length >= length ? gazetteer().nameOf(code.slice(0, length)) : undefined
    if (name && !/^(?:市辖区|县)$/u.test(name)) names[LENGTHS[length] as 'province'] = name
  }
  if (home.town) names.town = home.town
  if (home.village) names.village = home.village
  const works = workWords(inquiry.phrases)
  const lattice = new Map<string, LatticeLevel>()
  const words: string[] = []
  let fits = 0
  let misfits = 0
  for (const statement of statements) {
    const found = fit(context, statement, code, names, works)
    if (found) {
      fits += 1
      if (found.level !== 'work')
        lattice.set(found.level, {
          level: found.level,
          guest: statement.text,
          inquiry: found.name,
          agreement: found.near ? 'near-sound' : 'same',
        })
      words.push(
        found.near
          ? `听到“${statement.text}”，与${found.level === 'work' ? '家属提到的' : `家乡的${TITLES[found.level]}`}“${found.name}”音近`
          : `说“${statement.text}”，家乡${found.level === 'work' ? '附近有' : '是'}“${found.name}”`,
      )
      continue
    }
    misfits += 1
    const widest = statement.codes.reduce((length, each) => Math.min(length, each.length), 9)
    const level = LENGTHS[widest]
    if (level && names[level] && !lattice.has(level))
      lattice.set(level, { level, guest: statement.text, inquiry: names[level] as string, agreement: 'different' })
    words.push(
      statement.codes.length > 0
        ? `说“${statement.text}”，家乡不在那里${code ? `（${divisionNames(code.slice(0, 6).padEnd(6, '0')).join('') || (inquiry.home?.text ?? '')}）` : ''}`
        : `听到的“${statement.text}”在家乡地名里找不到`,
    )
  }
  for (const level of LEVELS)
    if (!lattice.has(level))
      lattice.set(level, { level, ...(names[level] && { inquiry: names[level] as string }), agreement: 'unknown' })
  return { lattice: LEVELS.map((level) => lattice.get(level) as LatticeLevel), fits, misfits, words: words.join('；') }
}

function fit(
  context: Context,
  statement: PlaceStatement,
  code: string | undefined,
  names: Partial<Record<(typeof LEVELS)[number], string>>,
  works: readonly string[],
): { level: (typeof LEVELS)[number] | 'work'; name: string; near: boolean } | undefined {
  for (const each of [...statement.codes].sort((a, b) => a.length - b.length)) {
    const level = LENGTHS[each.length]
    if (level && code?.startsWith(each))
      return { level, name: names[level] ?? gazetteer().nameOf(each) ?? statement.text, near: false }
  }
  const heard = wordOf(bareKind(statement.text))
  let best: { level: (typeof LEVELS)[number] | 'work'; name: string; near: boolean; rank: number } | undefined
  const consider = (level: (typeof LEVELS)[number] | 'work', name: string, said: string) => {
    const compared = compareNames(context, heard, wordOf(said), 0)
    const rank = ['same-characters', 'same-sound', 'near-sound'].indexOf(compared.level)
    const part = compared.level === 'part' && heard.length >= 3 ? 3 : -1
    const value = rank >= 0 ? rank : part
    if (value >= 0 && (!best || value < best.rank)) best = { level, name, near: value > 0, rank: value }
  }
  for (const level of LEVELS) {
    const name = names[level]
    if (name) consider(level, name, level === 'town' || level === 'village' ? name : shortPlace(name))
  }
  for (const work of works) consider('work', work, work)
  return best && { level: best.level, name: best.name, near: best.near }
}
