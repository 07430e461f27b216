import { amount, byAction, fact } from './define.ts'

const rows = (title: string) => amount(title, '行')

/** 数据交换：花名册导入。 */
export const exchange = [
  fact('exchange.import-started', '开始导入花名册', ['organisation'], {}, byAction),
  fact(
    'exchange.import-finished',
    '导入花名册完成',
    ['organisation'],
    {
      added: rows('已导入'),
      left: rows('已补离站'),
      already: rows('已有'),
      changed: rows('有变化未改动'),
      duplicate: rows('表内重复'),
      bad: rows('没导入'),
    },
    byAction,
  ),
  fact('exchange.import-stopped', '停止导入花名册', ['organisation'], {}, byAction),
]
