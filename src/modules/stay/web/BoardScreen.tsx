import {
  Answer,
  Button,
  Columns,
  Empty,
  Facts,
  Go,
  Icon,
  Page,
  Panel,
  showInstant,
  Stack,
  subjectPath,
  Tag,
  useAsk,
  useMay,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import type { Board, Chosen, Zone } from './answers.ts'
import { BedCell } from './BedCell.tsx'
import { PlaceButton } from './place.tsx'
import { StationSelect, useStation } from './station.tsx'
import './stay.css'

const legend = [
  ['s-bed-taken', '有人'],
  ['s-bed-free', '空床'],
  ['s-bed-clean', '消毒中'],
  ['s-bed-soon', '期满将至'],
  ['s-bed-wrong', '须调整'],
  ['s-bed-fits', '可安排'],
] as const

/** The bed board: zones as rooms with their rule; for a chosen guest every zone and bed says yes or no, and why. */
export default function BoardScreen() {
  const { search, setSearch } = useRoute()
  const names = search.names === '1'
  const station = useStation()
  const asked = useAsk<Board>(
    'stay.board',
    {
      names,
      ...(search.file ? { fileId: search.file } : {}),
      ...station.params,
    },
    { every: 60_000, keepPrevious: true, enabled: station.ready },
  )
  const board = asked.data
  const choose = (fileId: string | undefined) => setSearch({ file: fileId })
  return (
    <Page
      title="床位图"
      sub={
        board ? (
          <>
            <StationSelect of={station} />
            <span>
              在站 <b>{board.counts.inStation}</b> 人 · 在用 <b>{board.counts.taken}</b> / {board.counts.beds} 床 · 使用率{' '}
              {board.counts.percent}% · 房间 {board.counts.roomsTaken} / {board.counts.rooms}
            </span>
            <span className="g-muted">双重占用 {board.counts.doubles}</span>
            <span className="g-muted">
              {names ? '名字已显示 ' : '名字已遮 '}
              <Button look="link" onClick={() => setSearch({ names: names ? undefined : '1' })}>
                {names ? '遮住' : '显示'}
              </Button>
            </span>
          </>
        ) : null
      }
      actions={
        <span className="s-legend">
          {legend.map(([look, words]) => (
            <span key={look}>
              <i className={look} />
              {words}
            </span>
          ))}
        </span>
      }
    >
      <Answer of={asked} lines={12}>
        {(answer) => (
          <Columns layout="main-side">
            <Zones board={answer} onChoose={choose} />
            <aside className="g-stack" aria-label="安排床位">
              <Waiting board={answer} chosen={answer.chosen} onChoose={choose} />
              {answer.chosen ? <ForGuest chosen={answer.chosen} onChoose={choose} /> : null}
              <Conflicts board={answer} />
            </aside>
          </Columns>
        )}
      </Answer>
    </Page>
  )
}

function Zones({ board, onChoose }: { board: Board; onChoose(fileId: string | undefined): void }) {
  const may = useMay()
  if (board.zones.length === 0)
    return (
      <Panel>
        <Empty
          title="还没有设立分区和床位"
          actions={may('stay.open-zone') ? <Go to="/admin/zones">去设立分区和床位</Go> : undefined}
        >
          先设立男区、女区、未成年区、特护区和观察隔离区，再设立床位。
        </Empty>
      </Panel>
    )
  return (
    <div className="s-zones">
      {board.zones.map((zone) => (
        <ZoneBox key={zone.id} zone={zone} chosen={board.chosen} onChoose={onChoose} />
      ))}
    </div>
  )
}

function ZoneBox({ zone, chosen, onChoose }: { zone: Zone; chosen: Chosen | null; onChoose(fileId: string | undefined): void }) {
  const { verdict } = zone
  const look = verdict?.recommended ? 's-zone-yes' : verdict?.answer === 'no' ? 's-zone-no' : ''
  return (
    <section className={`s-zone ${zone.beds.length > 10 ? 's-zone-wide' : ''} ${look}`} aria-label={zone.name}>
      <div className="s-zone-head">
        <h3>{zone.name}</h3>
        <span>
          <b>{zone.taken}</b>
          <span className="g-ink-3">/{zone.total}</span>
        </span>
        <span className="g-muted">
          {zone.rule}
          {zone.staffedBy ? ` · ${zone.staffedBy}` : ''}
        </span>
        {verdict ? <Verdict verdict={verdict} /> : null}
      </div>
      <div className="s-beds">
        {zone.beds.map((bed) => (
          <BedCell key={bed.id} bed={bed} chosen={chosen} onChoose={onChoose} />
        ))}
      </div>
    </section>
  )
}

function Verdict({ verdict }: { verdict: NonNullable<Zone['verdict']> }) {
  const why = verdict.objections.map((each) => each.zh).join(' ')
  if (verdict.recommended)
    return (
      <Tag tone="acc">
        <Icon name="check" small />
        推荐
      </Tag>
    )
  if (verdict.full && verdict.objections.length === 0) return <Tag>没有合适的空床</Tag>
  if (verdict.answer === 'no')
    return (
      <Tag title={why}>
        <Icon name="close" small />
        此人不可
      </Tag>
    )
  return verdict.answer === 'leader' ? (
    <Tag tone="amb" title={why}>
      须值班长决定
    </Tag>
  ) : (
    <Tag tone="out">可以</Tag>
  )
}

function Waiting({
  board,
  chosen,
  onChoose,
}: {
  board: Board
  chosen: Chosen | null
  onChoose(fileId: string | undefined): void
}) {
  const now = useNow()
  const { here, onTheWay } = board.waiting
  return (
    <Panel title="待安排" right={`${here.length + onTheWay.length} 人`} flush>
      {here.length + onTheWay.length === 0 ? <Empty title="都有床位">新受理的人会出现在这里。</Empty> : null}
      <div className="s-waiting">
        {here.map((guest) => (
          <button
            key={guest.fileId}
            type="button"
            className={`s-wait ${chosen?.fileId === guest.fileId ? 's-wait-on' : ''}`}
            aria-pressed={chosen?.fileId === guest.fileId}
            onClick={() => onChoose(guest.fileId)}
          >
            <span className="g-row g-between">
              <b>{guest.name}</b>
              <span className="g-muted">{guest.acceptedAt === null ? '' : `${showInstant(guest.acceptedAt, now)} 受理`}</span>
            </span>
            <span>{guest.words.join(' · ')}</span>
          </button>
        ))}
        {onTheWay.map((kept) => (
          <div key={kept.bedId} className="s-wait">
            <div className="g-row g-between">
              <b>{kept.who}</b>
              <span className="g-muted">途中，预计 {showInstant(kept.expectedAt, now)}</span>
            </div>
            <span className="g-muted">→ {kept.bed} 已预留</span>
          </div>
        ))}
      </div>
    </Panel>
  )
}

function ForGuest({ chosen, onChoose }: { chosen: Chosen; onChoose(fileId: string | undefined): void }) {
  const now = useNow()
  const may = useMay()
  const first = chosen.offered[0]
  return (
    <Panel
      title={`${chosen.bedId ? '换床' : '安排'}：${chosen.name}`}
      right={
        <Button look="link" onClick={() => onChoose(undefined)}>
          不选
        </Button>
      }
    >
      <Stack>
        <div className="g-row">
          <span>{chosen.words.join(' · ')}</span>
          <Go to={subjectPath('rescue-file', chosen.fileId)}>看个案</Go>
        </div>
        {may('stay.assign-bed') ? (
          <div className="s-offers">
            {chosen.offered.slice(0, 2).map((bed, index) => (
              <PlaceButton key={bed.id} chosen={chosen} bed={bed} main={index === 0} onDone={() => onChoose(undefined)} />
            ))}
          </div>
        ) : null}
        {chosen.none ? <p className="g-t-red">{chosen.none}</p> : null}
        <Facts
          rows={[
            ['现住', chosen.bed ?? undefined],
            ['推荐', first ? `${first.label}：空，${showInstant(first.since, now)} 起可用` : undefined],
            ['须做', chosen.must.length > 0 ? chosen.must.join('、') : undefined],
            ['转出', chosen.moveOn ?? undefined],
          ]}
        />
        <div>
          <p className="g-muted">别的区为什么不行</p>
          <dl className="s-why">
            {chosen.others.map((each) => (
              <ZoneWhy key={each.zoneId} zone={each.zone} short={each.short} />
            ))}
          </dl>
        </div>
      </Stack>
    </Panel>
  )
}

function ZoneWhy({ zone, short }: { zone: string; short: string }) {
  return (
    <>
      <dt>{zone}</dt>
      <dd>{short}</dd>
    </>
  )
}

function Conflicts({ board }: { board: Board }) {
  const now = useNow()
  const { total, items } = board.conflicts
  return (
    <Panel title="拦下的冲突" right={`本月 ${total} 次`} flush>
      {items.length === 0 ? <Empty title="本月没有">同床、混住、消毒未满的安排会被拦下，并记在这里。</Empty> : null}
      {items.slice(0, 8).map((each) => (
        <div key={each.id} className="s-wait">
          <div className="g-row g-between">
            <b>{each.title}</b>
            <span className="g-muted">{showInstant(each.at, now)}</span>
          </div>
          <span className="g-ink-3">
            {each.sentence}
            {each.instead ? ` 改排 ${each.instead}` : ''}
          </span>
        </div>
      ))}
    </Panel>
  )
}
