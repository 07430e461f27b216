/** Second step: which register, what each column is; every row judged before anything is registered. */
import { Select } from 'antd'
import { useState } from 'react'
import {
  ask,
  AskRefused,
  Banner,
  Button,
  Empty,
  Muted,
  Panel,
  type Refusal,
  RefusalNote,
  Row,
  Stack,
  Stat,
  Table,
  useAct,
  useAsk,
} from '#web/ui/index.ts'
import { mappingFault } from '../rules-columns.ts'
import { CENSUS_KINDS, type Register, registerFields, type RegisterField, registers } from '../words.ts'
import type { JudgeAnswer, LookAnswer } from './answers.ts'

interface MapColumnsProps {
  fileId: string
  look: LookAnswer
  onSheet(sheet: number): void
  onStarted(runId: string): void
}

const options = Object.entries(registerFields).map(([value, label]) => ({ value, label }))

export function MapColumns({ fileId, look, onSheet, onStarted }: MapColumnsProps) {
  const [fields, setFields] = useState<Record<number, RegisterField | undefined>>(() =>
    Object.fromEntries(look.columns.flatMap(({ column, field }) => (field ? [[column, field]] : []))),
  )
  const [register, setRegister] = useState<Register | undefined>(look.registers.length === 1 ? look.registers[0] : undefined)
  const [census, setCensus] = useState(false)
  const [townId, setTownId] = useState<string | undefined>(undefined)
  const towns = useAsk<{ items: { id: string; name: string }[] }>('watching.places', { kind: 'town' })
  const [judged, setJudged] = useState<JudgeAnswer | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const starting = useAct<{ runId: string }>('watching.start-import')
  const columns = look.columns.flatMap(({ column }) => {
    const field = fields[column]
    return field ? [{ column, field }] : []
  })
  const fault = mappingFault(columns)
  const impossible = !register
    ? '先选哪本登记册'
    : fault
      ? fault.fault === 'twice'
        ? `“${fault.what}”对应了两列，请只留一个`
        : '姓名、身份证号至少对应一列'
      : undefined
  const form = {
    fileId,
    register,
    sheet: look.sheet,
    headerRow: look.headerRow,
    columns,
    ...(census ? { census } : {}),
    ...(townId ? { townId } : {}),
  }
  async function judge() {
    setBusy(true)
    setRefusal(null)
    try {
      setJudged(await ask<JudgeAnswer>('watching.judge-register', form))
    } catch (error) {
      if (!(error instanceof AskRefused)) throw error
      setRefusal(error.refusal)
    } finally {
      setBusy(false)
    }
  }
  async function start() {
    const outcome = await starting.send(form)
    if (outcome.ok) onStarted(outcome.reply.runId)
  }
  return (
    <Stack>
      {look.headerFound ? null : (
        <Banner>没有认出表头，把第 {look.headerRow} 行当作表头。请逐列核对；不对的话，请在 Excel 里把表头写清楚再传。</Banner>
      )}
      <Panel title="哪本登记册">
        <Row>
          <Select
            aria-label="哪本登记册"
            placeholder="选登记册"
            value={register}
            onChange={(each: Register) => setRegister(each)}
            options={look.registers.map((each) => ({ value: each, label: registers[each] }))}
            style={{ minWidth: 180 }}
          />
          <Select
            aria-label="册里没写镇街的，都在哪个镇街"
            placeholder="没写镇街的，都在……"
            allowClear
            showSearch
            optionFilterProp="label"
            value={townId}
            onChange={(each?: string) => setTownId(each)}
            options={towns.data?.items.map((each) => ({ value: each.id, label: each.name })) ?? []}
            style={{ minWidth: 180 }}
          />
          {register && CENSUS_KINDS.includes(register) ? (
            <label>
              <input type="checkbox" checked={census} onChange={(event) => setCensus(event.target.checked)} />{' '}
              同时作本学期普查登记
            </label>
          ) : null}
        </Row>
      </Panel>
      <Panel
        title={look.fileName}
        sub={`表头在第 ${look.headerRow} 行`}
        flush
        right={
          look.sheets.length > 1 ? (
            <Select
              aria-label="工作表"
              value={look.sheet}
              onChange={onSheet}
              options={look.sheets.map(({ index, name, hidden }) => ({ value: index, label: hidden ? `${name}（隐藏）` : name }))}
              style={{ minWidth: 160 }}
            />
          ) : null
        }
      >
        <Table
          title="对应列"
          rows={look.columns}
          rowKey={(row) => String(row.column)}
          exportable={false}
          unit="列"
          empty={<Empty title="这张工作表里没有列">请换一张工作表。</Empty>}
          columns={[
            { key: 'name', title: '登记册里的列', value: (row) => row.name || `第 ${row.column + 1} 列（没有表头）` },
            {
              key: 'field',
              title: '是什么',
              value: (row) => (fields[row.column] ? registerFields[fields[row.column] as RegisterField] : '不导入'),
              cell: (row) => (
                <Select
                  aria-label={`${row.name || `第 ${row.column + 1} 列`}是什么`}
                  showSearch
                  optionFilterProp="label"
                  allowClear
                  placeholder="不导入"
                  value={fields[row.column]}
                  onChange={(field?: RegisterField) => {
                    setJudged(null)
                    setFields({ ...fields, [row.column]: field })
                  }}
                  options={options}
                  style={{ width: 200 }}
                />
              ),
            },
            { key: 'samples', title: '内容示例', value: (row) => row.samples.join(' ｜ '), wideOnly: true },
          ]}
        />
      </Panel>
      {judged ? <Judged judged={judged} /> : null}
      <RefusalNote refusal={refusal ?? starting.refusal} />
      <Row>
        <Button {...(judged ? {} : { look: 'main' as const })} busy={busy} impossible={impossible} onClick={() => void judge()}>
          逐行检查
        </Button>
        {judged ? (
          <Button look="main" busy={starting.busy} impossible={impossible} onClick={() => void start()}>
            {`登记 ${judged.good} 个孩子`}
          </Button>
        ) : null}
        <Muted>{impossible ?? (judged ? '没导入的行可以下载改正后再导入' : '检查时还不会登记')}</Muted>
      </Row>
    </Stack>
  )
}

function Judged({ judged }: { judged: JudgeAnswer }) {
  return (
    <Panel title="逐行检查" flush>
      <Row>
        <Stat label="共" value={judged.total} />
        <Stat label="可以登记" value={judged.good} tone="grn" />
        <Stat label="不能登记" value={judged.bad} {...(judged.bad > 0 ? { tone: 'red' as const } : {})} />
        <Stat label="有提示" value={judged.warned} />
      </Row>
      <Table
        title="要看一眼的行"
        unit="行"
        rows={judged.rows}
        total={judged.bad + judged.warned}
        rowKey={(row) => String(row.row)}
        rowTone={(row) => (row.bad ? 'red' : 'amb')}
        empty={<Empty title="每一行都好">可以登记了。</Empty>}
        columns={[
          { key: 'row', title: '行号', value: (row) => row.row },
          { key: 'name', title: '姓名', value: (row) => row.name ?? '' },
          { key: 'bad', title: '结果', value: (row) => (row.bad ? '不能登记' : '登记，有提示') },
          { key: 'words', title: '说明', value: (row) => row.words },
        ]}
      />
    </Panel>
  )
}
