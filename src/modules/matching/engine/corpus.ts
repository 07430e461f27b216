/** The inquiries at hand, taken apart once: numbers in columns, words in tables, sayings and marks in concepts. */
import type { Background } from './alignment.ts'
import { BLOODS, Columns, GONE, HERE, KNOWS, NONE } from './columns.ts'
import { areaOf } from './dialects.ts'
import { gazetteer } from './gazetteer.ts'
import { nameForm, nicknamesOf } from './name-forms.ts'
import { homeWords, placeCode, workWords } from './place-words.ts'
import { dayNumber, type InquiryReport, type RelationName } from './report.ts'
import { SayingTable } from './sayings.ts'
import { markFeatures } from './marks.ts'
import { phraseFeatures } from './phrases.ts'
import { populationShares } from './population.ts'
import { SYLLABLE_COUNT, wordOf } from './sound.ts'
import { type Tally, tallyOf } from './tally.ts'
import { useOf, WordTable } from './words-table.ts'

export const RELATION_BIT: Readonly<Record<RelationName, number>> = {
  father: 1,
  mother: 2,
  spouse: 4,
  son: 8,
  daughter: 16,
  brother: 32,
  sister: 64,
}
/** Uses of a name: own, nickname, then the relatives as listed. */
export const OWN = 0
export const NICK = 1
export const KIN = 2

export class Corpus {
  readonly columns = new Columns()
  readonly reports: (InquiryReport | undefined)[] = []
  readonly slotById = new Map<string, number>()
  readonly names = new WordTable(true)
  readonly places = new WordTable(false)
  readonly sayings = new SayingTable(phraseFeatures)
  readonly marks = new SayingTable(markFeatures)
  /** Surnames in numbers; 0 is none. */
  readonly surnames: string[] = ['']
  private readonly surnameNumber = new Map<string, number>()
  private readonly free: number[] = []
  /** Dropped records: no candidates any more, but still counted in what is usual. */
  private readonly gone = new Map<string, number>()
  /** One past the last slot that was ever used. */
  end = 0
  /** Records ever put, and those that had a name and relatives: frequencies do not shrink when a record is dropped. */
  put = 0
  named = 0
  withKin = 0
  private firstCounts = new Float64Array(SYLLABLE_COUNT)
  private laterCounts = new Float64Array(SYLLABLE_COUNT)
  private readonly firstCharacters = new Map<string, number>()
  private readonly laterCharacters = new Map<string, number>()
  private laterTotal = 0
  private cached: Background | undefined
  private counted: Tally | undefined

  get size(): number {
    return this.slotById.size
  }

  surnameId(surname: string): number {
    const kept = this.surnameNumber.get(surname)
    if (kept !== undefined) return kept
    if (this.surnames.length > 60_000) return 0
    const id = this.surnames.length
    this.surnames.push(surname)
    this.surnameNumber.set(surname, id)
    return id
  }

  /** Counts over the records at hand. */
  tally(): Tally {
    this.counted ??= tallyOf(this.columns, this.end, this.placeCodes.length, KNOWS)
    return this.counted
  }

  add(report: InquiryReport): void {
    this.counted = undefined
    const before = this.slotById.get(report.id) ?? this.gone.get(report.id)
    const known = before !== undefined
    if (known) this.purge(report.id, before)
    const slot = this.free.pop() ?? this.end
    this.columns.grow(slot + 1)
    if (slot === this.end) this.end += 1
    this.slotById.set(report.id, slot)
    this.reports[slot] = report
    if (!known) this.put += 1
    this.fill(slot, report, !known)
  }

