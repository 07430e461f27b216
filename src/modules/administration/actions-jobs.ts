/** Jobs that failed: seen and tried again by the system administrator. */
import { action } from '#kernel/action.ts'
import { retryForm } from './schema.ts'
import { retryJob } from './store.ts'

export const retry = action({
  name: 'administration.retry-job',
  title: '重试',
  form: retryForm,
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
