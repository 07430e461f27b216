/** The street: the public's page, a flood refused at once, a true one taken out of it again. */
import { action } from '#kernel/action.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { forgetPublicAttempts, publicOver, remoteKey } from '#kernel/public-limit.ts'
import { toWgs84 } from '#kernel/place.ts'
import { dateOf, HOUR } from '#kernel/time.ts'
import { isPublic } from './access.ts'
import { PUBLIC_LIMITS } from './limits.ts'
import { type LoadedReport, loadReport, mayDirect, moved } from './loads.ts'
import { codeAgain, type Desk, deskOf, received, type Said } from './receiving.ts'
import { refuse } from './refusals.ts'
import { receiveStreetForm, refuseManyForm, seens, takeOutForm } from './schema-street.ts'
import { changeReport, insertReport, notPhotos, reportRef } from './store.ts'
import { refusalOf } from './store-street.ts'
import type { About } from './words.ts'
import type { z } from 'zod'

type StreetForm = z.output<typeof receiveStreetForm>

/** Coordinates as somebody types them: two numbers, latitude first or longitude first; undefined where it is no place here. */
export function typedPoint(text: string | undefined): { lat: number; lng: number } | undefined {
  const numbers = (text ?? '')
    .normalize('NFKC')
    .match(/\d{1,3}\.\d{2,12}/g)
    ?.map(Number)
  if (!numbers || numbers.length !== 2) return undefined
  const [a, b] = numbers as [number, number]
  // In this country a longitude is above 70, a latitude below 55.
  const [lat, lng] = a > 60 ? [b, a] : [a, b]
  return lat >= 3 && lat <= 55 && lng >= 70 && lng <= 140 ? { lat, lng } : undefined
}

/** A tap without a word: what lies near, else its figures, so that paper and telephone say where. */
const tappedWords = ({ lat, lng, near }: NonNullable<StreetForm['pin']>): string =>
  `图上点选，${near ?? `${lat.toFixed(5)}, ${lng.toFixed(5)}`}`

/** What the page asked, as a desk would have written it. */
export function saidOnPage(form: StreetForm, at: number): Said {
  const typed = typedPoint(form.point)
  const { pin } = form
  const from = form.pointFrom ?? 'gcj02'
  const words = form.landmark ?? form.place
  const place = [form.landmark, form.place === form.landmark ? undefined : form.place].filter(Boolean).join('，').slice(0, 200)
  const about: About[] = ['vagrant', ...(form.child ? (['minor'] as const) : []), ...(form.hazard ? (['hazard'] as const) : [])]
  return {
    what: form.what,
    about,
    danger: form.danger,
    place: place || (pin && tappedWords(pin)),
    // Who tapped saw where it lies; typed figures are told beside nothing.
    ...(pin
      ? {
          spot: {
            lat: pin.lat,
            lng: pin.lng,
            accuracyM: pin.accuracyM,
            source: 'pin' as const,
            ...(place ? { words: place } : {}),
          },
        }
      : typed
        ? { spot: { ...toWgs84(from, typed.lng, typed.lat), source: from, ...(words ? { words } : {}) } }
        : form.landmark
          ? { spot: { words: form.landmark, source: 'words' as const } }
          : {}),
    ...(form.seen ? { when: seens[form.seen] } : {}),
    ...(form.seen === 'now' ? { seenAt: at } : form.seen === 'hour' ? { seenAt: at - HOUR / 2 } : {}),
    people: form.people,
    doing: form.doing,
    look: form.look,
    photos: form.photos,
  }
}

type FromStreet = { over: 'address' | 'site' } | { over?: undefined; desk: Desk; notPhotos: boolean }

