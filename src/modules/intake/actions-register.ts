/** Doors in the middle: registration, acceptance, and the whole reception in one. */
import { action, type Decision, type LoadContext, type Moment, type NewFact } from '#kernel/action.ts'
import { type Actor } from '#kernel/actor.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { fileRef, moveFile, personRef, type PersonRow, updatePerson } from '#modules/people-and-cases/index.ts'
import { mayReceive, mayWorkOn } from './access.ts'
import { numberConstraint } from './actions.ts'
import { askedFact, begin, type Begun, claimIds, saveBegun, saveClaims, type SaidOnArrival } from './arriving.ts'
import { type Arriving, type AtStation, loadArriving, lockAtStation, lockReception } from './loads.ts'
import { afterAsking, moveTo, notAcceptable, notHere, type Reception } from './rules.ts'
import { type SaidOfPerson, tell, type Told } from './rules-person.ts'
import { safetyFact, type SafetySaid, triageFact, type TriageSaid } from './rules-safety.ts'
import { signsWith } from './rules-triage.ts'
import { type Heard, warningsOf } from './rules-steps.ts'
import { clean } from './rules-text.ts'
import { setArrival } from './store.ts'
import { acceptForm, receiveForm, type ReceiveForm, registerForm, type RegisterForm } from './schema.ts'
import { lastOf, ofFile, ofReception } from './rules-facts.ts'

interface Registered {
  told: Told
  claimIds: string[]
}

/** What was said about the reception itself, without what was said of the person: kept whole with each registration. */
type SaidOfReception = Omit<RegisterForm, 'fileId'>

/** A registration: what was said of the person, and the whole form as it stood. */
function registration(
  at: AtStation,
  said: SaidOfReception,
  moment: Moment,
): { facts: NewFact[]; registered: Registered } | Refusal {
  const told = tell(said as SaidOfPerson, {
    subject: personRef(at.person),
    before: at.person,
    facts: at.facts,
    stationDivision: at.station.division,
    at: moment.occurredAt,
    on: dateOf(moment.occurredAt),
  })
  if (isRefusal(told)) return told
  return {
    facts: [...told.facts, registeredFact(at, said)],
    registered: { told, claimIds: claimIds(told.claims, moment) },
  }
}

function registeredFact(at: { file: { id: string; ownerPath: string } }, said: SaidOfReception): NewFact {
  const withMinor = (said.companions ?? []).some((each) => each.age !== undefined && each.age < 18)
  return {
    subject: fileRef(at.file),
    name: 'intake.registered',
    value: said.companions === undefined ? {} : { withMinor },
    details: { form: said },
  }
}

async function saveRegistered(context: LoadContext, person: PersonRow, { told, claimIds: ids }: Registered): Promise<void> {
  if (told.changed) await updatePerson(context, person, { description: told.description, identity: told.identity })
  await saveClaims(context, person, told.claims, ids)
}

export const register = action({
  name: 'intake.register',
  title: '求助登记',
  help: '问到什么记什么，问不出的选“不详”。可以一再补记、更正，先前说的都会留着。',
  legalBasis: '民政部令第24号第3、4条',
  form: registerForm,
  load: lockAtStation,
  may: mayWorkOn,
  decide(at: AtStation, raw, moment): Decision<Registered> | Refusal {
    const gone = notHere(at.file, '补记登记；请用“更正资料”')
    if (gone) return gone
    const { fileId, ...said } = clean(raw)
    const made = registration(at, said, moment)
    if (isRefusal(made)) return made
    return { facts: made.facts, changes: made.registered, reply: { fileId, warnings: made.registered.told.warnings } }
  },
  save: (context, changes, at: AtStation) => saveRegistered(context, at.person, changes),
})

function acceptedFact(file: { id: string; ownerPath: string }, ground: string | undefined): NewFact {
  return { subject: fileRef(file), name: 'intake.accepted', value: {}, details: { ground } }
}

