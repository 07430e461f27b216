/** A hazard's page: what it is, and what was done about it. */
import {
  Answer,
  CoursePanel,
  Facts,
  LaterPhotos,
  Panel,
  PaperButton,
  Row,
  showDate,
  showInstant,
  SubjectHead,
  Tag,
  useNow,
} from '#web/ui/index.ts'
import { hazardLife } from '../lifecycle.ts'
import { kinds, places } from '../words.ts'
import { type HazardLine, useHazard } from './answers.ts'

interface Subject {
  subjectId: string
}

export function StateTags({ hazard }: { hazard: HazardLine }) {
  const tone = hazard.state === 'closed' ? 'grn' : hazard.late ? 'red' : 'amb'
  return (
    <Row>
      <Tag tone={tone}>{hazardLife.states[hazard.state].zh}</Tag>
      {hazard.late ? <Tag tone="red">逾期</Tag> : null}
      {hazard.urgent && hazard.state !== 'closed' ? <Tag tone="red">紧急</Tag> : null}
      {hazard.again > 0 ? <Tag>{`又出现 ${hazard.again} 次`}</Tag> : null}
      {hazard.raised > 0 ? <Tag>{`已上报 ${hazard.raised} 次`}</Tag> : null}
    </Row>
  )
}

export function Head({ subjectId }: Subject) {
  const asked = useHazard(subjectId)
  return (
    <Answer of={asked}>
      {(hazard) => (
        <SubjectHead
          back={['/hazards', '隐患台账']}
          title={`${places[hazard.place]}：${kinds[hazard.kind]}`}
          no={hazard.no}
          tags={<StateTags hazard={hazard} />}
          actions={
            hazard.body && hazard.dueOn ? (
              <PaperButton query="hazards.paper-notice" params={{ hazardId: subjectId }}>
                打印整改通知书
              </PaperButton>
            ) : null
          }
        />
      )}
    </Answer>
  )
}

export function What({ subjectId }: Subject) {
  const asked = useHazard(subjectId)
  const now = useNow()
  return (
    <Panel title="情况">
      <Answer of={asked}>
        {(hazard) => (
          <Facts
            rows={[
              ['位置', hazard.where],
              ['在哪里', hazard.at ?? undefined],
              ['情况', hazard.what],
              ['发现', `${showInstant(hazard.foundAt, now)}，${hazard.finder}`],
              ['怎么发现的', hazard.source ?? undefined],
              ['报告编号', hazard.reportNo ?? undefined],
              ['整改单位', hazard.body ?? '还没有交办'],
              ['要求', hazard.ask ?? undefined],
              ['期限', hazard.dueOn ? showDate(hazard.dueOn, now) : '还没有定'],
            ]}
          />
        )}
      </Answer>
    </Panel>
  )
}

export function Course({ subjectId }: Subject) {
  const asked = useHazard(subjectId)
  const now = useNow()
  return (
    <CoursePanel
      of={asked}
      steps={(hazard) =>
        hazard.course.map((each) => ({
          at: each.at,
          title: each.title,
          text: [...each.lines, ...(each.dueBy ? [`期限：${showDate(each.dueBy, now)}`] : [])].join('；'),
          more: each.photos.length > 0 && (
            <LaterPhotos
              query="hazards.photo"
              ids={each.photos}
              params={(photoId) => ({ hazardId: subjectId, photoId })}
              alt="现场照片"
            />
          ),
          tone: each.fact === 'hazard.verified' ? 'key' : each.fact === 'hazard.raised' ? 'bad' : undefined,
        }))
      }
    />
  )
}
