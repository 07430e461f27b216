import type { ReactNode } from 'react'
import { type Column, Empty, Go, Muted, Row, showInstant, subjectPath, Table, Tag, useGo, useNow } from '#web/ui/index.ts'
import { settlementLife } from '../lifecycle.ts'
import type { CaseAnswer } from './answers.ts'

interface Props {
  title: string
  rows: CaseAnswer[]
  total?: number
  empty: ReactNode
  tools?: ReactNode
  /** Before the others: a box to tick. */
  first?: Column<CaseAnswer>
}

/** Drawn once somebody stands in a plan. */
const planned: Column<CaseAnswer>[] = [
  {
    key: 'plan',
    title: '方案',
    value: (row) => [row.planNo, row.batch].filter(Boolean).join('，'),
    cell: (row) => (
      <>
        {row.planNo ?? ''}
        {row.batch ? (
          <>
            <br />
            <Muted>{row.batch}</Muted>
          </>
        ) : null}
      </>
    ),
    wideOnly: true,
  },
  { key: 'institution', title: '机构', value: (row) => row.institution ?? '', wideOnly: true },
]

/** One line a person: where the case stands, its letter, plan, institution. */
export function CaseTable({ title, rows, total, empty, tools, first }: Props) {
  const now = useNow()
  const go = useGo()
  return (
    <Table
      title={title}
      rows={rows}
      total={total ?? rows.length}
      unit="人"
      rowKey={(row) => row.fileId}
      onOpen={(row) => go(subjectPath('rescue-file', row.fileId))}
      tools={tools}
      empty={empty}
      columns={[
        ...(first ? [first] : []),
        {
          key: 'name',
          title: '姓名',
          value: (row) => row.name,
          cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go>,
        },
        { key: 'no', title: '编号', value: (row) => row.no },
        {
          key: 'state',
          title: '进度',
          value: (row) => settlementLife.states[row.state].zh,
          cell: (row) => (
            <Row>
              <Tag
                tone={row.state === 'returned' || row.state === 'correcting' ? 'amb' : row.state === 'supported' ? 'grn' : 'gry'}
              >
                {settlementLife.states[row.state].zh}
              </Tag>
              {row.state === 'approved' && row.proposed ? <Tag tone="amb">等核对姓名</Tag> : null}
              {row.eligible === false ? <Tag>不符合供养</Tag> : null}
            </Row>
          ),
        },
        { key: 'letter', title: '申请函号', value: (row) => row.letterNo ?? '' },
        ...(rows.some((row) => row.planNo || row.institution || row.batch) ? planned : []),
        { key: 'station', title: '救助站', value: (row) => row.station, wideOnly: true },
        { key: 'at', title: '最近办理', value: (row) => row.changedAt, cell: (row) => showInstant(row.changedAt, now) },
      ]}
    />
  )
}

export const nobody = (title: string, words: string) => <Empty title={title}>{words}</Empty>
