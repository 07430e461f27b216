/** Pure halves of the search: what is kept of a person to be found by, and what is asked of the index. */
import { known } from '#kernel/field.ts'
import { idParts } from './id-number.ts'
import { bareName, bigrams, indexedName, searchPieces, splitName } from './names.ts'
import { divisionName, placeLevel, placeNames, placePieces, placeSounds } from './places.ts'
import { MARK_WORDS } from './query-lists.ts'
import type { Asked } from './query-words.ts'
import type { PersonDescription } from './schema.ts'
import { soundOf, spokenKeys } from './sound.ts'
import { typedSound } from './typed-sound.ts'

export type NameKind = 'written' | 'heard' | 'nickname' | 'kin' | 'alias'
export type ClueKind = 'place' | 'mark' | 'division' | 'accent'

export interface NameRow {
  kind: NameKind
  text: string
  pinyin: string
  initials: string
  sounds: string[]
  bigrams: string[]
}

export interface ClueRow {
  kind: ClueKind
  text: string
  bigrams: string[]
}

export interface DocumentRow {
  part: 'whole' | 'first6' | 'birth' | 'last4'
  /** Hex of the keyed digest. */
  blind: string
}

export interface IndexRows {
  names: NameRow[]
  clues: ClueRow[]
  documents: DocumentRow[]
}

/** Keyed digest of a part of a document number, hex; the vault's `blind` under one purpose a part. */
export type Blind = (part: DocumentRow['part'], value: string) => string

/** Names of one person that are indexed; far more are a slip or a flood. */
const NAMES = 40

/** Rows of one name: one a reading; sounds and bigrams on the first. */
export function nameRows(kind: NameKind, name: string): NameRow[] {
  const text = indexedName(name)
  if (text === '') return []
  const sound = soundOf(text)
  const first = { kind, text, pinyin: sound.pinyin, initials: sound.initials, sounds: sound.sounds, bigrams: bigrams(text) }
  return [first, ...sound.readings.slice(1).map((reading) => ({ kind, text, ...reading, sounds: [], bigrams: [] }))]
}

/** One row of a clue. Places carry their sounds as well, because places are heard, too. */
export function clueRow(kind: ClueKind, text: string, piecesOf = placePieces): ClueRow {
  return { kind, text, bigrams: kind === 'mark' ? bigrams(text) : piecesOf(text) }
}

/** `placePieces` that remembers: hundreds who are registered together come from a few places. */
export function rememberedPieces(): typeof placePieces {
  const known = new Map<string, string[]>()
  return (text) => {
    const pieces = known.get(text) ?? placePieces(text)
    known.set(text, pieces)
    return pieces
  }
}

/** Everything a person is found by. */
export function indexRows(description: PersonDescription, blind: Blind, piecesOf = placePieces): IndexRows {
  const names: [NameKind, string | undefined][] = [
    ['written', known(description.writtenName)],
    ...(description.heardNames ?? []).map((name) => ['heard', name] as [NameKind, string]),
    ...(description.nicknames ?? []).map((name) => ['nickname', name] as [NameKind, string]),
    ...(description.kin ?? []).map((kin) => ['kin', kin.name] as [NameKind, string]),
  ]
  const clues: [ClueKind, string | undefined][] = [
    ['division', description.division ? divisionName(description.division) : undefined],
    ['place', known(description.household)],
    ...(description.places ?? []).map((place) => ['place', place] as [ClueKind, string]),
    ['accent', description.accent],
    ...(description.marks ?? []).map((mark) => ['mark', mark] as [ClueKind, string]),
  ]
  const parts = idParts(known(description.idNumber) ?? '')
  return {
    names: names
      .filter((each): each is [NameKind, string] => Boolean(each[1]))
      .slice(0, NAMES)
      .flatMap(([kind, name]) => nameRows(kind, name)),
    clues: clues
      .filter((each): each is [ClueKind, string] => Boolean(each[1]))
      .map(([kind, text]) => clueRow(kind, text, piecesOf)),
    documents: Object.entries(parts ?? {}).map(([part, value]) => ({
      part: part as DocumentRow['part'],
      blind: blind(part as DocumentRow['part'], value),
    })),
  }
}

interface Sounds {
  slot: string
  mark: string
  way: string
  weight: number
  pinyins: string[]
  keys: string[]
}

/** What `people.search` reads; see the migration for what each part does. Weights say how much a way of matching tells. */
export interface Question {
  limit: number
  cap: number
  documents: { slot: string; part: string; blind: string; also: { part: string; blind: string }[] }[]
  texts: { slot: string; text: string; kind?: NameKind; weight: number }[]
  parts: { slot: string; bare: string; mark: string; way: string; less: number; pieces: string[] }[]
  sounds: Sounds[]
  prefixes: { slot: string; prefix: string }[]
  initials: { slot: string; initials: string; pattern: string }[]
  clues: { slot: string; mark: string; way: string; weight: number; pieces: string[] }[]
  files: { number: string; prefix: string }[]
  cluesLead: boolean
  birthLeads: boolean
  birthFrom?: string
  birthTo?: string
  sex?: string
  nameless?: string
}

const KIN = '@'
const MARK = '#'
/** Rows that one way of looking may hand over: enough to rank, few enough for 王 alone. More when other words narrow it. */
const CAP = 120
const CAP_NARROWED = 300

