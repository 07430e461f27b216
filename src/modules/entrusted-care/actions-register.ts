/** The register: an institution, its licences, how it stands against the criteria, and that it was chosen. */
import { action, type LoadContext } from '#kernel/action.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import { grantPart } from '#modules/people-and-cases/index.ts'
import { mayKeep } from './access-institutions.ts'
import { judged, sheetOn } from './criteria.ts'
import { institutionLife } from './lifecycle-institutions.ts'
import { refuse } from './refusals-institutions.ts'
import { mayChoose } from './rules-institutions.ts'
import { assessForm, changeForm, licenceForm, registerForm, selectForm } from './schema-institutions.ts'
import {
  changeInstitution,
  endInstitutionParts,
  insertInstitution,
  insertLicence,
  type InstitutionRow,
  institutionRef,
  keepAssessment,
  lockInstitution,
  moveInstitution,
} from './store-institutions.ts'

export const firstFact = (actionId: string) => `${actionId}:0`
/** Without the keys that say nothing. */
export const told = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))

export interface WithInstitution {
  institution: InstitutionRow
}
export async function loadInstitution(context: LoadContext, form: { institutionId: string }): Promise<WithInstitution | null> {
  const institution = await lockInstitution(context.tx, context.vault, form.institutionId)
  return institution && { institution }
}
export const notNow = (institution: InstitutionRow, what: string) =>
  refuse('NOT_NOW', { state: institutionLife.states[institution.state].zh, what })

interface About {
  name: string
  kind: InstitutionRow['kind']
  governmentRun: boolean
  beds?: number | undefined
  organisationId?: string | undefined
  address?: string | undefined
  contact?: string | undefined
  phone?: string | undefined
  creditCode?: string | undefined
  note?: string | undefined
}
const rowOf = (id: string, about: About) => ({
  id,
  organisationId: about.organisationId ?? null,
  name: about.name,
  kind: about.kind,
  governmentRun: about.governmentRun,
  beds: about.beds ?? null,
  details: {
    address: about.address,
    contact: about.contact,
    phone: about.phone,
    creditCode: about.creditCode,
    note: about.note,
  },
})
/** The linked organisation holds its part from now on, and only it. */
async function shareWith(context: LoadContext, institution: { id: string; ownerPath: string }, with_: Organisation | undefined) {
  await endInstitutionParts(context.tx, institution.id, with_?.path ?? null, context.now)
  if (!with_) return
  const { id: subjectId, ownerPath } = institution
  await grantPart(context.tx, {
    kind: 'institution',
    subjectId,
    ownerPath,
    path: with_.path,
    part: 'institution',
    from: context.now,
  })
}

export const register = action({
  name: 'institution.register',
  title: '登记托养机构',
  help: '登记在送托的站名下。两个站用同一家的，各登记一次。',
  legalBasis: '大提升第2项：托养机构',
  form: registerForm,
  async load({ tx, actor }, form) {
    const stationId = actor.organisation.kind === 'station' ? actor.organisation.id : form.stationId
    return {
      station: stationId ? await organisationById(tx, stationId) : undefined,
      organisation: form.organisationId ? await organisationById(tx, form.organisationId) : undefined,
    }
  },
  may: (actor, { station }) =>
    station ? mayKeep(actor, { institution: { ownerPath: station.path } }) : actor.organisation.kind === 'bureau',
  decide({ station, organisation }, form, moment) {
    if (station?.kind !== 'station') return refuse('WHICH_STATION')
    if (form.organisationId && organisation?.kind !== 'institution') return refuse('NOT_AN_INSTITUTION')
    const { stationId: _station, ...details } = form
    const id = moment.newId('institution')
    return {
      facts: [
        {
          subject: { kind: 'institution', id, ownerPath: station.path },
          name: 'institution.registered',
          value: { governmentRun: form.governmentRun },
          details: told(details),
        },
      ],
      changes: { ...rowOf(id, form), stationId: station.id, ownerPath: station.path },
      reply: { institutionId: id },
    }
  },
  async save(context, changes, { organisation }) {
    await insertInstitution(context, changes, firstFact(context.actionId))
    await shareWith(context, changes, organisation)
  },
  constraintRefusal: (constraint) => (constraint === 'institution_organisation' ? refuse('TWICE') : undefined),
})

