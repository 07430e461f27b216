/**
 * People Finder Interchange Format 1.4 (zesty.ca/pfif/1.4): records and notes of other registers, read as leads, and the
 * publishable part of our own. Pure.
 */
import { childText, type Element, escaped, readXml, XmlTrouble } from './xml.ts'

export const PFIF_SPACE = 'http://zesty.ca/pfif/1.4'
const SPACES = /^http:\/\/zesty\.ca\/pfif\/1\.[1-4]$/u
export const MOST_RECORDS = 500
const MOST_NOTES = 50

export interface PfifNote {
  id: string
  at?: string | undefined
  status?: string | undefined
  text?: string | undefined
}

export interface PfifPerson {
  id: string
  entry?: string | undefined
  expiry?: string | undefined
  sourceName?: string | undefined
  sourceUrl?: string | undefined
  authorName?: string | undefined
  authorPhone?: string | undefined
  authorEmail?: string | undefined
  name?: string | undefined
  alternate?: string[] | undefined
  sex?: 'male' | 'female' | undefined
  birthDate?: string | undefined
  birthYear?: number | undefined
  age?: { min: number; max: number } | undefined
  home?: string | undefined
  description?: string | undefined
  hasPhoto?: boolean | undefined
  notes: PfifNote[]
}

export interface PfifRead {
  persons: PfifPerson[]
  /** Records that could not be used, by their place in the text, from one. */
  faults: { at: number; why: string }[]
  /** Notes about records that are not in this text. */
  notes: { person: string; note: PfifNote }[]
}

const RECORD_ID = /^[^\s/]{1,80}\/[^\s]{1,160}$/u
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z$/u
const cut = (text: string | undefined, most: number) =>
  text === undefined ? undefined : Array.from(text).slice(0, most).join('')
const lean = <T extends object>(told: T): T =>
  Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as T

function noteOf(element: Element): { person: string | undefined; note: PfifNote } | null {
  const id = childText(element, 'note_record_id')
  if (!id || !RECORD_ID.test(id)) return null
  return {
    person: childText(element, 'person_record_id'),
    note: lean({
      id,
      at: instantOf(childText(element, 'source_date') ?? childText(element, 'entry_date')),
      status: cut(childText(element, 'status'), 40),
      text: cut(childText(element, 'text'), 1000),
    }),
  }
}

const instantOf = (text: string | undefined) => (text && INSTANT.test(text) ? text : undefined)

function birthOf(text: string | undefined): Pick<PfifPerson, 'birthDate' | 'birthYear'> {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u.exec(text ?? '')
  if (!found) return {}
  return found[3] ? { birthDate: found[0] } : { birthYear: Number(found[1]) }
}

function ageOf(text: string | undefined): PfifPerson['age'] {
  const found = /^(\d{1,3})(?:-(\d{1,3}))?$/u.exec(text ?? '')
  if (!found) return undefined
  const [min, max] = [Number(found[1]), Number(found[2] ?? found[1])]
  return max >= min && max <= 130 ? { min, max } : undefined
}

function personOf(element: Element): PfifPerson | string {
  const of = (name: string) => childText(element, name)
  const id = of('person_record_id')
  if (!id || !RECORD_ID.test(id)) return '没有记录编号（person_record_id）'
  const sex = of('sex')
  const joined = [of('given_name'), of('family_name')].filter(Boolean).join(' ')
  const home = ['home_country', 'home_state', 'home_city', 'home_neighborhood', 'home_street'].map(of).filter(Boolean).join(' ')
  const notes = element.children.filter((child) => child.name === 'note').flatMap((child) => noteOf(child)?.note ?? [])
  const person: PfifPerson = {
    id,
    entry: instantOf(of('entry_date')),
    expiry: instantOf(of('expiry_date')),
    sourceName: cut(of('source_name'), 120),
    sourceUrl: cut(of('source_url'), 300),
    authorName: cut(of('author_name'), 60),
    authorPhone: cut(of('author_phone'), 40),
    authorEmail: cut(of('author_email'), 120),
    name: cut(of('full_name')?.split('\n')[0] ?? (joined || undefined), 60),
    alternate: of('alternate_names')
      ?.split('\n')
      .map((each) => cut(each.trim(), 60) as string)
      .filter(Boolean)
      .slice(0, 12),
    sex: sex === 'male' || sex === 'female' ? sex : undefined,
    ...birthOf(of('date_of_birth')),
    age: ageOf(of('age')),
    home: cut(home || undefined, 120),
    description: cut(of('description'), 2000),
    hasPhoto: of('photo_url') ? true : undefined,
    notes: notes.slice(0, MOST_NOTES),
  }
  return lean(person)
}

/**
 * Reads a PFIF text.
 *
 * @throws {XmlTrouble} for anything that is no plain XML, or no PFIF
 */
export function readPfif(source: string): PfifRead {
  const root = readXml(source)
  if (root.name !== 'pfif' || !SPACES.test(root.space)) throw new XmlTrouble('not-xml')
  const persons = new Map<string, PfifPerson>()
  const faults: PfifRead['faults'] = []
  const loose: PfifRead['notes'] = []
  const records = root.children.filter((child) => child.name === 'person')
  if (records.length > MOST_RECORDS) throw new XmlTrouble('too-many')
  for (const [index, element] of records.entries()) {
    const person = personOf(element)
    if (typeof person === 'string') faults.push({ at: index + 1, why: person })
    else if (persons.has(person.id)) faults.push({ at: index + 1, why: '同一记录编号出现两次' })
    else persons.set(person.id, person)
  }
  for (const element of root.children.filter((child) => child.name === 'note')) {
    const told = noteOf(element)
    if (!told?.person) continue
    const person = persons.get(told.person)
    if (!person) loose.push({ person: told.person, note: told.note })
    else if (person.notes.length < MOST_NOTES && !person.notes.some(({ id }) => id === told.note.id)) person.notes.push(told.note)
  }
  return { persons: [...persons.values()], faults, notes: loose.slice(0, MOST_RECORDS) }
}

/** What of an inquiry may go to other registers. */
export interface Publishable {
  id: string
  entry: string
  expiry: string
  sourceName: string
  name?: string | undefined
  alternate?: string[] | undefined
  sex?: 'male' | 'female' | undefined
  birthYear?: number | undefined
  home?: string | undefined
  description?: string | undefined
}

/** Fields in the order that the format fixes; no contact, no photo, no exact birth date. */
export function writePfif(persons: readonly Publishable[]): string {
  const line = (name: string, value: string | undefined) =>
    value === undefined || value === '' ? [] : [`    <pfif:${name}>${escaped(value)}</pfif:${name}>`]
  const body = persons.flatMap((person) => [
    '  <pfif:person>',
    ...line('person_record_id', person.id),
    ...line('entry_date', person.entry),
    ...line('expiry_date', person.expiry),
    ...line('source_name', person.sourceName),
    ...line('source_date', person.entry),
    ...line('full_name', person.name ?? '姓名不详'),
    ...line('alternate_names', person.alternate?.join('\n')),
    ...line('description', person.description),
    ...line('sex', person.sex),
    ...line('date_of_birth', person.birthYear === undefined ? undefined : String(person.birthYear).padStart(4, '0')),
    ...line('home_country', 'CN'),
    ...line('home_city', person.home),
    '  </pfif:person>',
  ])
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<pfif:pfif xmlns:pfif="${PFIF_SPACE}">`, ...body, '</pfif:pfif>', ''].join(
    '\n',
  )
}
