/** Which town, village and school a register means, and who holds what of a child that comes from it. Pure. */
import type { Register } from './words.ts'

export interface Place {
  id: string
  path: string
  kind: string
  name: string
}

const TAIL = /(?:村民委员会|居民委员会|社区居委会|村委会|居委会|民委员会|社区|街道办事处|街道|镇人民政府|乡人民政府|镇|乡|村)$/u

/** A place's name without what kind of place it is: 柳沟村村委会 and 柳沟 are one. */
export function bareName(name: string): string {
  const plain = name.normalize('NFKC').replace(/[\s\p{P}]/gu, '')
  for (let text = plain; ; ) {
    const next = text.replace(TAIL, '')
    if (next === text || next.length < 2) return text.length >= 2 ? text : plain
    text = next
  }
}

/** An index of places by name; what is named twice is found by its whole name or not at all. */
export interface Atlas {
  byKind(kind: string): readonly Place[]
  named(kind: string, text: string, under?: string): Place | 'several' | undefined
}

export function atlasOf(places: readonly Place[]): Atlas {
  const kinds = Map.groupBy(places, (place) => place.kind)
  const bare = new Map<string, Place[]>()
  for (const place of places) {
    const key = `${place.kind} ${bareName(place.name)}`
    const held = bare.get(key)
    if (held) held.push(place)
    else bare.set(key, [place])
  }
  const plain = (text: string) => text.normalize('NFKC').replace(/\s/gu, '')
  return {
    byKind: (kind) => kinds.get(kind) ?? [],
    named(kind, text, under = '') {
      const found = (bare.get(`${kind} ${bareName(text)}`) ?? []).filter((place) => place.path.startsWith(under))
      if (found.length <= 1) return found[0]
      const exact = found.filter((place) => plain(place.name) === plain(text))
      return exact.length === 1 ? exact[0] : 'several'
    },
  }
}

const parentOf = (path: string) => path.replace(/[^.]+\.$/, '')

/** The place of a kind that serves a path: the one that stands deepest beside the way up from it. */
export function servingOf(places: readonly Place[], near: string): Place | undefined {
  return places
    .filter((place) => near.startsWith(parentOf(place.path)))
    .toSorted((a, b) => parentOf(b.path).length - parentOf(a.path).length || (a.path < b.path ? -1 : 1))[0]
}

/** The justice office of a town: below it, or beside it by its name. */
export function justiceOf(offices: readonly Place[], town: Place): Place | undefined {
  const name = bareName(town.name)
  return offices.find((office) => office.path.startsWith(town.path)) ?? offices.find((office) => office.name.includes(name))
}

export interface Told {
  town?: string | undefined
  village?: string | undefined
  school?: string | undefined
}

export interface Located {
  town?: Place | undefined
  village?: Place | undefined
  school?: Place | undefined
  centre?: Place | undefined
  justice?: Place | undefined
  /** What was told and is not in the list of organisations, in words. */
  unknown: string[]
}

/** Where a child of a register belongs: by what the row says, else by who tells it, else by what was chosen for the whole sheet. */
export function locate(atlas: Atlas, opener: Place, told: Told, fallbackTown?: Place): Located {
  const unknown: string[] = []
  const read = (kind: string, zh: string, text: string | undefined, under?: string) => {
    if (text === undefined) return undefined
    const found = atlas.named(kind, text, under)
    if (found !== undefined && found !== 'several') return found
    unknown.push(found === 'several' ? `${zh}“${text}”不止一个` : `${zh}“${text}”不在名单里`)
    return undefined
  }
  const townAbove = (path: string) => atlas.byKind('town').find((town) => path.startsWith(town.path))
  const village = opener.kind === 'village' ? opener : undefined
  let town = opener.kind === 'town' ? opener : village ? townAbove(village.path) : undefined
  if (!town) town = read('town', '镇街', told.town) ?? (told.village === undefined ? fallbackTown : undefined)
  const named = village ?? read('village', '村（社区）', told.village, (town ?? fallbackTown)?.path)
  town ??= (named && townAbove(named.path)) ?? fallbackTown
  const school = opener.kind === 'school' ? opener : read('school', '学校', told.school)
  const near = town?.path ?? opener.path
  const centre = servingOf(atlas.byKind('protection-centre'), near)
  const justice = opener.kind === 'justice-office' ? opener : town && justiceOf(atlas.byKind('justice-office'), town)
  return { town, village: named, school, centre, justice, unknown }
}

/** A child of somebody in prison or in compulsory detox: neither village nor school is told by the register. */
export const isOfParent = (register: Register): boolean => register === 'prisoner-child' || register === 'detox-child'

/** Who holds what of a child's file that a register opens. */
export function partsOf(opener: Place, located: Located, register: Register): { part: string; path: string }[] {
  const { town, village, school, centre, justice } = located
  const parts: { part: string; path: string }[] = []
  const give = (part: string, place: Place | undefined) => {
    if (place && !parts.some((each) => each.part === part && each.path === place.path)) parts.push({ part, path: place.path })
  }
  const secret = isOfParent(register)
  give('town', town)
  if (!secret) give('village', village)
  if (!secret) give('school', school)
  give('centre', centre)
  if (secret) give('justice', justice)
  if (opener.kind === 'prison') give('prison', opener)
  if (opener.kind === 'protection-point') give('point', opener)
  return parts
}

/** By what an office knows a child again in its next sheet: the number, else the name with whatever tells it from its namesakes. */
export function identityOf(entry: {
  name?: string | undefined
  sex?: string | undefined
  birthDate?: string | undefined
  birthYear?: number | undefined
  idNumber?: string | undefined
  father?: { name?: string | undefined } | undefined
  mother?: { name?: string | undefined } | undefined
  carer?: { name?: string | undefined } | undefined
  detained?: { name?: string | undefined } | undefined
}): string {
  if (entry.idNumber && /^\d{17}[\dX]$/.test(entry.idNumber)) return `n:${entry.idNumber}`
  const kin = entry.father?.name ?? entry.mother?.name ?? entry.detained?.name ?? entry.carer?.name ?? ''
  const born = entry.birthDate ?? (entry.birthYear === undefined ? '' : String(entry.birthYear))
  return ['c', entry.name ?? '', entry.sex ?? '', born, kin, entry.idNumber ?? ''].join('|')
}
