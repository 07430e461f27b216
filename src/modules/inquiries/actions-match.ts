/** What other rooms found out, as it reaches the family's side; and the guest's own word, which comes first. */
import { action } from '#kernel/action.ts'
import { inRange } from '#kernel/actor.ts'
import { next } from '#kernel/lifecycle.ts'
import { fileRef, lockFile } from '#modules/people-and-cases/index.ts'
import { isSystem, mayWork } from './access.ts'
import { inquiryLife } from './lifecycle.ts'
import { loadInquiry } from './loads.ts'
import { refuse } from './refusals.ts'
import type { Telling } from './rules.ts'
import { guestWishForm, matchForm, noteWishForm, seenForm } from './schema-forms.ts'
import { moveInquiry } from './store.ts'
import { insertAlert, lockAlert, markSeen, putPair, writeTelling } from './store-pairs.ts'
import type { AlertKind } from './words.ts'

/** Both by the system alone, on a fact of the room that compares. */
const noting = (name: string, title: string, kind: AlertKind, undone: boolean) =>
  action({
    name,
    title,
    form: matchForm,
    load: loadInquiry,
    may: (actor) => isSystem(actor),
    decide({ inquiry }, form, moment) {
      if (inquiry.state === 'erased') return refuse('NOT_NOW', { state: inquiryLife.states.erased.zh })
      return {
        facts: [],
        changes: {
          state: next(inquiryLife, inquiry.state, name),
          pair: { inquiryId: inquiry.id, fileId: form.fileId, ownerPath: inquiry.ownerPath, at: moment.occurredAt, undone },
          alert: { id: moment.newId('alert'), inquiryId: inquiry.id, ownerPath: inquiry.ownerPath, kind, at: moment.now },
        },
        reply: { inquiryId: inquiry.id },
      }
    },
    async save(context, { state, pair, alert }, { inquiry }) {
      if (state) await moveInquiry(context, inquiry.id, { state })
      await putPair(context.tx, pair)
      await insertAlert(context.tx, alert)
    },
  })

export const noteMatch = noting('inquiries.note-match', '记下已确认的比对', 'matched', false)
export const noteMatchUndone = noting('inquiries.note-match-undone', '记下被撤销的比对', 'undone', true)

/** Whether the guest wants to be found. Only a yes, or that they cannot say, ever reaches the family's side. */
export const noteWish = action({
  name: 'inquiries.note-guest-wish',
  title: '记下可否告知',
  form: noteWishForm,
  load: loadInquiry,
  may: (actor) => isSystem(actor),
  decide({ inquiry }, form, moment) {
    const telling: Telling = form.wish === 'not-wants' ? 'no' : form.wish
    return {
      facts: [],
      changes: {
        pair: { inquiryId: inquiry.id, fileId: form.fileId, ownerPath: inquiry.ownerPath, at: moment.now, telling },
        alert: {
          id: moment.newId('alert'),
          inquiryId: inquiry.id,
          ownerPath: inquiry.ownerPath,
          kind: 'may-tell' as const,
          at: moment.now,
        },
      },
      reply: { inquiryId: inquiry.id },
    }
  },
  async save({ tx }, { pair, alert }) {
    const standing = await writeTelling(tx, pair)
    if (standing && pair.telling !== 'no') await insertAlert(tx, alert)
  },
})

export const recordGuestWish = action({
  name: 'inquiries.record-guest-wish',
  title: '记本人是否愿意被找到',
  help: '单独问本人。没有问、不愿意、不能表达，家属那边听到的都一样。',
  legalBasis: '救助管理办法：自愿；反家庭暴力法',
  form: guestWishForm,
  async load({ tx, vault }, form) {
    const loaded = await lockFile(tx, vault, form.fileId)
    if (!loaded) return null
    const pair = loaded.facts.some(
      (fact) => fact.name.startsWith('tracing.match-') && (fact.value as { inquiry?: unknown })['inquiry'] === form.inquiryId,
    )
    return { ...loaded, pair }
  },
  may: (actor, { file }) => inRange(actor, file.ownerPath) && actor.kind !== 'public',
  decide({ file, pair }, form) {
    if (!pair) return refuse('NO_PAIR')
    return {
      facts: [
        {
          subject: fileRef(file),
          name: 'inquiry.guest-asked',
          value: { inquiry: form.inquiryId, wish: form.wish },
          details: { how: form.how, with: form.with },
        },
      ],
      changes: null,
      reply: {},
    }
  },
  save: async () => undefined,
})

export const acknowledge = action({
  name: 'inquiries.acknowledge-alert',
  title: '看过了',
  form: seenForm,
  async load({ tx }, form) {
    return (await lockAlert(tx, form.alertId)) ?? null
  },
  may: (actor, alert) => mayWork(actor, alert),
  decide(alert) {
    if (alert.seenAt !== null) return refuse('SEEN_ALREADY')
    return { facts: [], changes: null, reply: { inquiryId: alert.inquiryId } }
  },
  save: ({ tx, now, actor }, _changes, alert) => markSeen(tx, alert.id, now, actor.accountId),
})
