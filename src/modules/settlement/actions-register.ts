/** The household register, by the police or by a paper of theirs; and the placement. */
import { action, type LoadContext } from '#kernel/action.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf, startOfDay } from '#kernel/time.ts'
import { addClaim, divisionName, fileRef, personRef, personsWithNumber, updatePerson } from '#modules/people-and-cases/index.ts'
import { readIdNumber } from '#modules/people-and-cases/words.ts'
import { mayRegister, mayWork } from './access.ts'
import { contentOf, nameless } from './actions-file.ts'
import { institutionOf, organisationOf } from './actions-plan.ts'
import { moving, stateOf } from './moving.ts'
import { refuse } from './refusals.ts'
import { isLocal } from './rules.ts'
import { placeForm, registerForm } from './schema.ts'
import { type CaseContent, changeCase, type LoadedCase, lockCase } from './store.ts'

interface WithPlace extends LoadedCase {
  institution: Organisation | undefined
}

async function loadWithPlace(
  context: LoadContext,
  form: { fileId: string; institutionId?: string | undefined },
): Promise<WithPlace | null> {
  const loaded = await lockCase(context, form.fileId)
  return loaded && { ...loaded, institution: await organisationOf(context, form.institutionId) }
}

/** What the number gets wrong, as a sentence; undefined where it fits the person. */
export function numberFault(
  number: string,
  named: { birthDate: string; sex: 'male' | 'female' | null },
  today: string,
): string | undefined {
  const reading = readIdNumber(number, today, divisionName)
  if (reading.kind !== 'resident') return '这不是居民身份号码。'
  if (reading.level !== 'valid') return reading.sentence
  if (reading.birth !== named.birthDate) return `号码里的出生日期是 ${reading.birth}，赋名时定的是 ${named.birthDate}。`
  if (named.sex && reading.sex !== named.sex) return '号码里的性别和登记的不一样。'
  return undefined
}

type Registering = WithPlace & { bearers: string[]; ownDivision: string | null }

export const register = action({
  name: 'settlement.register',
  title: '登记户口',
  help: '公安机关直接登记；也可由民政局凭公安书面材料补记。号码按 GB 11643 校验，密存。',
  legalBasis: '户口登记条例；大提升第13项；江阴行动二(三)4：户口登记到安置机构',
  form: registerForm,
  async load(context, form): Promise<Registering | null> {
    const loaded = await loadWithPlace(context, form)
    if (!loaded) return null
    const bearers = await personsWithNumber(context.tx, context.vault, form.idNumber)
    const station = await organisationById(context.tx, loaded.file.stationId)
    return { ...loaded, bearers: bearers.map((each) => each.id), ownDivision: station?.division ?? null }
  },
  may: (actor, loaded) => mayRegister(actor, loaded),
  decide(loaded, form, moment) {
    const here = nameless(loaded)
    if (isRefusal(here)) return here
    const move = moving(loaded, 'settlement.register', 'registered', '登记户口')
    if (isRefusal(move)) return move
    const { named } = contentOf(loaded)
    if (!named) return refuse('NO_PROPOSAL')
    const place = institutionOf(form, loaded.institution)
    if (isRefusal(place)) return place
    const today = dateOf(moment.now)
    if (form.registeredOn > today) return refuse('DATE_LATER')
    const why = numberFault(form.idNumber, { birthDate: named.birthDate, sex: loaded.person.sex }, today)
    if (why) return { ...refuse('NUMBER', { why }), fields: { idNumber: why } }
    if (loaded.bearers.some((id) => id !== loaded.person.id)) return refuse('NUMBER_TAKEN')
    const { number } = readIdNumber(form.idNumber, today)
    const local = isLocal(form.division, loaded.ownDivision)
    const told = {
      ...place,
      how: form.how,
      registerNo: form.registerNo,
      address: form.address,
      division: form.division,
      on: form.registeredOn,
      by: moment.actor.organisation.name,
    }
    const approvedAt = loaded.case?.approvedAt ?? 0
    const occurredAt =
      form.registeredOn === dateOf(moment.occurredAt)
        ? moment.occurredAt
        : Math.min(Math.max(startOfDay(form.registeredOn), approvedAt), moment.occurredAt)
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'settlement.registered',
          value: place.institutionId ? { institution: place.institutionId } : {},
          details: { ...told, idNumber: number, files: form.files },
          occurredAt,
        },
        {
          subject: personRef(loaded.person),
          name: 'person.register-known',
          value: { division: form.division, ...(local === undefined ? {} : { local }) },
        },
      ],
      changes: {
        content: { ...contentOf(loaded), register: told } as CaseContent,
        number,
        occurredAt,
        claimId: moment.newId('claim'),
      },
      reply: {},
    }
  },
  async save(context, { content, number, occurredAt, claimId }, loaded) {
    const { person } = loaded
    const { register: told } = content
    await changeCase(context, loaded.case?.id as string, {
      state: 'registered',
      stamp: 'registered',
      at: occurredAt,
      content,
      numberKey: context.vault.blind('settlement.case.number', number),
    })
    await updatePerson(context, person, {
      description: { ...person.description, idNumber: number, household: told?.address, division: told?.division },
    })
    await addClaim(context, {
      id: claimId,
      person,
      kind: 'document',
      content: { idNumber: number, register: told },
      source: 'settlement',
    })
  },
  constraintRefusal: (constraint) => (constraint === 'case_number' ? refuse('NUMBER_TAKEN') : undefined),
})

export const place = action({
  name: 'settlement.place',
  title: '落实安置',
  help: '人已由安置机构接收。离站另在“离站”办理，方式选“安置”。',
  legalBasis: '大提升第13项',
  form: placeForm,
  load: loadWithPlace,
  may: (actor, loaded) => mayWork(actor, loaded),
  decide(loaded, form, moment) {
    const to = stateOf(loaded) === 'supported' ? 'supported' : 'placed'
    const move = moving(loaded, 'settlement.place', to, '落实安置')
    if (isRefusal(move)) return move
    if (to === 'supported' && contentOf(loaded).placement) return refuse('CHANGED', { what: '落实安置', state: '已安置' })
    const institution = institutionOf(form, loaded.institution)
    if (isRefusal(institution)) return institution
    if (form.placedOn > dateOf(moment.now)) return refuse('DATE_LATER')
    const placement = { ...institution, on: form.placedOn, ...(form.note ? { note: form.note } : {}) }
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'settlement.placed',
          value: institution.institutionId ? { institution: institution.institutionId } : {},
          details: placement,
        },
      ],
      changes: { content: { ...contentOf(loaded), placement } as CaseContent, to },
      reply: {},
    }
  },
  save: (context, { content, to }, loaded) =>
    changeCase(context, loaded.case?.id as string, { content, ...(to === 'placed' ? { state: 'placed' } : {}) }),
})