export const accept = action({
  name: 'intake.accept',
  title: '受理',
  help: '安检和登记之后决定受理，各项应办从这一刻算起。',
  legalBasis: '国务院令第381号第6条；民政部令第24号第4条',
  form: acceptForm,
  load: lockReception,
  may: mayWorkOn,
  decide(reception: Reception, raw, moment): Decision<{ acceptedAt: number }> | Refusal {
    const form = clean(raw)
    const { file } = reception
    const state = moveTo(file, 'intake.accept', '再受理')
    if (isRefusal(state)) return state
    const own = ofReception(reception.facts, file)
    const refused = afterAsking(reception, moment, '受理') ?? notAcceptable(own)
    if (refused) return refused
    return {
      facts: [acceptedFact(file, form.ground)],
      changes: { acceptedAt: moment.occurredAt },
      reply: { fileId: file.id, personId: file.personId, no: file.no, warnings: warningsOf(own) },
    }
  },
  save: ({ tx }, changes, { file }: Reception) => moveFile(tx, file.id, { state: 'in', acceptedAt: changes.acceptedAt }),
})

/** Either somebody new at the door, or a reception that was begun (carried in first, written down later). */
type AtDoor = { begun: false; arriving: Arriving } | { begun: true; at: AtStation }

/** How somebody came, told otherwise than in the first haste: takes the place of what was told then. */
function arrivalTold(at: AtStation, form: ReceiveForm): NewFact[] {
  const earlier = lastOf(ofFile(at.facts, at.file.id), 'intake.asked')
  const told = form.escortUnit !== undefined || form.escortPerson !== undefined || form.foundPlace !== undefined
  if (form.arrival === at.file.arrival && !told) return []
  const asked = askedFact(at.file, form)
  return [{ ...asked, occurredAt: earlier?.occurredAt ?? at.file.arrivedAt, ...(earlier ? { replaces: earlier.id } : {}) }]
}

interface Received {
  begun?: Begun
  arrival?: ReceiveForm['arrival']
  registered?: Registered
  acceptedAt?: number
  fileId: string
}

const mayReceiveHere = (actor: Actor, loaded: AtDoor) => (loaded.begun ? mayWorkOn(actor, loaded.at) : mayReceive(actor))

async function loadAtDoor(context: LoadContext, form: ReceiveForm): Promise<AtDoor | null> {
  if (form.fileId) {
    const at = await lockAtStation(context, { fileId: form.fileId })
    return at ? { begun: true, at } : null
  }
  const arriving = await loadArriving(context, form, form.arrivedAt ?? context.occurredAt)
  return arriving ? { begun: false, arriving } : null
}

/** What of the page belongs to the registration; the rest is steps of their own. */
function saidOfReception(form: ReceiveForm): SaidOfReception {
  const {
    fileId: _file,
    personId: _person,
    arrival: _arrival,
    escortUnit: _unit,
    escortPerson: _escort,
    foundPlace: _place,
    arrivedAt: _at,
    signs: _signs,
    temperature: _temperature,
    injuries: _injuries,
    safety: _safety,
    consent: _consent,
    secondStaff: _staff,
    bodyCheckBy: _by,
    found: _found,
    deferredWhy: _why,
    decision: _decision,
    ...said
  } = form
  return said
}

/**
 * First look and safety check, as far as the page tells them. The page shows again what was seen before: the same signs keep
 * the decision made on them (hospital first stays so at the bedside) and are not told twice.
 */
function stepFacts(
  file: { id: string; ownerPath: string },
  before: readonly Heard[],
  sex: 'male' | 'female' | null,
  form: ReceiveForm,
  moment: Moment,
): NewFact[] | Refusal {
  const subject = fileRef(file)
  const facts: NewFact[] = []
  const last = lastOf(before, 'intake.triaged')?.value
  const measured = form.temperature !== undefined || form.injuries !== undefined
  const seen = signsWith(form.signs, form.temperature)
  const same =
    last !== undefined && [...seen].sort().join() === [...((last['signs'] as string[] | undefined) ?? [])].sort().join()
  const decision = form.decision === 'hospital' ? 'hospital' : same ? (last['decision'] as TriageSaid['decision']) : 'go-on'
  const looked = measured || (seen.length > 0 && !same) || (decision === 'hospital' && last?.['decision'] !== 'hospital')
  if (looked)
    facts.push(triageFact(subject, { signs: form.signs, temperature: form.temperature, injuries: form.injuries, decision }))
  if (form.safety !== undefined) {
    const fact = safetyFact(subject, sex, form as SafetySaid, moment)
    if (isRefusal(fact)) return fact
    facts.push(fact)
  }
  return facts
}

