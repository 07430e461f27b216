import { useState } from 'react'
import { Button, Page, Stack, useAsk, useRoute } from '#web/ui/index.ts'
import type { LookAnswer } from './answers.ts'
import { ChooseFile } from './ChooseFile.tsx'
import { MapColumns } from './MapColumns.tsx'
import { Nav } from './Nav.tsx'
import { RegisterButton } from './RegisterButton.tsx'
import { Result } from './Result.tsx'

/** Bringing a register in: the file, what its columns are, every row judged, the result. `?run=` shows one that was started. */
export default function Import() {
  const { search, setSearch } = useRoute()
  const [fileId, setFileId] = useState<string | null>(null)
  const [sheet, setSheet] = useState<number | undefined>(undefined)
  const look = useAsk<LookAnswer>(
    'watching.read-register',
    { fileId, ...(sheet === undefined ? {} : { sheet }) },
    { enabled: fileId !== null && !search['run'] },
  )
  const restart = () => {
    setFileId(null)
    setSheet(undefined)
    setSearch({ run: undefined })
  }
  return (
    <Page
      title="导入登记册"
      sub="学校、村（社区）、镇街、监所、司法所现有的 Excel 表，逐行检查后登记"
      actions={fileId || search['run'] ? <Button onClick={restart}>换一份登记册</Button> : <RegisterButton />}
    >
      <Stack>
        <Nav here="/watching/import" />
        {search['run'] ? (
          <Result runId={search['run']} />
        ) : fileId && look.data ? (
          <MapColumns
            key={`${fileId} ${look.data.sheet}`}
            fileId={fileId}
            look={look.data}
            onSheet={setSheet}
            onStarted={(run) => setSearch({ run })}
          />
        ) : (
          <ChooseFile asked={fileId ? look : null} onFile={setFileId} onRun={(run) => setSearch({ run })} />
        )}
      </Stack>
    </Page>
  )
}
