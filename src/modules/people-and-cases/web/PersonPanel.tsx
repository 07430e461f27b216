import { Answer, Panel, useAsk } from '#web/ui/index.ts'
import type { PersonPage } from './answers.ts'
import { PersonFacts } from './PersonFacts.tsx'

/** What is known of a person, over all stays. */
export default function PersonPanel({ subjectId }: { subjectId: string }) {
  const asked = useAsk<PersonPage>('people.person', { personId: subjectId })
  return (
    <Panel title="本人">
      <Answer of={asked}>{(data) => <PersonFacts person={data.person} />}</Answer>
    </Panel>
  )
}
