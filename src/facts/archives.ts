import { CASES, byAction, fact, text } from './define.ts'

const KEPT = [...CASES, 'inquiry', 'report', 'incident', 'institution'] as const

/** 文书与档案。 */
export const archives = [
  fact('dossier.completed', '档案齐备', KEPT),
  fact('dossier.archived', '归档', KEPT),
  // Why it was done lies encrypted in the details, where the audit administrator reads it.
  fact('dossier.exported', '导出档案', KEPT, {}, byAction),
  fact('file.sealed', '封存', KEPT, {}, byAction),
  fact('file.unsealed', '解除封存', KEPT, {}, byAction),
  fact('sensitive.viewed', '查看敏感信息', [...KEPT, 'organisation'], { what: text('看了什么') }, byAction),
]
