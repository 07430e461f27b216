/** Letters that come in: from inside the house, on paper, as a signed file. */
import { action, type LoadContext } from '#kernel/action.ts'
import { known } from '#kernel/field.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { next } from '#kernel/lifecycle.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { fileRef, lockFile, type PersonDescription } from '#modules/people-and-cases/index.ts'
import { mayDeliver, mayOpen } from './access.ts'
import { loadComer, open, saveOpening, type Who } from './arriving.ts'
import { type ReadLetter, readLetter } from './letter-file.ts'
import { wordsOfLetter } from './letter-out.ts'
import { reception } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { deliverForm, importLetterForm, type LetterForm, registerLetterForm } from './schema.ts'
import {
  changeReception,
  insertLetter,
  insertReception,
  keepKey,
  knownKeys,
  type LetterContent,
  letterTaken,
  placeById,
  receivingAt,
  receptionAt,
  share,
} from './store.ts'

/** What the origin keeps of a letter of this house: who it is, as the letter says, and its words. */
async function letterOfFact(context: LoadContext, loaded: NonNullable<Awaited<ReturnType<typeof lockFile>>>, factId: string) {
  const { tx, vault } = context
  const told = (await detailsOf(tx, vault, [factId])).get(factId) ?? {}
  const words = wordsOfLetter(told)
  const sender = await placeById(tx, loaded.file.stationId)
  const { person } = loaded
  const content: LetterContent = {
    from: sender?.name ?? '',
    phone: sender?.phone ?? undefined,
    name: person.displayName,
    sex: person.sex ?? undefined,
    birth: person.description.birthDate ?? (person.description.birthYear ? String(person.description.birthYear) : undefined),
    household: known(person.description.household),
    letterNo: words.letterNo,
    contact: words.contact,
    text: words.text,
    arrivesOn: words.arrivesOn,
  }
  return content
}

export const deliver = action({
  name: 'origin.deliver',
  title: '函件送达流出地',
  help: '本系统内的流出地由作业送达：对方看到这份个案，看不到别的。',
  form: deliverForm,
  async load(context, form) {
    const { tx, vault } = context
    const loaded = await lockFile(tx, vault, form.fileId)
    const place = loaded && (await receivingAt(tx, form.organisationId))
    if (!loaded || !place || place.id === loaded.file.stationId) return null
    return {
      ...loaded,
      place,
      again: await letterTaken(tx, place.path, form.factId),
      before: await receptionAt(tx, loaded.file.id, place.path),
      content: await letterOfFact(context, loaded, form.factId),
    }
  },
  may: (actor, loaded) => mayDeliver(actor, loaded),
  decide(loaded, form, moment) {
    const { before, place } = loaded
    const receptionId = before?.id ?? moment.newId('reception')
    const state = before && (next(reception, before.state, 'origin.deliver') ?? before.state)
    return {
      facts: loaded.again
        ? []
        : [
            {
              subject: fileRef(loaded.file),
              name: 'origin.letter-received',
              value: { organisation: place.id, asks: form.kind === 'ask', way: 'system' },
              details: { ...loaded.content },
            },
          ],
      changes: { receptionId, state, letterId: moment.newId('letter'), kind: form.kind, key: form.factId },
      reply: { receptionId },
    }
  },
  async save(context, { receptionId, state, letterId, kind, key }, loaded) {
    if (loaded.again) return
    const { place, content, file } = loaded
    const owned = { fileId: file.id, filePath: file.ownerPath, ownerPath: place.path, way: 'system' as const, content }
    if (state) await changeReception(context.tx, receptionId, { state, asks: kind === 'ask' })
    else await insertReception(context, { ...owned, id: receptionId, organisationId: place.id, asks: kind === 'ask' })
    await insertLetter(context, { ...owned, id: letterId, receptionId, kind, key })
    await share(context, loaded, { path: place.path, part: 'origin', by: file.ownerPath })
  },
})

const whoOf = (form: LetterForm): Who => {
  const { writtenName, sex, birthDate, idNumber, household, personId, newPerson } = form
  return { description: { writtenName, sex, birthDate, idNumber, household } as PersonDescription, personId, newPerson }
}

