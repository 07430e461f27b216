/** Small things that several of this room's screens show. */
import type { ReactNode } from 'react'
import { Empty, Go, Muted, Row, showInstant, Stack, subjectPath, Table, Tag, useMay, useNow } from '#web/ui/index.ts'
import { escortLife, shiftLife } from '../lifecycle.ts'
import { answers, goodsKinds, groups, signs } from '../words.ts'
import type { EncounterLine, ShiftLine } from './answers.ts'

export function ShiftTag({ shift }: { shift: ShiftLine }) {
  const tone = shift.state === 'started' ? 'grn' : shift.state === 'planned' ? 'amb' : undefined
  return <Tag {...(tone ? { tone } : {})}>{shiftLife.states[shift.state].zh}</Tag>
}

const goodsWord = (kind: string) => goodsKinds[kind as keyof typeof goodsKinds] ?? kind

/** What was seen of somebody and what was done, in words. */
export function seenWords(met: EncounterLine): string {
  const words = [
    met.group ? groups[met.group] : '',
    ...met.signs.map((each) => signs[each]),
    ...met.flags,
    met.look ?? '',
  ].filter(Boolean)
  return words.join('，')
}
export function doneWords(met: EncounterLine): string {
  const words = [
    met.answer ? `${answers[met.answer]}救助` : '',
    ...met.done.map((each) => each.what),
    met.goods > 0 ? `发${met.goodsKinds.map(goodsWord).join('、')} ${met.goods} 件` : '',
    met.escort !== 'none' ? `${escortLife.states[met.escort].zh}${met.toName ? `：${met.toName}` : ''}` : '',
  ].filter(Boolean)
  return words.join('；')
}

const whereWords = (met: EncounterLine) => [met.area, met.place].filter(Boolean).join('，')
const byWords = (met: EncounterLine) => `${met.by}，${met.organisation}`

/** Two things that belong together in one cell: what comes first, and what is read after it. */
export function Two({ first, second }: { first: ReactNode; second: string }) {
  return (
    <>
      {first ? <div>{first}</div> : null}
      {second ? <Muted>{second}</Muted> : null}
    </>
  )
}

export function Encounters({ rows, total, title }: { rows: EncounterLine[] | undefined; total?: number; title: string }) {
  const now = useNow()
  const may = useMay()
  const opens = may('people.person')
  return (
    <Table
      title={title}
      rows={rows}
      total={total}
      unit="人次"
      rowKey={(row) => row.encounterId}
      rowTone={(row) => (row.signs.includes('critical') ? 'red' : row.escort === 'under-way' ? 'amb' : undefined)}
      empty={<Empty title="还没有街面发现">手机上记的一入账就在这里。</Empty>}
      columns={[
        {
          key: 'called',
          title: '谁',
          value: (row) => row.called,
          cell: (row) => (opens ? <Go to={subjectPath('person', row.personId)}>{row.called}</Go> : row.called),
        },
        {
          key: 'metAt',
          title: '时间、位置',
          value: (row) => `${showInstant(row.metAt, now)} ${whereWords(row)}`,
          cell: (row) => <Two first={showInstant(row.metAt, now)} second={whereWords(row)} />,
          wraps: true,
        },
        { key: 'seen', title: '看到', value: seenWords, wraps: true },
        {
          key: 'done',
          title: '办了、谁记的',
          value: (row) => [doneWords(row), byWords(row)].filter(Boolean).join('；'),
          cell: (row) => <Two first={doneWords(row)} second={byWords(row)} />,
          wraps: true,
        },
      ]}
    />
  )
}

/** Who is on the way here, and who was brought and waits, with the one button that receives them. */
export function ComingList({ rows }: { rows: EncounterLine[] }) {
  const now = useNow()
  const may = useMay()
  return (
    <Stack>
      {rows.map((each) => (
        <Row key={each.encounterId} between>
          <Stack>
            <Row>
              <b>{each.called}</b>
              {each.escort === 'arrived' ? <Tag tone="amb">已送到，等接待</Tag> : null}
              {each.signs.map((sign) => (
                <Tag key={sign} tone={sign === 'critical' ? 'red' : 'amb'}>
                  {signs[sign]}
                </Tag>
              ))}
              {each.group ? <Tag>{groups[each.group]}</Tag> : null}
            </Row>
            <Muted>
              {[
                each.escortStartedAt ? `${showInstant(each.escortStartedAt, now)}出发` : '',
                `${each.organisation} ${each.by}`,
                each.vehicle ?? '',
                each.toName ? `${each.escort === 'arrived' ? '人在' : '送往'} ${each.toName}` : '',
              ]
                .filter(Boolean)
                .join('，')}
            </Muted>
          </Stack>
          {may('intake.receive') ? <Go to={`/reception?person=${each.personId}`}>接待</Go> : null}
        </Row>
      ))}
    </Stack>
  )
}
