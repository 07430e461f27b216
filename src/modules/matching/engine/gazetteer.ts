/** Divisions in numbers: counties as rows, their cities and provinces, and every name by which one of them is called. */
import { allDivisions, presentPlace, shortPlace } from '#modules/people-and-cases/index.ts'
import { OLD_NAMES } from './old-names.ts'

export interface Gazetteer {
  /** Row numbers by six-digit code; row 0 is "unknown". */
  rowOf(code: string | undefined): number
  rows: readonly string[]
  /** Names (short, full, earlier) → codes of 2, 4 or 6 digits. */
  named: ReadonlyMap<string, readonly string[]>
  /** Short names → codes, each once: what is compared by sound. */
  stems: ReadonlyMap<string, readonly string[]>
  nameOf(code: string): string | undefined
}

const NAMELESS = /^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划|市|城区|郊区)$/u
const codeOf = (code: string): string =>
  code.endsWith('0000') ? code.slice(0, 2) : code.endsWith('00') ? code.slice(0, 4) : code

let made: Gazetteer | undefined

export function gazetteer(): Gazetteer {
  if (made) return made
  const rows: string[] = ['']
  const byCode = new Map<string, number>()
  const names = new Map<string, string>()
  const named = new Map<string, string[]>()
  const stems = new Map<string, string[]>()
  const add = (map: Map<string, string[]>, name: string, code: string) => {
    const list = map.get(name)
    if (!list) map.set(name, [code])
    else if (!list.includes(code)) list.push(code)
  }
  const call = (name: string, code: string) => {
    if (Array.from(name).length < 2) return
    add(named, name, code)
    const short = shortPlace(name)
    if (Array.from(short).length >= 2) {
      add(named, short, code)
      add(stems, short, code)
    }
  }
  const current = allDivisions().filter((each) => !each.old)
  const inForce = new Set(current.map((each) => codeOf(each.code)))
  for (const division of current) {
    const code = codeOf(division.code)
    names.set(code, division.name)
    if (code.length === 6) {
      byCode.set(code, rows.length)
      rows.push(code)
    }
    if (!NAMELESS.test(division.name)) call(division.name, code)
  }
  // Abolished divisions lead to what bears their name today in the same province.
  for (const division of allDivisions().filter((each) => each.old && !NAMELESS.test(each.name))) {
    const code = codeOf(division.code)
    const short = shortPlace(division.name)
    const now = presentPlace(division.name)
    const heirs = [...(named.get(shortPlace(now)) ?? []), ...(named.get(short) ?? [])].filter(
      (each) =>
        inForce.has(each) && each.slice(0, 2) === (code.slice(0, 2) === '51' && each.startsWith('50') ? '50' : code.slice(0, 2)),
    )
    for (const heir of heirs) call(division.name, heir)
  }
  for (const [old, codes] of Object.entries(OLD_NAMES)) {
    for (const code of codes.split(' ')) {
      if (!inForce.has(code)) continue
      add(named, old, code)
      add(stems, old, code)
      for (const kind of ['县', '市', '区', '地区', '专区']) add(named, old + kind, code)
    }
  }
  made = {
    rowOf: (code) => (code && code.length >= 6 ? (byCode.get(code.slice(0, 6)) ?? 0) : 0),
    rows,
    named,
    stems,
    nameOf: (code) => names.get(code),
  }
  return made
}

const NEIGHBOURS: Readonly<Record<string, string>> = {
  '11': '12 13',
  '12': '11 13',
  '13': '11 12 14 15 21 37 41',
  '14': '13 15 41 61',
  '15': '13 14 21 22 23 61 62 64',
  '21': '13 15 22',
  '22': '15 21 23',
  '23': '15 22',
  '31': '32 33',
  '32': '31 33 34 37',
  '33': '31 32 34 35 36',
  '34': '32 33 36 37 41 42',
  '35': '33 36 44',
  '36': '33 34 35 42 43 44',
  '37': '13 32 34 41',
  '41': '13 14 34 37 42 61',
  '42': '34 36 41 43 50 61',
  '43': '36 42 44 45 50 52',
  '44': '35 36 43 45 46',
  '45': '43 44 52 53',
  '46': '44 45',
  '50': '42 43 51 52 61',
  '51': '50 52 53 54 61 62 63',
  '52': '43 45 50 51 53',
  '53': '45 51 52 54',
  '54': '51 53 63 65',
  '61': '14 15 41 42 50 51 62 64',
  '62': '15 51 61 63 64 65',
  '63': '51 54 62 65',
  '64': '15 61 62',
  '65': '54 62 63',
}

export const neighbours = (province: string): readonly string[] => (NEIGHBOURS[province] ?? '').split(' ').filter(Boolean)

/** Areas where people speak alike across a border: a listener takes one for another. */
const SPEECH: readonly string[] = [
  '21 22 23 15',
  '50 51 52 53 42',
  '44 45 46',
  '61 62 63 64',
  '32 34',
  '31 33 32',
  '43 36',
  '41 37 13 34',
  '11 12 13',
  '14 61 15',
  '35 46 44',
  '65 62 63',
  '54 63 51',
]
export const speaksLike = (one: string, other: string): boolean =>
  SPEECH.some((group) => group.includes(one) && group.includes(other))
