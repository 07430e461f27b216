/** Bringing a roster in: choose the file, say what its columns are, see each row judged, import, read the result. */
import { Steps } from 'antd'
import { useState } from 'react'
import { Banner, Button, Page, Row, useAsk, useMay, useRoute } from '#web/ui/index.ts'
import type { Chosen, LookAnswer } from './answers.ts'
import { CheckRows } from './CheckRows.tsx'
import { ChooseFile } from './ChooseFile.tsx'
import { MapColumns } from './MapColumns.tsx'
import { Result } from './Result.tsx'

const steps = ['选文件', '对应列', '逐行检查', '导入', '结果']

/** The bureau's go-live day: what lies before it and was not done is waived; without one it would stand there as overdue. */
function GoLive() {
  const may = useMay()('supervision.policies')
  const asked = useAsk<{ goLive: string | null }>('supervision.policies', {}, { enabled: may })
  if (!may) return <Banner tone="acc">上线日由民政局设定：上线日以前发生而没有办的事项按“上线前的事项”免办，仍看得到。</Banner>
  if (!asked.data) return null
  if (asked.data.goLive)
    return <Banner tone="acc">{asked.data.goLive} 上线：这一天以前发生而没有办的事项按“上线前的事项”免办，仍看得到。</Banner>
  return <Banner>还没有设上线日：导入的人以前没有办的事项会显示为超期。请先请民政局在“政策”里设定上线日，再导入。</Banner>
}

/** The screen of imports; `?run=` shows one that was started. */
export default function Import() {
  const { search, setSearch } = useRoute()
  const [fileId, setFileId] = useState<string | null>(null)
  const [sheet, setSheet] = useState<number | undefined>(undefined)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const look = useAsk<LookAnswer>(
    'exchange.read-roster',
    { fileId, ...(sheet === undefined ? {} : { sheet }) },
    { enabled: fileId !== null && !search.run },
  )
  const [ended, setEnded] = useState(false)
  const at = search.run ? (ended ? 4 : 3) : chosen ? 2 : fileId && look.data ? 1 : 0
  const restart = () => {
    setFileId(null)
    setSheet(undefined)
    setChosen(null)
    setEnded(false)
    setSearch({ run: undefined })
  }
  return (
    <Page
      title="导入花名册"
      sub="站里现有的 Excel 花名册，逐行检查后导入"
      actions={at > 0 ? <Button onClick={restart}>换一份花名册</Button> : null}
    >
      <Row>
        <Steps size="small" current={at} items={steps.map((title) => ({ title }))} />
      </Row>
      {search.run ? (
        <Result runId={search.run} onEnd={setEnded} />
      ) : (
        <>
          <GoLive />
          {chosen ? (
            <CheckRows chosen={chosen} onBack={() => setChosen(null)} onStarted={(run) => setSearch({ run })} />
          ) : fileId && look.data ? (
            <MapColumns
              key={`${fileId} ${look.data.sheet}`}
              fileId={fileId}
              look={look.data}
              onSheet={setSheet}
              onChosen={setChosen}
            />
          ) : (
            <ChooseFile asked={fileId ? look : null} onFile={setFileId} onRun={(run) => setSearch({ run })} />
          )}
        </>
      )}
    </Page>
  )
}
