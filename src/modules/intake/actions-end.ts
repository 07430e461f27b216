/** Doors by which a reception ends without help, or an episode is gone on with; and the counter of printed papers. */
import { action, type Decision, type LoadContext } from '#kernel/action.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { type FileRow, fileRef, type FileState, filesOfPerson, moveFile } from '#modules/people-and-cases/index.ts'
import { mayWorkOn } from './access.ts'
import { type AtStation, lockAtStation, lockReception } from './loads.ts'
import { refuse } from './refusals.ts'
import { afterAsking, moveTo, notFreeToGo, notRefusable, notTakenBack, openFileAt, type Reception } from './rules.ts'
import { outstanding } from './rules-steps.ts'
import { clean } from './rules-text.ts'
import { printForm, refuseForm, takeBackForm, transferForm, withdrawForm } from './schema-end.ts'
import { noticeNumber } from './store.ts'
import { lastOf, ofFile, ofReception, standing } from './rules-facts.ts'
import { type PaperKind } from './words.ts'

interface Noticed extends AtStation {
  noticeNo: string
}

async function lockWithNotice(context: LoadContext, form: { fileId: string }): Promise<Noticed | null> {
  const at = await lockAtStation(context, form)
  return at ? { ...at, noticeNo: await noticeNumber(context.tx, at.station.id, at.station.shortName, context.occurredAt) } : null
}

type Moved = { state: FileState }
const saveMove = ({ tx }: LoadContext, changes: Moved, { file }: { file: FileRow }) => moveFile(tx, file.id, changes)

export const refuseHelp = action({
  name: 'intake.refuse',
  title: '不予救助',
  help: '必须有法定情形，并当面出具《不予救助通知书》。说不清情况的人、未成年人先救助。',
  legalBasis: '民政部令第24号第5条',
  form: refuseForm,
  load: lockWithNotice,
  may: mayWorkOn,
  decide(at: Noticed, raw, moment): Decision<Moved> | Refusal {
    const form = clean(raw)
    const state = moveTo(at.file, 'intake.refuse', '不予救助；已受理的请用“终止救助”')
    if (isRefusal(state)) return state
    const stopped = afterAsking(at, moment, '决定') ?? notRefusable(at, form, moment.occurredAt)
    if (stopped) return stopped
    return {
      facts: [
        {
          subject: fileRef(at.file),
          name: 'intake.refused',
          value: { ground: form.ground, noticeNo: at.noticeNo },
          details: {
            explanation: form.explanation,
            approvedBy: form.approvedBy,
            delivery: form.delivery,
            witness: form.witness,
            staff: moment.actor.name,
          },
        },
      ],
      changes: { state },
      reply: { fileId: at.file.id, noticeNo: at.noticeNo },
    }
  },
  save: saveMove,
})

export const withdraw = action({
  name: 'intake.withdraw',
  title: '放弃求助',
  help: '本人不要救助了。救助自愿；告诉他求助电话，随时可以再来。',
  legalBasis: '国务院令第381号第10、11条',
  form: withdrawForm,
  load: lockReception,
  may: mayWorkOn,
  decide(reception: Reception, raw, moment): Decision<Moved> | Refusal {
    const form = clean(raw)
    const { file } = reception
    const state = moveTo(file, 'intake.withdraw', '放弃求助；已受理的请办离站')
    if (isRefusal(state)) return state
    const stopped = afterAsking(reception, moment, '放弃求助') ?? notFreeToGo(reception, form, moment.occurredAt)
    if (stopped) return stopped
    const kept = outstanding(ofFile(reception.facts, file.id)).length
    const { fileId, ...details } = form
    return {
      facts: [{ subject: fileRef(file), name: 'intake.withdrawn', details: { ...details, staff: moment.actor.name } }],
      changes: { state },
      reply: { fileId, ...(kept > 0 ? { belongingsKept: kept } : {}) },
    }
  },
  save: saveMove,
})

