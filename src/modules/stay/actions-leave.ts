/** Leave of absence: begun, come back, not come back. */
import { action, type LoadContext } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import { fileRef, lockFile } from '#modules/people-and-cases/index.ts'
import { inHouse, isLeader } from './access.ts'
import { knownGuest } from './guest.ts'
import { refuse } from './refusals.ts'
import { type LeaveFault, leaveFault } from './rules-leave.ts'
import { beginLeaveForm, closeLeaveForm, companions, endLeaveForm, revealLeaveForm } from './schema-leave.ts'
import { separationOf } from './store-beds.ts'
import { endLeaveRow, insertLeave, openLeave, type LeaveTold, toldOf } from './store-leave.ts'

export const FREE_BED_FOR_LEAVE = 'stay.free-bed-for-leave'

async function loadLeave({ tx, vault, now }: LoadContext, form: { fileId: string }) {
  const loaded = await lockFile(tx, vault, form.fileId)
  if (!loaded) return null
  const told = (await separationOf(tx, [form.fileId])).get(form.fileId)
  return { file: loaded.file, known: told ? knownGuest(told, now) : undefined, leave: await openLeave(tx, form.fileId) }
}

function refusalOf(fault: LeaveFault) {
  if (fault === 'PAST') return refuse('LEAVE_PAST')
  if (fault === 'COMPANION') return refuse('LEAVE_COMPANION')
  return fault === 'AGE' ? refuse('LEAVE_AGE') : refuse('LEAVE_COMPANION_NAME')
}

export const beginLeave = action({
  name: 'stay.begin-leave',
  title: '请假外出',
  help: '成年人本人要出去的，记下去向就可以走，不得限制；未成年人和无（限制）民事行为能力人由负责的成年人同行。',
  legalBasis: '国务院令第381号 第11条、第14条',
  form: beginLeaveForm,
  load: loadLeave,
  may: (actor, loaded) => inHouse(actor, loaded.file.ownerPath),
  decide({ file, known, leave }, form, { actor, now, newId }) {
    if (file.state !== 'in' || !known) return refuse('NOT_IN_STATION')
    if (leave) return refuse('ON_LEAVE_ALREADY', { until: leave.until })
    if (known.whereabouts === 'hospital') return refuse('IN_HOSPITAL_NOW')
    const who = { underEighteen: known.guest.minor, capacity: known.capacity, impaired: known.impaired }
    const fault = leaveFault(who, form, form.until, dateOf(now), isLeader(actor))
    if (fault) return refusalOf(fault)
    const told: LeaveTold = {
      where: form.where,
      companion: companions[form.companion],
      approvedBy: form.approvedBy ?? actor.name,
      ...(form.reason ? { reason: form.reason } : {}),
      ...(form.companionName ? { companionName: form.companionName } : {}),
      ...(form.phone ? { phone: form.phone } : {}),
    }
    const { keepBed, leaderReason } = form
    return {
      facts: [
        {
          subject: fileRef(file),
          name: 'stay.leave-begun',
          value: { until: form.until },
          details: { ...told, keepBed, ...(leaderReason ? { leaderReason } : {}) },
        },
      ],
      changes: { id: newId('leave'), until: form.until, keepsBed: keepBed, told },
      reply: { until: form.until },
      jobs: keepBed ? [] : [{ name: FREE_BED_FOR_LEAVE, data: { fileId: file.id, leaveId: newId('leave') } }],
    }
  },
  async save(context, leave, { file }) {
    const { id: fileId, stationId, ownerPath } = file
    await insertLeave(context, { ...leave, fileId, stationId, ownerPath, factId: `${context.actionId}:0` })
  },
  constraintRefusal: (constraint) =>
    constraint === 'leave_open' ? refuse('ON_LEAVE_ALREADY', { until: '原定日期' }) : undefined,
})

export const endLeave = action({
  name: 'stay.end-leave',
  title: '销假',
  help: '回来了记返回；没有回来的记未归，再按情况办擅自离站或报警查找。以后回来了还可以再记返回。',
  form: endLeaveForm,
  load: loadLeave,
  may: (actor, loaded) => inHouse(actor, loaded.file.ownerPath),
  decide({ file, leave }, form) {
    if (!leave) return refuse('NOT_ON_LEAVE')
    if (leave.state === 'not-back' && !form.returned) return refuse('NOT_BACK_ALREADY')
    const { returned } = form
    return {
      facts: [
        {
          subject: fileRef(file),
          name: 'stay.leave-ended',
          value: { returned },
          ...(form.note ? { details: { note: form.note } } : {}),
        },
      ],
      changes: { id: leave.id, state: returned ? ('back' as const) : ('not-back' as const) },
      reply: { returned },
    }
  },
  save: (context, { id, state }) => endLeaveRow(context.tx, id, state, context.occurredAt),
})

export const revealLeave = action({
  name: 'stay.reveal-leave',
  title: '查看请假联系电话',
  help: '写明理由；谁看过，审计管理员看得到。',
  form: revealLeaveForm,
  async load(context, form) {
    const loaded = await loadLeave(context, form)
    return loaded && { ...loaded, phone: loaded.leave ? toldOf(context.vault, loaded.leave).phone : undefined }
  },
  may: (actor, loaded) => inHouse(actor, loaded.file.ownerPath),
  decide({ file, phone }, form) {
    if (!phone) return refuse('NO_LEAVE_PHONE')
    const details = { reason: form.reason }
    return {
      facts: [{ subject: fileRef(file), name: 'sensitive.viewed', value: { what: 'leave-phone' }, details }],
      changes: null,
      reply: {},
    }
  },
  save: async () => undefined,
  replyNotKept: true,
  answer: async (_context, { phone }) => ({ value: phone }),
})

/** Opened by nobody's role: who left, went to hospital or was placed outside is no longer on leave. */
export const closeLeave = action({
  name: 'stay.close-leave',
  title: '请假因离站、住院、托养结束',
  form: closeLeaveForm,
  load: loadLeave,
  may: (actor) => actor.kind === 'system',
  decide: ({ leave }, form) => ({
    facts: [],
    changes: leave && leave.begunAt <= form.at ? { id: leave.id, at: form.at } : null,
  }),
  async save({ tx }, change) {
    if (change) await endLeaveRow(tx, change.id, 'over', change.at)
  },
})
