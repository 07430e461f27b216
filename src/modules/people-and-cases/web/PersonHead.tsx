import { Row, Tag, useAsk } from '#web/ui/index.ts'
import type { PersonPage } from './answers.ts'

/** The person's first line. */
export default function PersonHead({ subjectId }: { subjectId: string }) {
  const asked = useAsk<PersonPage>('people.person', { personId: subjectId })
  if (!asked.data) return null
  const { person, stays } = asked.data
  return (
    <Row>
      <h1>{person.displayName}</h1>
      <Tag tone={person.identity === 'verified' ? 'grn' : 'vio'}>{`身份${person.identityWord}`}</Tag>
      <Tag>{`救助 ${stays.length} 次`}</Tag>
    </Row>
  )
}
