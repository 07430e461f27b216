/** Papers and sheets. */
import type { AnyQuery } from '#kernel/query.ts'

export const papers: AnyQuery[] = []
