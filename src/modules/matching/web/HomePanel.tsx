import { Answer, Empty, Go, Panel, Tag, useAsk, useMay } from '#web/ui/index.ts'
import { type PairLine, percent } from './answers.ts'
import './matching.css'

interface AlertsAnswer {
  fresh: number
  guests: number
  inquiries: number
  second: number
  waiting: (PairLine & { sentence: string })[]
  items: (PairLine & { sentence: string })[]
}

/** Matches to look at, in words; both sides of our own. */
export default function HomePanel() {
  const asked = useAsk<AlertsAnswer>('matching.alerts', {}, { every: 120_000 })
  const may = useMay()
  const to = (line: PairLine) =>
    line.guest.own && may('matching.candidates')
      ? `/tracing/${line.guest.fileId}?inquiry=${line.inquiry.inquiryId}`
      : line.guest.own
        ? `/rescue-file/${line.guest.fileId}`
        : `/inquiry/${line.inquiry.inquiryId}`
  return (
    <Panel title="待核对的比中" right={<Go to="/matching">全部</Go>} flush>
      <Answer of={asked}>
        {({ items, fresh, second, waiting }) => (
          <>
            {waiting.length > 0 ? (
              <ul className="m-home" aria-label="等您签第二个名">
                {waiting.map((line) => (
                  <li key={line.pairId} className="g-row g-between">
                    <Go to={to(line)}>{line.sentence}</Go>
                    <Tag tone="amb">等您签</Tag>
                  </li>
                ))}
              </ul>
            ) : null}
            {items.length === 0 && waiting.length === 0 ? <Empty title="没有新的比中">有像的会自动列在这里。</Empty> : null}
            <ul className="m-home">
              {items.map((line) => (
                <li key={line.pairId} className="g-row g-between">
                  <Go to={to(line)}>{line.sentence}</Go>
                  <b>{percent(line.probability)}</b>
                </li>
              ))}
            </ul>
            {fresh > items.length ? <p className="g-muted m-home">另有 {fresh - items.length} 对没看过</p> : null}
            {second > waiting.length ? (
              <p className="m-home">
                <Go to="/matching?kind=agreed">
                  <Tag tone="amb">{second} 对等第二人签</Tag>
                </Go>
              </p>
            ) : null}
          </>
        )}
      </Answer>
    </Panel>
  )
}