export const change = action({
  name: 'institution.change',
  title: '更改机构登记',
  form: changeForm,
  async load(context, form) {
    const loaded = await loadInstitution(context, form)
    const organisation = form.organisationId ? await organisationById(context.tx, form.organisationId) : undefined
    return loaded && { ...loaded, organisation }
  },
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ institution, organisation }, form) {
    if (form.organisationId && organisation?.kind !== 'institution') return refuse('NOT_AN_INSTITUTION')
    const { institutionId: _id, ...details } = form
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.changed',
          value: { governmentRun: form.governmentRun },
          details: told(details),
        },
      ],
      changes: rowOf(institution.id, form),
    }
  },
  async save(context, changes, { institution, organisation }) {
    await changeInstitution(context, changes)
    await shareWith(context, institution, organisation)
  },
  constraintRefusal: (constraint) => (constraint === 'institution_organisation' ? refuse('TWICE') : undefined),
})

export const recordLicence = action({
  name: 'institution.record-licence',
  title: '登记证照',
  help: '换发的再登一次，旧的留在记录里。到期前 60 天、30 天提醒，过期的不能再送人。',
  legalBasis: '托养机构指导意见：资质',
  form: licenceForm,
  load: loadInstitution,
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ institution }, form, moment) {
    const until = form.validUntil
    if (until !== undefined && until < dateOf(moment.occurredAt)) return refuse('EXPIRED_ALREADY', { until })
    const { institutionId: _id, ...details } = form
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.licence-recorded',
          value: told({ kind: form.kind, until }),
          details: told(details),
        },
      ],
      changes: { id: moment.newId('licence'), kind: form.kind, validUntil: until ?? null, papers: form.papers ?? [] },
    }
  },
  save: (context, changes, { institution: { id, ownerPath } }) =>
    insertLicence(context, { ...changes, institutionId: id, ownerPath, factId: firstFact(context.actionId) }),
})

export const assess = action({
  name: 'institution.assess',
  title: '对照标准核查',
  help: '逐项看材料、看现场。全部符合为合格；有不符合、没有查到的不合格，仍要用的由民政局写明例外理由。',
  legalBasis: '民办函〔2018〕346号（文本未找到，按通行要求解读）',
  form: assessForm,
  load: loadInstitution,
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ institution }, form, { actor, occurredAt }) {
    const { institutionId: _id, ...details } = form
    const result = judged(form)
    if (form.exception && result.fit) return refuse('NO_EXCEPTION_NEEDED')
    if (form.exception && actor.organisation.kind !== 'bureau') return refuse('EXCEPTION_BY_BUREAU')
    const fit = result.fit || form.exception !== undefined
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.assessed',
          value: { fit },
          details: { ...told(details), sheet: sheetOn(dateOf(occurredAt)).from },
        },
      ],
      changes: { fit },
      reply: { fit, lacking: result.lacking, unknown: result.unknown },
    }
  },
  save: (context, { fit }, { institution }) => keepAssessment(context.tx, institution.id, fit, context.occurredAt),
})

export const select = action({
  name: 'institution.select',
  title: '选定托养机构',
  help: '政府举办的优先。选社会办的，写明问过哪些政府举办的、为什么不行。',
  legalBasis: '大提升第2项；托养机构指导意见：公开择优、政府举办的优先；政府采购法',
  form: selectForm,
  load: loadInstitution,
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ institution }, form, { actor }) {
    if (institution.state === 'contracted' || institution.state === 'selected') return notNow(institution, '再选定')
    if (institution.fit !== true) return refuse('NOTHING_ASSESSED')
    const { governmentRun } = institution
    const chosen = {
      governmentRun,
      asked: form.governmentAsked?.length ?? 0,
      noneAround: form.noneAround === true,
      whyPrivate: form.whyPrivate !== undefined,
    }
    if (!mayChoose(chosen)) return refuse('GOVERNMENT_FIRST')
    const { institutionId: _id, ...details } = form
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.selected',
          value: { by: actor.organisation.kind, governmentRun },
          details: told(details),
        },
      ],
      changes: null,
    }
  },
  save: (context, _changes, { institution }) => moveInstitution(context.tx, institution.id, 'selected'),
})
