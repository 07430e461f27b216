/** What a person's and a file's page show of the street; and who is coming, on the first page. */
import { Answer, Empty, LaterPhotos, Panel, Stack, Timeline } from '#web/ui/index.ts'
import { type EncounterLine, useComing, useFileEncounters, usePersonEncounters } from './answers.ts'
import { ComingList, doneWords, seenWords } from './parts.tsx'

interface Subject {
  subjectId: string
}

function Course({ rows }: { rows: readonly EncounterLine[] }) {
  return (
    <Timeline
      items={rows.map((each) => ({
        id: each.encounterId,
        at: each.metAt,
        title: [each.area, each.place].filter(Boolean).join('，') || '街面发现',
        text: [seenWords(each), doneWords(each), `${each.organisation} ${each.by}`].filter(Boolean).join('；'),
        more: each.photos.length > 0 && (
          <LaterPhotos
            query="patrol.person-photo"
            ids={each.photos}
            params={(photoId) => ({ personId: each.personId, photoId })}
            alt="街面照片"
          />
        ),
      }))}
    />
  )
}

export function OfPerson({ subjectId }: Subject) {
  const asked = usePersonEncounters(subjectId)
  if (asked.data?.total === 0) return null
  return (
    <Panel title="街面发现" sub={asked.data ? `${asked.data.total} 次` : ''}>
      <Answer of={asked}>{(found) => <Course rows={found.items} />}</Answer>
    </Panel>
  )
}

export function OfFile({ subjectId }: Subject) {
  const asked = useFileEncounters(subjectId)
  if (asked.data?.total === 0) return null
  return (
    <Panel title="来站以前在街面" sub={asked.data ? `${asked.data.total} 次` : ''}>
      <Answer of={asked}>{(found) => <Course rows={found.items} />}</Answer>
    </Panel>
  )
}

export function Coming() {
  const asked = useComing()
  return (
    <Panel title="正送来、等接待">
      <Answer of={asked}>
        {(found) => (
          <Stack>
            {found.items.length > 0 ? <ComingList rows={found.items} /> : <Empty title="现在没有人正送来，也没有人等接待" />}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}
