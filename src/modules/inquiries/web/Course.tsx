import { Answer, Panel, Timeline } from '#web/ui/index.ts'
import { useInquiry } from './answers.ts'

/** What happened with an inquiry, newest first. */
export default function Course({ subjectId }: { subjectId: string }) {
  const asked = useInquiry(subjectId)
  return (
    <Panel title="经过">
      <Answer of={asked}>
        {({ course }) => (
          <Timeline
            items={course.map((each) => ({ id: each.id, at: each.at, title: each.title, by: each.by, text: each.line }))}
          />
        )}
      </Answer>
    </Panel>
  )
}
