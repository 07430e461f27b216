/** Places for children, activities there, parents' committees: an organisation's own, by counts. */
import { action } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { inRange } from '#kernel/actor.ts'
import { dateOf } from '#kernel/time.ts'
import { told } from './loads.ts'
import { refuse } from './refusals.ts'
import { momentOf } from './rules.ts'
import { activityForm, changePlaceForm, closePlaceForm, committeeForm, openPlaceForm } from './schema-places.ts'
import { insertMeeting, lockPlace, type PlaceRow, writePlace } from './store-places.ts'

const own = (actor: Actor) => ({ kind: 'organisation', id: actor.organisation.id, ownerPath: actor.organisation.path })
const mine = (actor: Actor, place: PlaceRow) => inRange(actor, place.ownerPath)

export const openPlace = action({
  name: 'helping.open-place',
  title: '登记儿童活动场所',
  legalBasis: '镇专项行动五（七）2',
  form: openPlaceForm,
  load: async () => ({}),
  may: () => true,
  decide(_none, form, moment) {
    const { kind, seats, openedOn, ...content } = form
    const today = dateOf(moment.now)
    if (openedOn !== undefined && openedOn > today) return refuse('FUTURE_DAY')
    const id = moment.newId('place')
    return {
      facts: [],
      changes: { id, kind, seats: seats ?? null, openedOn: openedOn ?? today, closedOn: null, content },
      reply: { placeId: id },
    }
  },
  save: (context, place) => writePlace(context, place),
})

export const changePlace = action({
  name: 'helping.change-place',
  title: '改场所信息',
  form: changePlaceForm,
  load: (context, form) => lockPlace(context, form.placeId),
  may: mine,
  decide(place, form) {
    if (place.closedOn) return refuse('PLACE_CLOSED', { date: place.closedOn })
    const { placeId, kind, seats, ...content } = form
    return { facts: [], changes: { ...place, id: placeId, kind, seats: seats ?? null, content }, reply: { placeId } }
  },
  save: (context, place) => writePlace(context, place),
})

export const closePlace = action({
  name: 'helping.close-place',
  title: '停用场所',
  form: closePlaceForm,
  load: (context, form) => lockPlace(context, form.placeId),
  may: mine,
  decide(place, _form, moment) {
    if (place.closedOn) return refuse('PLACE_CLOSED', { date: place.closedOn })
    return { facts: [], changes: { ...place, closedOn: dateOf(moment.now) }, reply: { placeId: place.id } }
  },
  save: (context, place) => writePlace(context, place),
})

export const holdActivity = action({
  name: 'helping.hold-activity',
  title: '记一次活动',
  legalBasis: '十六部门意见三（十五）；镇专项行动五（七）2',
  form: activityForm,
  async load(context, form): Promise<{ place: PlaceRow | null } | null> {
    if (!form.placeId) return { place: null }
    const place = await lockPlace(context, form.placeId)
    return place && { place }
  },
  may: () => true,
  decide({ place }, form, moment) {
    if (place?.closedOn) return refuse('PLACE_CLOSED', { date: place.closedOn })
    const at = momentOf(form.on, moment.occurredAt)
    if (at === null) return refuse('FUTURE_DAY')
    const id = moment.newId('meeting')
    const { kind, what, files, children, parents, volunteers } = form
    return {
      facts: [
        { subject: own(moment.actor), name: 'activity.held', value: { kind }, details: told({ what, files }), occurredAt: at },
      ],
      changes: {
        id,
        placeId: place?.id ?? null,
        kind: kind as string,
        heldOn: dateOf(at),
        children: children ?? null,
        parents: parents ?? null,
        volunteers: volunteers ?? null,
        content: { what, files },
      },
      reply: { meetingId: id },
    }
  },
  save: (context, made) => insertMeeting(context, made),
})

export const holdCommittee = action({
  name: 'helping.hold-committee',
  title: '记家长委员会',
  help: '留守、流动儿童多的班级、年级、学校建家长委员会。',
  legalBasis: '镇专项行动五（七）',
  form: committeeForm,
  load: async () => ({}),
  may: () => true,
  decide(_none, form, moment) {
    const at = momentOf(form.on, moment.occurredAt)
    if (at === null) return refuse('FUTURE_DAY')
    const id = moment.newId('meeting')
    const { what, which, level, parents, children } = form
    return {
      facts: [
        { subject: own(moment.actor), name: 'parents-committee.held', details: told({ what, which, level }), occurredAt: at },
      ],
      changes: {
        id,
        placeId: null,
        kind: 'committee',
        heldOn: dateOf(at),
        children: children ?? null,
        parents: parents ?? null,
        volunteers: null,
        content: { what, which },
      },
      reply: { meetingId: id },
    }
  },
  save: (context, made) => insertMeeting(context, made),
})