function decideReception(loaded: AtDoor, form: ReceiveForm, moment: Moment): Decision<Received> | Refusal {
  const said = saidOfReception(form)
  if (loaded.begun) {
    const { at } = loaded
    const gone = notHere(at.file, '继续接待')
    if (gone) return gone
    const made = registration(at, said, moment)
    if (isRefusal(made)) return made
    const again = arrivalTold(at, form)
    return concluded(at.file, ofReception(at.facts, at.file), [...again, ...made.facts], made.registered.told, form, moment, {
      fileId: at.file.id,
      registered: made.registered,
      ...(form.arrival === at.file.arrival ? {} : { arrival: form.arrival }),
    })
  }
  const begun = begin(loaded.arriving, { ...form, ...said } as SaidOnArrival, moment)
  if (isRefusal(begun)) return begun
  const facts = [...begun.facts, registeredFact(begun, said)]
  return concluded(begun.file, ofReception(loaded.arriving.facts, begun.file), facts, begun.told, form, moment, {
    fileId: begun.file.id,
    begun,
  })
}

/** The end of the page: steps, then the decision that was chosen. */
function concluded(
  file: Begun['file'],
  before: readonly Heard[],
  facts: NewFact[],
  told: Told,
  form: ReceiveForm,
  moment: Moment,
  changes: Received,
): Decision<Received> | Refusal {
  const steps = stepFacts(file, before, told.description.sex ?? null, form, moment)
  if (isRefusal(steps)) return steps
  const all = [...facts, ...steps]
  const heard: Heard[] = [...before, ...all]
  const reply = { fileId: file.id, personId: file.personId, no: file.no, warnings: [...told.warnings, ...warningsOf(heard)] }
  if (form.decision !== 'accept') {
    const next = form.decision === 'hospital' ? { next: 'medical.hospitalise' } : {}
    return { facts: all, changes, reply: { ...reply, state: file.state, ...next } }
  }
  const state = moveTo(file, 'intake.accept', '再受理')
  if (isRefusal(state)) return state
  const refused = notAcceptable(heard)
  // On the page the way on is one field away.
  if (refused) return { ...refused, fields: { safety: refused.sentence } }
  const acceptedAt = Math.max(moment.occurredAt, file.arrivedAt)
  return {
    facts: [...all, { ...acceptedFact(file, undefined), occurredAt: acceptedAt }],
    changes: { ...changes, acceptedAt },
    reply: { ...reply, state },
  }
}

export const receive = action({
  name: 'intake.receive',
  title: '接待',
  help: '求助、看人、安检、登记、受理，一页填完，一次办成。',
  legalBasis: '国务院令第381号第6条；民政部令第24号第2至6条',
  form: receiveForm,
  load: loadAtDoor,
  may: mayReceiveHere,
  decide: (loaded: AtDoor, form, moment) => decideReception(loaded, clean(form), moment),
  async save(context, changes: Received, loaded) {
    if (changes.begun && !loaded.begun) await saveBegun(context, changes.begun, loaded.arriving)
    if (changes.arrival) await setArrival(context.tx, changes.fileId, changes.arrival)
    if (changes.registered && loaded.begun) await saveRegistered(context, loaded.at.person, changes.registered)
    if (changes.acceptedAt !== undefined)
      await moveFile(context.tx, changes.fileId, { state: 'in', acceptedAt: changes.acceptedAt })
  },
  constraintRefusal: numberConstraint,
})
