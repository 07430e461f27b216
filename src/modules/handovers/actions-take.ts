/** The receiver's doors: signed, declined; what both signed on the giver's phone looked at, or contested. */
import { action, type LoadContext } from '#kernel/action.ts'
import { isGiver, isReceiver } from './access.ts'
import type { Actor } from '#kernel/actor.ts'
import { mayMove } from './lifecycle.ts'
import { lockHandover, markOf, notNow } from './loads.ts'
import { refuse } from './refusals.ts'
import { hasSigned } from './rules.ts'
import { confirmForm, contestForm, declineForm, signForm } from './schema.ts'
import { changeHandover, type Handover, handoverById, marksOf, subjectRef } from './store.ts'
import { settleReplaced, signedFact, unitsOf } from './telling.ts'

const load = (context: LoadContext, form: { handoverId: string }) => lockHandover(context, form.handoverId)

/** The receiving organisation alone; whoever else sees it is told whose it is. */
function byReceiver(actor: Actor, handover: Handover) {
  if (isReceiver(actor, handover)) return true
  if (handover.toPath === null && isGiver(actor, handover)) return refuse('NOT_IN_SYSTEM', { to: handover.content.toName })
  return refuse('NOT_YOURS', { unit: handover.content.toName })
}

export const sign = action({
  name: 'handovers.sign',
  title: '签收交接',
  help: '当面核对人、物品、材料，签名。与单上写的不一样的，写在说明里。',
  legalBasis: '大提升 第12项；民发〔2015〕158号',
  form: signForm,
  async load(context, form) {
    const handover = await load(context, form)
    if (!handover) return null
    const { tx, vault } = context
    return {
      handover,
      before: handover.replacesId ? await handoverById(tx, vault, handover.replacesId, true) : null,
      marks: await marksOf(tx, vault, handover.id),
      to: await markOf(context, form.toSignature),
    }
  },
  may: (actor, { handover }) => byReceiver(actor, handover),
  decide({ handover, before }, form, moment) {
    if (!mayMove(handover.state, 'handovers.sign')) return notNow(handover, '签收')
    if (!hasSigned(form.toSignature)) return refuse('RECEIVER_UNSIGNED')
    const { receiver, receiverNo, remarks } = form
    const signed = {
      ...handover,
      signedAt: before?.signedAt ?? moment.occurredAt,
      content: { ...handover.content, receiver, receiverNo, remarks },
    }
    return {
      facts: [signedFact(signed, before)],
      changes: { ...signed, signedFact: `${moment.actionId}:0` },
      reply: { handoverId: handover.id, no: handover.no },
    }
  },
  async save(context, { signedAt, signedFact: fact, content }, { handover, before, marks, to }) {
    await changeHandover(context, handover, {
      state: 'signed',
      signedAt,
      seenAt: context.now,
      signedFact: fact,
      content,
      marks: { ...marks, ...(to ? { to } : {}) },
    })
    await settleReplaced(context, before)
  },
})

export const decline = action({
  name: 'handovers.decline',
  title: '不予接收',
  help: '写明理由，移交单位马上看到。人先安置好，再说单子。',
  form: declineForm,
  load,
  may: byReceiver,
  decide(handover, form) {
    if (!mayMove(handover.state, 'handovers.decline')) return notNow(handover, '不予接收')
    return {
      facts: [
        {
          subject: subjectRef(handover),
          name: 'handover.declined',
          value: { to: unitsOf(handover).to },
          details: { handoverId: handover.id, no: handover.no, reason: form.reason },
        },
      ],
      changes: form.reason,
      reply: { handoverId: handover.id },
    }
  },
  save: (context, reason, handover) =>
    changeHandover(context, handover, { state: 'declined', content: { ...handover.content, declined: reason } }),
})

export const confirm = action({
  name: 'handovers.confirm',
  title: '核对无误',
  help: '双方在对方手机上签的，核对是本单位的人签的、内容相符。',
  form: confirmForm,
  load,
  may: byReceiver,
  decide(handover) {
    const seen = handover.state === 'signed' && (!handover.signedOnOne || handover.seenAt !== null)
    if (seen || !mayMove(handover.state, 'handovers.confirm')) return notNow(handover, '再核对')
    return {
      facts: [
        { subject: subjectRef(handover), name: 'handover.confirmed', details: { handoverId: handover.id, no: handover.no } },
      ],
      changes: null,
      reply: { handoverId: handover.id },
    }
  },
  save: (context, _changes, handover) => changeHandover(context, handover, { state: 'signed', seenAt: context.now }),
})

export const contest = action({
  name: 'handovers.contest',
  title: '提出异议',
  help: '不是本单位的人签的，或内容不符。移交单位会看到，可以更正或撤回。',
  form: contestForm,
  load,
  may: byReceiver,
  decide(handover, form) {
    if (!mayMove(handover.state, 'handovers.contest')) return notNow(handover, '提出异议')
    return {
      facts: [
        {
          subject: subjectRef(handover),
          name: 'handover.contested',
          details: { handoverId: handover.id, no: handover.no, reason: form.reason },
        },
      ],
      changes: form.reason,
      reply: { handoverId: handover.id },
    }
  },
  save: (context, reason, handover) =>
    changeHandover(context, handover, {
      state: 'contested',
      seenAt: context.now,
      content: { ...handover.content, contested: reason },
    }),
})
