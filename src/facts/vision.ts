import { byAction, date, fact, openChoice, severalOf, text } from './define.ts'

const parts = { face: '人像比对', card: '证件识别' }
const SEARCHED = ['rescue-file', 'inquiry'] as const

/** 人像与证件识别（可选部件）：影响评估、启用停用、每一次使用。比对由人判断的结论是 tracing.face-compared，不在这里。 */
export const vision = [
  fact('vision.assessed', '人像识别影响评估', ['organisation'], { on: date('评估日期') }, byAction),
  fact('vision.switched-on', '启用识别部件', ['organisation'], { parts: severalOf('启用哪些', parts) }, byAction),
  fact('vision.switched-off', '停用识别部件', ['organisation'], {}, byAction),
  fact('vision.comparison-asked', '发起人像检索', SEARCHED, { purpose: text('目的') }, byAction),
  fact(
    'vision.comparison-ranked',
    '人像检索完成',
    SEARCHED,
    {
      result: openChoice('结果', {
        strong: '有较像的候选',
        possible: '有可能的候选',
        none: '没有候选',
        'no-template': '照片不合用',
        failed: '没有办成',
      }),
    },
    byAction,
  ),
  fact('vision.templates-erased', '删除人像特征', SEARCHED, { why: text('原因') }, byAction),
  fact('vision.card-read', '识别证件', ['organisation'], { kept: text('留存') }, byAction),
]
