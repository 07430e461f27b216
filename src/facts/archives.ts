import { CASES, byAction, fact, text } from './define.ts'

const reason = text('事由')
const KEPT = [...CASES, 'inquiry', 'report', 'incident', 'institution'] as const

/** 文书与档案。 */
export const archives = [
  fact('dossier.completed', '档案齐备', KEPT),
  fact('dossier.archived', '归档', KEPT),
  fact('dossier.exported', '导出档案', KEPT, { reason }, byAction),
  fact('file.sealed', '封存', KEPT, { reason }, byAction),
  fact('file.unsealed', '解除封存', KEPT, { reason }, byAction),
  fact('sensitive.viewed', '查看敏感信息', KEPT, { reason, what: text('看了什么') }, byAction),
]