export const receiveStreet = action({
  name: 'reports.receive-street',
  title: '公众报告街面情况',
  help: '看到街上有人需要帮助。可以不留姓名。',
  form: receiveStreetForm,
  async load(context, form): Promise<FromStreet | null> {
    const over = await publicOver(context, 'reports.receive', form.remote, PUBLIC_LIMITS)
    if (over) return { over }
    const desk = await deskOf(context, context.actor.organisation.id)
    return desk && { desk, notPhotos: await notPhotos(context.tx, form.photos) }
  },
  may: (actor) => isPublic(actor),
  decide(loaded, form, moment) {
    if (loaded.over) return refuse(loaded.over === 'site' ? 'TOO_MANY_HERE' : 'TOO_MANY')
    if (loaded.notPhotos) return { ...refuse('NOT_A_PHOTO'), fields: { photos: '这个文件不是照片' } }
    const { facts, made } = received(
      loaded.desk,
      {
        said: saidOnPage(form, moment.now),
        channel: 'web',
        at: moment.now,
        suspect: form.trapped,
        // Of another day it is another digest: who came back is not followed.
        source: `${dateOf(moment.now)} ${remoteKey(form.remote)}`,
        reporter: { mandatory: false, wants: form.wants, content: { name: form.reporterName, phone: form.reporterPhone } },
      },
      moment,
    )
    return { facts, changes: made, reply: { number: made.no } }
  },
  async save(context, made) {
    await insertReport(context, made)
    await forgetPublicAttempts(context.tx)
  },
  replyNotKept: true,
  again: codeAgain,
  beside: ['remote'],
  answer: async (_context, loaded) => ({ code: loaded.over ? '' : loaded.desk.code }),
})

interface Many {
  all: LoadedReport[]
}

/** All or none: what somebody took up meanwhile is not refused behind his back. */
export const refuseMany = action({
  name: 'reports.refuse-many',
  title: '一批不予受理（骚扰）',
  help: '只用于成批的假报告；每一份都留着，里面有真的可以再取出来。',
  form: refuseManyForm,
  async load(context, form): Promise<Many | null> {
    const all: LoadedReport[] = []
    // In one order, so that two who refuse overlapping batches do not wait for each other.
    for (const id of [...new Set(form.reportIds)].toSorted()) {
      const loaded = await loadReport(context, id)
      if (!loaded) return null
      all.push(loaded)
    }
    return { all }
  },
  may: (actor, { all }) => all.every((each) => mayDirect(actor, each)),
  decide({ all }, form) {
    const busy = all.filter(({ report }) => isRefusal(moved(report, 'reports.refuse-many')))
    if (busy.length > 0) return refuse('NOT_ALL_HERE', { count: busy.length })
    return {
      facts: all.map(({ report }) => ({
        subject: reportRef(report),
        name: 'report.refused',
        value: { reason: 'nuisance' },
        details: { note: form.note },
      })),
      changes: all.map(({ report }) => report.id),
      reply: { refused: all.length },
    }
  },
  async save(context, ids) {
    for (const id of ids) await changeReport(context, id, { state: 'refused' })
  },
})

interface Taking extends LoadedReport {
  refusal: string | undefined
}

export const takeOut = action({
  name: 'reports.take-out',
  title: '取出来办',
  help: '一批不予受理里有真的：回到待处理，期限照原来的算。',
  form: takeOutForm,
  async load(context, form): Promise<Taking | null> {
    const loaded = await loadReport(context, form.reportId)
    return loaded && { ...loaded, refusal: (await refusalOf(context.tx, form.reportId))?.factId }
  },
  may: (actor, loaded) => mayDirect(actor, loaded),
  decide({ report, refusal }, form) {
    const state = moved(report, 'reports.take-out')
    if (isRefusal(state)) return state
    return {
      facts: [
        { subject: reportRef(report), name: 'report.taken-out', details: { reason: form.reason } },
        ...(refusal ? [{ subject: reportRef(report), name: 'fact.withdrawn', replaces: refusal }] : []),
      ],
      changes: state,
    }
  },
  save: (context, state, { report }) => changeReport(context, report.id, { state }),
})
