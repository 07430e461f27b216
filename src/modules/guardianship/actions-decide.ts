/** The bureau decides; whoever asked may withdraw. The request's child is locked, so that the second who decides reads what the first did. */
import { action, type Decision, type LoadContext, type Moment, type NewFact } from '#kernel/action.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { childRef } from '#modules/people-and-cases/index.ts'
import { mayDecide, mayWork } from './access.ts'
import { alreadyDecided, closedFile, endingFacts, endSight, held, heldAlready, notHeld, returnRefusal } from './common.ts'
import { infantOn, reviewDay } from './rules.ts'
import { routeFault } from './rules-route.ts'
import { refuse } from './refusals.ts'
import { approveForm, refuseForm, withdrawForm } from './schema.ts'
import {
  type Care,
  changeRequest,
  endHold,
  insertHold,
  lockCare,
  type NewHold,
  type RequestContent,
  type RequestRow,
} from './store.ts'
import { changeReturn } from './store-care.ts'
import { dateOf } from '#kernel/time.ts'
import type { HoldEnd, InstitutionType, PlacementKind, WelfareGround } from './words.ts'

interface ForDecision extends Care {
  request: RequestRow
}

async function loadRequest(context: LoadContext, form: { childId: string; requestId: string }): Promise<ForDecision | null> {
  const care = await lockCare(context, form.childId)
  const request = care?.requests.find((each) => each.id === form.requestId)
  return care && request ? { ...care, request } : null
}

interface Decided {
  state: RequestRow['state']
  content: RequestContent
  take?: NewHold & { keys: Buffer[] }
  end?: { ground: HoldEnd; what: string }
}

const decidedFact = (care: ForDecision, result: string, details: object): NewFact => ({
  subject: childRef(care.child),
  name: 'child.guardianship-decided',
  value: { kind: care.request.kind, result },
  details: { requestId: care.request.id, ...details },
})

/** What approving brings about at once. */
type Effect = { facts: NewFact[] } & Pick<Decided, 'state' | 'take' | 'end'>

function taking(
  care: ForDecision,
  kind: 'temporary' | 'long-term',
  moment: Moment,
  documentNo: string | undefined,
): Effect | Refusal {
  const { hold, request } = care
  if (hold && (hold.kind === kind || hold.kind === 'long-term')) return heldAlready(hold)
  const form = request.content.form as {
    ground: string
    reason?: string
    opinion?: string
    guardians?: { name: string; relation?: string; idNumber?: string }[]
  }
  const over: HoldEnd = kind === 'temporary' ? 'taken-over' : 'long-term'
  return {
    state: 'done',
    facts: [
      ...(hold ? endingFacts(care, hold, over, moment.occurredAt) : []),
      {
        subject: childRef(care.child),
        name: kind === 'temporary' ? 'child.temporary-guardianship-taken' : 'child.long-term-guardianship-taken',
        value: { ground: form.ground },
      },
    ],
    ...(hold ? { end: { ground: over, what: kind === 'temporary' ? '转为临时监护' : '转为长期监护' } } : {}),
    take: {
      id: moment.newId('hold'),
      childId: care.child.id,
      kind,
      ground: form.ground,
      since: moment.occurredAt,
      bureauPath: request.bureauPath,
      reviewOn: reviewDay(kind, moment.occurredAt),
      guardianNumbers: (form.guardians ?? []).flatMap((each) => (each.idNumber ? [each.idNumber] : [])),
      keys: hold?.guardianKeys ?? [],
      content: {
        reason: form.reason,
        opinion: form.opinion,
        guardians: form.guardians?.map(({ name, relation }) => ({ name, relation })),
        by: request.content.askedBy,
        bureau: request.content.bureau,
        documentNo,
      },
    },
  }
}

function ending(care: ForDecision, moment: Moment): Effect | Refusal {
  const hold = held(care)
  if (!hold) return notHeld(care, 'temporary', '终止监护')
  const { ground } = care.request.content.form as { ground: HoldEnd }
  return {
    state: 'done',
    facts: endingFacts(care, hold, ground, moment.occurredAt),
    end: { ground, what: '终止监护' },
  }
}

function returning(care: ForDecision, moment: Moment): Effect | Refusal {
  const hold = held(care)
  if (!hold) return notHeld(care, 'temporary', '批准返回家庭')
  const { support } = care.request.content.form as { support?: string }
  return returnRefusal(care, hold, moment.occurredAt, support) ?? { state: 'approved', facts: [] }
}

