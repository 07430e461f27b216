/** The register of families that foster or care: registered, looked at, approved by another, changed. */
import { action, type SubjectRef } from '#kernel/action.ts'
import type { LoadContext } from '#kernel/action.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import { mayKeep } from './access.ts'
import { bureauFor } from './loads.ts'
import { familyLife, type FamilyState } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { type Checks, checkedUntil, judgeChecks } from './rules-family.ts'
import { approveFamilyForm, changeFamilyForm, checkFamilyForm, registerFamilyForm } from './schema-family.ts'
import { changeFamilyRow, childrenThere, type FamilyContent, type FamilyRow, familyById, insertFamily } from './store-family.ts'
import { familyChecks, familyMoves } from './words.ts'

/** A family's happenings stand with the organisation that keeps the register. */
const keeperRef = (actor: { organisation: { id: string; path: string } }): SubjectRef => ({
  kind: 'organisation',
  id: actor.organisation.id,
  ownerPath: actor.organisation.path,
})

const loadFamily = async (context: LoadContext, form: { familyId: string }) =>
  (await familyById(context.tx, context.vault, form.familyId, true)) ?? null

export const registerFamily = action({
  name: 'guardianship.register-family',
  title: '登记家庭',
  help: '寄养、代养家庭。登记后评估，由民政局另一人核准才能接收孩子。',
  form: registerFamilyForm,
  async load(context, form): Promise<{ own: Organisation | undefined; bureau: { path: string } | undefined }> {
    const { actor, tx } = context
    return {
      own: await organisationById(tx, actor.organisation.id),
      bureau:
        actor.organisation.kind === 'bureau' ? actor.organisation : await bureauFor(tx, actor.organisation.path, form.bureauId),
    }
  },
  may: (actor, { own }) => own !== undefined && ['protection-centre', 'bureau'].includes(actor.organisation.kind),
  decide({ bureau }, form, moment) {
    if (!bureau) return refuse('NO_BUREAU')
    const content: FamilyContent = {
      members: form.members.map(({ idNumber: _number, ...each }) => each),
      address: form.address,
      phone: form.phone,
      ...(form.wishes ? { wishes: form.wishes } : {}),
    }
    const id = moment.newId('family')
    return {
      facts: [
        { subject: keeperRef(moment.actor), name: 'foster-family.registered', details: { familyId: id, members: form.members } },
      ],
      changes: {
        id,
        bureauPath: bureau.path,
        kind: form.kind,
        most: form.most,
        volunteer: form.members.some((each) => each.volunteer === 'yes'),
        numbers: form.members.flatMap((each) => (each.idNumber ? [each.idNumber] : [])),
        content,
      },
      reply: { familyId: id },
    }
  },
  save: (context, changes) => insertFamily(context, changes),
})

export const checkFamily = action({
  name: 'guardianship.check-family',
  title: '评估家庭',
  help: '至少两人上门看；记录查询每年一次。',
  legalBasis: '未成年人保护法第六十二、九十三条',
  form: checkFamilyForm,
  load: loadFamily,
  may: (actor, family) => mayKeep(actor, family),
  decide(family, form, moment) {
    if (new Set(form.assessors).size < 2 || !form.visitedHome) return refuse('TWO_ASSESSORS')
    const checks = Object.fromEntries(
      Object.keys(familyChecks).map((key) => [key, form[key as keyof typeof familyChecks]]),
    ) as Checks
    const verdict = judgeChecks(checks)
    const on = dateOf(moment.occurredAt)
    return {
      facts: [
        {
          subject: keeperRef(moment.actor),
          name: 'foster-family.checked',
          value: { result: verdict },
          details: { familyId: family.id, checks, assessors: form.assessors, note: form.note, files: form.files },
        },
      ],
      changes: {
        checked: { on, verdict },
        content: {
          ...family.content,
          check: { checks, assessors: form.assessors, note: form.note, by: moment.actor.name },
        },
      },
      reply: { verdict },
    }
  },
  save: (context, changes, family) => changeFamilyRow(context, family.id, { ...changes, state: 'checked' }),
})

export const approveFamily = action({
  name: 'guardianship.approve-family',
  title: '核准家庭',
  help: '由民政局核准；评估的人不能自己核准。有效一年。',
  form: approveFamilyForm,
  load: loadFamily,
  may: (actor, family) => actor.organisation.path === family.bureauPath,
  decide(family, form, moment) {
    if (family.state !== 'checked') return stateRefusal(family, '核准')
    if (family.checkedBy === moment.actor.accountId) return refuse('ASSESSOR_APPROVES')
    if (form.pass && family.verdict === 'open') return refuse('CHECKS_OPEN')
    if (form.pass && family.verdict !== 'fit') return refuse('CHECKS_FAIL')
    const until = checkedUntil(family.checkedOn ?? dateOf(moment.occurredAt))
    const state: FamilyState = form.pass ? 'approved' : 'refused'
    const details = { familyId: family.id, reason: form.reason }
    const name = form.pass ? 'foster-family.approved' : 'foster-family.changed'
    return {
      facts: [{ subject: keeperRef(moment.actor), name, ...(form.pass ? {} : { value: { state } }), details }],
      changes: {
        state,
        ...(form.pass ? { until } : {}),
        content: { ...family.content, ...(form.pass ? {} : { refused: form.reason ?? '' }) },
      },
      reply: form.pass ? { until } : {},
    }
  },
  save: (context, changes, family) => changeFamilyRow(context, family.id, changes),
})

const movesTo: Record<keyof typeof familyMoves, { from: FamilyState[]; to: FamilyState }> = {
  pause: { from: ['approved'], to: 'paused' },
  resume: { from: ['paused'], to: 'approved' },
  withdraw: { from: ['registered', 'checked', 'approved', 'paused'], to: 'withdrawn' },
}

const stateRefusal = (family: FamilyRow, what: string) =>
  refuse('FAMILY_STATE', { state: familyLife.states[family.state].zh, what })

export const changeFamily = action({
  name: 'guardianship.change-family',
  title: '变更家庭状态',
  help: '家庭退出时，孩子仍在那里，直到另行安置；名单上会标红。',
  form: changeFamilyForm,
  async load(context, form) {
    const family = await loadFamily(context, form)
    return family && { family, there: await childrenThere(context.tx, family.id, []) }
  },
  may: (actor, { family }) => mayKeep(actor, family),
  decide({ family, there }, form, moment) {
    const move = movesTo[form.move]
    if (!move.from.includes(family.state)) return stateRefusal(family, familyMoves[form.move])
    return {
      facts: [
        {
          subject: keeperRef(moment.actor),
          name: 'foster-family.changed',
          value: { state: move.to },
          details: { familyId: family.id, reason: form.reason },
        },
      ],
      changes: {
        state: move.to,
        content: { ...family.content, changed: { state: move.to, reason: form.reason, by: moment.actor.name } },
      },
      reply: { children: there.others },
    }
  },
  save: (context, changes, { family }) => changeFamilyRow(context, family.id, changes),
})
