import { useEffect, useRef } from 'react'
import { Answer, Empty, Panel, RefusalNote, Skeleton, Tag, useAct, useAsk } from '#web/ui/index.ts'
import type { Strength } from '../engine/types.ts'
import { bandWord, type CompareAnswer, type EvidenceLine, type LatticeLine, type PairLine, useChosen } from './answers.ts'
import './matching.css'

const tones: Record<Strength, 'grn' | 'gry' | 'vio' | 'amb' | 'red'> = {
  '++': 'grn',
  '+': 'grn',
  '0': 'gry',
  '?': 'vio',
  '-': 'amb',
  '--': 'red',
}
const signs: Record<Strength, string> = { '++': '＋＋', '+': '＋', '0': '○', '?': '？', '-': '－', '--': '－－' }

/** The chosen pair item by item; asked for once it was opened. */
export const useCompare = (fileId: string, { inquiry, opened }: PairLine) =>
  useAsk<CompareAnswer>('matching.compare', { fileId, inquiryId: inquiry.inquiryId }, { enabled: opened })

/** Opens a pair: told to the ledger, once a day. Sent once for each reason to open it. */
function useOpening({ pairId, opened, fresh }: PairLine) {
  const { send, refusal } = useAct<{ pairId: string }>('matching.open-pair')
  const sent = useRef('')
  const wanted = opened ? (fresh ? 'fresh' : '') : 'unopened'
  useEffect(() => {
    const key = `${pairId} ${wanted}`
    if (wanted === '' || sent.current === key) return
    sent.current = key
    void send({ pairId })
  }, [wanted, pairId, send])
  return refusal
}

/** Middle of the workbench. */
export default function Compare({ subjectId }: { subjectId: string }) {
  const { asked, chosen } = useChosen(subjectId)
  if (!chosen)
    return (
      <Panel title="逐项对照">
        {asked.isPending ? (
          <Skeleton />
        ) : (
          <Empty title="还没有可对照的家属登记">先把本人说的每一句记下来；有了候选会列在左边。</Empty>
        )}
      </Panel>
    )
  return <Pair line={chosen} />
}

export function Pair({ line }: { line: PairLine }) {
  const asked = useCompare(line.guest.fileId, line)
  const refusal = useOpening(line)
  const of = asked.data
  return (
    <Panel
      title="逐项对照"
      sub={`受助人员 ↔ ${line.inquiry.no}`}
      right={of ? <Tag tone="acc">{`${of.word}　${bandWord(of.pair.low, of.pair.high)}`}</Tag> : null}
      flush
    >
      {!line.opened ? (
        refusal ? (
          <RefusalNote refusal={refusal} />
        ) : (
          <Skeleton />
        )
      ) : (
        <Answer of={asked}>
          {(data) => (
            <>
              {data.kinOf ? <p className="m-note g-t-amb">证据更像：要找的人的亲属。请先问清是哪一辈。</p> : null}
              {data.limited ? (
                <p className="m-note">
                  {`这位在${data.pair.guest.station}${data.pair.guest.officer ? `，经办 ${data.pair.guest.officer}` : ''}：${[data.pair.guest.band, data.pair.guest.sex === 'male' ? '男' : data.pair.guest.sex === 'female' ? '女' : null, data.pair.guest.county].filter(Boolean).join('，')}。认定以前只能看到这些，请联系该站核对。`}
                </p>
              ) : null}
              <Fields evidence={data.evidence} limited={data.limited} />
              <Lattice lattice={data.lattice} note={data.note} />
            </>
          )}
        </Answer>
      )}
    </Panel>
  )
}

function Fields({ evidence, limited }: { evidence: EvidenceLine[]; limited: boolean }) {
  if (evidence.length === 0) return <Empty title="没有可对照的内容">这份登记的内容已按家属要求删除，或还没有比过。</Empty>
  return (
    <table className="m-fields">
      <thead>
        <tr>
          <th>项目</th>
          <th>本人所说、所见</th>
          <th>家属所填</th>
          <th>这条证据有多重</th>
        </tr>
      </thead>
      <tbody>
        {evidence.map((line) => (
          <tr key={line.item}>
            <th scope="row">{line.title}</th>
            <td>{line.guest ?? (limited ? '—' : '未知')}</td>
            <td>{line.inquiry ?? '未填'}</td>
            <td>
              <Tag tone={tones[line.strength]}>{`${signs[line.strength]} ${line.strengthWord}`}</Tag>
              {line.words ? <small>{line.words}</small> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const agreementTones = { same: 'grn', 'near-sound': 'amb', different: 'red', unknown: 'vio' } as const

/** From the province down to the village: as said, as written, and whether they agree. */
function Lattice({ lattice, note }: { lattice: LatticeLine[]; note: string | null }) {
  if (lattice.length === 0) return null
  const five = ['province', 'city', 'county', 'town', 'village'].map((level) => lattice.find((each) => each.level === level))
  const cell = (text: string | null | undefined, kind = '') => (
    <span className={`m-cell ${text ? kind : 'm-cell-none'}`}>{text ?? '未知'}</span>
  )
  const titles = ['省', '市', '县', '乡镇', '村、地物']
  return (
    <section aria-label="地名由大到小对照">
      <div className="m-lattice">
        <span />
        {titles.map((title) => (
          <span key={title} className="g-muted">
            {title}
          </span>
        ))}
        <span>本人</span>
        {five.map((each, index) => (
          <span key={titles[index]}>{cell(each?.guest)}</span>
        ))}
        <span />
        {five.map((each, index) => (
          <span key={titles[index]} className={`g-t-${agreementTones[each?.agreement ?? 'unknown']}`}>
            {each?.word ?? '未知'}
          </span>
        ))}
        <span>家属</span>
        {five.map((each, index) => (
          <span key={titles[index]}>{cell(each?.inquiry, `m-cell-${each?.agreement ?? 'unknown'}`)}</span>
        ))}
      </div>
      {note ? <p className="m-note">{note}</p> : null}
    </section>
  )
}
