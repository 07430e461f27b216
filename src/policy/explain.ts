/** Why an obligation reads as it does: the clause, the moment, each condition with its answer, the value chosen, the days counted. */

import type { Instance, Job, Settled } from './life.ts'
import { currentDue } from './life.ts'
import { overTime } from './conditions/index.ts'
import { answerAt } from './timeline.ts'
import type { Because } from './types.ts'

export function explain(job: Job, instance: Instance, settled: Settled): Because {
  const { text } = job.clause
  const due = currentDue(instance)
  const lasting = text.while.map((name) => {
    const told = answerAt(overTime(job.view, name), settled.judgedAt)
    return { condition: name, answer: told.answer, needs: [...told.needs], facts: [...told.facts] }
  })
  return {
    clause: text.id,
    citation: text.citation,
    countsFrom: {
      moment: instance.moment.name,
      at: Math.max(instance.moment.at, instance.arisenAt),
      facts: instance.moment.fact ? [instance.moment.fact.id] : [],
    },
    conditions: [...instance.askedEach, ...lasting],
    metBy: instance.progress.flatMap((fact) => (fact ? [fact.id] : [])),
    parameters: instance.parameters,
    ...(due.workingDays ? { workingDays: due.workingDays } : {}),
  }
}
