/** The register of designated hospitals: a bureau names them, with agreement and term. */
import { action } from '#kernel/action.ts'
import { organisationById } from '#kernel/org.ts'
import { mayDesignate } from './access.ts'
import { factAt } from './actions-infirmary.ts'
import { refuse } from './refusals.ts'
import { defined } from './rules.ts'
import { designateForm, endDesignationForm } from './schema-back.ts'
import { designationById, designationNamed, endDesignation, insertDesignation } from './store-back.ts'

export const sealedAt = (id: string) => `medical.designated_hospital.told:${id}`

export const designate = action({
  name: 'medical.designate-hospital',
  title: '确定定点医院',
  help: '本市的站送医时先从这份名单里选。',
  legalBasis: '十六部门职责：确定定点医疗机构',
  form: designateForm,
  async load({ tx }, form) {
    const hospital = form.hospitalId ? await organisationById(tx, form.hospitalId) : undefined
    const name = hospital?.name ?? form.hospitalName
    return { hospital, name, before: name ? await designationNamed(tx, name) : undefined }
  },
  may: (actor) => mayDesignate(actor),
  decide({ hospital, name, before }, form, { actor, newId }) {
    if (form.hospitalId && hospital?.kind !== 'hospital') return refuse('NO_SUCH_HOSPITAL')
    if (!name) return refuse('WHICH_DESIGNATED')
    if (before) return refuse('DESIGNATED_ALREADY', { name })
    if (form.until && form.until < form.since) return refuse('UNTIL_BEFORE')
    const { id, path: ownerPath } = actor.organisation
    const value = defined({ until: form.until })
    return {
      facts: [
        {
          subject: { kind: 'organisation', id, ownerPath },
          name: 'medical.hospital-designated',
          value,
          details: { ...form, name },
        },
      ],
      changes: { id: newId('designation'), name, form, hospitalId: hospital?.id ?? null },
      reply: { designationId: newId('designation') },
    }
  },
  save: (context, { id, name, form, hospitalId }) =>
    insertDesignation(context, {
      id,
      hospitalId,
      name,
      kinds: form.kinds,
      agreementNo: form.agreementNo ?? null,
      since: form.since,
      until: form.until ?? null,
      told: context.vault.sealJson(sealedAt(id), defined({ contact: form.contact, phone: form.phone })),
      factId: factAt(context.actionId, 0),
    }),
  constraintRefusal: (constraint) =>
    constraint === 'designated_hospital_standing' ? refuse('DESIGNATED_ALREADY', { name: '这家医院' }) : undefined,
})

export const undesignate = action({
  name: 'medical.end-designation',
  title: '取消定点',
  form: endDesignationForm,
  load: async ({ tx }, form) => (await designationById(tx, form.designationId)) ?? null,
  may: (actor) => mayDesignate(actor),
  decide(row, form, { actor }) {
    if (row.endedAt !== null) return refuse('DESIGNATION_ENDED', { name: row.name })
    const { id, path: ownerPath } = actor.organisation
    const details = { name: row.name, reason: form.reason }
    return {
      facts: [{ subject: { kind: 'organisation', id, ownerPath }, name: 'medical.designation-ended', details }],
      changes: { id: row.id },
    }
  },
  save: ({ tx, now }, { id }) => endDesignation(tx, id, now),
})
