/** Letters that go out to a place that does not use the system: the signed file, the sending, the answer. */
import { action, type LoadContext } from '#kernel/action.ts'
import { derivedId } from '#kernel/crypto.ts'
import { known } from '#kernel/field.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf, startOfDay } from '#kernel/time.ts'
import { fileRef, lockFile, personRef } from '#modules/people-and-cases/index.ts'
import { maySend } from './access.ts'
import { letterDocument, type LetterOut, signLetter } from './letter-file.ts'
import { lettersToOrigin, wordsOfLetter } from './letter-out.ts'
import { refuse } from './refusals.ts'
import { dayWords, lastOf, onDay } from './rules.ts'
import { makeFileForm, noteAnswerForm, noteSentForm } from './schema.ts'
import { insertSending, lockSending, markAnswered, placeById } from './store.ts'

const load = async ({ tx, vault }: LoadContext, form: { fileId: string }) => lockFile(tx, vault, form.fileId)

export const makeFile = action({
  name: 'origin.make-file',
  title: '导出函件文件',
  help: '签了名的文件，对方一读就知道是不是您站发的、改没改过。里面有完整证件号，导出记入查看记录。',
  form: makeFileForm,
  async load(context, form) {
    const { tx, vault } = context
    const loaded = await load(context, form)
    if (!loaded) return null
    const fact = lastOf(loaded.facts, ...lettersToOrigin)
    const told = fact && (await detailsOf(tx, vault, [fact.id])).get(fact.id)
    const sender = await placeById(tx, loaded.file.stationId)
    return sender ? { ...loaded, letter: fact && { fact, told: told ?? {} }, sender } : null
  },
  may: (actor, loaded) => maySend(actor, loaded),
  decide(loaded, form) {
    if (!loaded.letter) return refuse('NO_LETTER')
    return {
      facts: [
        {
          subject: personRef(loaded.person),
          name: 'sensitive.viewed',
          value: { what: '返乡函件文件' },
          details: { reason: form.reason ?? '函告流出地' },
        },
      ],
      changes: null,
    }
  },
  save: async () => undefined,
  replyNotKept: true,
  async answer({ vault }, { letter, person, sender }) {
    const { fact, told } = letter as NonNullable<typeof letter>
    const { description } = person
    const words = wordsOfLetter(told)
    const out: LetterOut = {
      id: derivedId(fact.action, 'origin letter'),
      kind: fact.name === 'departure.origin-asked' ? 'ask' : 'tell',
      letterNo: words.letterNo ?? null,
      at: fact.occurredAt,
      from: { name: sender.name, division: sender.division, phone: sender.phone },
      to: words.to ?? '',
      person: {
        name: person.displayName,
        sex: person.sex,
        birth: description.birthDate ?? null,
        idNumber: known(description.idNumber) ?? null,
        household: known(description.household) ?? null,
      },
      text: words.text ?? null,
      arrivesOn: words.arrivesOn ?? null,
    }
    return { letter: JSON.stringify(signLetter(vault, letterDocument(out)), null, 1) }
  },
})

export const noteSent = action({
  name: 'origin.note-sent',
  title: '记函件发出',
  help: '不用本系统的流出地：怎么发的、单号、谁收的。',
  legalBasis: '大提升第14项：书面告知流出地',
  form: noteSentForm,
  load,
  may: (actor, loaded) => maySend(actor, loaded),
  decide(loaded, form, moment) {
    if (!lastOf(loaded.facts, ...lettersToOrigin)) return refuse('NO_LETTER')
    const { fileId: _id, way, ...details } = form
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'origin.letter-sent', value: { way }, details }],
      changes: { id: moment.newId('sending'), way },
      reply: { sendingId: moment.newId('sending') },
    }
  },
  save: (context, { id, way }, { file }) =>
    insertSending(context, { id, fileId: file.id, ownerPath: file.ownerPath, way, factId: `${context.actionId}:0` }),
})

export const noteAnswer = action({
  name: 'origin.note-answer',
  title: '记流出地复函',
  help: '对方在纸上、电话里答复的。不予接收的会转到逐级上报协调。',
  legalBasis: '大提升第9项',
  form: noteAnswerForm,
  async load(context, form) {
    const loaded = await load(context, form)
    return loaded && { ...loaded, sending: await lockSending(context.tx, form.sendingId, form.fileId) }
  },
  may: (actor, loaded) => maySend(actor, loaded),
  decide(loaded, form, moment) {
    const { sending } = loaded
    if (!sending) return refuse('NO_SENDING')
    if (sending.answeredAt !== null) return refuse('ANSWERED_BEFORE', { when: dayWords(sending.answeredAt) })
    const accepts = form.accepts === 'yes'
    if (!accepts && !form.reason) return refuse('WHY_DECLINED')
    const at = form.answeredOn ? onDay('答复日期', form.answeredOn, moment.now) : moment.occurredAt
    if (isRefusal(at)) return at
    if (at < startOfDay(dateOf(sending.sentAt))) return refuse('BEFORE_LETTER', { what: '答复日期' })
    const { fileId: _id, sendingId: _sending, accepts: _accepts, answeredOn: _on, ...details } = form
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'origin.answered', value: { accepts }, details, occurredAt: at }],
      changes: { id: sending.id, at, accepts },
      reply: { accepts },
    }
  },
  save: (context, { id, at, accepts }) => markAnswered(context.tx, id, at, accepts),
})
