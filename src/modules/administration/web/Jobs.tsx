import { ActionButton, Empty, Page, Panel, showInstant, Table, useAsk, useNow } from '#web/ui/index.ts'
import { retryForm } from '../schema.ts'

interface Job {
  id: string
  name: string
  createdAt: number
  failedAt: number | null
  tries: number
}

/** Jobs that gave up after their tries. */
export default function Jobs() {
  const asked = useAsk<{ jobs: Job[] }>('administration.failed-jobs')
  const now = useNow()
  return (
    <Page title="后台任务" sub="自动重试五次仍没办成的，列在这里">
      <Panel flush>
        <Table
          title="没办成的后台任务"
          asked={asked}
          rows={asked.data?.jobs}
          rowKey={(job) => job.id}
          empty={<Empty title="没有没办成的任务">后台任务都正常。</Empty>}
          columns={[
            { key: 'name', title: '任务', value: (job) => job.name },
            { key: 'created', title: '提出', value: (job) => job.createdAt, cell: (job) => showInstant(job.createdAt, now) },
            {
              key: 'failed',
              title: '放弃',
              value: (job) => job.failedAt ?? 0,
              cell: (job) => (job.failedAt ? showInstant(job.failedAt, now) : ''),
            },
            { key: 'tries', title: '试过', value: (job) => job.tries },
            {
              key: 'do',
              title: '办理',
              value: () => '',
              cell: (job) => (
                <ActionButton
                  action="administration.retry-job"
                  of={retryForm}
                  title="重试"
                  size="small"
                  fixed={{ jobId: job.id }}
                />
              ),
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
