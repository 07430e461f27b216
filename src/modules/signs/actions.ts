/** The doors for writing: set up, looked at, repaired, taken away; publicity held. */
import { action, type AnyAction } from '#kernel/action.ts'
import { cityOf } from '#kernel/actor.ts'
import { nextNumber, organisationById } from '#kernel/org.ts'
import { dateOf, HOUR } from '#kernel/time.ts'
import { mayCheck, mayKeep } from './access.ts'
import { signLife } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { nextDue } from './rules.ts'
import { changeForm, checkForm, eventForm, placeForm, removeForm, repairForm } from './schema.ts'
import { changeSign, type Content, insertEvent, insertSign, keeperRef, lockSign, type SignRow } from './store.ts'
import { damages as damageWords, KEEPERS, placeKinds } from './words.ts'

const notNow = (sign: SignRow, what: string) => refuse('NOT_NOW', { state: signLife.states[sign.state].zh, what })
/** Looked at twice within so long is looked at once. */
const SOON = HOUR
const KEPT = 60

const noted = (content: Content, entry: Content['history'][number]): Content['history'] =>
  [...content.history, entry].slice(-KEPT)

export const placeSign = action({
  name: 'signs.place',
  title: '登记标牌、宣传点',
  help: '引导牌、电话牌、宣传栏、电子屏、爱心取物点。谁设置的谁登记。',
  form: placeForm,
  async load({ tx, actor, now }, form) {
    const town = form.townId ? await organisationById(tx, form.townId) : undefined
    const city = cityOf(actor.organisation.path)
    const year = dateOf(now).slice(0, 4)
    // Taken here and given back with the transaction when it is refused: the numbers have no gap.
    const number = await nextNumber(tx, `sign:${city}:${year}`)
    const inCity = !form.townId || (town?.kind === 'town' && cityOf(town.path) === city)
    return { inCity, no: `标牌${year}-${String(number).padStart(4, '0')}` }
  },
  may: (actor) => actor.kind === 'person',
  decide({ inCity, no }, form, moment) {
    const { organisation } = moment.actor
    if (!(KEEPERS as readonly string[]).includes(organisation.kind)) return refuse('NOT_A_KEEPER')
    if (!inCity) return refuse('NOT_A_TOWN')
    if (form.placedOn > dateOf(moment.now)) return refuse('FUTURE')
    const id = moment.newId('sign')
    const made = {
      id,
      no,
      ownerPath: organisation.path,
      ownerId: organisation.id,
      kind: form.kind,
      placeKind: form.placeKind,
      townId: form.townId ?? null,
      placedOn: form.placedOn,
      dueOn: nextDue(form.placedOn, true),
      content: {
        where: form.where,
        ...(form.says ? { says: form.says } : {}),
        ...(form.note ? { note: form.note } : {}),
        ...(form.photos ? { photos: form.photos } : {}),
        history: [{ at: moment.occurredAt, what: '设置', by: moment.actor.name, words: form.note, photos: form.photos }],
      },
    }
    return {
      facts: [
        { subject: keeperRef(made), name: 'sign.placed', value: { area: placeKinds[form.placeKind] }, details: { sign: no } },
      ],
      changes: made,
      reply: { signId: id, no },
    }
  },
  save: (context, made) => insertSign(context, made),
})

export const changeOf = action({
  name: 'signs.change',
  title: '改登记',
  help: '挪了地方、换了内容的改；坏了、修好的用检查和修复。',
  form: changeForm,
  async load(context, form) {
    const sign = await lockSign(context, form)
    const town = form.townId ? await organisationById(context.tx, form.townId) : undefined
    const inCity = !form.townId || (town?.kind === 'town' && sign !== null && cityOf(town.path) === cityOf(sign.ownerPath))
    return sign && { sign, inCity }
  },
  may: (actor, { sign }) => mayKeep(actor, sign),
  decide({ sign, inCity }, form, moment) {
    if (sign.state === 'removed') return notNow(sign, '改')
    if (!inCity) return refuse('NOT_A_TOWN')
    return {
      facts: [{ subject: keeperRef(sign), name: 'sign.changed', details: { sign: sign.no } }],
      changes: { ...form, by: moment.actor.name },
      reply: { signId: sign.id },
    }
  },
  save: (context, { kind, placeKind, where, townId, says, by }, { sign }) =>
    changeSign(context, sign, {
      kind,
      placeKind,
      townId: townId ?? null,
      content: { ...sign.content, where, says, history: noted(sign.content, { at: context.occurredAt, what: '改登记', by }) },
    }),
})

