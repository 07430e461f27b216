/** Buttons on a report's page: those of the step that comes next, for who may take it. */
import type { ReactNode } from 'react'
import { ActionButton, subjectPath, useGo } from '#web/ui/index.ts'
import {
  acknowledgeForm,
  addForm,
  arriveForm,
  consultForm,
  declineForm,
  dispatchForm,
  disposeForm,
  handOverForm,
  joinForm,
  linkChildForm,
  openChildFileForm,
  raiseForm,
  refuseForm,
  unjoinForm,
} from '../schema.ts'
import { findClueForm } from '../schema-clue.ts'
import { takeOutForm } from '../schema-street.ts'
import { type ReportAnswer, useClues, useReport } from './answers.ts'
import { TellPolice } from './clue-parts.tsx'
import { ReportMandatory } from './Mine.tsx'
import { DeskPicker, PolicePicker, TownPicker, usePickers } from './pickers.tsx'
import './reports.css'

interface Subject {
  subjectId: string
}

/** Whom the patrol met by this report, when it is one. */
function onlyOne({ met, closed }: ReportAnswer): { personId?: string } {
  const ids = new Set(met.map((each) => each.personId))
  const [personId] = ids
  return !closed && ids.size === 1 && personId ? { personId } : {}
}

const isOpen = (report: ReportAnswer) => report.state === 'received' || report.state === 'working'

function When({
  subjectId,
  is,
  children,
}: Subject & { is(report: ReportAnswer): boolean; children(report: ReportAnswer): ReactNode }) {
  const { data } = useReport(subjectId)
  return data && is(data) ? children(data) : null
}

const desk = (report: ReportAnswer) => report.may.direct && isOpen(report)
const own = (report: ReportAnswer) => report.dispatches.find((each) => each.own && each.declinedAt === null)

export function Dispatch({ subjectId }: Subject) {
  const { bodies } = usePickers(subjectId)
  return (
    <When subjectId={subjectId} is={desk}>
      {(report) => (
        <ActionButton
          action="reports.dispatch"
          of={dispatchForm}
          title="派单"
          look={report.dispatches.length === 0 ? 'main' : undefined}
          fixed={{ reportId: subjectId }}
          pickers={{ organisationIds: bodies }}
          intro={<p className="g-muted">对方马上看到情况，看不到报告人。到时没有接单，会自动报民政局。</p>}
        />
      )}
    </When>
  )
}

export function Acknowledge({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} is={(report) => isOpen(report) && own(report)?.acknowledgedAt === null}>
      {() => (
        <ActionButton
          action="reports.acknowledge"
          of={acknowledgeForm}
          title="接单"
          look="main"
          fixed={{ reportId: subjectId }}
        />
      )}
    </When>
  )
}

export function Arrive({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} is={(report) => isOpen(report) && own(report)?.onSceneAt === null}>
      {() => <ActionButton action="reports.arrive" of={arriveForm} title="记到场" fixed={{ reportId: subjectId }} />}
    </When>
  )
}

export function Decline({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} is={(report) => isOpen(report) && own(report)?.onSceneAt === null}>
      {() => <ActionButton action="reports.decline" of={declineForm} title="退单" fixed={{ reportId: subjectId }} />}
    </When>
  )
}

export function Consult({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} is={(report) => isOpen(report) && (report.may.direct || report.may.sent)}>
      {() => <ActionButton action="reports.consult" of={consultForm} title="记会商" fixed={{ reportId: subjectId }} />}
    </When>
  )
}

export function Add({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} is={(report) => report.may.direct || report.may.sent}>
      {() => <ActionButton action="reports.add" of={addForm} title="补充情况" fixed={{ reportId: subjectId }} />}
    </When>
  )
}

export function Raise({ subjectId }: Subject) {
  return (
    <When
      subjectId={subjectId}
      is={(report) => isOpen(report) && report.raisedAt === null && (report.may.direct || report.may.sent)}
    >
      {() => <ActionButton action="reports.raise" of={raiseForm} title="报上级协调" fixed={{ reportId: subjectId }} />}
    </When>
  )
}

export function HandOver({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} is={desk}>
      {() => (
        <ActionButton
          action="reports.hand-over"
          of={handOverForm}
          title="移交接报单位"
          fixed={{ reportId: subjectId }}
          pickers={{ toId: DeskPicker }}
        />
      )}
    </When>
  )
}

