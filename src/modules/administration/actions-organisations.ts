/** Opening and changing organisations: the system administrator's work; no people's data. */
import { action } from '#kernel/action.ts'
import { type Actor, rangeOf } from '#kernel/actor.ts'
import {
  changeOrganisationRow,
  insertOrganisation,
  organisationById,
  organisationKinds,
  type OrganisationKind,
  pathTaken,
  pathUnder,
} from '#kernel/org.ts'
import { refuse } from './refusals.ts'
import { mayStandUnder } from './rules.ts'
import { changeOrganisationForm, openOrganisationForm } from './schema.ts'

/** The platform's administrators serve the whole installation, a bureau's its own range. */
export function servedRange(actor: Actor) {
  return actor.organisation.kind === 'platform' ? rangeOf('') : actor.range
}

const serves = (actor: Actor, path: string) => {
  const range = servedRange(actor)
  return path >= range.from && path < range.to
}

export const openOrganisation = action({
  name: 'administration.open-organisation',
  title: '新设机构',
  form: openOrganisationForm,
  async load({ tx }, form) {
    const parent = form.parentId ? ((await organisationById(tx, form.parentId)) ?? null) : null
    if (form.parentId && !parent) return null
    const path = pathUnder(parent, form.segment)
    return { parent, path, taken: await pathTaken(tx, path) }
  },
  may: (actor, loaded) => serves(actor, loaded.path),
  decide({ parent, path, taken }, form, moment) {
    if (taken) return refuse('SEGMENT_TAKEN')
    const parentKind = (parent?.kind ?? null) as OrganisationKind | null
    if (!mayStandUnder(form.kind, parentKind)) {
      return refuse('PARENT_LEVEL', {
        kind: organisationKinds[form.kind],
        parent: parentKind ? organisationKinds[parentKind] : '最上级',
      })
    }
    const id = moment.newId('organisation')
    return {
      facts: [
        {
          subject: { kind: 'organisation', id, ownerPath: path },
          name: 'organisation.opened',
          value: { kind: form.kind, level: form.level },
        },
      ],
      changes: { ...form, id },
      reply: { organisationId: id },
    }
  },
  async save({ tx, now }, changes, { parent }) {
    await insertOrganisation(tx, { ...changes, parent }, now)
  },
})

export const changeOrganisation = action({
  name: 'administration.change-organisation',
  title: '改机构资料',
  form: changeOrganisationForm,
  load: async ({ tx }, form) => (await organisationById(tx, form.organisationId)) ?? null,
  may: (actor, organisation) => serves(actor, organisation.path),
  decide: (organisation, form) => ({
    facts: [
      {
        subject: { kind: 'organisation', id: organisation.id, ownerPath: organisation.path },
        name: 'organisation.changed',
        value: { active: form.active },
      },
    ],
    changes: form,
    reply: { organisationId: organisation.id },
  }),
  async save({ tx }, changes, organisation) {
    await changeOrganisationRow(tx, organisation.id, changes)
  },
})
