import { ActionButton, Answer, Banner, Go, Muted, Panel, Row, Stack, subjectPath, Tag, useAsk } from '#web/ui/index.ts'
import { joinForm, twoForm } from '../schema.ts'
import { siblingForm, unlinkForm } from '../schema-family.ts'
import { ChildPicker } from './pickers.tsx'

interface Answered {
  siblings: { childId: string; no: string; name: string; age: string; kind: string; together: boolean | null }[]
  alike: { childId: string; no: string; name: string; likeness: 'number' | 'name' | 'hand' }[]
}

const why = { number: '证件号相同', name: '姓名、出生日期相同', hand: '人工提出' } as const

/** Siblings' files, and files that may be this very child's: a question, never decided by the machine. */
export default function SiblingsPanel({ subjectId }: { subjectId: string }) {
  const asked = useAsk<Answered>('minors.siblings', { childId: subjectId })
  return (
    <Panel
      title="同胞"
      right={
        <ActionButton
          action="minors.link-sibling"
          of={siblingForm}
          title="关联同胞"
          size="small"
          fixed={{ childId: subjectId }}
          pickers={{ otherId: ChildPicker }}
        />
      }
    >
      <Answer of={asked}>
        {({ siblings, alike }) => (
          <Stack>
            {alike.map((each) => (
              <Banner key={each.childId}>
                <span>
                  可能是同一个孩子：<Go to={subjectPath('child-file', each.childId)}>{`${each.name} ${each.no}`}</Go>（
                  {why[each.likeness]}）
                </span>
                <ActionButton
                  action="minors.join-files"
                  of={joinForm}
                  title="同一个孩子，并为一份"
                  label="是同一个，并过来"
                  size="small"
                  fixed={{ childId: subjectId, otherId: each.childId }}
                />
                <ActionButton
                  action="minors.mark-two"
                  of={twoForm}
                  title="是两个孩子"
                  size="small"
                  fixed={{ childId: subjectId, otherId: each.childId }}
                />
              </Banner>
            ))}
            {siblings.length === 0 ? <Muted>没有关联的同胞个案。</Muted> : null}
            {siblings.map((each) => (
              <Row key={each.childId}>
                <Go to={subjectPath('child-file', each.childId)}>{each.name}</Go>
                <span className="g-muted">{`${each.kind}，${each.age}，${each.no}`}</span>
                {each.together ? <Tag>一起生活</Tag> : null}
                <ActionButton
                  action="minors.unlink-sibling"
                  of={unlinkForm}
                  title="取消同胞关联"
                  label="取消"
                  size="small"
                  fixed={{ childId: subjectId, otherId: each.childId }}
                />
              </Row>
            ))}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}