export const check = action({
  name: 'signs.check',
  title: '检查标牌',
  help: '走到跟前看：在不在、清不清楚、电话对不对。',
  form: checkForm,
  load: lockSign,
  may: (actor, sign) => mayCheck(actor, sign),
  decide(sign, form, moment) {
    if (sign.state === 'removed') return notNow(sign, '检查')
    const soon = sign.checkedAt !== null && moment.occurredAt - sign.checkedAt < SOON
    if (form.sound && sign.state === 'standing' && soon) return refuse('CHECKED', { on: dateOf(sign.checkedAt ?? moment.now) })
    if (!form.sound && (form.damages ?? []).length === 0) return refuse('BROKEN_HOW')
    return {
      facts: [
        {
          subject: keeperRef(sign),
          name: 'sign.checked',
          value: { sound: form.sound },
          details: { sign: sign.no, note: form.note },
        },
      ],
      changes: { ...form, by: moment.actor.name },
      reply: { signId: sign.id },
    }
  },
  save(context, { sound, damages, note, photos, by }, sign) {
    const words = [(damages ?? []).map((each) => damageWords[each]).join('、'), note].filter(Boolean).join('；')
    return changeSign(context, sign, {
      state: sound ? 'standing' : 'broken',
      checkedAt: context.occurredAt,
      dueOn: nextDue(dateOf(context.occurredAt), sound),
      checks: sign.checks + 1,
      content: {
        ...sign.content,
        damages: sound ? [] : (damages ?? []),
        ...(photos && photos.length > 0 ? { photos } : {}),
        history: noted(sign.content, { at: context.occurredAt, what: sound ? '检查，完好' : '检查，坏了', by, words, photos }),
      },
    })
  },
})

export const repair = action({
  name: 'signs.repair',
  title: '登记修复、更换',
  form: repairForm,
  load: lockSign,
  may: (actor, sign) => mayKeep(actor, sign),
  decide(sign, form, moment) {
    if (sign.state !== 'broken') return notNow(sign, '修复')
    return {
      facts: [
        {
          subject: keeperRef(sign),
          name: 'sign.repaired',
          value: { replaced: form.replaced },
          details: { sign: sign.no, how: form.how },
        },
      ],
      changes: { ...form, by: moment.actor.name },
      reply: { signId: sign.id },
    }
  },
  save: (context, { replaced, how, photos, by }, sign) =>
    changeSign(context, sign, {
      state: 'standing',
      checkedAt: context.occurredAt,
      dueOn: nextDue(dateOf(context.occurredAt), true),
      repairs: sign.repairs + 1,
      content: {
        ...sign.content,
        damages: [],
        ...(photos && photos.length > 0 ? { photos } : {}),
        history: noted(sign.content, { at: context.occurredAt, what: replaced ? '换新' : '修复', by, words: how, photos }),
      },
    }),
})

export const remove = action({
  name: 'signs.remove',
  title: '撤除',
  help: '记录保留；撤了以后不算覆盖。',
  form: removeForm,
  load: lockSign,
  may: (actor, sign) => mayKeep(actor, sign),
  decide(sign, form, moment) {
    if (sign.state === 'removed') return notNow(sign, '撤除')
    return {
      facts: [{ subject: keeperRef(sign), name: 'sign.removed', details: { sign: sign.no, reason: form.reason } }],
      changes: { reason: form.reason, by: moment.actor.name },
      reply: { signId: sign.id },
    }
  },
  save: (context, { reason, by }, sign) =>
    changeSign(context, sign, {
      state: 'removed',
      removedAt: context.occurredAt,
      content: {
        ...sign.content,
        history: noted(sign.content, { at: context.occurredAt, what: '撤除', by, words: reason }),
      },
    }),
})

export const recordEvent = action({
  name: 'signs.record-event',
  title: '登记宣传活动',
  form: eventForm,
  async load({ tx, actor }, form) {
    const town = form.townId ? await organisationById(tx, form.townId) : undefined
    return { inCity: !form.townId || (town?.kind === 'town' && cityOf(town.path) === cityOf(actor.organisation.path)) }
  },
  may: (actor) => actor.kind === 'person',
  decide({ inCity }, form, moment) {
    if (!inCity) return refuse('NOT_A_TOWN')
    if (form.heldOn > dateOf(moment.now)) return refuse('FUTURE')
    const { organisation } = moment.actor
    const { where, what, together, photos } = form
    return {
      facts: [
        {
          subject: { kind: 'organisation', id: organisation.id, ownerPath: organisation.path },
          name: 'publicity.held',
          details: { where, what },
        },
      ],
      changes: {
        id: moment.newId('event'),
        ownerPath: organisation.path,
        ownerId: organisation.id,
        kind: form.kind,
        townId: form.townId ?? null,
        heldOn: form.heldOn,
        people: form.people ?? null,
        leaflets: form.leaflets ?? null,
        content: { where, what, ...(together ? { together } : {}), ...(photos ? { photos } : {}) },
      },
      reply: {},
    }
  },
  save: (context, made) => insertEvent(context, made),
})

export const actions: AnyAction[] = [placeSign, check, repair, changeOf, remove, recordEvent]
