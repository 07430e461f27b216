/** The network as a workbook. */
import { organisationKinds } from '#kernel/org-words.ts'
import type { CoverageLine } from './coverage.ts'
import { type Post, posts } from './words.ts'

export const heads = (ahead: number) => [
  '单位',
  '类别',
  '保护点',
  '岗位',
  '姓名',
  '电话',
  '到岗',
  '村社区',
  '有儿童主任的',
  '现在值班',
  '值班电话',
  `今后 ${ahead} 天有人值班`,
]

export const lineOf = (row: CoverageLine): string[] => [
  row.name,
  organisationKinds[row.kind as keyof typeof organisationKinds] ?? row.kind,
  String(row.points),
  posts[row.post as Post] ?? '',
  row.person ?? '',
  row.callAt ?? '',
  row.since ?? '',
  row.kind === 'town' ? String(row.villages) : '',
  row.kind === 'town' ? String(row.directors) : '',
  row.onDuty ?? '',
  row.dutyCallAt ?? '',
  String(row.covered),
]
