/** The office's list as a workbook. */
import { dateOf } from '#kernel/time.ts'
import { sexes } from '#modules/people-and-cases/words.ts'
import { helpingLife, type HelpingState } from './lifecycle.ts'
import type { ListedAnswer } from './lists.ts'
import { type Manner, manners, type Need, needs } from './words.ts'

export const careHeads = [
  '编号',
  '姓名',
  '性别',
  '年龄',
  '镇街',
  '状态',
  '联系人',
  '上次联系',
  '方式',
  '提出的需要',
  '下次联系',
  '误期',
]

export const careLine = (each: ListedAnswer): string[] => [
  each.no,
  each.name,
  each.sex === 'male' || each.sex === 'female' ? sexes[each.sex] : '',
  each.age,
  each.town ?? '',
  helpingLife.states[each.state as HelpingState].zh,
  each.helper ?? '',
  each.lastContact === null || each.lastContact === undefined ? '' : dateOf(each.lastContact),
  each.lastManner ? (manners[each.lastManner as Manner] ?? '') : '',
  each.needs.map((need) => needs[need as Need] ?? need).join('、'),
  each.nextDue ?? '',
  each.late ? '已过期' : '',
]
