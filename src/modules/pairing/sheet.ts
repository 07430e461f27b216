/** Volunteers as a workbook. */
import { maskValue } from '#kernel/field.ts'
import { sexes } from '#modules/people-and-cases/words.ts'

interface VolunteerAnswer {
  name: string
  sex: string
  phone: string
  skills: string | null
  standing: string
  checkedOn: string | null
  clearUntil: string | null
  guardian: boolean
  children: number
}

const standings: Record<string, string> = {
  never: '还没有查询',
  good: '合格',
  ending: '快到期',
  over: '已过期',
  barred: '不能结对',
  left: '已退出',
}
export const volunteerHeads = [
  '姓名',
  '性别',
  '电话',
  '会什么',
  '查询',
  '查询日期',
  '有效到',
  '是在册孩子的家人',
  '现在帮几个孩子',
]

export const volunteerLine = (each: VolunteerAnswer): string[] => [
  each.name,
  each.sex === 'male' || each.sex === 'female' ? sexes[each.sex] : '',
  String(maskValue('phone', each.phone)),
  each.skills ?? '',
  standings[each.standing] ?? each.standing,
  each.checkedOn ?? '',
  each.clearUntil ?? '',
  each.guardian ? '是' : '',
  String(each.children),
]