function askName(question: Question, slot: string, name: string, kind?: 'nickname' | 'kin'): void {
  const text = indexedName(name)
  const bare = bareName(text)
  const length = Array.from(bare).length
  const marks = kind === 'kin' ? [KIN] : length > 1 ? ['', KIN] : ['']
  for (const each of new Set([text, bare])) question.texts.push({ slot, text: each, weight: 90, ...(kind ? { kind } : {}) })
  for (const mark of marks) {
    const less = mark === KIN && kind !== 'kin' ? 25 : 0
    question.parts.push({ slot, bare, mark, less, way: mark === KIN ? 'kin-part' : 'part', pieces: searchPieces(text) })
  }
  if (length < 2) return
  const { given } = splitName(text)
  const said = Array.from(given).length > 1 && given !== text ? given : undefined
  if (said && !kind) question.texts.push({ slot, text: said, weight: 46 })
  const pinyins = soundOf(text).readings.map((reading) => reading.pinyin)
  const keys = spokenKeys(text)
  const whole = keys.filter((key) => !key.startsWith('~'))
  const parts = [...keys.filter((key) => key.startsWith('~')), ...(said ? (soundOf(said).sounds.slice(0, 2) ?? []) : [])]
  for (const mark of marks) {
    const less = mark === KIN && kind !== 'kin' ? 20 : 0
    if (whole.length > 0) question.sounds.push({ slot, mark, way: 'sound', weight: 60 - less, pinyins, keys: whole })
    if (parts.length > 0) question.sounds.push({ slot, mark, way: 'part-sound', weight: 40 - less, pinyins: [], keys: parts })
  }
}

function askTyped(question: Question, slot: string, text: string): void {
  const typed = typedSound(text)
  if (!typed) return
  question.texts.push({ slot, text: indexedName(text), weight: 90 })
  question.prefixes.push(...typed.prefixes.map((prefix) => ({ slot, prefix })))
  question.initials.push(...typed.initials.map((each) => ({ slot, ...each })))
  const whole = typed.sounds.filter((key) => !key.startsWith('~') && key.includes('-'))
  const parts = typed.sounds.filter((key) => key.startsWith('~'))
  for (const mark of whole.length > 0 ? ['', KIN] : []) {
    const less = mark === KIN ? 20 : 0
    question.sounds.push({ slot, mark, way: 'sound', weight: 60 - less, pinyins: typed.prefixes, keys: whole })
    question.sounds.push({ slot, mark, way: 'part-sound', weight: 40 - less, pinyins: [], keys: parts })
  }
}

function askClues(question: Question, asked: Asked): void {
  for (const name of new Set(asked.places.flatMap(placeNames))) {
    const slot = `place ${name}`
    question.clues.push({ slot, mark: '', way: 'place', weight: 20, pieces: searchPieces(name) })
    // A province is not misheard, and its sound would only find the same persons a second time.
    const keys = placeLevel(name) === 'province' ? [] : placeSounds(name).slice(0, 2)
    for (const key of keys) question.clues.push({ slot, mark: '', way: 'place-sound', weight: 12, pieces: [key] })
  }
  for (const mark of asked.marks) {
    const slot = `mark ${mark}`
    question.clues.push({ slot, mark: MARK, way: 'mark', weight: 25, pieces: searchPieces(mark) })
    const key = MARK_WORDS.exec(mark)?.[0]
    if (key && key !== mark) question.clues.push({ slot, mark: MARK, way: 'mark-part', weight: 15, pieces: searchPieces(key) })
  }
}

/** Turns what was typed into what is asked of the index. */
export function questionOf(asked: Asked, blind: Blind, limit: number): Question {
  const named = asked.names.length + asked.nicknames.length + asked.kin.length + asked.typed.length
  const leading = named + asked.documents.length + (asked.nameless !== undefined ? 1 : 0) + (asked.file ? 1 : 0)
  // 黄冈 may be a name as well as a place: then both lead.
  const cluesLead = leading === 0 || (leading === asked.names.length && asked.names.every((name) => asked.places.includes(name)))
  const adding = asked.places.length + asked.marks.length + (asked.birth ? 1 : 0) + (asked.sex ? 1 : 0)
  const question: Question = {
    limit,
    cap: leading > 0 && adding > 0 ? CAP_NARROWED : CAP,
    documents: [],
    texts: [],
    parts: [],
    sounds: [],
    prefixes: [],
    initials: [],
    clues: [],
    files: [],
    cluesLead,
    birthLeads: asked.birth !== undefined && leading + asked.places.length + asked.marks.length === 0,
    ...(asked.birth ? { birthFrom: asked.birth.from, birthTo: asked.birth.to } : {}),
    ...(asked.sex ? { sex: asked.sex } : {}),
    ...(asked.nameless !== undefined ? { nameless: asked.nameless } : {}),
  }
  asked.documents.forEach((group, at) => {
    const [first, ...also] = [...group].reverse().map(({ part, value }) => ({ part, blind: blind(part, value) }))
    if (first) question.documents.push({ slot: `document${at}`, ...first, also })
  })
  asked.names.forEach((name, at) => askName(question, `name${at}`, name))
  asked.nicknames.forEach((name, at) => askName(question, `nickname${at}`, name, 'nickname'))
  asked.kin.forEach(({ name }, at) =>
    /^[a-z ]+$/i.test(name) ? askTyped(question, `kin${at}`, name) : askName(question, `kin${at}`, name, 'kin'),
  )
  asked.typed.forEach((text, at) => askTyped(question, `typed${at}`, text))
  askClues(question, asked)
  if (asked.file) {
    const [year, number] = asked.file.number.split('-') as [string, string]
    const writings = new Set([asked.file.number, `${year}-${number.padStart(4, '0')}`])
    question.files.push(...[...writings].map((each) => ({ number: each, prefix: asked.file?.prefix ?? '' })))
  }
  return question
}
