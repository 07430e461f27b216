/** Opening and changing organisations: the system administrator's work; no people's data. */
import { z } from 'zod'
import { action } from '#kernel/action.ts'
import { type Actor, rangeOf } from '#kernel/actor.ts'
import { choice, field } from '#kernel/field.ts'
import {
  changeOrganisationRow,
  insertOrganisation,
  levels,
  organisationById,
  organisationKinds,
  type OrganisationKind,
  pathTaken,
  pathUnder,
} from '#kernel/org.ts'
import { refuse } from './refusals.ts'
import { mayStandUnder } from './rules.ts'

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
  form: z.strictObject({
    parentId: field(z.uuid().optional(), { label: '上级', widget: 'subject', help: '不选就是最上一级（省、市）' }),
    kind: field(choice(organisationKinds), { label: '类别' }),
    level: field(choice(levels), { label: '层级' }),
    name: field(z.string().trim().min(2).max(60), { label: '全称' }),
    shortName: field(z.string().trim().min(1).max(12), { label: '简称', help: '救助站的简称用在个案编号里，例如“云救”' }),
    segment: field(z.string().regex(/^[0-9a-z-]{1,24}$/, '用小写字母、数字、横线，最多 24 位'), {
      label: '代号',
      help: '行政区用区划代码；设定后不改',
    }),
    division: field(
      z
        .string()
        .regex(/^\d{6}$/)
        .optional(),
      { label: '区划代码' },
    ),
    phone: field(z.string().trim().max(40).optional(), { label: '公开电话' }),
    address: field(z.string().trim().max(120).optional(), { label: '地址' }),
  }),
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
  form: z.strictObject({
    organisationId: field(z.uuid(), { label: '机构', widget: 'hidden' }),
    name: field(z.string().trim().min(2).max(60), { label: '全称' }),
    phone: field(z.string().trim().max(40).optional(), { label: '公开电话' }),
    address: field(z.string().trim().max(120).optional(), { label: '地址' }),
    active: field(z.boolean(), { label: '在用', help: '停用后其账号不能登录，档案照旧保存' }),
  }),
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
