import { useState } from 'react'
import { Answer, Button, Muted, Panel, Stack, Timeline, useAsk } from '#web/ui/index.ts'

interface Course {
  total: number
  items: { id: string; at: number; title: string; words: string[]; by: string; replaced: boolean }[]
}

/** Before the rest is asked for. */
const SHOWN = 8

/** What happened, the newest first, as far as one may know; what is long past behind one press. */
export default function CoursePanel({ subjectId }: { subjectId: string }) {
  const [all, setAll] = useState(false)
  const asked = useAsk<Course>('minors.course', { childId: subjectId })
  return (
    <Panel title="经过" right={asked.data ? `${asked.data.total} 条` : undefined}>
      <Answer of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <Muted>您看得到的部分还没有记录。</Muted>
          ) : (
            <Stack>
              <Timeline
                items={(all ? items : items.slice(0, SHOWN)).map((each) => ({
                  id: each.id,
                  at: each.at,
                  title: each.replaced ? `${each.title}（已更正）` : each.title,
                  by: each.by,
                  text: each.words.join('；'),
                }))}
              />
              {items.length > SHOWN ? (
                <Button size="small" onClick={() => setAll(!all)}>
                  {all ? '只看最近的' : `以前还有 ${items.length - SHOWN} 条`}
                </Button>
              ) : null}
            </Stack>
          )
        }
      </Answer>
    </Panel>
  )
}
