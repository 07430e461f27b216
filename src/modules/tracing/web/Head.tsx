import { useState } from 'react'
import {
  Banner,
  Button,
  dateOf,
  Panel,
  Photo,
  Popover,
  Reveal,
  Row,
  showDate,
  showInstant,
  subjectPath,
  Go,
  Tag,
  useNow,
} from '#web/ui/index.ts'
import { ageWord, sexWord } from '#modules/people-and-cases/web/answers.ts'
import { type Saying, useBench } from './answers.ts'
import { PlusSaying } from './buttons.tsx'
import Recordings from './Recordings.tsx'
import './tracing.css'

/** How many pieces stand open before the rest is asked for. */
const FIRST = 10

/** Who it is, and what was said: quotable pieces, each with who heard it and when. */
export default function Head({ subjectId }: { subjectId: string }) {
  const asked = useBench(subjectId)
  const now = useNow()
  const [all, setAll] = useState(false)
  if (asked.refusal) {
    return (
      <div data-shut="">
        <Banner>
          <b>{asked.refusal.sentence}</b>
          {asked.refusal.code === 'KERNEL.SEALED_NEEDS_REASON' ? (
            <Reveal action="people.open-sealed" fixed={{ fileId: subjectId }} label="写明理由查看">
              {() => <span>已打开，30 分钟内可看。</span>}
            </Reveal>
          ) : null}
        </Banner>
      </div>
    )
  }
  const bench = asked.data
  if (!bench) return null
  const identified = bench.identity === 'verified' || bench.identity === 'assigned'
  const recordings = bench.interviews.flatMap((each) =>
    each.recordings.map((id) => ({ id, at: each.at, by: each.listener ?? each.by })),
  )
  // What was said again is one piece with several hearings.
  const pieces = [...Map.groupBy(bench.sayings, (each) => `${each.kind} ${each.text}`).values()]
  const shown = all ? pieces : pieces.slice(0, FIRST)
  return (
    <Panel>
      <title>{`寻亲 ${bench.no} · 归途`}</title>
      <div className="t-head">
        <Photo size={56}>
          {bench.photos > 0 ? (
            <Reveal<{ value?: string }> action="people.reveal" fixed={{ personId: bench.personId, what: 'photo' }} label="看照片">
              {(reply) => <img src={reply.value} width={160} alt={`${bench.name}的照片`} />}
            </Reveal>
          ) : null}
        </Photo>
        <div>
          <Row>
            <h1>{bench.name}</h1>
            <Go to={subjectPath('rescue-file', subjectId)}>{bench.no}</Go>
            <Tag tone={identified ? 'grn' : 'vio'}>
              {identified ? '身份已查明' : bench.identity === 'claimed' ? '? 自述未核实' : '? 身份不明'}
            </Tag>
            <span>
              {[
                sexWord(bench.sex),
                ageText(bench.birthFrom, bench.birthTo, dateOf(now)),
                bench.height ? `${bench.height} cm` : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <span className="g-muted">
              {showDate(dateOf(bench.arrivedAt))} {bench.foundPlace ?? bench.station}
            </span>
          </Row>
          <div className="t-said">
            <span className="g-muted">说过的话</span>
            {shown.map((hearings) => (
              <Chip key={`${hearings[0]?.kind}${hearings[0]?.text}`} hearings={hearings} now={now} />
            ))}
            {pieces.length > FIRST ? (
              <Button look="link" onClick={() => setAll(!all)}>
                {all ? '收起' : `还有 ${pieces.length - FIRST} 句`}
              </Button>
            ) : null}
            {bench.sayings.length === 0 ? <span className="g-muted">还没有记下。听到一句就记一句。</span> : null}
            {bench.present ? <PlusSaying fileId={subjectId} /> : null}
          </div>
        </div>
        <div className="t-head-side">
          <Recordings fileId={subjectId} recordings={recordings} />
          <span className="g-muted">{bench.officer ? `责任人 ${bench.officer.name}` : '还没有责任人'}</span>
        </div>
      </div>
    </Panel>
  )
}

const ageText = (from: string | null, to: string | null, today: string) => {
  const word = ageWord(from, to, today)
  return from && to && from !== to ? `看上去 ${word}` : word
}

function Chip({ hearings, now }: { hearings: Saying[]; now: number }) {
  const [saying] = hearings as [Saying]
  const plain = saying.kind === 'mark' || saying.kind === 'accent' || saying.kind === 'age'
  return (
    <Popover
      label={saying.text}
      width={280}
      trigger={(props) => (
        <button type="button" className="t-chip" {...props}>
          {plain ? saying.text : `“${saying.text}”`}
          {hearings.length > 1 ? <span className="g-muted"> {hearings.length} 次</span> : null}
        </button>
      )}
    >
      {hearings.map((each, index) => (
        <p key={`${each.interviewId}${index}`}>
          {each.by}
          {each.at === null ? '' : `，${showInstant(each.at, now)} 听到`}
        </p>
      ))}
    </Popover>
  )
}
