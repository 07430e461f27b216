/** Buttons on a complaint's page: only those of the step that comes next, for who may take it. */
import { type ReactNode, useMemo } from 'react'
import { saveDraft } from '#web/ui/form/draft.ts'
import { ActionButton, addDays, Button, dateOf, Muted, Row, serverNow, useGo, useMay, useMe, useNow } from '#web/ui/index.ts'
import {
  accusedForm,
  answerForm,
  askStatementForm,
  assignForm,
  closeForm,
  joinForm,
  lookIntoForm,
  moveForm,
  partForm,
  retaliationForm,
  reviewForm,
  sendOnForm,
  withdrawForm,
} from '../schema.ts'
import { terms } from '../terms.ts'
import { type ComplaintAnswer, useComplaint } from './answers.ts'
import { BodyPicker, handlerPicker, joinPicker, staffPicker } from './pickers.tsx'

interface Subject {
  subjectId: string
}

function When({ subjectId, door, children }: Subject & { door: string; children(complaint: ComplaintAnswer): ReactNode }) {
  const { data } = useComplaint(subjectId)
  return data?.may.includes(door) ? children(data) : null
}

export function LookInto({ subjectId }: Subject) {
  const now = useNow()
  return (
    <When subjectId={subjectId} door="complaints.look-into">
      {() => (
        <ActionButton
          action="complaints.look-into"
          of={lookIntoForm}
          title="登记查明"
          look="main"
          fixed={{ complaintId: subjectId }}
          initial={{ measuresBy: addDays(dateOf(now), 15) }}
        />
      )}
    </When>
  )
}

export function Assign({ subjectId }: Subject) {
  const now = useNow()
  const picker = useMemo(() => handlerPicker(subjectId), [subjectId])
  return (
    <When subjectId={subjectId} door="complaints.assign">
      {(complaint) => (
        <ActionButton
          action="complaints.assign"
          of={assignForm.omit({ organisationId: true })}
          title={complaint.state === 'received' ? '交办' : '改派、改期限'}
          look={complaint.state === 'received' ? 'main' : 'plain'}
          fixed={{ complaintId: subjectId }}
          initial={{
            dueOn: complaint.dueOn && complaint.dueOn >= dateOf(now) ? complaint.dueOn : addDays(dateOf(now), terms.answer.value),
          }}
          pickers={{ accountId: picker }}
          intro={<Muted>{complaint.who ? `现在由 ${complaint.who} 查。` : '名单里没有被反映的人。'}</Muted>}
        />
      )}
    </When>
  )
}

export function Answer({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="complaints.answer">
      {(complaint) => (
        <ActionButton
          action="complaints.answer"
          of={answerForm}
          title="答复投诉人"
          look="main"
          fixed={{ complaintId: subjectId }}
          initial={{ way: complaint.wants === 'phone' ? 'phone' : 'receipt' }}
          intro={complaint.joined.length > 0 ? <Muted>{`并入的 ${complaint.joined.length} 件一起答复。`}</Muted> : undefined}
        />
      )}
    </When>
  )
}

export function AskStatement({ subjectId }: Subject) {
  const now = useNow()
  return (
    <When subjectId={subjectId} door="complaints.ask-statement">
      {() => (
        <ActionButton
          action="complaints.ask-statement"
          of={askStatementForm}
          title="要求被反映单位说明"
          fixed={{ complaintId: subjectId }}
          initial={{ dueOn: addDays(dateOf(now), terms.statement.value) }}
        />
      )}
    </When>
  )
}

export function NameAccused({ subjectId }: Subject) {
  const picker = useMemo(() => staffPicker(subjectId), [subjectId])
  return (
    <When subjectId={subjectId} door="complaints.name-accused">
      {() => (
        <ActionButton
          action="complaints.name-accused"
          of={accusedForm}
          title="写明被反映人"
          fixed={{ complaintId: subjectId }}
          pickers={{ accountIds: picker }}
        />
      )}
    </When>
  )
}

/** What was said goes along into the form of the report's desk, in this tab only. */
export function SendOn({ subjectId }: Subject) {
  const go = useGo()
  const may = useMay()
  const account = useMe()?.accountId ?? ''
  return (
    <When subjectId={subjectId} door="complaints.send-on">
      {(complaint) => (
        <Row>
          {may('reports.receive') ? (
            <Button
              onClick={() => {
                saveDraft(`${account}.reports:receive`, { what: complaint.words }, serverNow())
                go('/reports')
              }}
            >
              去接报登记
            </Button>
          ) : null}
          <ActionButton
            action="complaints.send-on"
            of={sendOnForm}
            title="已转为报告"
            fixed={{ complaintId: subjectId }}
            intro={<Muted>有人受伤、受侵害的，先打 110。先在“报告”登记，再把编号写在这里。</Muted>}
          />
        </Row>
      )}
    </When>
  )
}

export function Move({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="complaints.move">
      {() => (
        <ActionButton
          action="complaints.move"
          of={moveForm}
          title="转到应办单位"
          fixed={{ complaintId: subjectId }}
          pickers={{ bodyId: BodyPicker }}
        />
      )}
    </When>
  )
}

export function Join({ subjectId }: Subject) {
  const { data } = useComplaint(subjectId)
  const bodyId = data?.bodyId ?? null
  const picker = useMemo(() => joinPicker(subjectId, bodyId), [subjectId, bodyId])
  return (
    <When subjectId={subjectId} door="complaints.join">
      {() => (
        <ActionButton
          action="complaints.join"
          of={joinForm}
          title="并案"
          fixed={{ complaintId: subjectId }}
          pickers={{ intoId: picker }}
        />
      )}
    </When>
  )
}

/** Steps whose form asks for words alone. */
const plain = (
  door: string,
  title: string,
  of: typeof partForm | typeof reviewForm | typeof withdrawForm | typeof retaliationForm,
) =>
  function Plain({ subjectId }: Subject) {
    return (
      <When subjectId={subjectId} door={door}>
        {() => <ActionButton action={door} of={of as typeof partForm} title={title} fixed={{ complaintId: subjectId }} />}
      </When>
    )
  }
export const Part = plain('complaints.part', '分开', partForm)
export const AskReview = plain('complaints.ask-review', '投诉人申请复核', reviewForm)
export const Withdraw = plain('complaints.withdraw', '投诉人撤回', withdrawForm)
export const Retaliation = plain('complaints.tell-retaliation', '登记报复', retaliationForm)

export function Close({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="complaints.close">
      {(complaint) => (
        <ActionButton
          action="complaints.close"
          of={closeForm}
          title="办结"
          kind="modal"
          fixed={{ complaintId: subjectId }}
          {...(complaint.openMeasures > 0 ? { impossible: `还有 ${complaint.openMeasures} 项整改没有落实` } : {})}
        />
      )}
    </When>
  )
}
