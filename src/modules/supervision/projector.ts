/** Duties, recomputed inside the action's own transaction: two statements, and the reply carries what is new. */
import type { Projector, ProjectorInput } from '#kernel/module.ts'
import type { Books } from './books.ts'
import { closedAmong, readingOf } from './compartments.ts'
import { shownDuties, type ShownDuty } from './duty-words.ts'
import { type Asked } from './gathered.ts'
import { recompute } from './recompute.ts'
import { kindWords } from './words.ts'

/** A reply shows what is new to somebody at a desk; a decision that changes thousands is not a reply. */
const MOST = 60

/** Kinds of subject among which there are closed ones: of no other is it asked. */
const CLOSABLE = new Set(['child-file', 'report', 'person'])

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
      const { put, gathered } = await recompute(input.tx, shelf, {
        now: input.now,
        asked,
        fresh: input.facts,
        later: input.later,
      })
      const named = new Set(asked.map((each) => each.id))
      const closable = put.map((row) => row.subject).filter((id) => CLOSABLE.has(gathered.subjects.get(id)?.kind ?? ''))
      const closed = await closedAmong(input.tx, closable)
      const open = new Map(
        await Promise.all(
          [...closed].filter((id) => named.has(id)).map(async (id) => [id, await readingOf(input.tx, shelf, id)] as const),
        ),
      )
      // Of a child's file that merely hangs on the same person nobody learns here.
      const mine = put.filter((row) => !closed.has(row.subject) || open.get(row.subject)?.clause(row.clause))
      return shownDuties(shelf, mine, input.now).slice(0, MOST)
    },
  }
}
