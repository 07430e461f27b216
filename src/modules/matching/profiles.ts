/** Profiles made anew from the facts: read as the system, written under the lock of the versions. */
import { type Heard, heardSchema, type Told, toldSchema } from '#facts/fragments.ts'
import { detailsOf, factsOf, type LedgerFact } from '#kernel/ledger.ts'
import type { Vault } from '#kernel/crypto.ts'
import type { Tx } from '#kernel/db.ts'
import { divisionsNamed, fileById, filesOfPerson, personById } from '#modules/people-and-cases/index.ts'
import { guestReport, inquiryReport, soughtNow } from './rules-profile.ts'
import { organisationsAt } from './store-names.ts'
import {
  followPerson,
  followRoot,
  type GuestContent,
  type InquiryContent,
  joinedInto,
  profilesOf,
  putProfile,
} from './store-profiles.ts'

/** Longest name of a division that is looked for in words. */
const LONGEST_NAME = 12

/** Two-digit codes of the provinces that some words name, directly or by a place in them; the longest name counts. */
export function provincesOf(words: string): string[] {
  const said = Array.from(words.replace(/口音|方言|话|腔|一带|那边|附近/gu, ' ').slice(0, 60))
  for (let length = Math.min(LONGEST_NAME, said.length); length >= 2; length -= 1) {
    const found = said.flatMap((_, at) =>
      at + length <= said.length ? divisionsNamed(said.slice(at, at + length).join('')) : [],
    )
    const provinces = found.filter((each) => each.level === 'province')
    const named = provinces.length > 0 ? provinces : found
    if (named.length > 0) return [...new Set(named.map((each) => each.code.slice(0, 2)))]
  }
  return []
}

/** Facts that hold: none that a later one replaced or withdrew. */
function standing(facts: readonly LedgerFact[]): LedgerFact[] {
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts.filter((fact) => !gone.has(fact.id) && fact.name !== 'fact.withdrawn')
}

/** What an interview heard; one written out of shape is left aside rather than holding up the rest. */
function heardOf(details: Record<string, unknown> | undefined): Heard | undefined {
  const read = heardSchema.safeParse(details?.heard)
  return read.success ? read.data : undefined
}

const impairing = new Set(['mental', 'intellectual', 'dementia'])

/** Makes the profile of a guest's file anew. True when it says something new. */
export async function refreshGuest(tx: Tx, vault: Vault, fileId: string, now: number): Promise<boolean> {
  const file = await fileById(tx, fileId)
  if (!file || ['asked', 'refused', 'withdrawn', 'transferred', 'received'].includes(file.state)) return false
  const person = await personById(tx, vault, file.personId)
  if (!person) return false
  const files = await filesOfPerson(tx, person.id)
  const facts = standing(await factsOf(tx, [...files.map((each) => each.id), person.id]))
  const interviews = facts.filter((fact) => fact.name === 'tracing.interviewed' || fact.name === 'tracing.expert-consulted')
  const asked = facts.find((fact) => fact.name === 'intake.asked' && fact.subject.id === file.id)
  const details = await detailsOf(
    tx,
    vault,
    [...interviews, ...(asked ? [asked] : [])].map((fact) => fact.id),
  )
  const station = (await organisationsAt(tx, [file.ownerPath])).get(file.ownerPath)
  const kinds = facts.filter((fact) => fact.name === 'person.condition-noted').at(-1)?.value.kinds
  const foundText = asked && details.get(asked.id)?.foundPlace
  const report = guestReport({
    fileId: file.id,
    arrivedAt: file.arrivedAt,
    description: person.description,
    sex: person.sex,
    assigned: person.identity === 'assigned',
    foundText: typeof foundText === 'string' ? foundText : undefined,
    division: station?.division ?? null,
    heard: interviews.flatMap((fact) => {
      const heard = heardOf(details.get(fact.id))
      return heard ? [{ at: fact.occurredAt, heard }] : []
    }),
    provincesOf,
  })
  const questions = interviews.flatMap((fact) => {
    const key = details.get(fact.id)?.question
    return typeof key === 'string' ? [key] : []
  })
  const officer = facts.filter((fact) => /^(tracing|intake)\./.test(fact.name)).at(-1)?.recordedBy
  const content: GuestContent = {
    report,
    asked: [...new Set(questions)],
    ...(officer ? { officer } : {}),
    ...(Array.isArray(kinds) && kinds.some((kind) => impairing.has(kind as string)) ? { impaired: true } : {}),
  }
  const later = files.some(
    (each) => each.id !== file.id && each.arrivedAt > file.arrivedAt && ['in', 'left'].includes(each.state),
  )
  const open = soughtNow(
    { identity: person.identity, state: file.state, leftKind: file.leftKind, leftAt: file.leftAt, later },
    now,
  )
  await followPerson(tx, file.id)
  return putProfile(
    tx,
    vault,
    { subjectId: file.id, kind: 'guest', personId: person.id, rootId: file.id, ownerPath: file.ownerPath, open, content },
    now,
  )
}