export const transfer = action({
  name: 'intake.transfer',
  title: '移交其他单位',
  help: '不在本站救助、由公安、医院、其他站或未保机构接手的。这不是不予救助。',
  legalBasis: '工作规程：初检',
  form: transferForm,
  load: lockReception,
  may: mayWorkOn,
  decide(reception: Reception, raw, moment): Decision<Moved> | Refusal {
    const form = clean(raw)
    const { file } = reception
    const state = moveTo(file, 'intake.transfer', '移交；已受理的请办离站')
    if (isRefusal(state)) return state
    const stopped = afterAsking(reception, moment, '移交')
    if (stopped) return stopped
    const kept = outstanding(ofFile(reception.facts, file.id)).length
    const { fileId, ...details } = form
    return {
      facts: [
        {
          subject: fileRef(file),
          name: 'intake.transferred',
          value: { to: form.to },
          details: { ...details, staff: moment.actor.name },
        },
      ],
      changes: { state },
      reply: { fileId, ...(kept > 0 ? { belongingsKept: kept } : {}) },
    }
  },
  save: saveMove,
})

interface WithFiles extends Reception {
  files: FileRow[]
}

async function lockWithFiles(context: LoadContext, form: { fileId: string }): Promise<WithFiles | null> {
  const reception = await lockReception(context, form)
  return reception ? { ...reception, files: await filesOfPerson(context.tx, reception.file.personId) } : null
}

export const takeBack = action({
  name: 'intake.take-back',
  title: '离站后返回',
  help: '擅自离站、送医、移交公安后又回来的，接着原来的个案办；应办事项重新起算。',
  legalBasis: '国务院令第381号第10条：救助自愿',
  form: takeBackForm,
  load: lockWithFiles,
  may: mayWorkOn,
  decide(loaded: WithFiles, raw, moment): Decision<{ acceptedAt: number }> | Refusal {
    const form = clean(raw)
    const { file } = loaded
    const state = moveTo(file, 'intake.take-back', '办返回')
    if (isRefusal(state)) return state
    const refused = notTakenBack(file, moment.occurredAt)
    if (refused) return refused
    const other = openFileAt(
      loaded.files.filter((each) => each.id !== file.id),
      file.stationId,
    )
    if (other) return refuse('ALREADY_IN', { no: other.no }, { fileId: other.id })
    if (file.leftAt !== null && moment.occurredAt < file.leftAt) return refuse('BEFORE_ASKED', { what: '返回' })
    const subject = fileRef(file)
    return {
      // Being accepted again is what opens the duties of a stay anew.
      facts: [
        { subject, name: 'intake.taken-back', value: { how: form.how }, details: { note: form.note, staff: moment.actor.name } },
        { subject, name: 'intake.accepted' },
      ],
      changes: { acceptedAt: moment.occurredAt },
      reply: { fileId: file.id, no: file.no },
    }
  },
  save: ({ tx }, changes, { file }: WithFiles) => moveFile(tx, file.id, { state: 'in', acceptedAt: changes.acceptedAt }),
})

/** The fact without which a paper has nothing to say. */
export const paperFacts: Record<PaperKind, { fact: string; what: string }> = {
  registration: { fact: 'intake.registered', what: '请先做求助登记' },
  refusal: { fact: 'intake.refused', what: '没有不予救助的决定' },
  handover: { fact: 'handover.signed', what: '护送交接还没有签' },
}

export const recordPrint = action({
  name: 'intake.record-print',
  title: '打印文书',
  help: '每印一份记一笔，第几份印在纸上。要印完整证件号的，写明理由。',
  form: printForm,
  load: lockReception,
  may: mayWorkOn,
  decide(reception: Reception, raw): Decision<null> | Refusal {
    const form = clean(raw)
    const own = standing(ofReception(reception.facts, reception.file))
    const needed = paperFacts[form.paper]
    if (!lastOf(own, needed.fact)) return refuse('NOT_PRINTED_YET', { what: needed.what })
    const copy = own.filter((fact) => fact.name === 'intake.paper-printed' && fact.value['paper'] === form.paper).length + 1
    const subject = fileRef(reception.file)
    return {
      facts: [
        { subject, name: 'intake.paper-printed', value: { paper: form.paper, copy, ...(form.clearFor ? { clear: true } : {}) } },
        ...(form.clearFor
          ? [
              {
                subject,
                name: 'sensitive.viewed',
                value: { what: form.paper },
                details: { reason: form.clearFor },
              },
            ]
          : []),
      ],
      changes: null,
      reply: { fileId: form.fileId, paper: form.paper, copy },
    }
  },
  save: async () => undefined,
})
