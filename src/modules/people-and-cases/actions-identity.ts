/** Who somebody is: claims with evidence, corrections, opening what is masked. */
import { action, type LoadContext } from '#kernel/action.ts'
import { cityOf } from '#kernel/actor.ts'
import { known } from '#kernel/field.ts'
import { openFile } from '#kernel/files.ts'
import { mayChangePerson, maySeePerson } from './access.ts'
import { refuse } from './refusals.ts'
import { birthFact, laidOver } from './rules.ts'
import type { PersonDescription, PersonForm } from './schema.ts'
import { correctForm, elsewhereForm, identityForm, revealable, revealForm } from './schema-forms.ts'
import { grantPart, lockPerson, lockToChange, personRef, type PersonRow, updatePerson } from './store.ts'
import { addClaim } from './store-claims.ts'
import { personOfCity } from './store-elsewhere.ts'

/** What counts as verification; own words and a machine's likeness do not. */
const verifying = new Set(['document', 'police', 'relatives', 'dna'])

export const correctPerson = action({
  name: 'people.correct-person',
  title: '补充、更正资料',
  help: '后说的不抹掉先说的：每次补充都留作一条说法，附理由。',
  form: correctForm,
  load: ({ tx, vault }, form) => lockToChange(tx, vault, form.personId),
  may: mayChangePerson,
  decide(person, form, moment) {
    const { personId: _id, reason, ...told } = form
    const description = laidOver(person.description, withSeenAt(told, moment.occurredAt))
    const birth = birthFact(told)
    return {
      facts: [
        { subject: personRef(person), name: 'person.details-told', details: { told, reason } },
        ...(birth ? [{ subject: personRef(person), name: 'person.birth-known', value: birth }] : []),
      ],
      changes: { description, claim: { id: moment.newId('claim'), content: { told, reason } } },
      reply: { personId: person.id },
    }
  },
  async save(context, changes, person) {
    await updatePerson(context, person, { description: changes.description })
    await addClaim(context, { id: changes.claim.id, person, kind: 'details', content: changes.claim.content, source: 'staff' })
  },
})

/** An age seen counts from the moment it was seen. */
export function withSeenAt(told: PersonForm, seenAt: number): PersonDescription {
  return told.ageSeenMin === undefined && told.ageSeenMax === undefined ? told : { ...told, ageSeenAt: seenAt }
}

export const stateIdentity = action({
  name: 'people.state-identity',
  title: '认定身份状态',
  help: '自述不等于核实。核实须有证件、公安、亲属或 DNA 的凭据。',
  legalBasis: '民发〔2015〕158号：身份查询',
  form: identityForm,
  load: ({ tx, vault }, form) => lockToChange(tx, vault, form.personId),
  may: mayChangePerson,
  decide(person, form, moment) {
    if (form.status === 'verified' && (!form.evidence || !verifying.has(form.evidence) || !form.source)) return refuse('EVIDENCE')
    if (person.identity === 'verified' && form.status !== 'verified' && !form.correction) return refuse('ALREADY_VERIFIED')
    return {
      facts: [
        {
          subject: personRef(person),
          name: 'person.identity-stated',
          value: { status: form.status, ...(form.evidence ? { by: form.evidence } : {}) },
          details: { source: form.source, correction: form.correction },
        },
      ],
      changes: {
        status: form.status,
        claimId: moment.newId('claim'),
        content: { status: form.status, evidence: form.evidence, source: form.source },
      },
      reply: { personId: person.id, status: form.status },
    }
  },
  async save(context, changes, person) {
    await updatePerson(context, person, { identity: changes.status })
    await addClaim(context, { id: changes.claimId, person, kind: 'identity', content: changes.content, source: 'staff' })
  },
})

function clearValue(person: PersonRow, what: keyof typeof revealable): string | undefined {
  if (what === 'idNumber') return known(person.description.idNumber)
  if (what === 'phone') return known(person.description.phone)
  if (what === 'photo') return person.description.photos?.at(-1)
  const phones = (person.description.kin ?? []).flatMap((kin) => (kin.phone ? [`${kin.relation} ${kin.name} ${kin.phone}`] : []))
  return phones.length > 0 ? phones.join('；') : undefined
}

/** The latest photo as a picture that a page can draw; undefined where the file is no picture or out of reach. */
async function photoOf({ tx, vault }: LoadContext, fileId: string): Promise<string | undefined> {
  const file = await openFile(tx, vault, fileId)
  return file?.type.startsWith('image/') ? `data:${file.type};base64,${file.body.toString('base64')}` : undefined
}

/** The clear value goes into this one reply and is kept nowhere else; who looked and why stands in the ledger. */
export const reveal = action({
  name: 'people.reveal',
  title: '查看原文',
  help: '写明理由；谁在何时看过，审计管理员看得到。',
  form: revealForm,
  load: ({ tx, vault }, form) => lockPerson(tx, vault, form.personId),
  may: (actor, person) => maySeePerson(actor, person),
  decide(person, form) {
    if (clearValue(person, form.what) === undefined) return refuse('NOTHING_TO_REVEAL')
    return {
      facts: [
        { subject: personRef(person), name: 'sensitive.viewed', value: { what: form.what }, details: { reason: form.reason } },
      ],
      changes: null,
      reply: {},
    }
  },
  save: async () => undefined,
  replyNotKept: true,
  async answer(context, person, form) {
    const value = clearValue(person, form.what)
    return { value: form.what === 'photo' && value ? await photoOf(context, value) : value }
  },
})

/** A hit of another station in the city: with a reason the asking station comes to hold a part of the person for a while. */
const VISIT_MS = 30 * 24 * 3_600_000

export const openElsewhere = action({
  name: 'people.open-elsewhere',
  title: '调阅外站档案',
  help: '同城他站有过记录。写明理由后可看 30 天，对方站和审计管理员看得到。',
  form: elsewhereForm,
  async load({ tx, actor }, form) {
    const found = await personOfCity(tx, form.personId)
    return found && found.city === cityOf(actor.organisation.path) ? found : null
  },
  may: () => true,
  decide(person, form, moment) {
    return {
      facts: [
        {
          subject: { kind: 'person', id: person.id, ownerPath: person.ownerPath },
          name: 'sensitive.viewed',
          value: { what: 'elsewhere' },
          details: { reason: form.reason },
        },
      ],
      changes: { path: moment.actor.organisation.path, from: moment.now },
      reply: { personId: person.id },
    }
  },
  async save({ tx }, changes, person) {
    for (const subject of [{ kind: 'person', id: person.id }, ...person.fileIds.map((id) => ({ kind: 'rescue-file', id }))]) {
      await grantPart(tx, {
        kind: subject.kind,
        subjectId: subject.id,
        ownerPath: person.ownerPath,
        path: changes.path,
        part: 'visit',
        from: changes.from,
        until: changes.from + VISIT_MS,
      })
    }
  },
})
