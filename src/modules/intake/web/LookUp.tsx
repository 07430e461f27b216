import { useEffect, useState } from 'react'
import { Answer, Button, Go, Muted, Panel, Reveal, showInstant, subjectPath, Tag, useAsk, useMay } from '#web/ui/index.ts'
import { stateWords } from '../words.ts'
import { bornWord, type Hit, sexWord } from './answers.ts'

interface Found {
  remarks?: string[]
  more?: boolean
  hits?: Hit[]
}

interface LookUpProps {
  /** What the form says so far: the search follows it until something else is typed here. */
  follow: string
  chosen: string | undefined
  onChoose(personId: string | undefined): void
}

/** Waits until typing rests, so that not every letter asks. */
function useRested(text: string, ms = 350): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), ms)
    return () => clearTimeout(timer)
  }, [text, ms])
  return rested
}

/** 先查: earlier guests by name as heard, number, marks, places; one press takes them over. */
export function LookUp({ follow, chosen, onChoose }: LookUpProps) {
  const may = useMay()
  const [typed, setTyped] = useState('')
  const text = useRested((typed.trim() || follow).trim())
  const asked = useAsk<Found>(
    'people.search',
    { text, limit: 8 },
    { enabled: text !== '' && may('people.search'), keepPrevious: true },
  )
  const hits = text === '' ? [] : (asked.data?.hits ?? [])
  return (
    <Panel
      title="先查"
      sub={
        text === '' ? '名字、叫法、证件号、特征、地名' : `“${text}” 查到 ${hits.length}${asked.data?.more ? ' 条以上' : ' 条'}`
      }
      flush
    >
      <div className="intake-search">
        <input
          className="g-input"
          type="search"
          aria-label="先查：姓名、读音、证件号、特征、地点"
          placeholder={follow ? `跟着右边查：${follow}` : '姓名、读音、证件号、特征、地点'}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {text === '' ? null : (
        <Answer of={asked}>
          {() => (
            <div aria-live="polite">
              {hits.map((hit) => (
                <HitCard key={hit.personId} hit={hit} chosen={chosen === hit.personId} onChoose={onChoose} />
              ))}
              {(asked.data?.remarks ?? []).map((remark) => (
                <p key={remark} className="intake-hint g-muted">
                  {remark}
                </p>
              ))}
            </div>
          )}
        </Answer>
      )}
      <p className="intake-hint g-muted">
        多次求助只是事实，不是拒绝的理由。拒绝须有法定情形并出具通知书。
        {hits.length === 0 && text !== '' ? '都没有，就直接登记。' : ''}
      </p>
    </Panel>
  )
}

function HitCard({ hit, chosen, onChoose }: { hit: Hit; chosen: boolean; onChoose: LookUpProps['onChoose'] }) {
  const stays = hit.stays ?? []
  const last = stays[0]
  if (!hit.inside) {
    return (
      <div className="intake-hit">
        <b>{hit.sealed ? '有一份封存的档案' : '外站有过记录'}</b>{' '}
        <Muted>{(hit.elsewhere ?? []).map((each) => `${each.station} ${each.month}`).join('；')}</Muted>
        {hit.sealed ? null : (
          <Reveal action="people.open-elsewhere" fixed={{ personId: hit.personId }} label="写明理由调阅">
            {() => <Choose personId={hit.personId} chosen={chosen} onChoose={onChoose} />}
          </Reveal>
        )}
      </div>
    )
  }
  return (
    <div className={chosen ? 'intake-hit intake-hit-mine' : 'intake-hit'}>
      <div className="g-row g-between">
        <b>{hit.displayName ?? '无名'}</b>
        {hit.identityWord ? <Tag tone="gry">{hit.identityWord}</Tag> : null}
      </div>
      <div>{`${sexWord(hit.sex)} · ${bornWord(hit.birthFrom, hit.birthTo)}`}</div>
      {hit.said && hit.said !== hit.displayName ? <Muted>{`按“${hit.said}”找到`}</Muted> : null}
      {stays.length > 0 ? (
        <div>
          来过 <b>{stays.length}</b> 次
          {last ? (
            <Muted>{`　最近：${showInstant(last.arrivedAt)} ${last.station}，${stateWords[last.state] ?? ''}${last.leftNote ? `，${last.leftNote}` : ''}`}</Muted>
          ) : null}
        </div>
      ) : null}
      <div className="g-row">
        <Choose personId={hit.personId} chosen={chosen} onChoose={onChoose} />
        <Go to={subjectPath('person', hit.personId)}>翻看旧档</Go>
      </div>
    </div>
  )
}

function Choose({ personId, chosen, onChoose }: { personId: string; chosen: boolean; onChoose: LookUpProps['onChoose'] }) {
  if (!chosen)
    return (
      <Button size="small" look="main" onClick={() => onChoose(personId)}>
        是同一人，沿用资料
      </Button>
    )
  return (
    <>
      <Tag tone="grn">✓ 已认作同一人，沿用资料</Tag>
      <Button size="small" onClick={() => onChoose(undefined)}>
        撤回
      </Button>
    </>
  )
}
