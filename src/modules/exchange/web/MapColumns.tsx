/** Second step: what each column is. Guessed by its heading, changed by hand. */
import { Select } from 'antd'
import { useState } from 'react'
import { Banner, Button, Empty, Muted, Panel, Row, Stack, Table } from '#web/ui/index.ts'
import { mappingFault } from '../rules-columns.ts'
import { rosterFields, type RosterField } from '../words.ts'
import type { Chosen, LookAnswer } from './answers.ts'

interface MapColumnsProps {
  fileId: string
  look: LookAnswer
  onSheet(sheet: number): void
  onChosen(chosen: Chosen): void
}

const options = Object.entries(rosterFields).map(([value, label]) => ({ value, label }))
const faultWords = {
  twice: (what: string) => `“${what}”对应了两列，请只留一个（备注可以有几列）`,
  missing: (what: string) => `请指出哪一列是“${what}”`,
  'no-one': () => '姓名、身份证号、编号至少对应一列，否则分不清谁是谁',
}

export function MapColumns({ fileId, look, onSheet, onChosen }: MapColumnsProps) {
  const [fields, setFields] = useState<Record<number, RosterField | undefined>>(() =>
    Object.fromEntries(look.columns.flatMap(({ column, field }) => (field ? [[column, field]] : []))),
  )
  const columns = look.columns.flatMap(({ column }) => {
    const field = fields[column]
    return field ? [{ column, field }] : []
  })
  const fault = mappingFault(columns)
  const left = look.columns.length - columns.length
  return (
    <Stack>
      {look.headerFound ? null : (
        <Banner>没有认出表头，把第 {look.headerRow} 行当作表头。请逐列核对；不对的话，请在 Excel 里把表头写清楚再传。</Banner>
      )}
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
            { key: 'name', title: '花名册里的列', value: (row) => row.name || `第 ${row.column + 1} 列（没有表头）` },
            {
              key: 'field',
              title: '是什么',
              value: (row) => (fields[row.column] ? rosterFields[fields[row.column] as RosterField] : '不导入'),
              cell: (row) => (
                <Select
                  aria-label={`${row.name || `第 ${row.column + 1} 列`}是什么`}
                  showSearch
                  optionFilterProp="label"
                  allowClear
                  placeholder="不导入"
                  value={fields[row.column]}
                  onChange={(field?: RosterField) => setFields({ ...fields, [row.column]: field })}
                  options={options}
                  style={{ width: 200 }}
                />
              ),
            },
            { key: 'samples', title: '内容示例', value: (row) => row.samples.join(' ｜ ') },
          ]}
        />
      </Panel>
      <Row>
        <Button
          look="main"
          impossible={fault ? faultWords[fault.fault](fault.what) : undefined}
          onClick={() => onChosen({ fileId, sheet: look.sheet, headerRow: look.headerRow, columns })}
        >
          逐行检查
        </Button>
        <Muted>
          {fault
            ? faultWords[fault.fault](fault.what)
            : left > 0
              ? `${left} 列不导入；要留下文字，可以对应到备注`
              : '检查时还不会导入'}
        </Muted>
      </Row>
    </Stack>
  )
}
