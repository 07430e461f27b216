/** Shapes of the hall's answers as the screens use them. */
import { isUnknown, unknownKinds } from '#kernel/field.ts'
import { dateOf, showDate } from '#web/ui/index.ts'
import type { PersonForm } from '../schema.ts'

export interface Stay {
  fileId: string
  no: string
  station: string
  state: string
  arrivedAt: number
  acceptedAt: number | null
  leftAt: number | null
  leftKind: string | null
  leftNote: string | null
}

export interface PersonAnswer {
  personId: string
  displayName: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  identity: 'unknown' | 'claimed' | 'verified' | 'assigned'
  identityWord: string
  namelessNo: string | null
  division: string | null
  divisionNames: string[]
  description: PersonForm
  /** How many there are; opened one by one, with a reason. */
  photos: number
  mergedInto: string | null
}

export interface FileAnswer {
  file: Stay & { stateWord: string; arrival: string | null; stationId: string; sealed: boolean }
  person: PersonAnswer
  earlier: Stay[]
}

export interface PersonPage {
  person: PersonAnswer
  stays: Stay[]
  decisions: { id: string; kind: string; otherId: string; decidedAt: number; undoneAt: number | null }[]
}

export const sexWord = (sex: 'male' | 'female' | null) => (sex === 'male' ? '男' : sex === 'female' ? '女' : '性别不明')

/** Age in words from the range of possible birthdays on a day `YYYY-MM-DD`: `72 岁`, `55–65 岁`, `年龄不明`. */
export function ageWord(from: string | null, to: string | null, on: string): string {
  if (!from || !to) return '年龄不明'
  const age = (born: string) => Number(on.slice(0, 4)) - Number(born.slice(0, 4)) - (on.slice(5) <= born.slice(5) ? 1 : 0)
  const [oldest, youngest] = [Math.max(age(from), 0), Math.max(age(to), 0)]
  return oldest === youngest ? `${oldest} 岁` : `${youngest}–${oldest} 岁`
}

/** Nobody has asked or written it down yet. */
export const NOT_ASKED = '未登记'

/** A value that may be unknown, in words. */
export function said(value: unknown): string {
  if (value === undefined || value === null || value === '') return NOT_ASKED
  if (isUnknown(value)) return unknownKinds[value.unknown]
  if (Array.isArray(value)) return value.length > 0 ? value.join('、') : NOT_ASKED
  return String(value)
}

export const leftWords: Record<string, string> = {
  own: '自行离站',
  family: '亲属接回',
  escort: '护送返乡',
  hospital: '转医',
  police: '移交公安',
  settled: '安置',
  absconded: '擅自离站',
  'gave-up': '放弃救助',
  terminated: '终止救助',
  died: '死亡',
  'other-station': '转他站',
}

export const stateWords: Record<string, string> = {
  asked: '接待中',
  in: '在站',
  refused: '不予救助',
  withdrawn: '放弃求助',
  transferred: '已移交',
  left: '已离站',
}

/** One stay in one line: dates, way of leaving, tickets. */
export function stayLine(stay: Stay): string {
  const date = (at: number) => showDate(dateOf(at))
  const end = stay.leftAt ? `${date(stay.leftAt)} ${leftWords[stay.leftKind ?? ''] ?? '离站'}` : (stateWords[stay.state] ?? '')
  return [`${date(stay.arrivedAt)} ${stay.station}`, end, stay.leftNote].filter(Boolean).join('，')
}
