/** Reads the matching data, and makes more inquiries out of it under another seed: names, homes, days and marks of the set, mixed anew. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { GuestReport, InquiryReport } from '#modules/matching/engine/index.ts'

export function readLines<T>(path: string): T[] {
  const file = existsSync(path) ? path : `${path}.gz`
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)
}

export interface Truth {
  guestId: string
  inquiryId: string | null
  class: 'A' | 'B' | 'C'
  minor: boolean
  sex: string
  yearsElapsed: number
  minority: string | null
  trap: string | null
  personId: string
  visit: number
  falseName: boolean
}

export interface Vignette {
  guestId: string
  inquiryId: string | null
  name: string
  expect: { rankAtMost?: number; probabilityAtLeast?: number; above?: string[]; topProbabilityBelow?: number }
}

export interface MatchingData {
  guests: GuestReport[]
  inquiries: InquiryReport[]
  truth: Truth[]
  vignettes: { guests: GuestReport[]; inquiries: InquiryReport[]; truth: Vignette[] }
}

/** The folder that holds `dev/`, given itself or the folder above it. */
export function matchingFolder(data: string | undefined): string | undefined {
  if (!data) return undefined
  return [join(data, 'matching', 'dev'), join(data, 'dev'), data].find(
    (each) => existsSync(join(each, 'guests.jsonl')) || existsSync(join(each, 'guests.jsonl.gz')),
  )
}

export function readData(folder: string): MatchingData {
  const read = <T>(name: string) => readLines<T>(join(folder, name))
  return {
    guests: read('guests.jsonl'),
    inquiries: read('inquiries.jsonl'),
    truth: read('truth.jsonl'),
    vignettes: {
      guests: read('vignettes/guests.jsonl'),
      inquiries: read('vignettes/inquiries.jsonl'),
      truth: read('vignettes/truth.jsonl'),
    },
  }
}

/** A small generator of chance: the same seed, the same numbers. */
export function chance(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const FIELDS = [
  'kin',
  'nickname',
  'marks',
  'phrases',
  'heightCm',
  'bloodType',
  'clothes',
  'birthYear',
  'languages',
  'photoYear',
] as const

/** As many inquiries as asked for: the set itself first, then such whose parts come from different records of it. */
export function varied(inquiries: readonly InquiryReport[], count: number, seed = 7): InquiryReport[] {
  const next = chance(seed)
  const pick = () => inquiries[Math.floor(next() * inquiries.length)] as InquiryReport
  const made = inquiries.slice(0, count)
  for (let at = made.length; at < count; at += 1) {
    const base = pick()
    const report: InquiryReport = {
      id: `V${at}`,
      ...(base.lostOn && { lostOn: base.lostOn }),
      ...(base.sex && { sex: base.sex }),
    }
    const [one, other] = [pick(), pick()]
    const [surname, given] = [
      Array.from(one.name ?? '')[0],
      Array.from(other.name ?? '')
        .slice(1)
        .join(''),
    ]
    if (surname && given) report.name = surname + given
    const home = pick().home
    if (home) report.home = home
    const lost = pick().lostPlace
    if (lost) report.lostPlace = lost
    for (const field of FIELDS) {
      const value = pick()[field]
      if (value !== undefined) Object.assign(report, { [field]: value })
    }
    if (report.birthYear === undefined) {
      const date = pick().birthDate
      if (date) report.birthDate = date
    }
    made.push(report)
  }
  return made
}
