/** The giver's doors: prepared, signed by both on one phone, corrected, taken back. */
import { action } from '#kernel/action.ts'
import type { Moment } from '#kernel/action.ts'
import { isGiver, mayGive } from './access.ts'
import { mayMove } from './lifecycle.ts'
import { contentOf, type Giving, giverFault, loadGiving, lockHandover, notNow } from './loads.ts'
import { refuse } from './refusals.ts'
import { hasSigned, shownNumber } from './rules.ts'
import { correctForm, prepareForm, signBothForm, withdrawForm, type WordsForm } from './schema.ts'
import {
  changeHandover,
  type Handover,
  handoverById,
  insertHandover,
  type NewHandover,
  nextVersion,
  subjectRef,
} from './store.ts'
import { preparedFact, settleReplaced, signedFact } from './telling.ts'

const LEGAL = '大提升 第12项；民发〔2015〕158号：护送来站的书面交接'

const constraintRefusal = (constraint: string) =>
  constraint === 'handover_pkey'
    ? refuse('ID_TAKEN')
    : constraint === 'handover_once'
      ? refuse('TWICE')
      : constraint === 'handover_next'
        ? refuse('CORRECTING')
        : undefined

/** The row of a new handover out of its form. */
function made(giving: Giving, form: WordsForm, moment: Moment, kept?: Handover): NewHandover {
  const { giver, receiver, subject } = giving
  return {
    id: form.handoverId,
    no: giving.no,
    version: 1,
    replacesId: null,
    fromPath: giver.path,
    fromId: giver.id,
    toId: receiver?.id ?? null,
    toPath: receiver?.path ?? null,
    about: form.about,
    subjectId: subject.id,
    subjectOwner: subject.ownerPath,
    encounterId: form.encounterId ?? null,
    reportId: form.reportId ?? (form.about === 'report' ? subject.id : null),
    reason: form.reason,
    state: 'prepared',
    signedOnOne: false,
    preparedAt: moment.occurredAt,
    signedAt: null,
    preparedFact: null,
    signedFact: null,
    content: contentOf(giving, form, kept?.content),
    marks: giving.from ? { from: giving.from } : {},
  }
}

export const prepare = action({
  name: 'handovers.prepare',
  title: '填写书面交接',
  help: '写好、签好名，接收单位在自己的手机或电脑上签收。对方就在面前、没有网络的，用“双方在这里签”。',
  legalBasis: LEGAL,
  form: prepareForm,
  load: (context, form) => loadGiving(context, form),
  may: (actor) => mayGive(actor),
  decide(giving, form, moment) {
    const { existing, earlier } = giving
    if (existing) return isGiver(moment.actor, existing) ? notNow(existing, '再写一份') : refuse('ID_TAKEN')
    if (earlier) return refuse('DOUBLED', { no: earlier.no, to: earlier.content.toName })
    const fault = giverFault(giving, form)
    if (fault) return fault
    const row = { ...made(giving, form, moment), preparedFact: `${moment.actionId}:0` }
    return {
      facts: [preparedFact(row)],
      changes: row,
      reply: { handoverId: row.id, no: row.no, waitsFor: giving.receiver?.id ?? null },
    }
  },
  save: (context, row) => insertHandover(context, row),
  constraintRefusal,
})

