/** Divisions: names by code (also abolished ones), codes by name, and how place names sound. Read from `data/divisions.tsv`. */
import { readFileSync } from 'node:fs'
import { bigrams } from './names.ts'
import { soundOf } from './sound.ts'

export interface Division {
  code: string
  name: string
  parent: string
  level: 'province' | 'city' | 'county'
  /** Abolished or renamed; kept for old numbers and papers. */
  old: boolean
}

const PEOPLES =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|' +
  '撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|赫哲|门巴|珞巴|各'
const ETHNIC = new RegExp(`(?:(?:${PEOPLES})族|蒙古|维吾尔|哈萨克|柯尔克孜)+(?=自治)`, 'u')
const KIND = /(?:特别行政区|自治区|自治州|自治县|自治旗|行政区|地区|林区|特区|新区|矿区|省|市|县|区|盟|旗|州)$/u

/** Places that changed their name; people go on saying the old one. */
const RENAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    襄樊: '襄阳',
    思茅: '普洱',
    哲里木: '通辽',
    昭乌达: '赤峰',
    伊克昭: '鄂尔多斯',
    中甸: '香格里拉',
    路南: '石林',
    零陵: '永州',
    郧阳: '十堰',
    徽州: '黄山',
    达县: '达州',
    淮阴: '淮安',
    通什: '五指山',
    灌县: '都江堰',
    沙市: '荆州',
    银南: '吴忠',
    大庸: '张家界',
    崇安: '武夷山',
    蒲圻: '赤壁',
    临川: '抚州',
  }),
)

interface Table {
  byCode: Map<string, Division>
  byName: Map<string, Division[]>
}

let loaded: Table | undefined

/** The short name by which people call a place: 恩施土家族苗族自治州 → 恩施, 黄冈市 → 黄冈. Two-character names stay (沙县 → 沙县). */
export function shortPlace(name: string): string {
  // 内蒙古 keeps the people in its name: without it nothing would be left.
  const found = [name.replace(ETHNIC, '').replace(KIND, ''), name.replace(KIND, '')]
  return found.find((each) => Array.from(each).length >= 2) ?? name
}

function levelOf(code: string): Division['level'] {
  return code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'city' : 'county'
}

function table(): Table {
  if (loaded) return loaded
  const byCode = new Map<string, Division>()
  const byName = new Map<string, Division[]>()
  const lines = readFileSync(new URL('./data/divisions.tsv', import.meta.url), 'utf8')
    .split('\n')
    .slice(1)
  for (const line of lines) {
    const [code, name, parent, state] = line.split('\t')
    if (!code || !name) continue
    const division: Division = { code, name, parent: parent ?? '', level: levelOf(code), old: state === 'old' }
    byCode.set(code, division)
    for (const key of new Set([name, shortPlace(name)])) byName.set(key, [...(byName.get(key) ?? []), division])
  }
  loaded = { byCode, byName }
  return loaded
}

/** The division of a six-digit code, abolished ones included. */
export function divisionOf(code: string): Division | undefined {
  return table().byCode.get(code)
}

/** Every division of the table, abolished ones included. */
export function allDivisions(): Division[] {
  return [...table().byCode.values()]
}

/** Names from the province down, without levels that have no name of their own: 湖北省 黄冈市 浠水县. */
export function divisionNames(code: string): string[] {
  const names: string[] = []
  let at = divisionOf(code)
  while (at && names.length < 3) {
    if (!/^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/.test(at.name) && at.name !== names[0]) names.unshift(at.name)
    at = at.parent ? divisionOf(at.parent) : undefined
  }
  return names
}

/** Full name of a code, or undefined: 湖北省黄冈市浠水县. */
export function divisionName(code: string): string | undefined {
  const names = divisionNames(code)
  return names.length > 0 ? names.join('') : undefined
}

/** Divisions of that name, full or short, under its present or an earlier name; those in force first. */
export function divisionsNamed(name: string): Division[] {
  const short = RENAMED.get(name) ?? RENAMED.get(shortPlace(name))
  const found = [...(table().byName.get(name) ?? []), ...(short ? (table().byName.get(short) ?? []) : [])]
  return [...new Set(found)].sort((a, b) => Number(a.old) - Number(b.old) || (a.code < b.code ? -1 : 1))
}