/** The last word on whether an inquiry is compared: later facts end or renew it. */
const opening = new Set(['inquiry.admitted', 'inquiry.reopened', 'inquiry.unjoined'])
const ending = new Set(['inquiry.closed', 'inquiry.set-aside', 'inquiry.joined'])

export interface InquiryState {
  open: boolean
  into: string | undefined
  erased: boolean
}

/** What the facts of an inquiry say of it. Received alone does not match yet: somebody looks at it first. */
export function inquiryState(facts: readonly LedgerFact[]): InquiryState {
  let state: InquiryState = { open: false, into: undefined, erased: false }
  for (const fact of standing(facts)) {
    if (opening.has(fact.name)) state = { open: true, into: undefined, erased: false }
    if (ending.has(fact.name)) state = { ...state, open: false }
    if (fact.name === 'inquiry.joined' && typeof fact.value.into === 'string') state.into = fact.value.into
    if (fact.name === 'inquiry.consent-withdrawn' && (fact.value.what ?? 'all') === 'all')
      state = { open: false, into: undefined, erased: true }
  }
  return state
}

export interface RefreshedInquiry {
  changed: boolean
  open: boolean
  rootId: string
  erased: boolean
}

/** Makes the profile of an inquiry anew; those joined into it follow where it goes. */
export async function refreshInquiry(
  tx: Tx,
  vault: Vault,
  inquiryId: string,
  now: number,
): Promise<RefreshedInquiry | undefined> {
  const facts = await factsOf(tx, [inquiryId])
  const ownerPath = facts.find((fact) => fact.subject.kind === 'inquiry')?.subject.ownerPath
  if (!ownerPath) return undefined
  const state = inquiryState(facts)
  const telling = standing(facts).filter((fact) =>
    ['inquiry.received', 'inquiry.admitted', 'inquiry.completed'].includes(fact.name),
  )
  const details = await detailsOf(
    tx,
    vault,
    telling.map((fact) => fact.id),
  )
  // The whole content as of then: the last one counts. One that was only received is not known here.
  const tellings = telling
    .filter((fact) => fact.name !== 'inquiry.received')
    .flatMap((fact) => {
      const read = toldSchema.safeParse(details.get(fact.id)?.told)
      return read.success ? [read.data] : []
    })
  const last: Told = (state.erased ? undefined : tellings.at(-1)) ?? {}
  const no = telling.map((fact) => details.get(fact.id)?.no ?? fact.value.no).find((each) => typeof each === 'string')
  const content: InquiryContent = {
    report: inquiryReport(inquiryId, last),
    ...(typeof no === 'string' ? { no } : {}),
    ...(last.minor ? { minor: true } : {}),
  }
  const into = state.into ? ((await profilesOf(tx, vault, [state.into])).get(state.into)?.rootId ?? state.into) : inquiryId
  const before = (await profilesOf(tx, vault, [inquiryId])).get(inquiryId)
  if (tellings.length === 0 && !before) return undefined
  const open = state.open && tellings.length > 0
  const changed = await putProfile(
    tx,
    vault,
    { subjectId: inquiryId, kind: 'inquiry', personId: null, rootId: into, ownerPath, open, content },
    now,
  )
  await followRoot(tx, inquiryId)
  // Whoever was joined into this one goes where it goes.
  if (into !== inquiryId)
    for (const other of await joinedInto(tx, inquiryId)) {
      const joined = (await profilesOf(tx, vault, [other])).get(other)
      if (!joined || other === inquiryId) continue
      await putProfile(tx, vault, { ...joined, rootId: into }, now)
      await followRoot(tx, other)
    }
  return { changed, open, rootId: into, erased: state.erased }
}
