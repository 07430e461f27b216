import { Answer, Empty, Muted, Panel, showInstant, Tag, useNow } from '#web/ui/index.ts'
import { type CandidateLine, type CandidatesAnswer, familyLine, percent, useChosen } from './answers.ts'
import './matching.css'

/** Families' inquiries beside a guest: ranked with their bands, the rest and nobody, and who was excluded by whom. */
export default function Candidates({ subjectId }: { subjectId: string }) {
  const { asked, chosen, choose } = useChosen(subjectId)
  const now = useNow()
  const of = asked.data
  const ran = of?.ranAt && of.compared > 0 ? `比过 ${of.compared.toLocaleString('zh-CN')} 条 · ${showInstant(of.ranAt, now)}` : ''
  return (
    <Panel title="家属登记" right={of?.pending ? '正在重新比对' : ran} flush>
      <Answer of={asked}>
        {(data) => (
          <>
            {[...data.confirmed, ...data.candidates].map((line, index) => (
              <Candidate
                key={line.pairId}
                line={line}
                rank={index + 1}
                pressed={chosen?.pairId === line.pairId}
                onChoose={() => choose(line.inquiry.inquiryId)}
              />
            ))}
            <Sums data={data} />
            <Excluded data={data} chosen={chosen?.pairId} onChoose={choose} />
          </>
        )}
      </Answer>
    </Panel>
  )
}

function Candidate({ line, rank, pressed, onChoose }: { line: CandidateLine; rank: number; pressed: boolean; onChoose(): void }) {
  const { inquiry, low, high, probability } = line
  const why = [line.pro.join('、'), line.contra.length > 0 ? `${line.contra.join('、')}不符` : ''].filter(Boolean).join('；')
  return (
    <button type="button" className="m-candidate" aria-pressed={pressed} onClick={onChoose}>
      <span className="m-candidate-head">
        <i>{rank}</i>
        <b>
          {inquiry.no} {inquiry.name ?? ''}
        </b>
        {line.state === 'candidate' || line.state === 'suggested' ? null : <Tag tone={toneOf(line.state)}>{line.stateWord}</Tag>}
        {line.fresh ? <Tag tone="amb">新</Tag> : null}
        <b>{percent(probability)}</b>
      </span>
      <span className="g-hidden">{`把握 ${percent(low)} 到 ${percent(high)}`}</span>
      <Band low={low} high={high} at={probability} />
      <p>{familyLine(line)}</p>
      {why ? <p>{why}</p> : null}
      {line.kinOf ? <p className="g-t-amb">更像要找的人的亲属</p> : null}
    </button>
  )
}

const toneOf = (state: string) => (state === 'confirmed' ? 'grn' : state === 'agreed' ? 'acc' : 'gry')

/** Where the chance lies, and how far it may honestly be off. */
function Band({ low, high, at }: { low: number; high: number; at: number }) {
  const share = (chance: number) => `${Math.min(100, Math.max(0, chance * 100))}%`
  return (
    <div className="m-band" aria-hidden="true">
      <i style={{ left: share(low), width: share(Math.max(high - low, 0)) }} />
      <b style={{ left: share(at) }} />
    </div>
  )
}

function Sums({ data }: { data: CandidatesAnswer }) {
  if (data.ranAt === null)
    return (
      <Empty title={data.sought ? '还没有比过' : '不用和家属登记比对'}>
        {data.sought ? '资料一有变化就自动比对，稍等片刻。' : '身份已核实，或已由家属接回。'}
      </Empty>
    )
  if (data.confirmed.length > 0) return null
  if (data.compared === 0) return <Empty title="还没有可比的家属登记">有家属登记进来会自动比对并提示，不用守着。</Empty>
  return (
    <>
      <div className="m-sum">
        <b>另外 {data.rest.count.toLocaleString('zh-CN')} 条合计</b>
        <b>{percent(data.rest.probability)}</b>
      </div>
      <div className="m-sum m-sum-nobody">
        <span>
          <b>家属还没登记</b>
          <b>{percent(data.nobody)}</b>
        </span>
        <Muted>往常约四成的人查不到登记</Muted>
      </div>
    </>
  )
}

function Excluded({
  data,
  chosen,
  onChoose,
}: {
  data: CandidatesAnswer
  chosen: string | undefined
  onChoose(id: string): void
}) {
  const now = useNow()
  if (data.excluded.length === 0) return null
  return (
    <section aria-label="已排除，不再出现">
      <div className="m-sum">
        <b>已排除，不再出现</b>
        <Muted>{data.excluded.length} 条</Muted>
      </div>
      <ul className="m-excluded">
        {data.excluded.map((line) => (
          <li key={line.pairId}>
            <button
              type="button"
              className="g-btn g-btn-link"
              aria-pressed={chosen === line.pairId}
              onClick={() => onChoose(line.inquiry.inquiryId)}
            >
              {line.inquiry.no} {line.inquiry.name ?? ''}
            </button>
            <p className="g-muted">
              {line.ground}
              {line.reason ? `：${line.reason}` : ''} · {line.decidedBy ?? ''} {showInstant(line.decidedAt ?? 0, now)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
