/** Other rooms' steps change the desk's row: a job reads the file's facts anew. */
import { systemActor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import type { JobHandler, Reaction } from '#kernel/module.ts'
import { lockFile } from '#modules/people-and-cases/index.ts'
import { putGuest } from './store.ts'

const job = 'tracing.follow-file'

/** Facts that the row repeats; this room's own are kept by its actions, and follow here when somebody wrote them down by hand. */
const followed = [
  'tracing.interviewed',
  'tracing.police-asked',
  'tracing.police-answered',
  'tracing.face-compared',
  'tracing.dna-sampled',
  'tracing.raised',
  'tracing.pushed-national',
  'tracing.notice-published',
  'tracing.notice-withdrawn',
  'medical.hospitalised',
  'medical.fetched',
  'entrusted.placed',
  'entrusted.brought-back',
  'fact.withdrawn',
]

export const reactions: Reaction[] = followed.map((fact) => ({
  fact,
  job: (told) =>
    told.subject.kind === 'rescue-file' ? { name: job, data: { fileId: told.subject.id }, key: told.subject.id } : null,
}))

export const jobs: JobHandler[] = [
  {
    name: job,
    title: '更新寻亲台的一行',
    run: ({ db, vault, clock }, data) =>
      withActor(
        db,
        systemActor,
        async (tx) => {
          const loaded = await lockFile(tx, vault, String(data.fileId))
          if (loaded) await putGuest(tx, loaded.file, loaded.facts)
        },
        clock.now(),
      ),
  },
]
