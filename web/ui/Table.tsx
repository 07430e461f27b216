import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Skeleton } from './Answer.tsx'
import { serverNow, type Asked, type Refusal } from './api.ts'
import { Button } from './Button.tsx'
import { csvSheet } from './csv.ts'
import { saveBlob } from './files.ts'
import { RefusalNote } from './Refusal.tsx'
import { dateOf } from './time.ts'

type Plain = string | number | boolean | null | undefined

export interface Column<Row> {
  key: string
  title: string
  /** What sorting, the filter box and the export go by. */
  value(row: Row): Plain
  /** How it is drawn, when other than the value. */
  cell?: (row: Row) => ReactNode
  /** Numbers stand right by themselves; `end` for others that should. */
  align?: 'end'
  width?: number
  /** The cell says more than its value: it may take several lines. */
  wraps?: boolean
  /** Left out of narrow screens. */
  wideOnly?: boolean
}

export interface TableProps<Row> {
  /** Read out as the table's name and used for the export's file name: no person's name in it. */
  title: string
  rows: readonly Row[] | undefined
  columns: Column<Row>[]
  rowKey(row: Row): string
  /** When the answer is cut off: how many there are in all. */
  total?: number | undefined
  /** What an empty list says: that it is good, and what comes next. */
  empty: ReactNode
  /** The question behind the rows, for loading and refusal. */
  asked?: Pick<Asked<unknown>, 'isPending' | 'refusal' | 'refetch'>
  refusal?: Refusal | null
  loading?: boolean
  /** Enter or a press on the row. */
  onOpen?: (row: Row) => void
  /** Left of the filter box: choices, buttons. */
  tools?: ReactNode
  /** Off where a list must not leave the house. */
  exportable?: boolean
  initialSort?: { key: string; down?: boolean }
  /** Unit behind the count, default 条. */
  unit?: string
  /** Marks rows: `red` `amb` draw an edge, `on` the chosen one. */
  rowTone?: (row: Row) => 'red' | 'amb' | 'on' | undefined
}

const page = 100

/** Epoch milliseconds: drawn as a time, read like a word. */
const isInstant = (value: Plain) => typeof value === 'number' && value > 100_000_000_000
/** Words up to this width stay on one line; a Chinese character is as wide as two letters. */
const SHORT = 18
const widthOf = (value: Plain) => [...String(value ?? '')].reduce((sum, each) => sum + (each > '\u00ff' ? 2 : 1), 0)

function classOf<Row>(column: Column<Row>, value: Plain, short: boolean): string {
  const end = column.align === 'end' || (typeof value === 'number' && !isInstant(value))
  return [end ? 'g-end' : '', column.wideOnly ? 'g-wide' : '', short ? 'g-short' : ''].filter(Boolean).join(' ')
}

function compare(a: Plain, b: Plain): number {
  if (a === b) return 0
  if (a === null || a === undefined || a === '') return 1
  if (b === null || b === undefined || b === '') return -1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), 'zh-CN', { numeric: true })
}

