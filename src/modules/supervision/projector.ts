/** Duties, recomputed inside the action's own transaction: two statements, and the reply carries what is new. */
import type { Projector, ProjectorInput } from '#kernel/module.ts'
import type { Books } from './books.ts'
import { shownDuties, type ShownDuty } from './duty-words.ts'
import { type Asked } from './gathered.ts'
import { recompute } from './recompute.ts'
import { kindWords } from './words.ts'

/** A reply shows what is new to somebody at a desk; a decision that changes thousands is not a reply. */
const MOST = 60

/** The subjects that policies know; accounts and the like have no duties. */
function subjectsOf(input: ProjectorInput): Asked[] {
  return input.subjects
    .filter((subject) => subject.kind in kindWords)
    .map((subject) => {
      const opened = input.facts.find((fact) => fact.subject.id === subject.id && fact.name === 'child.file-opened')
      const root = typeof opened?.value.person === 'string' ? opened.value.person : undefined
      return { id: subject.id, kind: subject.kind, ownerPath: subject.ownerPath, ...(root ? { root } : {}) }
    })
}

export function dutiesProjector(shelf: Books): Projector {
  return {
    key: 'duties',
    async project(input): Promise<ShownDuty[]> {
      const asked = subjectsOf(input)
      if (asked.length === 0) return []
      const { put } = await recompute(input.tx, shelf, { now: input.now, asked, fresh: input.facts, later: input.later })
      return shownDuties(shelf, put, input.now).slice(0, MOST)
    },
  }
}