  private fill(slot: number, report: InquiryReport, count: boolean): void {
    const c = this.columns
    c.alive[slot] = HERE
    c.lost[slot] = dayNumber(report.lostOn) ?? NONE
    const day = dayNumber(report.birthDate)
    c.birthExact[slot] = day === undefined ? 0 : 1
    c.birth[slot] = day ?? (report.birthYear === undefined ? NONE : Math.round((report.birthYear - 1970 + 0.5) * 365.2425))
    c.height[slot] = report.heightCm ?? 0
    c.sex[slot] = report.sex === 'male' ? 1 : report.sex === 'female' ? 2 : 0
    c.blood[slot] = report.bloodType ? BLOODS.indexOf(report.bloodType) : 0
    const homeCode = placeCode(report.home)
    const lostCode = placeCode(report.lostPlace)
    c.home[slot] = this.placeRow(homeCode)
    c.lostAt[slot] = this.placeRow(lostCode)
    c.area[slot] = areaOf(homeCode?.slice(0, 2))
    let knows = homeCode ? KNOWS.home : 0

    const own = nameForm(report.name)
    c.surname[slot] = own && own.surname > 0 ? this.surnameId(Array.from(own.text).slice(0, own.surname).join('')) : 0
    if (own) {
      knows |= KNOWS.name
      this.names.add(own.text, useOf(slot, OWN))
      if (count) {
        this.named += 1
        this.count(own.text, own.surname)
      }
    }
    for (const nickname of nicknamesOf(report.nickname)) {
      knows |= KNOWS.nickname
      this.names.add(nickname, useOf(slot, NICK))
    }
    let relations = 0
    let mother = 0
    let spouse = 0
    ;(report.kin ?? []).slice(0, 16).forEach((each, at) => {
      const form = nameForm(each.name)
      if (!form) return
      knows |= KNOWS.kin
      this.names.add(form.text, useOf(slot, KIN + at))
      if (each.relation) relations |= RELATION_BIT[each.relation]
      if (count) this.count(form.text, form.surname)
      if (form.surname > 0 && (each.relation === 'mother' || each.relation === 'spouse')) {
        const id = this.surnameId(Array.from(form.text).slice(0, form.surname).join(''))
        if (each.relation === 'mother') mother = id
        else spouse = id
      }
    })
    if (count && knows & KNOWS.kin) this.withKin += 1
    c.mother[slot] = mother
    c.spouse[slot] = spouse
    c.relations[slot] = relations

    const home = homeWords(report.home)
    if (home.town) this.places.add(home.town, useOf(slot, 0))
    if (home.village) this.places.add(home.village, useOf(slot, 1))
    for (const word of workWords(report.phrases)) this.places.add(word, useOf(slot, 2))

    const phrases = report.phrases ?? []
    c.phrases[slot] = Math.min(phrases.length, 255)
    if (phrases.length > 0) knows |= KNOWS.phrases
    for (const phrase of phrases) this.sayings.add(phrase, slot)
    const marks = report.marks ?? []
    c.marks[slot] = Math.min(marks.length, 255)
    if (marks.length > 0) knows |= KNOWS.marks
    for (const mark of marks) this.marks.add(mark, slot)
    c.knows[slot] = knows
  }

  /** Rows of counties; a city or province alone gets a row of its own behind them. */
  private readonly widerRows = new Map<string, number>()
  readonly placeCodes: string[] = [...gazetteer().rows]
  private readonly rowsByPrefix = new Map<string, number[]>()
  private under(code: string, row: number): void {
    for (const length of [2, 4, 6]) {
      if (code.length < length) continue
      const prefix = code.slice(0, length)
      const rows = this.rowsByPrefix.get(prefix)
      if (rows) rows.push(row)
      else this.rowsByPrefix.set(prefix, [row])
    }
  }
  /** Rows of all counties (and wider places) within a province, city or county. */
  rowsUnder(code: string): readonly number[] {
    if (this.rowsByPrefix.size === 0) this.placeCodes.forEach((each, row) => row > 0 && this.under(each, row))
    return this.rowsByPrefix.get(code) ?? []
  }
  placeRow(code: string | undefined): number {
    if (!code) return 0
    const county = gazetteer().rowOf(code)
    if (county > 0) return county
    const wide =
      code.length >= 4 && !code.slice(2, 4).startsWith('00') ? code.slice(0, Math.min(6, code.length)) : code.slice(0, 2)
    const kept = this.widerRows.get(wide)
    if (kept !== undefined) return kept
    if (this.placeCodes.length >= 65_000) return 0
    const row = this.placeCodes.length
    this.placeCodes.push(wide)
    if (this.rowsByPrefix.size > 0) this.under(wide, row)
    this.widerRows.set(wide, row)
    return row
  }