export const registerLetter = action({
  name: 'origin.register-letter',
  title: '登记来函',
  help: '对方不用本系统、寄来或传真来的函。先按证件号找以前的人，找到就接着用。',
  legalBasis: '大提升第9、14项',
  form: registerLetterForm,
  load: (context, form) => loadComer(context, whoOf(form), context.actionId),
  may: (actor) => mayOpen(actor),
  decide(comer, form, moment) {
    const { kind, from, letterNo, letterOn, contact, fromPhone, text, arrivesOn, scans } = form
    const said = whoOf(form)
    const content = {
      from,
      letterNo,
      letterOn,
      contact,
      phone: fromPhone,
      text,
      arrivesOn,
      scans,
      name: known(form.writtenName) ?? comer.person?.displayName ?? '（只写了证件号）',
      sex: form.sex,
      birth: form.birthDate,
      household: known(form.household),
    }
    return open(comer, said, { kind, way: 'typed', key: moment.actionId, content, door: 'origin.register-letter' }, moment)
  },
  save: saveOpening,
})

/** The person of a signed file, as the desk's own words. */
function whoWrites(read: ReadLetter, form: { personId?: string | undefined; newPerson?: boolean | undefined }): Who {
  const { name, sex, birth, idNumber, household } = read.document.person
  return {
    description: { writtenName: name, sex, birthDate: birth, idNumber, household } as PersonDescription,
    personId: form.personId,
    newPerson: form.newPerson,
  }
}

/** A place's own name may have been written with or without what it belongs to. */
const addressed = (to: string, name: string) => to.includes(name) || name.includes(to)

/** Why a file is not taken, or undefined. */
function faultOf(
  read: ReadLetter,
  place: { name: string },
  form: { confirmedHow?: string | undefined; keepKey?: boolean | undefined },
): Refusal | undefined {
  const { document, signer } = read
  if (!addressed(document.to.name, place.name)) return refuse('WRONG_ADDRESS', { to: document.to.name })
  if (signer === 'unknown' && !form.confirmedHow) return refuse('WHO_SIGNED', { name: document.from.name })
  return form.keepKey && !form.confirmedHow ? refuse('NOT_OUR_SIGNATURE') : undefined
}

export const importLetter = action({
  name: 'origin.import-letter',
  title: '导入函件文件',
  help: '签名对不上的不收；签名完好而单位不认识的，由人核实后再收。',
  legalBasis: '大提升第9、14项',
  form: importLetterForm,
  async load(context, form) {
    const { tx, vault } = context
    const read = readLetter(vault, await knownKeys(tx, vault), form.letter)
    if (typeof read === 'string') return { read, comer: null }
    const comer = await loadComer(context, whoWrites(read, form), read.document.id)
    return comer && { read, comer }
  },
  may: (actor) => mayOpen(actor),
  decide(loaded, form, moment) {
    const { read, comer } = loaded
    if (read === 'unreadable') return refuse('UNREADABLE')
    if (read === 'tampered' || !comer) return refuse('TAMPERED')
    const fault = faultOf(read, comer.place, form)
    if (fault) return fault
    const { document, signer, publicKey } = read
    const { from, person } = document
    const opening = open(
      comer,
      whoWrites(read, form),
      {
        kind: document.kind,
        way: 'file',
        key: document.id,
        door: 'origin.import-letter',
        signer: signer === 'unknown' ? 'asked' : signer,
        content: {
          from: from.name,
          phone: from.phone,
          letterNo: document.letter,
          letterOn: document.sentAt.slice(0, 10),
          text: document.text,
          arrivesOn: document.arrivesOn,
          name: person.name,
          sex: person.sex,
          birth: person.birth,
          household: person.household,
          publicKey,
          confirmedHow: form.confirmedHow,
        },
      },
      moment,
    )
    if (isRefusal(opening)) return opening
    const key =
      form.keepKey && signer === 'unknown'
        ? { id: moment.newId('key'), publicKey, name: from.name, checked: form.confirmedHow as string }
        : null
    return { ...opening, changes: { opening: opening.changes, key } }
  },
  async save(context, { opening, key }, { comer }) {
    if (!comer) return
    await saveOpening(context, opening, comer)
    if (key) await keepKey(context, key)
  },
})