export function Join({ subjectId }: Subject) {
  const { join } = usePickers(subjectId)
  return (
    <When subjectId={subjectId} is={(report) => desk(report) && report.joined.length === 0}>
      {() => (
        <ActionButton
          action="reports.join"
          of={joinForm}
          title="并入另一份"
          fixed={{ reportId: subjectId }}
          pickers={{ intoId: join }}
        />
      )}
    </When>
  )
}

export function Unjoin({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} is={(report) => report.state === 'joined' && report.may.direct}>
      {() => <ActionButton action="reports.unjoin" of={unjoinForm} title="分开" fixed={{ reportId: subjectId }} />}
    </When>
  )
}

export function Refuse({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} is={(report) => report.state === 'received' && report.may.direct}>
      {() => <ActionButton action="reports.refuse" of={refuseForm} title="不予受理" fixed={{ reportId: subjectId }} />}
    </When>
  )
}

export function TakeOut({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} is={(report) => report.state === 'refused' && report.may.direct}>
      {() => <ActionButton action="reports.take-out" of={takeOutForm} title="取出来办" fixed={{ reportId: subjectId }} />}
    </When>
  )
}

export function OpenFile({ subjectId }: Subject) {
  const go = useGo()
  return (
    <When
      subjectId={subjectId}
      is={(report) => report.closed && report.may.direct && !report.linked && report.state !== 'joined'}
    >
      {({ content, townId }) => (
        <ActionButton<typeof openChildFileForm, { childFileId: string }>
          action="reports.open-child-file"
          of={openChildFileForm}
          title="为孩子建档"
          fixed={{ reportId: subjectId }}
          initial={{
            ...(content.childName ? { name: content.childName } : {}),
            ...(content.childSex === 'male' || content.childSex === 'female' ? { sex: content.childSex } : {}),
            ...(townId ? { townId } : {}),
          }}
          pickers={{ townId: TownPicker }}
          intro={<p className="g-muted">先看看是不是已经建过档（“关联已有个案”）。姓名、生日不知道可以不填。</p>}
          onDone={({ reply }) => go(subjectPath('child-file', reply.childFileId))}
        />
      )}
    </When>
  )
}

export function LinkChild({ subjectId }: Subject) {
  const { child } = usePickers(subjectId)
  return (
    <When subjectId={subjectId} is={(report) => report.closed && report.may.direct && !report.linked}>
      {() => (
        <ActionButton
          action="reports.link-child"
          of={linkChildForm}
          title="关联已有个案"
          fixed={{ reportId: subjectId }}
          pickers={{ childId: child }}
        />
      )}
    </When>
  )
}

export function Dispose({ subjectId }: Subject) {
  const { end, met } = usePickers(subjectId)
  return (
    <When subjectId={subjectId} is={desk}>
      {(report) => (
        <ActionButton
          action="reports.dispose"
          of={disposeForm}
          title="办结"
          fixed={{ reportId: subjectId, ...(report.closed ? { personId: undefined } : {}) }}
          pickers={{ outcome: end, personId: met }}
          initial={onlyOne(report)}
          impossible={report.clues.some((each) => each.state === 'found') ? '有侵害线索还没报公安' : undefined}
        />
      )}
    </When>
  )
}

const find = (fixed: { childId: string } | { reportId: string }) => (
  <ActionButton
    action="reports.find-clue"
    of={findClueForm}
    title="记侵害线索"
    fixed={{ childId: undefined, reportId: undefined, ...fixed }}
    pickers={{ policeId: PolicePicker }}
    intro={<p className="g-muted">怀疑就记，马上报公安。只问一次，记孩子的原话。</p>}
  />
)

export function FindClue({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} is={(report) => report.closed && (report.may.direct || report.may.sent)}>
      {() => find({ reportId: subjectId })}
    </When>
  )
}

export function TellOfReport({ subjectId }: Subject) {
  const clue = useReport(subjectId).data?.clues.find((each) => each.state === 'found')
  return clue ? <TellPolice clue={clue} look="main" /> : null
}

export const FindOnChild = ({ subjectId }: Subject) => find({ childId: subjectId })

export function TellOfChild({ subjectId }: Subject) {
  const clue = useClues(subjectId).data?.items.find((each) => each.state === 'found')
  return clue ? <TellPolice clue={clue} look="main" /> : null
}

export const MandatoryOnChild = ({ subjectId }: Subject) => <ReportMandatory childId={subjectId} />
