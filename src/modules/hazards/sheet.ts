/** The ledger as a workbook. */
import { dateOf } from '#kernel/time.ts'
import { hazardLife, type HazardState } from './lifecycle.ts'
import { kinds, places } from './words.ts'

export const heads = [
  '编号',
  '地方',
  '在哪个单位',
  '位置',
  '隐患',
  '情况',
  '发现',
  '发现单位',
  '整改单位',
  '期限',
  '状态',
  '逾期',
  '复发次数',
  '上报次数',
]

interface Line {
  no: string
  place: string
  at: string | null
  where: string
  kind: string
  what: string
  foundAt: number
  finder: string
  body: string | null
  dueOn: string | null
  state: HazardState
  late: boolean
  again: number
  raised: number
}

export const lineOf = (row: Line): string[] => [
  row.no,
  places[row.place as keyof typeof places] ?? row.place,
  row.at ?? '',
  row.where,
  kinds[row.kind as keyof typeof kinds] ?? row.kind,
  row.what,
  dateOf(row.foundAt),
  row.finder,
  row.body ?? '',
  row.dueOn ?? '',
  hazardLife.states[row.state].zh,
  row.late ? '逾期' : '',
  String(row.again),
  String(row.raised),
]
