/** Words in stated places: town and village of a home, works and rivers in a family's sayings, sayings of a guest. */
import { divisionNames } from '#modules/people-and-cases/index.ts'
import { gazetteer } from './gazetteer.ts'
import { remembered } from './remember.ts'
import type { PlaceReport } from './report.ts'

const TOWN =
  /^(.{1,14}?(?:街道办事处|街道|民族乡|镇|乡|苏木|地区|管委会|办事处|开发区|工业园区|园区|新区|风景区|林场|农场|牧场|矿区|管理区|管理处|管理委员会))(.*)$/u
const VILLAGE_END = /(?:社区居民委员会|居民委员会|村民委员会|居委会|村委会|社区|生活区|嘎查|村|屯|寨|庄|队|分场)$/u
const PEOPLES =
  /(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|赫哲|门巴|珞巴|各)族/gu

/** A town's or village's word as people say it, its kind left out where two characters remain. */
export function bareTown(name: string): string {
  const plain = name.replace(PEOPLES, '')
  const bare = plain
    .replace(/(?:街道办事处|街道|镇|乡|苏木|办事处|管委会|管理处|管理区|管理委员会|地区)$/u, '')
    .replace(/民族$/u, '')
  return Array.from(bare).length >= 2 ? bare : plain || name
}

export function bareVillage(name: string): string {
  let bare = name
  for (let pass = 0; pass < 2; pass += 1) {
    const next = bare.replace(VILLAGE_END, '')
    if (Array.from(next).length >= 2) bare = next
  }
  return bare
}

const NAMELESS = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'])

/** Province, prefecture and county by their endings alone, for places that no list has, where a longer text follows. */
const UNLISTED =
  /^(?:\p{Script=Han}{2,7}?(?:省|自治区))?(?:\p{Script=Han}{2,6}?(?:市|州|盟|地区))?\p{Script=Han}{2,6}?(?:自治县|县|旗)(?=\p{Script=Han}{2})/u

/** What stands behind the county in a stated place. */
function behindCounty(place: PlaceReport): string {
  let rest = (place.text ?? '').replace(/\s/gu, '')
  const code = place.code ?? ''
  const county =
    code.length >= 6
      ? code.slice(0, 6)
      : code.length >= 4
        ? `${code.slice(0, 4)}00`
        : code.length >= 2
          ? `${code.slice(0, 2)}0000`
          : ''
  for (const name of county ? divisionNames(county) : []) {
    if (NAMELESS.has(name)) continue
    if (rest.startsWith(name)) rest = rest.slice(name.length)
  }
  // What no code explains: names of divisions one after the other.
  for (let pass = 0; pass < 4; pass += 1) {
    const found = leadingDivision(rest)
    if (!found || found.length < 3 || !/(?:省|市|县|区|州|盟|旗)$/u.test(found) || TOWN.exec(rest)?.[1]?.startsWith(found)) break
    rest = rest.slice(found.length)
  }
  return code ? rest : rest.replace(UNLISTED, '')
}

/** The longest name of a division with which a text begins. */
export const leadingDivision = (text: string): string | undefined => {
  const { named } = gazetteer()
  const characters = Array.from(text)
  for (let length = Math.min(12, characters.length); length >= 2; length -= 1) {
    const head = characters.slice(0, length).join('')
    if (named.has(head)) return head
  }
  return undefined
}

export interface HomeWords {
  town?: string
  village?: string
}

const homes = remembered((key) => readHome(key), 60_000)
export const homeWords = (place: PlaceReport | undefined): HomeWords =>
  place?.text ? homes(`${place.code ?? ''}|${place.text}`) : {}

function readHome(key: string): HomeWords {
  const at = key.indexOf('|')
  const rest = behindCounty({ ...(at > 0 && { code: key.slice(0, at) }), text: key.slice(at + 1) })
  if (rest === '') return {}
  const found = TOWN.exec(rest)
  const town = found ? bareTown(found[1] as string) : undefined
  const tail = found ? (found[2] as string) : rest
  const village = tail && Array.from(tail).length >= 2 ? bareVillage(tail).slice(0, 16) : undefined
  return { ...(town && { town: town.slice(0, 16) }), ...(village && { village }) }
}

