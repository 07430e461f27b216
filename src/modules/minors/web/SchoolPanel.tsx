import { ActionButton, Answer, dateOf, Facts, Muted, Panel, showDate, Stack, Tag, useAsk } from '#web/ui/index.ts'
import { schoolForm } from '../schema-family.ts'
import { OUT_OF_SCHOOL, type Schooling } from '../words.ts'
import { useFile } from './answers.ts'
import { SchoolPicker } from './pickers.tsx'

interface Row {
  state: Schooling
  stateWord: string
  school: string | null
  grade: string | null
  className: string | null
  boarding: boolean | null
  aid: boolean | null
  teacher: string | null
  phone: string | null
  since: string | null
  note: string | null
  notedAt: number
  by: string
}

/** Where the child learns now; earlier schools below. */
export default function SchoolPanel({ subjectId }: { subjectId: string }) {
  const file = useFile(subjectId)
  const opens = file.data?.opens.includes('school') ?? false
  const asked = useAsk<{ items: Row[] }>('minors.school', { childId: subjectId }, { enabled: opens })
  if (!opens) return null
  return (
    <Panel
      title="就学"
      right={
        <ActionButton
          action="minors.note-schooling"
          of={schoolForm}
          title="登记就学"
          size="small"
          fixed={{ childId: subjectId }}
          pickers={{ schoolId: SchoolPicker }}
        />
      }
    >
      <Answer of={asked}>
        {({ items: [now, ...before] }) =>
          now ? (
            <Stack>
              {OUT_OF_SCHOOL.includes(now.state) && file.data?.schoolAge === 'yes' ? (
                <Tag tone="red">义务教育年龄，不在学</Tag>
              ) : null}
              <Facts
                rows={[
                  ['就学', now.stateWord],
                  ['学校', now.school ?? undefined],
                  ['年级', [now.grade, now.className].filter(Boolean).join(' ') || undefined],
                  ['寄宿', now.boarding === null ? undefined : now.boarding ? '是' : '否'],
                  ['资助', now.aid === null ? undefined : now.aid ? '享受' : '没有'],
                  ['班主任', [now.teacher, now.phone].filter(Boolean).join(' ') || undefined],
                  ['说明', now.note ?? undefined],
                  ['登记', `${showDate(dateOf(now.notedAt))}，${now.by}`],
                ]}
              />
              {before.map((each) => (
                <Muted key={each.notedAt}>
                  {showDate(dateOf(each.notedAt))} {each.stateWord} {each.school ?? ''} {each.grade ?? ''}
                </Muted>
              ))}
            </Stack>
          ) : (
            <Muted>还没有登记就学。</Muted>
          )
        }
      </Answer>
    </Panel>
  )
}
