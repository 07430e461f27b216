import type { ReactNode } from 'react'
import { dateOf, Go, Row, showDate, subjectPath, Table, Tag, useGo } from '#web/ui/index.ts'
import { type LineAnswer, sexWord } from './answers.ts'

/** One line a child: who, how old, kinds, where, who is responsible. */
export function ChildTable({
  title,
  rows,
  total,
  empty,
  tools,
}: {
  title: string
  rows: LineAnswer[]
  total: number
  empty: ReactNode
  tools?: ReactNode
}) {
  const go = useGo()
  return (
    <Table
      title={title}
      rows={rows}
      total={total}
      unit="人"
      rowKey={(row) => row.childId}
      onOpen={(row) => go(subjectPath('child-file', row.childId))}
      tools={tools}
      empty={empty}
      columns={[
        {
          key: 'name',
          title: '姓名',
          value: (row) => row.name,
          cell: (row) => <Go to={subjectPath('child-file', row.childId)}>{row.name}</Go>,
        },
        { key: 'who', title: '性别、年龄', value: (row) => `${sexWord(row.sex)}，${row.age}` },
        {
          key: 'kinds',
          title: '类别',
          value: (row) => row.kinds.join('、'),
          cell: (row) => (
            <Row>
              {row.kinds.map((kind) => (
                <Tag key={kind}>{kind}</Tag>
              ))}
            </Row>
          ),
        },
        { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
        { key: 'town', title: '镇街', value: (row) => row.town ?? '', wideOnly: true },
        { key: 'school', title: '学校', value: (row) => row.school ?? '', wideOnly: true },
        {
          key: 'worker',
          title: '主管',
          value: (row) => row.worker ?? '',
          cell: (row) => row.worker ?? <Tag tone="amb">未定</Tag>,
        },
        {
          key: 'state',
          title: '状态',
          value: (row) => row.stateWord,
          cell: (row) => (
            <Row>
              {row.stateWord}
              {row.adultOn && row.state === 'open' ? <span className="g-muted">{`${row.adultOn} 满 18`}</span> : null}
            </Row>
          ),
          wideOnly: true,
        },
        {
          key: 'opened',
          title: '建档',
          value: (row) => row.openedAt,
          cell: (row) => showDate(dateOf(row.openedAt)),
          wideOnly: true,
        },
      ]}
    />
  )
}
