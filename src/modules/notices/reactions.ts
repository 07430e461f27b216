/** When it becomes known who somebody is, or how old, the notice is looked at again by a job. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import type { JobHandler, Reaction } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileById, filesOfPerson, ofNewChild } from '#modules/people-and-cases/index.ts'
import { noticeOfFile } from './store.ts'

const job = 'notices.recheck-after'

const of = (fact: LedgerFact) => ({
  name: job,
  data: { subjectId: fact.subject.id, kind: fact.subject.kind, action: fact.action },
})

export const reactions: Reaction[] = [
  { fact: 'person.identity-stated', job: (fact) => (fact.value.status === 'verified' ? of(fact) : null) },
  { fact: 'person.birth-known', job: (fact, told) => (ofNewChild(fact, told) ? null : of(fact)) },
  { fact: 'tracing.identified', job: of },
  { fact: 'tracing.match-confirmed', job: (fact) => (fact.subject.kind === 'inquiry' ? null : of(fact)) },
]

export const jobs: JobHandler[] = [
  {
    name: job,
    title: '身份查明、年龄变化后复核公告',
    async run({ db, perform }, data) {
      const { subjectId, kind, action } = data as { subjectId: string; kind: string; action: string }
      const targets = await withActor(db, systemActor, async (tx) => {
        const one = kind === 'person' ? undefined : await fileById(tx, subjectId)
        const files = kind === 'person' ? await filesOfPerson(tx, subjectId) : one ? await filesOfPerson(tx, one.personId) : []
        const found = []
        for (const file of files) {
          const station = (await noticeOfFile(tx, file.id)) && (await organisationById(tx, file.stationId))
          if (station) found.push({ fileId: file.id, station })
        }
        return found
      })
      for (const { fileId, station } of targets) {
        const envelope = { actionId: derivedId(action, `${job}:${fileId}`), form: { fileId } }
        const outcome = await perform(systemActorFor(station), 'notices.recheck', envelope)
        if (isRefusal(outcome)) throw new Error(outcome.code)
      }
    },
  },
]
