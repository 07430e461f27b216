import { Answer, Go, Panel, subjectPath, useAsk } from '#web/ui/index.ts'
import type { FileAnswer } from './answers.ts'
import { PersonFacts } from './PersonFacts.tsx'

/** The person of a file: what is known, what is masked, how sure. */
export default function FilePerson({ subjectId }: { subjectId: string }) {
  const asked = useAsk<FileAnswer>('people.file', { fileId: subjectId })
  return (
    <Panel title="本人" right={asked.data ? <Go to={subjectPath('person', asked.data.person.personId)}>历次救助</Go> : null}>
      <Answer of={asked}>{(data) => <PersonFacts person={data.person} />}</Answer>
    </Panel>
  )
}
