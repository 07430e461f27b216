/** The sheet and the form that the national site's clerk types from, with no more than helps to recognise somebody. */
import { sheetOf } from '#kernel/sheet.ts'
import { dateOf } from '#kernel/time.ts'
import { birthRange, type PersonRow, sexes, underAge } from '#modules/people-and-cases/words.ts'
import { ageWords } from './rules.ts'

export interface NationalLine {
  no: string
  name: string
  sex: string
  age: string
  height: string
  accent: string
  marks: string
  places: string
  foundMonth: string
  photo: string
  minor: string
  station: string
  phone: string
}

/** Column → its head, in the order of the sheet. No health, no place of stay, no exact day, no ID number. */
export const columns: Record<keyof NationalLine, string> = {
  no: '本站编号',
  name: '姓名（音）',
  sex: '性别',
  age: '年龄',
  height: '身高',
  accent: '口音',
  marks: '身体特征',
  places: '提到的地名',
  foundMonth: '受助年月',
  photo: '照片',
  minor: '未成年人',
  station: '救助管理站',
  phone: '联系电话',
}

/** One guest as the national site is told. */
export function nationalLine(
  guest: { no: string; acceptedAt: number; person: PersonRow },
  station: { name: string; phone: string | null },
  now: number,
): NationalLine {
  const { description, sex } = guest.person
  const called = [
    typeof description.writtenName === 'string' ? description.writtenName : undefined,
    ...(description.heardNames ?? []),
    ...(description.nicknames ?? []),
  ]
  const joined = (list: readonly (string | undefined)[] | undefined) => [...new Set(list?.filter(Boolean) ?? [])].join('、')
  return {
    no: guest.no,
    name: joined(called) || '不详',
    sex: sex ? sexes[sex] : '',
    age: ageWords(description, now) ?? '',
    height: description.height === undefined ? '' : `${description.height} cm`,
    accent: description.accent ?? '',
    marks: joined(description.marks),
    places: joined(description.places),
    foundMonth: dateOf(guest.acceptedAt).slice(0, 7),
    photo: (description.photos?.length ?? 0) > 0 ? '有，另附' : '还没有拍',
    minor: { yes: '是，先经审批', no: '', unknown: '年龄不明，先核对' }[underAge(birthRange(description), 18, dateOf(now))],
    station: station.name,
    phone: station.phone ?? '',
  }
}

export function nationalSheet(lines: readonly NationalLine[]): Promise<Buffer> {
  const keys = Object.keys(columns) as (keyof NationalLine)[]
  return sheetOf(
    '待推送',
    keys.map((key) => columns[key]),
    lines.map((line) => keys.map((key) => line[key])),
    keys.map((key) => (key === 'marks' || key === 'places' ? 36 : 16)),
  )
}
