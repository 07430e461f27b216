/** What the letters show. Pure: what was told at the time of asking, never more. */
import type { Organisation } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import type { FileRow } from '#modules/people-and-cases/words.ts'
import { columns, type NationalLine } from './sheet.ts'
import type { RequestRow } from './store.ts'
import { kinds, levels, sendables } from './words.ts'

export function longDate(date: string): string {
  const [year, month, day] = date.split('-')
  return `${year} 年 ${Number(month)} 月 ${Number(day)} 日`
}

export function letterOf(request: RequestRow, file: Pick<FileRow, 'no' | 'arrivedAt'>, station: Organisation) {
  const { content } = request
  const last = content.raisings?.at(-1)
  return {
    station: station.name,
    phone: station.phone,
    address: station.address,
    no: file.no,
    letterNo: request.letterNo,
    to: content.police,
    kind: kinds[request.kind],
    level: levels[request.level],
    on: longDate(dateOf(request.raisedAt ?? request.askedAt)),
    since: longDate(dateOf(file.arrivedAt)),
    basis: content.basis,
    told: content.told.map(({ key, value }) => [sendables[key], value]),
    raised: last ? { from: levels[last.from], reason: last.reason } : null,
  }
}

export function nationalForm(line: NationalLine) {
  const { no, station, ...rest } = line
  const keys = Object.keys(rest) as (keyof typeof rest)[]
  return { no, station, rows: keys.map((key) => [columns[key], rest[key]]) }
}
