/** Jobs that failed: seen and tried again by the system administrator. */
import { z } from 'zod'
import { action } from '#kernel/action.ts'
import { field } from '#kernel/field.ts'
import { retryJob } from './store.ts'

export const retry = action({
  name: 'administration.retry-job',
  title: '重试',
  form: z.strictObject({ jobId: field(z.uuid(), { label: '后台任务', widget: 'hidden' }) }),
  load: ({ tx }, form) => retryJob(tx, form.jobId),
  may: () => true,
  decide: (job, _form, moment) => ({
    facts: [
      {
        subject: { kind: 'account', id: moment.actor.accountId, ownerPath: moment.actor.organisation.path },
        name: 'job.retried',
        value: { job: job.name },
      },
    ],
    changes: null,
    reply: { jobId: job.id },
  }),
  save: async () => undefined,
})
