/** Papers and sheets of an institution. */
import type { AnyQuery } from '#kernel/query.ts'

export const institutionPapers: AnyQuery[] = []
