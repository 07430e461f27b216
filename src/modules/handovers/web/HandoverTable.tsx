import { Empty, Go, showInstant, subjectPath, Table, Tag, useGo, useNow } from '#web/ui/index.ts'
import type { useAsk } from '#web/ui/index.ts'
import type { HandoverState } from '../lifecycle.ts'
import { handoverLife } from '../lifecycle.ts'
import { reasons } from '../words.ts'
import { handoverPath } from './answers.ts'
import type { HandoverLine } from './phone/answers.ts'

const tones: Record<HandoverState, 'grn' | 'amb' | 'red' | undefined> = {
  prepared: 'amb',
  signed: 'grn',
  contested: 'red',
  declined: 'red',
  withdrawn: undefined,
  replaced: undefined,
}

export function StateTag({ handover }: { handover: Pick<HandoverLine, 'state' | 'waits'> }) {
  const words =
    handover.waits && handover.state === 'signed' ? '在对方设备上签的，待核对' : handoverLife.states[handover.state].zh
  const tone = handover.waits ? 'amb' : tones[handover.state]
  return tone ? <Tag tone={tone}>{words}</Tag> : <Tag>{words}</Tag>
}

interface TableProps {
  asked: Pick<ReturnType<typeof useAsk<unknown>>, 'isPending' | 'refusal' | 'refetch'>
  rows: HandoverLine[] | undefined
  total?: number | undefined
  title: string
  empty: string
}

/** Handovers in a list, on the page of its own and on the pages of people. */
export function HandoverTable({ asked, rows, total, title, empty }: TableProps) {
  const go = useGo()
  const now = useNow()
  return (
    <Table
      title={title}
      asked={asked as never}
      rows={rows}
      total={total}
      unit="份"
      rowKey={(row) => row.handoverId}
      onOpen={(row) => go(handoverPath(row.handoverId))}
      rowTone={(row) => (row.state === 'contested' ? 'red' : undefined)}
      empty={<Empty title="没有交接单">{empty}</Empty>}
      columns={[
        {
          key: 'who',
          title: '被交接人',
          value: (row) => row.who ?? '',
          cell: (row) => <Go to={handoverPath(row.handoverId)}>{row.who ?? '姓名不详'}</Go>,
        },
        { key: 'units', title: '移交、接收', value: (row) => `${row.from} → ${row.to}`, wraps: true },
        { key: 'reason', title: '事由', value: (row) => reasons[row.reason] },
        {
          key: 'state',
          title: '状态',
          value: (row) => handoverLife.states[row.state].zh,
          cell: (row) => <StateTag handover={row} />,
        },
        { key: 'at', title: '时间', value: (row) => showInstant(row.signedAt ?? row.preparedAt, now) },
        { key: 'officer', title: '移交人', value: (row) => row.officer ?? '', wideOnly: true },
        { key: 'receiver', title: '接收人', value: (row) => row.receiver ?? '', wideOnly: true },
        {
          key: 'no',
          title: '编号',
          value: (row) => (row.version === 1 ? row.no : `${row.no} 第 ${row.version} 版`),
          wideOnly: true,
        },
      ]}
    />
  )
}

/** The page of whoever a handover is about. */
export const aboutPath = (row: HandoverLine): string => subjectPath(row.about, row.subjectId)