export const signBoth = action({
  name: 'handovers.sign-both',
  title: '双方当面签交接',
  help: '双方都在这部手机上签：写明接收人是谁。接收单位以后能看到，有出入的会提出异议。',
  legalBasis: LEGAL,
  form: signBothForm,
  load: async (context, form) => {
    const giving = await loadGiving(context, form)
    const replaces = giving?.existing?.replacesId
    return giving && { ...giving, before: replaces ? await handoverById(context.tx, context.vault, replaces, true) : null }
  },
  may: (actor) => mayGive(actor),
  decide(giving, form, moment) {
    const { existing, earlier, before } = giving
    if (existing && !isGiver(moment.actor, existing)) return refuse('ID_TAKEN')
    if (existing && !mayMove(existing.state, 'handovers.sign-both')) return notNow(existing, '签收')
    if (earlier) return refuse('DOUBLED', { no: earlier.no, to: earlier.content.toName })
    const fault = giverFault(giving, form)
    if (fault) return fault
    if (!hasSigned(form.toSignature)) return refuse('RECEIVER_UNSIGNED')
    const { receiver, receiverNo, remarks } = form
    const fresh = made(giving, form, moment, existing ?? undefined)
    const row: NewHandover = {
      ...fresh,
      ...(existing
        ? {
            ...existing,
            toId: fresh.toId,
            toPath: fresh.toPath,
            reason: fresh.reason,
          }
        : {}),
      state: 'signed',
      signedOnOne: true,
      signedAt: before?.signedAt ?? moment.occurredAt,
      signedFact: `${moment.actionId}:0`,
      content: {
        ...fresh.content,
        receiver,
        receiverNo,
        remarks,
        ...(existing?.content.why ? { why: existing.content.why } : {}),
      },
      marks: { ...fresh.marks, ...(giving.to ? { to: giving.to } : {}) },
    }
    return {
      facts: [signedFact(row, before)],
      changes: row,
      reply: { handoverId: row.id, no: row.no },
    }
  },
  async save(context, row, { existing, before }) {
    if (existing) await changeHandover(context, existing, row)
    else await insertHandover(context, row)
    await settleReplaced(context, before)
  },
  constraintRefusal,
})

export const correct = action({
  name: 'handovers.correct',
  title: '更正交接单',
  help: '另出一版，双方重新签；原来的一版留着，新版签好以前仍然有效。',
  form: correctForm,
  async load(context, form) {
    const before = await lockHandover(context, form.replacesId)
    if (!before) return null
    const giving = await loadGiving(context, { ...form, about: before.about, subjectId: before.subjectId }, before)
    return giving && { ...giving, before, version: await nextVersion(context.tx, before) }
  },
  may: (actor, { before }) => isGiver(actor, before) || refuse('NOT_YOURS', { unit: before.content.fromName }),
  decide(giving, form, moment) {
    const { before, existing, version } = giving
    if (existing) return refuse('ID_TAKEN')
    if (!mayMove(before.state, 'handovers.correct')) return notNow(before, '更正')
    const fault = giverFault(giving, form)
    if (fault) return fault
    const { handoverId, replacesId, why, ...words } = form
    const tied = { handoverId, about: before.about, subjectId: before.subjectId }
    const row: NewHandover = {
      ...made(giving, { ...words, ...tied }, moment, before),
      no: before.no,
      version,
      replacesId,
      encounterId: before.encounterId,
      reportId: before.reportId,
      preparedFact: `${moment.actionId}:0`,
    }
    row.content.why = why
    // A prepared one that nobody signed is out of force at once; a signed one only when the new version is signed.
    const told = preparedFact(row)
    const gone = before.state === 'prepared' && before.preparedFact ? { ...told, replaces: before.preparedFact } : told
    return { facts: [gone], changes: row, reply: { handoverId, no: shownNumber(row.no, row.version) } }
  },
  async save(context, row, { before }) {
    if (before.state === 'prepared') await changeHandover(context, before, { state: 'replaced' })
    await insertHandover(context, row)
  },
  constraintRefusal,
})

export const withdraw = action({
  name: 'handovers.withdraw',
  title: '撤回交接单',
  help: '还没签收的，或接收单位有异议的，可以撤回；写过什么都留着。',
  form: withdrawForm,
  load: (context, form) => lockHandover(context, form.handoverId),
  may: (actor, handover) => isGiver(actor, handover) || refuse('NOT_YOURS', { unit: handover.content.fromName }),
  decide(handover: Handover, form) {
    if (!mayMove(handover.state, 'handovers.withdraw')) return notNow(handover, '撤回')
    const gone = handover.signedFact ?? handover.preparedFact
    return {
      facts: [
        {
          subject: subjectRef(handover),
          name: 'fact.withdrawn',
          ...(gone ? { replaces: gone } : {}),
          details: { no: handover.no, reason: form.reason },
        },
      ],
      changes: form.reason,
      reply: { handoverId: handover.id },
    }
  },
  save: (context, reason, handover) =>
    changeHandover(context, handover, { state: 'withdrawn', content: { ...handover.content, withdrawn: reason } }),
})
