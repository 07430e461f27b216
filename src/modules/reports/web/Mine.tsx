import { useState } from 'react'
import {
  ActionButton,
  Banner,
  Button,
  Empty,
  Page,
  Panel,
  showInstant,
  Stack,
  Table,
  Tag,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { reportMandatoryForm } from '../schema.ts'
import type { Lines, MadeLine } from './answers.ts'
import { Receipt, ReportsNav } from './parts.tsx'
import { DeskPicker, PolicePicker } from './pickers.tsx'
import './reports.css'

/** The mandatory report: what counts, to whom, and that nobody who goes there learns who reported. */
export function ReportMandatory({
  childId,
  onReceipt,
}: {
  childId?: string
  onReceipt?: (receipt: { number: string; code: string }) => void
}) {
  return (
    <ActionButton<typeof reportMandatoryForm, { number: string; code: string }>
      action="reports.report-mandatory"
      of={reportMandatoryForm}
      title="强制报告"
      look="main"
      icon="warning"
      fixed={childId ? { childId } : {}}
      pickers={{ receiverId: DeskPicker, policeId: PolicePicker }}
      draftKey={`reports:mandatory:${childId ?? ''}`}
      intro={
        <>
          <Banner tone="red">孩子正在受侵害，先打 110。</Banner>
          <p className="g-muted">
            怀疑就要报，不必先查实，不要反复问孩子。去处置的单位看不到是谁报的；报了以后在“本单位报出的”里看办到哪一步。
          </p>
        </>
      }
      onDone={({ reply }) => onReceipt?.(reply)}
    />
  )
}

export default function Mine() {
  const now = useNow()
  const [receipt, setReceipt] = useState<{ number: string; code: string } | null>(null)
  const asked = useAsk<Lines<MadeLine>>('reports.mine')
  return (
    <Page
      title="本单位报出的"
      sub="谁都有责任报：学校、医院、村社区、机关、社工；报了要有答复"
      actions={<ReportMandatory onReceipt={setReceipt} />}
    >
      <Stack>
        <ReportsNav here="/reports/mine" />
        {receipt ? (
          <Stack>
            <Receipt {...receipt} />
            <Button onClick={() => setReceipt(null)}>记下了</Button>
          </Stack>
        ) : null}
        <Panel flush>
          <Table
            title="本单位报出的"
            asked={asked}
            rows={asked.data?.items}
            total={asked.data?.total}
            unit="份"
            rowKey={(row) => row.reportId}
            empty={<Empty title="没有报过">看到孩子身上有伤、没人管、受欺负，点右上角“强制报告”。</Empty>}
            columns={[
              { key: 'no', title: '编号', value: (row) => row.no },
              { key: 'at', title: '报告', value: (row) => row.receivedAt, cell: (row) => showInstant(row.receivedAt, now) },
              {
                key: 'words',
                title: '办到哪一步',
                value: (row) => row.words,
                cell: (row) => (
                  <Tag tone={row.state === 'answered' ? 'grn' : row.state === 'received' ? 'amb' : 'acc'}>{row.words}</Tag>
                ),
                wraps: true,
              },
              {
                key: 'answered',
                title: '答复',
                value: (row) => row.answeredAt ?? 0,
                cell: (row) => (row.answeredAt === null ? '' : showInstant(row.answeredAt, now)),
              },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
