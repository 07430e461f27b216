/** What every step of this room reads, and how one is made. */
import type { LoadContext, Moment } from '#kernel/action.ts'
import { type LoadedChild, lockChild } from '#modules/people-and-cases/index.ts'
import { type NewStep, type StepRow, stepsOf } from './store.ts'
import type { StepKind } from './steps.ts'

export interface LoadedSteps extends LoadedChild {
  steps: StepRow[]
}

export async function loadSteps({ tx, vault }: LoadContext, form: { childId: string }): Promise<LoadedSteps | null> {
  const loaded = await lockChild(tx, vault, form.childId)
  return loaded && { ...loaded, steps: await stepsOf(tx, vault, form.childId) }
}

export function newStep(
  { child }: LoadedSteps,
  moment: Moment,
  kind: StepKind,
  of: { result?: string; lines: readonly [string, string | undefined][]; files?: string[] | undefined; fen?: number },
): NewStep {
  const { organisation, name } = moment.actor
  return {
    id: moment.newId('step'),
    childId: child.id,
    kind,
    result: of.result ?? null,
    content: {
      by: name,
      organisation: organisation.name,
      police: organisation.kind === 'police',
      lines: of.lines.filter((line): line is [string, string] => Boolean(line[1])),
      ...(of.files ? { files: of.files } : {}),
      ...(of.fen === undefined ? {} : { fen: of.fen }),
    },
  }
}
