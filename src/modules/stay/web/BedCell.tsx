import { type ReactNode, useState } from 'react'
import {
  ActionButton,
  Button,
  clockOf,
  Facts,
  Go,
  Icon,
  Popover,
  type Refusal,
  RefusalNote,
  say,
  showInstant,
  subjectPath,
  useAct,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import {
  cancelReservationForm,
  leaveBedForm,
  reserveBedForm,
  restoreBedForm,
  startDisinfectionForm,
  withdrawBedForm,
} from '../schema.ts'
import type { Bed, Chosen } from './answers.ts'
import { LeaderPlace, Objections, PlaceButton, preventedAs } from './place.tsx'

interface BedCellProps {
  bed: Bed
  chosen: Chosen | null
  /** Chooses a guest for the board (to move somebody who has a bed), or nobody once one is placed. */
  onChoose(fileId: string | undefined): void
}

function lookOf(bed: Bed, chosen: Chosen | null): string {
  const { occupant } = bed
  if (occupant) {
    const own = chosen && chosen.fileId === occupant.fileId ? ' s-bed-own' : ''
    if (occupant.misplaced) return `s-bed-wrong${own}`
    if (occupant.daysToLimit !== null && occupant.daysToLimit <= 1 && occupant.state === 'here') return `s-bed-soon${own}`
    return `s-bed-taken${own}`
  }
  if (bed.state === 'disinfecting') return 's-bed-clean'
  if (bed.state === 'out-of-use') return 's-bed-off'
  return bed.fit === 'yes' ? 's-bed-fits' : 's-bed-free'
}

/** What stands in the cell: two lines of words, so that no colour has to speak alone. */
function wordsOf(bed: Bed): { right: string; who: string } {
  const { occupant } = bed
  if (occupant) {
    const age = occupant.age === null ? '' : ` ${occupant.age}`
    const right = occupant.misplaced
      ? '须调整'
      : (occupant.stateWords ?? (occupant.days === null ? '' : occupant.days === 0 ? '今日' : `${occupant.days} 天`))
    return { right, who: `${occupant.name}${age}${occupant.withChild ? ' 母子' : ''}` }
  }
  if (bed.state !== 'ready') return { right: '', who: bed.stateWords }
  if (bed.reserved) return { right: '', who: `预留 ${clockOf(bed.reserved.expectedAt)}` }
  if (bed.fit === 'yes') return { right: '', who: '可安排' }
  return { right: '', who: bed.fit === 'leader' ? '空，须决定' : '空' }
}

/** One bed of the board. Pressing it says who has it or why it may not be given, and what may be done. */
export function BedCell({ bed, chosen, onChoose }: BedCellProps) {
  const { right, who } = wordsOf(bed)
  return (
    <Popover
      label={`床位 ${bed.label}`}
      trigger={(props) => (
        <button type="button" {...props} className={`s-bed ${lookOf(bed, chosen)}`} aria-label={`${bed.label} ${who} ${right}`}>
          <span className="s-bed-top">
            <span>{bed.label}</span>
            <span className="s-bed-days">{right}</span>
          </span>
          <span className="s-bed-who">{who}</span>
        </button>
      )}
    >
      {(close) => (
        <div className="g-stack">
          {chosen && chosen.bedId !== bed.id ? (
            <ForChosen
              bed={bed}
              chosen={chosen}
              onDone={() => {
                close()
                onChoose(undefined)
              }}
            />
          ) : null}
          <About bed={bed} onChoose={onChoose} close={close} />
        </div>
      )}
    </Popover>
  )
}

function ForChosen({ bed, chosen, onDone }: { bed: Bed; chosen: Chosen; onDone: () => void }) {
  const may = useMay()
  if (chosen.motherFileId && bed.occupant?.fileId === chosen.motherFileId && may('stay.assign-bed'))
    return <PlaceButton chosen={chosen} bed={bed} inMothersBed onDone={onDone} />
  if (bed.fit === 'yes') return may('stay.assign-bed') ? <PlaceButton chosen={chosen} bed={bed} main onDone={onDone} /> : null
  return (
    <>
      <h3 className="g-row">
        <span className="g-t-red">
          <Icon name="close" small />
        </span>
        {bed.label} {bed.fit === 'leader' ? '要安排给' : '不能安排给'}
        {chosen.name}
        {bed.fit === 'leader' ? '，须值班长决定' : ''}
      </h3>
      <Objections of={bed.objections} />
      {bed.reserved && may('stay.assign-bed') && bed.objections.every((each) => each.code === 'RESERVED') ? (
        <PlaceButton chosen={chosen} bed={bed} takesReservation onDone={onDone} />
      ) : null}
      {bed.fit === 'leader' && may('stay.assign-bed') ? <LeaderPlace chosen={chosen} bed={bed} onDone={onDone} /> : null}
    </>
  )
}

function About({ bed, onChoose, close }: { bed: Bed; onChoose(fileId: string | undefined): void; close(): void }) {
  const now = useNow()
  const may = useMay()
  const { occupant } = bed
  const fixed = { bedId: bed.id }
  if (occupant) {
    const { fileId } = occupant
    return (
      <>
        <h3>
          {bed.label}　{occupant.name} {occupant.age ?? ''}
        </h3>
        {occupant.misplaced ? <p className="g-t-red">须调整：{occupant.misplaced}</p> : null}
        <Facts
          rows={[
            ['状态', occupant.stateWords ?? '在住'],
            ['在站', occupant.days === null ? undefined : `${occupant.days} 天，本床 ${occupant.daysInBed} 天`],
            ['编号', occupant.no ?? undefined],
          ]}
        />
        {fileId ? (
          <div className="g-row">
            <Go to={subjectPath('rescue-file', fileId)}>看个案</Go>
            {may('stay.move-bed') && occupant.state !== 'left' ? (
              <Button
                onClick={() => {
                  onChoose(fileId)
                  close()
                }}
              >
                换床
              </Button>
            ) : null}
            <ActionButton action="stay.leave-bed" of={leaveBedForm} title="腾退床位" fixed={{ fileId }} onDone={close} />
          </div>
        ) : (
          <p className="g-muted">封存的个案，只有指定的人能看。</p>
        )}
      </>
    )
  }
  return (
    <>
      <h3>
        {bed.label}　{bed.stateWords}
      </h3>
      <Facts
        rows={[
          ['房间', bed.room],
          ['自', showInstant(bed.since, now)],
          [
            '预留',
            bed.reserved
              ? `预计 ${showInstant(bed.reserved.expectedAt, now)}，留到 ${clockOf(bed.reserved.keptUntil)}`
              : undefined,
          ],
        ]}
      />
      <div className="g-row">
        {bed.state === 'disinfecting' ? <FinishDisinfection bed={bed} now={now} /> : null}
        {bed.state === 'ready' ? (
          <ActionButton action="stay.start-disinfection" of={startDisinfectionForm} title="开始消毒" fixed={fixed} />
        ) : null}
        {bed.state === 'out-of-use' ? (
          <ActionButton action="stay.restore-bed" of={restoreBedForm} title="恢复床位" fixed={fixed} />
        ) : null}
        {bed.state !== 'out-of-use' && !bed.reserved ? (
          <ActionButton
            action="stay.reserve-bed"
            of={reserveBedForm}
            title="预留床位"
            fixed={fixed}
            initial={{ expectedAt: now }}
          />
        ) : null}
        {bed.reserved ? (
          <ActionButton action="stay.cancel-reservation" of={cancelReservationForm} title="取消预留" fixed={fixed} />
        ) : null}
        {bed.state !== 'out-of-use' ? (
          <ActionButton action="stay.withdraw-bed" of={withdrawBedForm} title="停用床位" fixed={fixed} />
        ) : null}
      </div>
    </>
  )
}

/** Letting a bed go again: fresh linen and enough time, or the reason why not. */
function FinishDisinfection({ bed, now }: { bed: Bed; now: number }): ReactNode {
  const acting = useAct<{ released: boolean; code?: string; sentence?: string }>('stay.finish-disinfection')
  const [linen, setLinen] = useState(false)
  const [held, setHeld] = useState<Refusal | null>(null)
  const may = useMay()
  if (!may('stay.finish-disinfection')) return null

  async function send() {
    setHeld(null)
    const outcome = await acting.send({ bedId: bed.id, linenChanged: linen })
    if (!outcome.ok) return
    if (outcome.reply.released) say(`${bed.label} 已放出`)
    else setHeld(preventedAs({ assigned: false, ...outcome.reply }))
  }

  const early = bed.readyFrom !== null && now < bed.readyFrom
  return (
    <div className="g-stack">
      {early ? <p className="g-muted">最早 {clockOf(bed.readyFrom as number)} 可以放出</p> : null}
      <label className="g-row">
        <input type="checkbox" checked={linen} onChange={(event) => setLinen(event.target.checked)} />
        被服已更换
      </label>
      <Button busy={acting.busy} onClick={() => void send()}>
        登记消毒完成
      </Button>
      <RefusalNote refusal={held ?? acting.refusal} />
    </div>
  )
}