/** A list: says how many, filters, sorts, exports; arrows go through its rows (on the desk J and K as well). */
export function Table<Row>(props: TableProps<Row>) {
  const { title, rows, columns, rowKey, total, empty, asked, onOpen, tools, exportable = true, unit = '条', rowTone } = props
  const filterId = useId()
  const body = useRef<HTMLTableSectionElement>(null)
  const [words, setWords] = useState('')
  const [sort, setSort] = useState(
    props.initialSort ? { key: props.initialSort.key, down: props.initialSort.down ?? false } : null,
  )
  const [limit, setLimit] = useState(page)
  const refusal = props.refusal ?? asked?.refusal ?? null
  const all = rows ?? []

  const found = useMemo(() => {
    const pieces = words.trim().toLowerCase().split(/\s+/).filter(Boolean)
    const kept = all.filter((row) => {
      const text = columns
        .map((column) => String(column.value(row) ?? ''))
        .join(' ')
        .toLowerCase()
      return pieces.every((piece) => text.includes(piece))
    })
    const column = columns.find((each) => each.key === sort?.key)
    if (!column) return kept
    return [...kept].sort((a, b) => {
      const [left, right] = [column.value(a), column.value(b)]
      const blank = left === null || left === undefined || right === null || right === undefined
      return sort?.down && !blank ? compare(right, left) : compare(left, right)
    })
  }, [all, columns, words, sort])

  if (rows === undefined && (props.loading || asked?.isPending)) return <Skeleton lines={6} />
  if (rows === undefined && refusal)
    return <RefusalNote refusal={refusal} extra={asked ? <Button onClick={() => void asked.refetch()}>再试一次</Button> : null} />

  function save() {
    const sheet = csvSheet(
      columns.map((column) => column.title),
      found.map((row) => columns.map((column) => column.value(row))),
    )
    saveBlob(new Blob([sheet], { type: 'text/csv;charset=utf-8' }), `${title}-${dateOf(serverNow())}.csv`)
  }

  function onKeyDown(event: KeyboardEvent<HTMLTableSectionElement>) {
    const here = (event.target as HTMLElement).closest('tr')
    const typing = (event.target as HTMLElement).matches('input,textarea,select')
    if (!here || typing) return
    const step = event.key === 'ArrowDown' ? 'nextElementSibling' : event.key === 'ArrowUp' ? 'previousElementSibling' : null
    if (step) {
      event.preventDefault()
      ;(here[step] as HTMLElement | null)?.focus()
    } else if (event.key === 'Enter' && event.target === here && onOpen) {
      onOpen(found[Number(here.dataset['at'])] as Row)
    }
  }

  const shown = found.slice(0, limit)
  const short = new Set(
    columns.filter((column) => !column.wraps && shown.every((row) => widthOf(column.value(row)) <= SHORT)).map(({ key }) => key),
  )
  const cutOff = total !== undefined && total > all.length
  return (
    <div className="g-table-box">
      <div className="g-table-tools">
        <span>
          {words ? `找到 ${found.length} / ` : '共 '}
          <b>{total ?? all.length}</b> {unit}
          {cutOff ? (
            <span className="g-muted">
              （已取前 {all.length} {unit}）
            </span>
          ) : null}
        </span>
        {tools}
        <label className="g-hidden" htmlFor={filterId}>
          在{title}里筛选
        </label>
        <input
          id={filterId}
          className="g-filter"
          type="search"
          placeholder="筛选"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {exportable && found.length > 0 ? (
          <Button size="small" icon="download" onClick={save}>
            导出表格
          </Button>
        ) : null}
      </div>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      {all.length === 0 ? <div className="g-empty">{empty}</div> : null}
      {all.length > 0 && found.length === 0 ? (
        <div className="g-empty">
          <b>没有找到“{words}”</b>
          <Button onClick={() => setWords('')}>清除筛选</Button>
        </div>
      ) : null}
      {shown.length > 0 ? (
        <div className="g-table-scroll" tabIndex={0} role="group" aria-label={title}>
          <table className="g-table" aria-label={title}>
            <thead>
              <tr>
                {columns.map((column) => {
                  const on = sort?.key === column.key
                  return (
                    <th
                      key={column.key}
                      scope="col"
                      className={classOf(column, column.value(shown[0] as Row), false)}
                      style={column.width ? { width: column.width } : undefined}
                      aria-sort={on ? (sort.down ? 'descending' : 'ascending') : undefined}
                    >
                      <button type="button" onClick={() => setSort(on && sort.down ? null : { key: column.key, down: on })}>
                        {column.title}
                        <span aria-hidden="true">{on ? (sort.down ? ' ↓' : ' ↑') : ''}</span>
                      </button>
                    </th>
                  )
                })}
              </tr>
            </thead>
            <tbody ref={body} onKeyDown={onKeyDown}>
              {shown.map((row, at) => (
                <tr
                  key={rowKey(row)}
                  data-at={at}
                  tabIndex={onOpen ? 0 : -1}
                  className={`${onOpen ? 'g-opens' : ''} ${rowTone?.(row) ? `g-row-${rowTone(row)}` : ''}`}
                  onClick={(event) => {
                    if (onOpen && !(event.target as HTMLElement).closest('a,button,input,label,dialog')) onOpen(row)
                  }}
                >
                  {columns.map((column) => {
                    const value = column.value(row)
                    return (
                      <td key={column.key} className={classOf(column, value, short.has(column.key))}>
                        {column.cell ? column.cell(row) : typeof value === 'boolean' ? (value ? '是' : '否') : (value ?? '—')}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {found.length > limit ? (
        <div className="g-row g-more">
          <span className="g-muted">
            已显示 {limit} / {found.length} {unit}
          </span>
          <Button onClick={() => setLimit(limit + page)}>
            再显示 {Math.min(page, found.length - limit)} {unit}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
