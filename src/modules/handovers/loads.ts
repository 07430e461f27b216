/** What the doors of this room read and lock before they decide. */
import type { LoadContext, SubjectRef } from '#kernel/action.ts'
import { openFile } from '#kernel/files.ts'
import { factsOf } from '#kernel/ledger.ts'
import { nextNumber, type Organisation, organisationById } from '#kernel/org.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf, printInstant } from '#kernel/time.ts'
import { childById, childRef, fileById, fileRef, personById, personRef, titlesOf } from '#modules/people-and-cases/index.ts'
import { readsClosed } from './access.ts'
import { handoverLife } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { hasSigned, shownNumber } from './rules.ts'
import type { Signing, WordsForm } from './schema.ts'
import { type Content, type Handover, handoverById, isClosed, type Mark, ofEncounter, subjectRef } from './store.ts'
import type { About } from './words.ts'

/** Whoever is handed over, as far as the giver sees them. */
async function subjectOf({ tx, vault }: LoadContext, about: About, id: string): Promise<SubjectRef | null> {
  if (about === 'person') {
    const person = await personById(tx, vault, id)
    return person ? personRef(person) : null
  }
  if (about === 'rescue-file') {
    const file = await fileById(tx, id)
    return file ? fileRef(file) : null
  }
  if (about === 'child-file') {
    const child = await childById(tx, id)
    return child ? childRef(child) : null
  }
  // A report is another room's: what is told of it in the ledger says whose it is.
  const told = (await factsOf(tx, [id])).find((fact) => fact.subject.kind === 'report')
  return told?.subject ?? null
}

/** A signature with the picture it was drawn as: the other side prints it without reaching the giver's uploads. */
export async function markOf({ tx, vault }: LoadContext, signature: Signing | undefined): Promise<Mark | undefined> {
  if (!signature?.picture) return signature
  const file = await openFile(tx, vault, signature.picture)
  const body = file?.body.toString('base64')
  if (file?.type === 'image/png') return { ...signature, png: body }
  // A phone keeps what was drawn like any photo.
  return file?.type === 'image/jpeg' ? { ...signature, jpg: body } : signature
}

export interface Giving {
  existing: Handover | null
  /** Another one of the same encounter. */
  earlier: Handover | null
  subject: SubjectRef
  giver: Organisation
  receiver: Organisation | null
  /** What the house calls whoever is handed over. */
  known: string | null
  no: string
  from: Mark | undefined
  to: Mark | undefined
}

type GivingForm = Pick<WordsForm, 'handoverId' | 'about' | 'subjectId' | 'encounterId' | 'toId' | 'fromSignature'> & {
  toSignature?: Signing | undefined
}

/** Reads what a new handover needs; takes its number, which a refusal gives back. */
export async function loadGiving(context: LoadContext, form: GivingForm, of?: Handover): Promise<Giving | null> {
  const { tx, vault, actor } = context
  const path = actor.organisation.path
  const existing = await handoverById(tx, vault, form.handoverId, true)
  // Of one that stands the subject is known, also to a giver who sees it no more.
  const known = existing ?? of
  const subject = known ? subjectRef(known) : await subjectOf(context, form.about, form.subjectId)
  const giver = await organisationById(tx, actor.organisation.id)
  if (!subject || !giver) return null
  const hidden = !readsClosed(actor) && (subject.kind === 'child-file' || (await isClosed(tx, subject.id)))
  // A child whom a patrol met is handed over as a person, by the words on the form alone.
  if (hidden && subject.kind !== 'person') return null
  const [title] = hidden ? [] : await titlesOf(tx, [subject.id])
  const year = dateOf(context.occurredAt).slice(0, 4)
  return {
    existing,
    earlier: existing || !form.encounterId ? null : await ofEncounter(tx, vault, form.encounterId, path),
    subject,
    giver,
    receiver: form.toId ? ((await organisationById(tx, form.toId)) ?? null) : null,
    known: title?.name ?? null,
    from: await markOf(context, form.fromSignature),
    to: await markOf(context, form.toSignature),
    // Last, so that the counter is held as shortly as can be.
    no: existing?.no ?? `交接${year}-${String(await nextNumber(tx, `handover:${giver.id}:${year}`)).padStart(4, '0')}`,
  }
}

/** One that stands, locked, as far as the actor may know of it. */
export const lockHandover = ({ tx, vault, actor }: LoadContext, id: string): Promise<Handover | null> =>
  handoverById(tx, vault, id, true, readsClosed(actor))

/** What a signed one says to a second signer: who was first, and when. */
export function signedAlready(handover: Handover): Refusal {
  return refuse('SIGNED', {
    no: shownNumber(handover.no, handover.version),
    to: handover.content.toName,
    receiver: handover.content.receiver ?? '接收人',
    at: handover.signedAt === null ? '' : printInstant(handover.signedAt).slice(0, 16).replace('T', ' '),
  })
}

/** Refused because of where the handover stands. */
export const notNow = (handover: Handover, what: string): Refusal =>
  handover.state === 'signed' && what === '签收'
    ? signedAlready(handover)
    : refuse('NOT_NOW', {
        no: shownNumber(handover.no, handover.version),
        state: handoverLife.states[handover.state].zh,
        what,
      })

/** What is wrong with the receiver or the giver's signature; null where nothing is. */
export function giverFault(giving: Giving, form: Pick<WordsForm, 'toId' | 'toName' | 'fromSignature'>): Refusal | null {
  const { receiver, giver } = giving
  if ((form.toId === undefined) === (form.toName === undefined)) return refuse('WHICH_RECEIVER')
  if (form.toId && (!receiver?.active || receiver.kind === 'area' || receiver.kind === 'platform'))
    return refuse('NO_SUCH_RECEIVER')
  if (receiver?.id === giver.id) return refuse('SAME')
  return hasSigned(form.fromSignature) ? null : refuse('GIVER_UNSIGNED')
}

/** What stands on the paper, out of a form. */
export function contentOf(giving: Giving, form: Omit<WordsForm, 'handoverId' | 'about' | 'subjectId'>, kept?: Content): Content {
  const { reasonNote, conscious, condition, injuries, belongings, papers, place, officer, officerNo, officerPhone } = form
  return {
    fromName: giving.giver.name,
    toName: giving.receiver?.name ?? form.toName ?? '',
    who: form.who ?? giving.known ?? '姓名不详',
    reasonNote,
    conscious,
    condition,
    injuries,
    belongings: belongings ?? [],
    papers,
    place,
    officer,
    officerNo,
    // Shown masked, it comes back only where somebody writes another.
    officerPhone: officerPhone ?? kept?.officerPhone,
  }
}
