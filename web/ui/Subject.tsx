/** What the pages of things that run their course share: the head with its number, and what happened. */
import type { ReactNode } from 'react'
import { Answer } from './Answer.tsx'
import type { Asked } from './api.ts'
import { Go } from './go.tsx'
import { Panel, Row, Stack } from './Layout.tsx'
import { Timeline, type TimelineItem } from './Timeline.tsx'

interface SubjectHeadProps {
  /** The list it came from: path and words. */
  back: [path: string, words: string]
  title: string
  no: string
  /** Where it stands. */
  tags: ReactNode
  /** Right end: papers to print. */
  actions?: ReactNode
  /** Below: what must be seen before anything else. */
  children?: ReactNode
}

/** The head of a subject's page: the way back, what it is, its number, where it stands. */
export function SubjectHead({ back: [path, words], title, no, tags, actions, children }: SubjectHeadProps) {
  return (
    <Stack>
      <Go to={path}>{words}</Go>
      <Row between>
        <Row>
          <h1>{title}</h1>
          <span className="g-muted">{no}</span>
          {tags}
        </Row>
        {actions}
      </Row>
      {children}
    </Stack>
  )
}

interface CoursePanelProps<A> {
  title?: string
  of: Asked<A>
  /** In the order in which they happened. */
  steps(answer: A): Omit<TimelineItem, 'id'>[]
}

/** What happened to a subject, the latest above. */
export function CoursePanel<A>({ title = '经过', of, steps }: CoursePanelProps<A>) {
  return (
    <Panel title={title} sub="最近的在上面">
      <Answer of={of}>
        {(answer) => (
          <Timeline
            items={steps(answer)
              .map((step, index) => ({ ...step, id: String(index) }))
              .toReversed()}
          />
        )}
      </Answer>
    </Panel>
  )
}
