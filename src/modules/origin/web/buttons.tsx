/** Buttons of the place of origin; what a state does not take is not drawn. */
import { ActionButton, OrganisationSelect, type PickerProps, saveBlob, useNow, dateOf } from '#web/ui/index.ts'
import {
  acceptForm,
  askRegisterForm,
  askVisitForm,
  declineForm,
  findingForm,
  makeFileForm,
  noteAnswerForm,
  noteSentForm,
  notArrivedForm,
  placeForm,
  receiveForm,
  registerLetterForm,
  reportHardshipForm,
  restoreRegisterForm,
  settleForm,
  takeInForm,
  visitForm,
} from '../schema.ts'
import { openFindings } from '../words.ts'
import { type CaseAnswer, type SendingLine, useOfFile } from './answers.ts'

const LookerPicker = (props: PickerProps) => <OrganisationSelect ask="origin.lookers" {...props} />
const PolicePicker = (props: PickerProps) => <OrganisationSelect ask="origin.police" {...props} />

export function RegisterLetter() {
  return (
    <ActionButton
      action="origin.register-letter"
      of={registerLetterForm}
      title="登记来函"
      look="main"
      draftKey="origin-letter"
      intro={<p className="g-muted">先填证件号：以前来过的会接着用那个人，不重复建档。没有证件号的，请先查找，从人员页登记。</p>}
    />
  )
}

/** From the page of somebody who is known here. */
export function RegisterForPerson({ subjectId }: { subjectId: string }) {
  return (
    <ActionButton
      action="origin.register-letter"
      of={registerLetterForm.omit({ newPerson: true })}
      title="登记关于此人的来函"
      fixed={{ personId: subjectId }}
    />
  )
}

export function TakeIn({ subjectId }: { subjectId: string }) {
  const asked = useOfFile(subjectId)
  const own = asked.data?.cases.find((each) => each.mine && !each.theirs)
  if (!asked.data?.letterFile || !own) return null
  return (
    <ActionButton action="origin.take-in" of={takeInForm} title="来站求助，转接待" fixed={{ receptionId: own.receptionId }} />
  )
}

/** What can be done in a case now, the usual first. */
export function CaseButtons({ found }: { found: CaseAnswer }) {
  const now = useNow()
  const { state, receptionId, mine } = found
  const fixed = { receptionId }
  const today = dateOf(now)
  const open = openFindings(found)
  const here = state === 'received' || state === 'visited' || state === 'settled'
  const waits = state === 'told' || state === 'answered'
  return (
    <div className="g-row">
      {mine && (state === 'told' || state === 'not-accepted') ? (
        <ActionButton
          action="origin.accept"
          of={acceptForm}
          title="同意接收"
          look={found.asks ? 'main' : 'plain'}
          fixed={fixed}
        />
      ) : null}
      {mine && !here ? (
        <ActionButton
          action="origin.receive"
          of={receiveForm}
          title="接收"
          look={state === 'told' && found.asks ? 'plain' : 'main'}
          fixed={fixed}
          initial={{ to: 'family', receivedAt: now }}
          draftKey={`origin-receive:${receptionId}`}
        />
      ) : null}
      {mine && waits ? <ActionButton action="origin.decline" of={declineForm} title="不予接收" fixed={fixed} /> : null}
      {mine && waits ? (
        <ActionButton action="origin.record-not-arrived" of={notArrivedForm} title="记人未到" fixed={fixed} />
      ) : null}
      {found.mayVisit && (state === 'received' || state === 'visited') ? (
        <ActionButton
          action="origin.record-visit"
          of={visitForm}
          title={state === 'received' ? '记走访' : '再记走访'}
          look={state === 'received' ? 'main' : 'plain'}
          fixed={fixed}
          initial={{ how: 'went', visitedOn: today }}
          draftKey={`origin-visit:${receptionId}`}
        />
      ) : null}
      {mine && state === 'received' ? (
        <ActionButton
          action="origin.ask-visit"
          of={askVisitForm}
          title="请镇村了解家庭状况"
          label={found.visitAsked ? '改请别的镇村' : '请镇村了解'}
          fixed={fixed}
          pickers={{ organisationId: LookerPicker }}
        />
      ) : null}
      {mine && open.includes('hardship') ? (
        <ActionButton action="origin.report-hardship" of={reportHardshipForm} title="报送困难情况" look="main" fixed={fixed} />
      ) : null}
      {mine && here && (open.includes('homeless') || found.placedAt === null) ? (
        <ActionButton
          action="origin.place"
          of={placeForm}
          title="记安置"
          look={open.includes('homeless') ? 'main' : 'plain'}
          fixed={fixed}
          initial={{ placedOn: today }}
        />
      ) : null}
      {mine && open.includes('register') ? (
        <ActionButton
          action="origin.ask-register"
          of={askRegisterForm}
          title="请公安恢复户籍"
          look={found.policeAskedAt === null ? 'main' : 'plain'}
          fixed={fixed}
          pickers={{ organisationId: PolicePicker }}
        />
      ) : null}
      {found.mayRestore && open.includes('register') ? (
        <ActionButton
          action="origin.restore-register"
          of={restoreRegisterForm}
          title="记户籍恢复"
          fixed={fixed}
          initial={{ restoredOn: today }}
        />
      ) : null}
      {found.mayVisit && here ? (
        <ActionButton size="small" action="origin.record-finding" of={findingForm} title="补记发现" fixed={fixed} />
      ) : null}
      {mine && state === 'visited' ? (
        <ActionButton
          action="origin.settle"
          of={settleForm}
          title="办结接收"
          fixed={fixed}
          impossible={open.length > 0 ? '困难、安置、户籍办完才能办结' : undefined}
        />
      ) : null}
    </div>
  )
}

/** The letter as a signed file, saved where the browser saves. */
export function MakeFile({ fileId }: { fileId: string }) {
  return (
    <ActionButton
      action="origin.make-file"
      of={makeFileForm}
      title="导出函件文件"
      size="small"
      fixed={{ fileId }}
      intro={
        <p className="g-muted">
          文件里有完整证件号，导出会记下是谁、做什么用。没有加密：请用政务邮件、光盘、U 盘当面交，不要用个人微信、QQ 发。
        </p>
      }
      onDone={({ reply }) => {
        const letter = (reply as { letter?: string }).letter
        if (letter) saveBlob(new Blob([letter], { type: 'application/json' }), '返乡函件.guitu.json')
      }}
    />
  )
}

export function NoteSent({ fileId }: { fileId: string }) {
  return <ActionButton action="origin.note-sent" of={noteSentForm} title="记函件发出" size="small" fixed={{ fileId }} />
}

export function NoteAnswer({ fileId, sending }: { fileId: string; sending: SendingLine }) {
  return (
    <ActionButton
      action="origin.note-answer"
      of={noteAnswerForm}
      title="记流出地复函"
      label="记复函"
      size="small"
      fixed={{ fileId, sendingId: sending.sendingId }}
    />
  )
}
