import { ActionButton, Answer, dateOf, Facts, Muted, Panel, showDate, Stack, useAsk } from '#web/ui/index.ts'
import { healthForm } from '../schema-family.ts'
import { useFile } from './answers.ts'

interface Noted {
  lines: { title: string; text: string }[]
  notedAt: number
  by: string
}

/** Health and disability as last noted, and what was noted before. */
export default function HealthPanel({ subjectId }: { subjectId: string }) {
  const file = useFile(subjectId)
  const opens = file.data?.opens.includes('health') ?? false
  const asked = useAsk<{ items: Noted[] }>('minors.health', { childId: subjectId }, { enabled: opens })
  if (!opens) return null
  return (
    <Panel
      title="健康与残疾"
      right={
        <ActionButton
          action="minors.note-health"
          of={healthForm}
          title="登记健康与残疾"
          label="登记"
          size="small"
          fixed={{ childId: subjectId }}
        />
      }
    >
      <Answer of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <Muted>还没有登记健康和残疾。</Muted>
          ) : (
            <Stack>
              {items.map((each) => (
                <div key={each.notedAt}>
                  <Muted>{`${showDate(dateOf(each.notedAt))}，${each.by}`}</Muted>
                  <Facts rows={each.lines.map((line) => [line.title, line.text])} />
                </div>
              ))}
            </Stack>
          )
        }
      </Answer>
    </Panel>
  )
}
