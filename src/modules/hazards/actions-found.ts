/** Found, found again, written down by mistake. */
import { action } from '#kernel/action.ts'
import { cityOf } from '#kernel/actor.ts'
import { nextNumber, organisationById } from '#kernel/org.ts'
import { factsOf } from '#kernel/ledger.ts'
import { dateOf } from '#kernel/time.ts'
import { isBody, mayManage } from './access.ts'
import { hazardLife, mayMove } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { foundForm, reopenForm, withdrawForm } from './schema.ts'
import { around, changeHazard, hazardRef, insertHazard, lockHazard, share } from './store.ts'

export const recordFound = action({
  name: 'hazards.record-found',
  title: '登记隐患',
  help: '学校、社区周边的先登记先办。只写隐患本身，不写孩子的姓名、照片不拍孩子的脸。',
  legalBasis: '未成年人专项行动五（五）2、六（二）：全面排查、逐一建立台账',
  form: foundForm,
  async load({ tx, actor, now }, form) {
    const place = form.placeId ? ((await organisationById(tx, form.placeId)) ?? null) : null
    const placePath = place?.path ?? actor.organisation.path
    const year = dateOf(now).slice(0, 4)
    // Taken here and given back with the transaction when it is refused: the numbers have no gap.
    const number = await nextNumber(tx, `hazard:${cityOf(actor.organisation.path)}:${year}`)
    return { place, placePath, no: `隐患${year}-${String(number).padStart(4, '0')}`, watchers: await around(tx, placePath) }
  },
  may: () => true,
  decide({ place, placePath, no, watchers }, form, moment) {
    if (form.placeId && (!place || cityOf(place.path) !== cityOf(moment.actor.organisation.path))) return refuse('NO_SUCH_PLACE')
    const id = moment.newId('hazard')
    const ownerPath = moment.actor.organisation.path
    const { photos, placeId: _place, place: kindOfPlace, kind, urgent, ...told } = form
    return {
      facts: [
        {
          subject: hazardRef({ id, ownerPath }),
          name: 'hazard.found',
          value: { place: kindOfPlace },
          details: { ...told, photos, placeName: place?.name },
        },
      ],
      changes: {
        hazard: {
          id,
          no,
          ownerPath,
          placePath,
          place: kindOfPlace,
          kind,
          urgent: urgent === true,
          foundAt: moment.occurredAt,
          content: {
            what: form.what,
            where: form.where,
            finder: moment.actor.organisation.name,
            ...(form.source ? { source: form.source } : {}),
            ...(form.reportNo ? { reportNo: form.reportNo } : {}),
          },
        },
        watchers: watchers.map((each) => each.path).filter((path) => path !== ownerPath),
      },
      reply: { hazardId: id, no },
    }
  },
  async save(context, { hazard, watchers }) {
    await insertHazard(context, hazard)
    await share(context, hazard.id, watchers, 'watch')
  },
})

export const reopen = action({
  name: 'hazards.reopen',
  title: '又出现了',
  help: '销号以后又有了：重新交办，期限从今天算起。',
  form: reopenForm,
  load: (context, form) => lockHazard(context, form.hazardId),
  may: (actor, hazard) => mayManage(actor, hazard) || isBody(actor, hazard),
  decide(hazard, form) {
    if (!mayMove(hazard.state, 'hazards.reopen'))
      return refuse('NOT_NOW', { state: hazardLife.states[hazard.state].zh, what: '登记又出现' })
    const subject = hazardRef(hazard)
    const { what, photos } = form
    return {
      // Found anew: whoever was given it owes it again, within a term of its own.
      facts: [
        { subject, name: 'hazard.reopened', details: { what, photos } },
        { subject, name: 'hazard.found', value: { place: hazard.place }, details: { what } },
      ],
      changes: what,
      reply: { hazardId: hazard.id },
    }
  },
  save: (context, what, hazard) =>
    changeHazard(context, hazard, {
      state: 'found',
      again: hazard.again + 1,
      foundAt: context.occurredAt,
      bodyId: null,
      bodyPath: null,
      assignedAt: null,
      dueOn: null,
      rectifiedAt: null,
      rectifiedBy: null,
      rectifiedPath: null,
      closedAt: null,
      raisedAt: null,
      content: { ...hazard.content, what },
    }),
})

export const withdraw = action({
  name: 'hazards.withdraw',
  title: '撤回记错的隐患',
  help: '记重了、看错了才撤；原记录和撤回都留着。',
  form: withdrawForm,
  async load(context, form) {
    const hazard = await lockHazard(context, form.hazardId)
    if (!hazard) return null
    const facts = await factsOf(context.tx, [hazard.id])
    const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
    // Of a hazard that came back only the last finding is taken back.
    const found = facts.filter((fact) => fact.name === 'hazard.found' && !gone.has(fact.id)).at(-1)
    return found ? { ...hazard, found } : null
  },
  may: (actor, hazard) => mayManage(actor, hazard),
  decide(hazard, form) {
    if (!mayMove(hazard.state, 'hazards.withdraw'))
      return refuse('NOT_NOW', { state: hazardLife.states[hazard.state].zh, what: '撤回' })
    return {
      facts: [
        { subject: hazardRef(hazard), name: 'fact.withdrawn', replaces: hazard.found.id, details: { reason: form.reason } },
      ],
      changes: null,
      reply: { hazardId: hazard.id },
    }
  },
  save: (context, _changes, hazard) =>
    // What came back and was none goes back to being closed.
    changeHazard(context, hazard, hazard.again > 0 ? { state: 'closed', again: hazard.again - 1 } : { state: 'withdrawn' }),
})
