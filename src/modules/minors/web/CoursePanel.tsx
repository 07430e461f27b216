import { Answer, Muted, Panel, Timeline, useAsk } from '#web/ui/index.ts'

interface Course {
  total: number
  items: { id: string; at: number; title: string; words: string[]; by: string; replaced: boolean }[]
}

/** What happened, the newest first, as far as one may know. */
export default function CoursePanel({ subjectId }: { subjectId: string }) {
  const asked = useAsk<Course>('minors.course', { childId: subjectId })
  return (
    <Panel title="经过" right={asked.data ? `${asked.data.total} 条` : undefined}>
      <Answer of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <Muted>您看得到的部分还没有记录。</Muted>
          ) : (
            <Timeline
              items={items.map((each) => ({
                id: each.id,
                at: each.at,
                title: each.replaced ? `${each.title}（已更正）` : each.title,
                by: each.by,
                text: each.words.join('；'),
              }))}
            />
          )
        }
      </Answer>
    </Panel>
  )
}
