import {
  ActionButton,
  addDays,
  Button,
  dateOf,
  Empty,
  Go,
  Muted,
  Panel,
  PaperButton,
  Row,
  showDate,
  Stack,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { billForm, payBillForm, payCostForm, withdrawCostForm } from '../schema-costs.ts'
import { yuan } from './answers.ts'
import { bearerWord, type Bills, type CostRow, type Costs, kindWord } from './hospital-answers.ts'
import HospitalPicker from './HospitalPicker.tsx'

/** Costs of a month: totals by hospital and bearer, each cost, the hospitals' bills. */
export function CostsPanel() {
  const now = useNow()
  const { search, setSearch } = useRoute()
  const present = dateOf(now).slice(0, 7)
  const month = search['month'] ?? present
  const asked = useAsk<Costs>('medical.costs', { month }, { keepPrevious: true })
  const first = `${month}-01`
  const before = addDays(first, -1).slice(0, 7)
  const after = addDays(first, 31).slice(0, 7)
  const to = (of: string) => setSearch({ view: 'costs', month: of === present ? undefined : of })
  return (
    <Stack>
      <Panel
        title={`${month} 医疗费用`}
        sub={asked.data ? `合计 ${yuan(asked.data.fen)}，未付 ${yuan(asked.data.fen - asked.data.paidFen)}` : ''}
        right={
          <Row>
            <Button size="small" onClick={() => to(before)}>
              看前一月
            </Button>
            {month < present ? (
              <Button size="small" onClick={() => to(after)}>
                看后一月
              </Button>
            ) : null}
            <PaperButton query="medical.costs-sheet" params={{ month }} how="save" size="small">
              存为 Excel
            </PaperButton>
          </Row>
        }
        flush
      >
        <Table
          title={`医疗费用分医院 ${month}`}
          asked={asked}
          rows={asked.data?.totals}
          rowKey={(row) => `${row.hospital} ${row.chargedTo}`}
          empty={<Empty title="这个月还没有费用">在个案的医疗里记费用，或在下面登记医院账单。</Empty>}
          columns={[
            { key: 'hospital', title: '医院', value: (row) => row.hospital ?? '站内' },
            { key: 'bearer', title: '由谁承担', value: (row) => bearerWord(row.chargedTo) },
            { key: 'guests', title: '人数', value: (row) => row.guests },
            {
              key: 'fen',
              title: '金额（元）',
              align: 'end',
              value: (row) => row.fen / 100,
              cell: (row) => (row.fen / 100).toFixed(2),
            },
            {
              key: 'unpaid',
              title: '未付（元）',
              align: 'end',
              value: (row) => (row.fen - row.paidFen) / 100,
              cell: (row) => ((row.fen - row.paidFen) / 100).toFixed(2),
            },
          ]}
        />
      </Panel>
      <BillsPanel />
      <Panel title="逐笔" flush>
        <Table
          title={`医疗费用逐笔 ${month}`}
          unit="笔"
          asked={asked}
          rows={asked.data?.items}
          total={asked.data?.total}
          rowKey={(row) => row.id}
          empty={<Empty title="没有费用" />}
          columns={[
            { key: 'at', title: '日期', value: (row) => row.at, cell: (row) => showDate(dateOf(row.at), now) },
            {
              key: 'name',
              title: '姓名',
              value: (row) => row.name,
              cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name ?? row.no}</Go>,
            },
            { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
            { key: 'hospital', title: '医院', value: (row) => row.hospital ?? '站内', wideOnly: true },
            { key: 'kind', title: '类别', value: (row) => kindWord(row.kind) },
            { key: 'fen', title: '金额（元）', align: 'end', value: (row) => row.fen / 100, cell: (row) => <Amount of={row} /> },
            { key: 'bearer', title: '由谁承担', value: (row) => bearerWord(row.chargedTo) },
            {
              key: 'do',
              title: '付款',
              value: (row) => (row.paidAt === null ? '未付' : '已付'),
              cell: (row) => <CostButtons of={row} />,
            },
          ]}
        />
      </Panel>
    </Stack>
  )
}

export function Amount({ of }: { of: CostRow }) {
  const amount = (of.fen / 100).toFixed(2)
  return of.withdrawn ? <s>{amount}</s> : <>{amount}</>
}

/** Paid or not, and what can be done with one cost. */
export function CostButtons({ of }: { of: CostRow }) {
  const now = useNow()
  if (of.withdrawn) return <Tag>已撤回</Tag>
  if (of.paidAt !== null) return <Muted>已付 {showDate(dateOf(of.paidAt), now)}</Muted>
  const fixed = { fileId: of.fileId, costId: of.id }
  return (
    <span className="g-row">
      {of.billId ? (
        <Muted>随账单付</Muted>
      ) : (
        <ActionButton action="medical.pay-cost" of={payCostForm} title="记付款" size="small" fixed={fixed} />
      )}
      <ActionButton
        action="medical.withdraw-cost"
        of={withdrawCostForm}
        title="撤回费用"
        label="撤回"
        size="small"
        look="link"
        fixed={fixed}
      />
    </span>
  )
}

function BillsPanel() {
  const asked = useAsk<Bills>('medical.bills')
  const now = useNow()
  if (asked.refusal) return null
  return (
    <Panel
      title="医院账单"
      right={
        <ActionButton
          action="medical.receive-bill"
          of={billForm}
          title="登记医院账单"
          size="small"
          width={860}
          initial={{ month: addDays(`${dateOf(now).slice(0, 7)}-01`, -1).slice(0, 7) }}
          pickers={{ hospitalId: HospitalPicker }}
          draftKey="medical-bill"
        />
      }
      flush
    >
      <Table
        title="医院账单"
        unit="张"
        asked={asked}
        rows={asked.data?.items}
        rowKey={(row) => row.id}
        empty={<Empty title="还没有账单">收到医院一个月的账单时在这里登记，分到各人。</Empty>}
        columns={[
          { key: 'month', title: '月份', value: (row) => row.month },
          { key: 'hospital', title: '医院', value: (row) => row.hospital },
          { key: 'no', title: '账单号', value: (row) => row.billNo ?? '', wideOnly: true },
          {
            key: 'fen',
            title: '金额（元）',
            align: 'end',
            value: (row) => row.standingFen / 100,
            cell: (row) => (
              <>
                {(row.standingFen / 100).toFixed(2)}
                {row.standingFen === row.fen ? null : <Muted> 核减 {((row.fen - row.standingFen) / 100).toFixed(2)}</Muted>}
              </>
            ),
          },
          { key: 'lines', title: '人次', value: (row) => row.lines },
          {
            key: 'do',
            title: '付款',
            value: (row) => (row.paidAt === null ? '未付' : '已付'),
            cell: (row) =>
              row.paidAt === null ? (
                <ActionButton
                  action="medical.pay-bill"
                  of={payBillForm}
                  title="记付账单"
                  size="small"
                  fixed={{ billId: row.id }}
                />
              ) : (
                <Muted>已付 {showDate(dateOf(row.paidAt), now)}</Muted>
              ),
          },
        ]}
      />
    </Panel>
  )
}
