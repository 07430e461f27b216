import { useState } from 'react'
import {
  ActionButton,
  Answer,
  dateOf,
  Empty,
  Muted,
  Panel,
  PaperButton,
  Row,
  Stack,
  Table,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { settleMonthForm } from '../../schema-watch.ts'
import { careLevels, type CareLevel } from '../../words.ts'
import { usePage, yuan } from './answers.ts'

interface Account {
  month: string
  settled: boolean
  days: number
  fen: number
  uncovered: number
  lines: { fileId: string; no: string; name: string | null; level: CareLevel; days: number; fen: number; uncovered: number }[]
}

/** The month before the one in which a date lies. */
function before(date: string): string {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))]
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`
}

/** What a month costs, person by person, and which months are settled. */
export default function Money({ subjectId }: { subjectId: string }) {
  const now = useNow()
  const page = usePage(subjectId)
  const [month, setMonth] = useState(() => before(dateOf(now)))
  const asked = useAsk<Account>('institution.month', { institutionId: subjectId, month })
  const params = { institutionId: subjectId, month }
  return (
    <Panel title="月账" sub={<Muted>按当天最后在哪里计：入托当日计，离托、送医当日不计</Muted>}>
      <Stack>
        <Row>
          <input
            className="g-input"
            style={{ maxWidth: '11em' }}
            type="month"
            aria-label="月份"
            value={month}
            onChange={(event) => event.target.value && setMonth(event.target.value)}
          />
          <PaperButton query="institution.month-sheet" params={params} how="save" look="plain" size="small">
            导出结算表
          </PaperButton>
          <PaperButton query="institution.paper-month" params={params} look="plain" size="small">
            打印结算表
          </PaperButton>
        </Row>
        <Answer of={asked}>
          {(account) => (
            <Stack>
              <Row between>
                <span>
                  {account.lines.length} 行，{account.days} 人天，合计 <b>{yuan(account.fen)}</b>
                  {account.uncovered > 0 ? `；${account.uncovered} 人天没有协议价` : ''}
                </span>
                {account.settled ? (
                  <Muted>已结算</Muted>
                ) : (
                  <ActionButton
                    action="institution.settle-month"
                    of={settleMonthForm}
                    title="结算这个月"
                    size="small"
                    fixed={params}
                    {...(account.uncovered > 0 ? { impossible: '有人天没有协议价，先补协议或收费' } : {})}
                  />
                )}
              </Row>
              <Table
                title="托养月账"
                rows={account.lines}
                total={account.lines.length}
                unit="行"
                rowKey={(row) => `${row.fileId}${row.level}`}
                empty={<Empty title="这个月没有人在托" />}
                columns={[
                  { key: 'name', title: '姓名', value: (row) => row.name ?? row.no },
                  { key: 'no', title: '编号', value: (row) => row.no },
                  { key: 'level', title: '护理等级', value: (row) => careLevels[row.level] },
                  { key: 'days', title: '天数', value: (row) => row.days },
                  {
                    key: 'fen',
                    title: '金额（元）',
                    value: (row) => row.fen / 100,
                    cell: (row) => (row.fen / 100).toFixed(2),
                    align: 'end',
                  },
                ]}
              />
            </Stack>
          )}
        </Answer>
        {page.data && page.data.months.length > 0 ? (
          <details>
            <summary>已结算 {page.data.months.length} 个月</summary>
            {page.data.months.map((each) => (
              <p key={each.month}>
                {each.month}：{each.days} 人天，{yuan(each.fen)}
              </p>
            ))}
          </details>
        ) : null}
      </Stack>
    </Panel>
  )
}
