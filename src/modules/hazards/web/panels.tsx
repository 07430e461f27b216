/** A hazard's page: what it is, and what was done about it. */
import { useEffect, useState } from 'react'
import { isRefusal } from '#kernel/refusal.ts'
import {
  Answer,
  Button,
  Facts,
  fetchFile,
  Go,
  Panel,
  PaperButton,
  RefusalNote,
  type Refusal,
  Row,
  showDate,
  showInstant,
  Stack,
  Tag,
  Timeline,
  useMay,
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
  const may = useMay()
  return (
    <Answer of={asked}>
      {(hazard) => (
        <Stack>
          <Go to="/hazards">隐患台账</Go>
          <Row between>
            <Row>
              <h1>{`${places[hazard.place]}：${kinds[hazard.kind]}`}</h1>
              <span className="g-muted">{hazard.no}</span>
              <StateTags hazard={hazard} />
            </Row>
            {hazard.body && hazard.dueOn && may('hazards.paper-notice') ? (
              <PaperButton query="hazards.paper-notice" params={{ hazardId: subjectId }}>
                打印整改通知书
              </PaperButton>
            ) : null}
          </Row>
        </Stack>
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
    <Panel title="经过" sub="最近的在上面">
      <Answer of={asked}>
        {(hazard) => (
          <Timeline
            items={hazard.course.toReversed().map((each, index) => ({
              id: `${each.fact}:${each.at}:${index}`,
              at: each.at,
              title: each.title,
              text: [...each.lines, ...(each.dueBy ? [`期限：${showDate(each.dueBy, now)}`] : [])].join('；'),
              more: each.photos.length > 0 ? <Photos hazardId={subjectId} ids={each.photos} /> : undefined,
              tone: each.fact === 'hazard.verified' ? 'key' : each.fact === 'hazard.raised' ? 'bad' : undefined,
            }))}
          />
        )}
      </Answer>
    </Panel>
  )
}

/** Photos are fetched when asked for: a list of happenings stays light on a telephone. */
function Photos({ hazardId, ids }: { hazardId: string; ids: readonly string[] }) {
  const [shown, setShown] = useState<readonly string[]>([])
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  useEffect(() => () => shown.forEach((address) => URL.revokeObjectURL(address)), [shown])
  async function open() {
    const taken: string[] = []
    for (const photoId of ids) {
      const found = await fetchFile('hazards.photo', { hazardId, photoId })
      if (isRefusal(found)) {
        setRefusal(found)
        break
      }
      taken.push(URL.createObjectURL(found as Blob))
    }
    setShown(taken)
  }
  if (shown.length === 0)
    return (
      <>
        <Button size="small" icon="camera" onClick={() => void open()}>{`看 ${ids.length} 张照片`}</Button>
        <RefusalNote refusal={refusal} />
      </>
    )
  return (
    <Row>
      {shown.map((address, index) => (
        <img key={address} src={address} alt={`现场照片 ${index + 1}`} width={180} />
      ))}
    </Row>
  )
}