/** The present name of a place that was renamed; the name itself otherwise. */
export function presentPlace(name: string): string {
  return RENAMED.get(name) ?? RENAMED.get(shortPlace(name)) ?? name
}

/** Codes in force for a picker: code, name (full, short, earlier) or pinyin that begins with what was typed, then contains it. */
export function searchDivisions(text: string, limit: number): string[] {
  const typed = text.normalize('NFKC').replace(/\s/gu, '').toLowerCase()
  if (typed === '' || typed.length > 40) return []
  const named = new Set(divisionsNamed(typed).map((division) => division.code))
  const rank = (division: Division): number => {
    if (/^\d+$/.test(typed)) return division.code.startsWith(typed) ? 0 : -1
    if (/^[a-z]+$/.test(typed)) {
      const sound = spoken(division)
      return sound.pinyin.startsWith(typed) ? 0 : sound.initials === typed ? 1 : -1
    }
    if (named.has(division.code)) return 0
    if (division.name.startsWith(typed)) return 1
    return divisionName(division.code)?.includes(typed) ? 2 : -1
  }
  return [...table().byCode.values()]
    .filter((division) => !division.old && divisionNames(division.code).at(-1) === division.name)
    .map((division) => ({ code: division.code, at: rank(division) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || (a.code < b.code ? -1 : 1))
    .slice(0, limit)
    .map(({ code }) => code)
}

const spokenDivisions = new Map<string, { pinyin: string; initials: string }>()

/** How a division's short name is typed; worked out once. */
function spoken(division: Division): { pinyin: string; initials: string } {
  const kept = spokenDivisions.get(division.code)
  if (kept) return kept
  const { pinyin, initials } = soundOf(shortPlace(division.name))
  spokenDivisions.set(division.code, { pinyin, initials })
  return { pinyin, initials }
}

/** The level at which a bare word is a place: 湖北 → province. County names are often people's names as well. */
export function placeLevel(word: string): Division['level'] | undefined {
  const found = divisionsNamed(word)
  if (found.length === 0) return undefined
  return (['province', 'city', 'county'] as const).find((level) => found.some((each) => each.level === level))
}

/** Keys by which a place is found by its sound: `~` and the folded syllables of its short name. */
export function placeSounds(name: string): string[] {
  const short = shortPlace(name)
  if (Array.from(short).length < 2) return []
  return soundOf(short)
    .sounds.filter((key) => !key.startsWith('~'))
    .slice(0, 4)
    .map((key) => `~${key}`)
}

/** Words of a stated place that can be told apart: 湖北省黄冈市浠水县 → 湖北省, 黄冈市, 浠水县. */
export function placeWords(text: string): string[] {
  const words = text.match(
    /\p{Script=Han}{2,8}?(?:自治区|自治州|自治县|地区|省|市|县|区|镇|乡|村|盟|旗|街道)|\p{Script=Han}{2,}$/gu,
  )
  return [...new Set(words ?? [])].slice(0, 12)
}

/** Short names in what was typed as a place, the widest first: 湖北黄冈 → 湖北, 黄冈. What no table knows stays as it is. */
export function placeNames(text: string): string[] {
  const characters = Array.from(text)
  const names: string[] = []
  let unknown = ''
  const close = () => {
    const rest = unknown.replace(/^(?:省|市|县|区|州|盟|旗)+|(?:那边|附近|一带)$/gu, '')
    if (Array.from(rest).length >= 2) names.push(shortPlace(rest))
    unknown = ''
  }
  for (let at = 0; at < characters.length; ) {
    let length = Math.min(12, characters.length - at)
    while (length >= 2 && !table().byName.has(characters.slice(at, at + length).join(''))) length -= 1
    if (length < 2) {
      unknown += characters[at]
      at += 1
      continue
    }
    close()
    names.push(shortPlace(characters.slice(at, at + length).join('')))
    at += length
  }
  close()
  return [...new Set(names)].slice(0, 4)
}

/** Index pieces of a stated place: its bigrams, those of names that it bore or bears, and the sounds of its words. */
export function placePieces(text: string): string[] {
  const words = placeWords(text)
  const now = words.map(presentPlace).filter((word) => !words.includes(word))
  return [...new Set([...bigrams(text), ...now.flatMap((word) => bigrams(word)), ...words.flatMap(placeSounds)])].slice(0, 160)
}