function placing(care: ForDecision, moment: Moment): Effect | Refusal {
  const form = care.request.content.form as {
    kind: PlacementKind
    institutionType?: InstitutionType
    welfareGround?: WelfareGround
    specialCare?: string
  }
  const on = dateOf(moment.occurredAt)
  const known =
    care.kinds.some((each) => each.kind === 'disabled') || infantOn(care.child.birthFrom, care.child.birthTo, on) === true
  const fault = routeFault({
    hold: care.hold?.kind ?? 'none',
    ground: care.hold?.ground ?? null,
    ...form,
    specialCare: known || form.specialCare === 'yes',
    on,
  })
  return fault ? refuse(fault) : { state: 'approved', facts: [] }
}

export const approve = action({
  name: 'guardianship.approve',
  title: '批准',
  help: '临时监护、长期监护、终止监护批准即生效；安置和返回家庭批准后由申请单位办理。',
  legalBasis: '未成年人保护法第九十二至九十五条',
  form: approveForm,
  load: loadRequest,
  may: (actor, care) => mayDecide(actor, care),
  decide(care, form, moment): Decision<Decided> | Refusal {
    const { request } = care
    if (request.state !== 'asked') return alreadyDecided(request)
    if (request.askedBy === moment.actor.accountId) return refuse('SAME_PERSON')
    const closed = closedFile(care)
    if (closed) return closed
    const effects = {
      temporary: () => taking(care, 'temporary', moment, form.documentNo),
      'long-term': () => taking(care, 'long-term', moment, form.documentNo),
      end: () => ending(care, moment),
      return: () => returning(care, moment),
      placement: () => placing(care, moment),
    }
    const effect = effects[request.kind]()
    if (!('facts' in effect)) return effect
    const decision = {
      by: moment.actor.name,
      ...(form.documentNo ? { documentNo: form.documentNo } : {}),
      ...(form.opinion ? { opinion: form.opinion } : {}),
    }
    return {
      facts: [decidedFact(care, 'approved', { documentNo: form.documentNo, opinion: form.opinion }), ...effect.facts],
      changes: {
        state: effect.state,
        content: { ...request.content, decision },
        ...(effect.take ? { take: effect.take } : {}),
        ...(effect.end ? { end: effect.end } : {}),
      },
      reply: { state: effect.state },
      jobs: [endSight(care.child.id, request.bureauPath)],
    }
  },
  async save(context, { state, content, take, end }, care) {
    if (end && care.hold) await endHold(context, care.hold, { ...end, at: context.occurredAt })
    if (take) {
      if (care.returned?.state === 'watched') await changeReturn(context, care.returned.id, { state: 'again-away' })
      await insertHold(context, take, take.keys)
    }
    await changeRequest(context, care.request, { state, decided: true, content })
  },
})

export const refuseRequest = action({
  name: 'guardianship.refuse',
  title: '不批准',
  form: refuseForm,
  load: loadRequest,
  may: (actor, care) => mayDecide(actor, care),
  decide(care, form, moment): Decision<Decided> | Refusal {
    const { request } = care
    if (request.state !== 'asked') return alreadyDecided(request)
    const decision = { by: moment.actor.name, opinion: form.reason }
    return {
      facts: [decidedFact(care, 'refused', { reason: form.reason })],
      changes: { state: 'refused', content: { ...request.content, decision } },
      jobs: [endSight(care.child.id, request.bureauPath)],
    }
  },
  save: (context, { state, content }, care) => changeRequest(context, care.request, { state, decided: true, content }),
})

export const withdraw = action({
  name: 'guardianship.withdraw',
  title: '撤回申请',
  form: withdrawForm,
  load: loadRequest,
  may: (actor, care) => mayWork(actor, care) && actor.organisation.path === care.request.askedPath,
  decide(care, form, moment): Decision<Decided> | Refusal {
    const { request } = care
    if (request.state !== 'asked' && request.state !== 'approved') return alreadyDecided(request)
    const decision = { by: moment.actor.name, opinion: form.reason }
    return {
      facts: [decidedFact(care, 'withdrawn', { reason: form.reason })],
      changes: { state: 'withdrawn', content: { ...request.content, decision } },
      jobs: [endSight(care.child.id, request.bureauPath)],
    }
  },
  save: (context, { state, content }, care) => changeRequest(context, care.request, { state, decided: true, content }),
})
