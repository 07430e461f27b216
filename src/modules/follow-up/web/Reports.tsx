import { ActionButton, Empty, Muted, Page, Panel, Row, showInstant, Stack, Table, Tag, useAsk, useNow } from '#web/ui/index.ts'
import { acceptReportForm, correctReportForm, reportForm, returnReportForm } from '../schema.ts'
import { reportStates } from '../words.ts'
import type { ReportRow } from './answers.ts'
import { NeedsNav } from './NeedsNav.tsx'
import { markTags } from './ReturneeView.tsx'

/** People whom villages report, never rescued: to be checked, sent back or taken in. */
export default function Reports() {
  const asked = useAsk<{ items: ReportRow[] }>('follow-up.reports')
  const now = useNow()
  return (
    <Page
      title="上报"
      sub="没有被救助过、但容易走失流浪的人"
      actions={
        <Row>
          <ActionButton
            action="follow-up.report-person"
            of={reportForm}
            title="上报易走失人员"
            look="main"
            draftKey="follow-up-report"
          />
        </Row>
      }
    >
      <Stack>
        <NeedsNav here="/follow-up/reports" />
        <Panel flush>
          <Table
            title="村（社区）上报"
            unit="人"
            asked={asked}
            rows={asked.data?.items}
            rowKey={(row) => row.reportId}
            rowTone={(row) => (row.state === 'returned' ? 'amb' : undefined)}
            empty={<Empty title="没有上报">村（社区）、镇街上报的人会出现在这里，民政局核对后纳入信息库。</Empty>}
            columns={[
              { key: 'name', title: '姓名', value: (row) => row.name ?? '（没有写）' },
              { key: 'from', title: '上报单位', value: (row) => row.from, wideOnly: true },
              {
                key: 'sentAt',
                title: '上报',
                value: (row) => row.sentAt,
                cell: (row) => showInstant(row.sentAt, now),
                wideOnly: true,
              },
              {
                key: 'state',
                title: '状态',
                value: (row) => reportStates[row.state],
                cell: (row) => (
                  <>
                    <Tag tone={row.state === 'accepted' ? 'grn' : row.state === 'returned' ? 'amb' : 'gry'}>
                      {reportStates[row.state]}
                    </Tag>
                    {row.missing ? <Muted>{row.missing}</Muted> : null}
                  </>
                ),
              },
              {
                key: 'marks',
                title: '原因',
                value: (row) => row.marks.join('、'),
                cell: (row) => <Row>{markTags(row.marks)}</Row>,
                wideOnly: true,
              },
              { key: 'lacks', title: '还缺', value: (row) => row.lacks.join('、') },
              { key: 'do', title: '办理', value: () => '', cell: (row) => <Settle row={row} /> },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}

function Settle({ row }: { row: ReportRow }) {
  if (row.state === 'accepted') return null
  const fixed = { reportId: row.reportId }
  return (
    <Row>
      {row.state === 'sent' ? (
        <>
          <ActionButton
            size="small"
            action="follow-up.accept-report"
            of={acceptReportForm}
            title="纳入信息库"
            fixed={fixed}
            {...(row.lacks.length > 0 ? { impossible: `缺${row.lacks.join('、')}，请退回补充` } : {})}
          />
          <ActionButton size="small" action="follow-up.return-report" of={returnReportForm} title="退回补充" fixed={fixed} />
        </>
      ) : null}
      {row.content ? (
        <ActionButton
          size="small"
          action="follow-up.correct-report"
          of={correctReportForm}
          title="补充后再报"
          fixed={fixed}
          initial={row.content}
          intro={<Muted>证件号、电话、亲属和原因不带出来，请再填一次。</Muted>}
        />
      ) : null}
    </Row>
  )
}