  private count(text: string, surname: number): void {
    this.cached = undefined
    wordOf(text, surname > 0).forEach((each, at) => {
      const first = at === 0 && surname > 0
      const characters = first ? this.firstCharacters : this.laterCharacters
      characters.set(each.character, (characters.get(each.character) ?? 0) + 1)
      const reading = each.readings[0]
      if (!first) this.laterTotal += 1
      if (reading === undefined) return
      const counts = first ? this.firstCounts : this.laterCounts
      counts[reading] = (counts[reading] as number) + 1
    })
  }

  /** Shares of sounds and characters in names: those at hand, and the country's beside them. */
  background(records: number): Background {
    if (this.cached) return this.cached
    const country = populationShares()
    const firstTotal = this.firstCounts.reduce((sum, each) => sum + each, 0)
    const mixed = (counts: Float64Array, total: number, shares: Float64Array) =>
      shares.map((each, at) => ((counts[at] as number) + records * each) / (total + records))
    const characters = (counts: Map<string, number>, total: number, shares: ReadonlyMap<string, number>) => {
      const found = new Map<string, number>()
      for (const each of new Set([...counts.keys(), ...shares.keys()]))
        found.set(each, ((counts.get(each) ?? 0) + records * (shares.get(each) ?? 0)) / (total + records))
      return found
    }
    this.cached = {
      first: mixed(this.firstCounts, firstTotal, country.first),
      later: mixed(this.laterCounts, this.laterTotal, country.later),
      firstCharacter: characters(this.firstCharacters, firstTotal, country.firstCharacter),
      laterCharacter: characters(this.laterCharacters, this.laterTotal, country.laterCharacter),
    }
    return this.cached
  }

  /**
   * Takes a record out of the candidates. What it says of how common a name or a place is stays until it is put again or the
   * index is opened anew: the evidence for the others does not change because one of them went.
   */
  drop(id: string): void {
    const slot = this.slotById.get(id)
    if (slot === undefined) return
    this.columns.alive[slot] = GONE
    this.slotById.delete(id)
    this.gone.set(id, slot)
  }

  /** Takes every trace of a record out, for the record that comes in its place. */
  private purge(id: string, slot: number): void {
    this.counted = undefined
    const report = this.reports[slot] as InquiryReport
    const own = nameForm(report.name)
    if (own) this.names.remove(own.text, useOf(slot, OWN))
    for (const nickname of nicknamesOf(report.nickname)) this.names.remove(nickname, useOf(slot, NICK))
    ;(report.kin ?? []).slice(0, 16).forEach((each, at) => {
      const form = nameForm(each.name)
      if (form) this.names.remove(form.text, useOf(slot, KIN + at))
    })
    const home = homeWords(report.home)
    if (home.town) this.places.remove(home.town, useOf(slot, 0))
    if (home.village) this.places.remove(home.village, useOf(slot, 1))
    for (const word of workWords(report.phrases)) this.places.remove(word, useOf(slot, 2))
    for (const phrase of report.phrases ?? []) this.sayings.remove(phrase, slot)
    for (const mark of report.marks ?? []) this.marks.remove(mark, slot)
    this.columns.alive[slot] = 0
    this.columns.knows[slot] = 0
    this.reports[slot] = undefined
    this.slotById.delete(id)
    this.gone.delete(id)
    this.free.push(slot)
  }
}
