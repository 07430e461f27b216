import { useEffect, useRef } from 'react'
import { Button, type Duty, DutyLine, Go, Panel, Row, Stack, subjectPath, useGo } from '#web/ui/index.ts'
import { remarkWords } from '../words.ts'
import { PrintPaper } from './PrintPaper.tsx'

export interface Done {
  fileId: string
  no: string
  state: string
  warnings: string[]
  duties: Duty[]
  /** Sent to hospital before anything else. */
  hospital: boolean
}

/** After the decision: what the policies now ask for, with their clocks, and where to go next. */
export function Received({ done, onNext }: { done: Done; onNext(): void }) {
  const go = useGo()
  const main = useRef<HTMLDivElement>(null)
  useEffect(() => main.current?.querySelector('button')?.focus(), [])
  const open = done.duties.filter((duty) => duty.state !== 'met' && duty.state !== 'not-applicable')
  const accepted = done.state === 'in'
  return (
    <Panel title={accepted ? `已受理 ${done.no}` : done.hospital ? `已记下：先送医 ${done.no}` : `已登记 ${done.no}`}>
      <Stack>
        {done.hospital ? (
          <ol>
            <li>1. 拨 120，说明地点和病情；有危险的同时拨 110。</li>
            <li>2. 到个案页办“送医住院”，登记送到哪家医院。</li>
            <li>3. 登记在床边继续，什么时候都可以补。</li>
          </ol>
        ) : null}
        {done.warnings.map((each) => (
          <p key={each} className="g-t-amb">
            {remarkWords[each] ?? each}
          </p>
        ))}
        {open.length > 0 ? (
          <>
            <p>按政策，接下来有 {open.length} 件应办事项：</p>
            <ul>
              {open.map((duty, index) => (
                <DutyLine key={duty.id ?? index} duty={duty} />
              ))}
            </ul>
          </>
        ) : null}
        <div className="g-row" ref={main}>
          {accepted ? (
            <Button look="main" size="large" icon="bed" onClick={() => go(`/beds?file=${done.fileId}`)}>
              安排床位
            </Button>
          ) : (
            <Button look="main" size="large" onClick={() => go(subjectPath('rescue-file', done.fileId))}>
              {done.hospital ? '打开个案，办送医' : '打开个案'}
            </Button>
          )}
          <Button onClick={onNext}>接待下一位</Button>
          <Go to={subjectPath('rescue-file', done.fileId)}>看个案</Go>
        </div>
        <Row>
          <PrintPaper fileId={done.fileId} paper="registration" />
        </Row>
      </Stack>
    </Panel>
  )
}
