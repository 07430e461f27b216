import { Answer, Go, Panel, Stack, subjectPath, useAsk } from '#web/ui/index.ts'
import { type FileAnswer, stayLine } from './answers.ts'
import { SamePerson } from './SamePerson.tsx'

/** Earlier stays of the same person, one line each; and, as a question, who else this person might have been. */
export default function EarlierStays({ subjectId }: { subjectId: string }) {
  const asked = useAsk<FileAnswer>('people.file', { fileId: subjectId })
  return (
    <Panel title="以往在站" sub={asked.data ? `${asked.data.earlier.length} 次` : ''}>
      <Answer of={asked}>
        {(data) => (
          <Stack>
            {data.earlier.length === 0 ? <span className="g-muted">没有查到以往记录。</span> : null}
            {data.earlier.slice(0, 20).map((stay) => (
              <Go key={stay.fileId} to={subjectPath('rescue-file', stay.fileId)}>
                {stayLine(stay)}
              </Go>
            ))}
            {data.earlier.length > 20 ? (
              <span className="g-muted">{`还有 ${data.earlier.length - 20} 次，见“历次救助”。`}</span>
            ) : null}
            <SamePerson person={data.person} />
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}
