/** Who is asked to assess: accounts of the list, or somebody without one by name. Pure. */
import type { Moment } from '#kernel/action.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { refuse } from './refusals.ts'
import type { AssessorRow } from './store.ts'
import type { Person } from './store-read.ts'
import type { Title } from './words.ts'

interface Asked {
  accountId?: string | undefined
  name?: string | undefined
  organisation?: string | undefined
  title?: Title | undefined
}

export type NewAssessor = Omit<AssessorRow, 'assessmentId' | 'signedAt'>

/** Each once; refused where one of them may not assess, or nobody is named. */
export function teamOf(
  asked: readonly Asked[],
  people: readonly Person[],
  moment: Pick<Moment, 'newId'>,
): NewAssessor[] | Refusal {
  const team: NewAssessor[] = []
  for (const [at, each] of asked.entries()) {
    const person = people.find((one) => one.id === each.accountId)
    if (each.accountId ? !person : !each.name) return refuse('NO_ASSESSOR')
    if (person && team.some((one) => one.accountId === person.id)) continue
    team.push({
      id: moment.newId(`assessor:${at}`),
      accountId: person?.id ?? null,
      name: person?.name ?? (each.name as string),
      organisation: person?.organisation ?? each.organisation ?? '',
      path: person?.path ?? null,
      title: each.title ?? 'none',
    })
  }
  return team
}