/** The code of a stated place; read from its words when there is none. */
export function placeCode(place: PlaceReport | undefined): string | undefined {
  if (!place) return undefined
  if (place.code && gazetteer().nameOf(place.code.slice(0, 2))) return place.code
  let rest = (place.text ?? '').replace(/\s/gu, '')
  let code: string | undefined
  for (let pass = 0; pass < 4 && rest !== ''; pass += 1) {
    const head = leadingDivision(rest)
    if (!head) break
    const codes = gazetteer().named.get(head) as readonly string[]
    const next = code === undefined ? codes : codes.filter((each) => each.startsWith(code as string))
    if (next.length === 1 || (code === undefined && next.some((each) => each.length === 2)))
      code = next.find((each) => each.length === 2) ?? next[0]
    rest = rest.slice(head.length)
  }
  return code
}

const WORKS =
  '河|江|溪|沟|山|岭|湖|水库|大坝|电站|煤矿|铁矿|铜矿|金矿|矿山|矿|林场|农场|茶场|牧场|园艺场|水泥厂|砖厂|糖厂|纺织厂|化工厂|钢铁厂|机械厂|造纸厂|电厂|厂|中学|小学|学校|大学|医院|卫生院|车站|火车站|码头|桥|大桥|庙|寺|塔|市场|集|监狱|部队|机场'
const NEAR = new RegExp(
  `(?:家在|住在|住|挨着|靠近|靠着|离|在|就在|旁边是|附近是|门口是)([\\p{Script=Han}]{2,10}?(?:${WORKS}))(?:边|边上|旁|旁边|附近|脚下|对面|下面|里|里面|不远|上|后面|前面)?$`,
  'u',
)
const GENERIC = new RegExp(
  `^(?:大|小|老|一条|一座|个|高|火|村里|村口|村头|村前|家里|水泥|砖瓦|砖|煤|铁|石|汽|大石|人民|中心)*(?:${WORKS})$`,
  'u',
)
const WORK_END = new RegExp(`(?:${WORKS})$`, 'u')

/** Names of works, rivers, schools near the home: 家在北新煤矿旁边 → 北新. */
export function workWords(phrases: readonly string[] | undefined): string[] {
  return (phrases ?? []).slice(0, 30).flatMap((phrase) => {
    const found = NEAR.exec(phrase)?.[1]
    if (!found || GENERIC.test(found)) return []
    const bare = bareTown(found.replace(WORK_END, ''))
    return Array.from(bare).length >= 2 ? [found.slice(0, 16)] : []
  })
}

export interface HeardPlace {
  /** As written, without notes. */
  text: string
  /** Divisions of that very name, the widest first; empty for words written by ear. */
  codes: readonly string[]
}

const LEVEL_END = /^(?:省|市|县|区|州|盟|旗|地区|专区|那边|附近|一带|的|人|那里|那儿|老家|农村|乡下)+/u
const SAID = /^(?:我家在|家在|家住|老家在|老家是|老家|住在|住|我是|是|在|来自|从)+/u

/** A guest's saying of a place, split where names of divisions follow each other: 河南信阳地区 → 河南 · 信阳地区. */
export const heardPlaces = remembered(readHeardPlaces)

function readHeardPlaces(raw: string): HeardPlace[] {
  const { named } = gazetteer()
  let rest = raw
    .normalize('NFKC')
    .replace(/[（(]\s*音\s*[)）]?|(?<=.)音$/gu, '')
    .replace(/[\s，,。·、的]/gu, '')
  if (Array.from(rest).length > 4) rest = rest.replace(SAID, '')
  const found: HeardPlace[] = []
  for (let pass = 0; pass < 5 && rest !== ''; pass += 1) {
    if (named.has(rest)) {
      found.push({ text: rest, codes: named.get(rest) as readonly string[] })
      return found
    }
    const head = leadingDivision(rest)
    const tail = head ? rest.slice(head.length).replace(LEVEL_END, '') : ''
    // A county's name before 镇 or 村 is a town or village that bears it; a short tail is part of the same word.
    if (!head || (tail !== '' && Array.from(tail).length < 2) || (found.length === 0 && !opens(head, tail))) break
    found.push({ text: head, codes: named.get(head) as readonly string[] })
    rest = tail
  }
  if (Array.from(rest).length >= 2) found.push({ text: Array.from(rest).slice(0, 12).join(''), codes: [] })
  else if (rest !== '' && found.length === 0) found.push({ text: rest, codes: [] })
  return found
}

/** Whether a saying may begin with this division: a province, or a name with its kind, or a name before another one. */
function opens(head: string, tail: string): boolean {
  if (tail === '') return true
  const codes = gazetteer().named.get(head) ?? []
  return (
    codes.some((code) => code.length === 2) ||
    /(?:省|市|县|区|州|盟|旗|地区)$/u.test(head) ||
    leadingDivision(tail) !== undefined ||
    codes.some((code) => code.length === 4)
  )
}
