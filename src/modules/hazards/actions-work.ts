/** Given to a body, rectified, looked at again by somebody else, told upwards. */
import { action, type LoadContext } from '#kernel/action.ts'
import { cityOf } from '#kernel/actor.ts'
import { organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import { bySystem, isBody, mayManage } from './access.ts'
import { hazardLife, mayMove } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { toRaise } from './rules.ts'
import { assignForm, raiseForm, rectifyForm, verifyForm } from './schema.ts'
import { around, changeHazard, type HazardChange, type HazardRow, hazardRef, lockHazard, share, unshare } from './store.ts'

const load = (context: LoadContext, form: { hazardId: string }) => lockHazard(context, form.hazardId)
const notNow = (hazard: HazardRow, what: string) => refuse('NOT_NOW', { state: hazardLife.states[hazard.state].zh, what })

export const assign = action({
  name: 'hazards.assign',
  title: '交办整改',
  help: '写明谁、什么时候以前。系统内的单位能看到这处隐患，自己登记整改。',
  legalBasis: '未成年人专项行动五（五）2：限期整改，落实到责任单位',
  form: assignForm,
  async load(context, form) {
    const hazard = await load(context, form)
    const body = form.organisationId ? ((await organisationById(context.tx, form.organisationId)) ?? null) : null
    return hazard && { ...hazard, body }
  },
  may: (actor, hazard) => mayManage(actor, hazard),
  decide(hazard, form, moment) {
    if (!mayMove(hazard.state, 'hazards.assign')) return notNow(hazard, '交办')
    if ((form.organisationId === undefined) === (form.bodyName === undefined)) return refuse('WHICH_BODY')
    const { body } = hazard
    if (form.organisationId && (!body || cityOf(body.path) !== cityOf(hazard.placePath))) return refuse('NO_SUCH_PLACE')
    if (form.dueOn < dateOf(moment.now)) return refuse('DUE')
    if (hazard.state === 'assigned' && !form.reason) return refuse('REASON', { body: hazard.content.body ?? '另一单位' })
    const name = body?.name ?? form.bodyName
    return {
      facts: [
        {
          subject: hazardRef(hazard),
          name: 'hazard.assigned',
          value: { ...(body ? { organisation: body.id } : {}), dueBy: form.dueOn },
          details: { body: name, ask: form.ask, reason: form.reason },
        },
      ],
      changes: { bodyId: body?.id ?? null, bodyPath: body?.path ?? null, name, dueOn: form.dueOn, ask: form.ask },
      reply: { hazardId: hazard.id },
    }
  },
  async save(context, { bodyId, bodyPath, name, dueOn, ask }, hazard) {
    const { body: _loaded, ...before } = hazard
    await changeHazard(context, before, {
      state: 'assigned',
      bodyId,
      bodyPath,
      assignedAt: context.occurredAt,
      dueOn,
      raisedAt: null,
      content: { ...before.content, body: name, ask },
    })
    if (before.bodyPath && before.bodyPath !== bodyPath) await unshare(context, before.id, before.bodyPath, 'body')
    if (bodyPath && bodyPath !== before.ownerPath) await share(context, before.id, [bodyPath], 'body')
  },
})

export const rectify = action({
  name: 'hazards.rectify',
  title: '登记整改',
  help: '整改完再登记，附照片；由别的单位到现场核验后才销号。',
  form: rectifyForm,
  load,
  may(actor, hazard) {
    if (isBody(actor, hazard) || actor.kind === 'system') return true
    if (!mayManage(actor, hazard)) return false
    // A body that is none of the system's is written down for by whoever gave it the hazard.
    return hazard.bodyPath === null || refuse('NOT_YOURS', { body: hazard.content.body ?? '另一单位' })
  },
  decide(hazard, form, moment) {
    if (!mayMove(hazard.state, 'hazards.rectify')) return notNow(hazard, '登记整改')
    return {
      facts: [{ subject: hazardRef(hazard), name: 'hazard.rectified', details: { how: form.how, photos: form.photos } }],
      changes: { by: moment.actor.accountId, path: moment.actor.organisation.path },
      reply: { hazardId: hazard.id },
    }
  },
  save: (context, { by, path }, hazard) =>
    changeHazard(context, hazard, {
      state: 'rectified',
      rectifiedAt: context.occurredAt,
      rectifiedBy: by,
      rectifiedPath: hazard.bodyPath ?? (hazard.content.body ? null : path),
    }),
})

export const verify = action({
  name: 'hazards.verify',
  title: '现场核验',
  help: '到现场看过：消除了就销号，没有消除退回重新整改。整改的单位不能自己核验。',
  legalBasis: '未成年人专项行动六（二）：整改销号',
  form: verifyForm,
  load,
  may(actor, hazard) {
    if (!mayManage(actor, hazard)) return false
    // Also where the body is none of the system's: who wrote the work down for it does not judge it.
    const own = actor.organisation.path === hazard.rectifiedPath || actor.accountId === hazard.rectifiedBy
    return own && hazard.state === 'rectified' ? refuse('OWN_WORK') : true
  },
  decide(hazard, form, moment) {
    if (!mayMove(hazard.state, 'hazards.verify')) return notNow(hazard, '核验')
    const subject = hazardRef(hazard)
    const details = { finding: form.finding, photos: form.photos }
    const reply = { hazardId: hazard.id, closed: form.passed }
    if (form.passed)
      return {
        facts: [{ subject, name: 'hazard.verified', value: { passed: true }, details }],
        changes: { state: 'closed', closedAt: moment.occurredAt } as HazardChange,
        reply,
      }
    if (!form.dueOn) return refuse('DUE_AGAIN')
    if (form.dueOn < dateOf(moment.now)) return refuse('DUE')
    return {
      facts: [
        { subject, name: 'hazard.reopened', value: { failed: true }, details },
        {
          subject,
          name: 'hazard.assigned',
          value: { ...(hazard.bodyId ? { organisation: hazard.bodyId } : {}), dueBy: form.dueOn },
          details: { body: hazard.content.body },
        },
      ],
      changes: {
        state: 'assigned',
        dueOn: form.dueOn,
        rectifiedAt: null,
        rectifiedBy: null,
        rectifiedPath: null,
      } as HazardChange,
      reply,
    }
  },
  save: (context, change, hazard) => changeHazard(context, hazard, change),
})

/** The next one above that has not been told: centres and points before bureaus, the nearest first. */
export const raise = action({
  name: 'hazards.raise',
  title: '逾期隐患上报',
  form: raiseForm,
  async load(context, form) {
    const hazard = await load(context, form)
    if (!hazard) return null
    const above = (await around(context.tx, hazard.placePath)).filter((each) =>
      ['protection-centre', 'bureau'].includes(each.kind),
    )
    return { ...hazard, above }
  },
  may: (actor) => bySystem(actor),
  decide(hazard, _form, moment) {
    const standing = {
      ...hazard,
      foundOn: dateOf(hazard.foundAt),
      raisedOn: hazard.raisedAt === null ? null : dateOf(hazard.raisedAt),
    }
    if (!toRaise(standing, dateOf(moment.now)))
      return refuse('NOT_NOW', { state: hazardLife.states[hazard.state].zh, what: '上报' })
    const to = hazard.above[Math.min(hazard.raised, hazard.above.length - 1)]
    if (!to) return refuse('NO_UPPER')
    return {
      facts: [{ subject: hazardRef(hazard), name: 'hazard.raised', value: { organisation: to.id }, details: { name: to.name } }],
      changes: to.path,
      reply: { hazardId: hazard.id, to: to.id },
    }
  },
  async save(context, path, hazard) {
    const { above: _above, ...before } = hazard
    await changeHazard(context, before, { raised: before.raised + 1, raisedAt: context.now })
    if (path !== before.ownerPath) await share(context, before.id, [path], 'watch')
  },
})
