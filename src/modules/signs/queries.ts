/** The doors for reading. */
import { z } from 'zod'
import { cityOf } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { openFile } from '#kernel/files.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { mayCheck, mayKeep } from './access.ts'
import { filterOf, line, listed } from './listed.ts'
import { sheet } from './queries-sheet.ts'
import { coverage } from './rules.ts'
import { boardForm, signId } from './schema.ts'
import { countEvents, countIn, countSigns, eventsIn, signById, signsIn, townsIn } from './store.ts'
import { WANTED } from './words.ts'

const LONGEST = 500

const cover = z.strictObject({
  townId: z.string().nullable(),
  name: z.string(),
  standing: z.number(),
  broken: z.number(),
  at: z.array(z.strictObject({ placeKind: z.string(), count: z.number() })).max(10),
})

export const board = query({
  name: 'signs.board',
  title: '引导标牌、宣传点',
  help: '本市各单位设置的。',
  params: boardForm,
  result: z.strictObject({
    total: z.number(),
    items: z.array(line).max(LONGEST),
    due: z.number(),
    ownDue: z.number(),
    broken: z.number(),
    ownBroken: z.number(),
    standing: z.number(),
    towns: z.array(cover).max(501),
    /** Kinds of place at which one ought to stand and none does in the whole city. */
    nowhere: z.array(z.string()).max(10),
    events: z.strictObject({ count: z.number(), people: z.number(), leaflets: z.number() }),
  }),
  may: () => true,
  async read(context, params) {
    const { tx, vault, actor, now } = context
    const today = dateOf(now)
    const filter = filterOf(context, params)
    const counted = await countSigns(tx)
    const sum = (wanted: (each: (typeof counted)[number]) => boolean) =>
      counted.filter(wanted).reduce((total, each) => total + each.count, 0)
    const { all: _all, ...events } = await countEvents(tx, `${today.slice(0, 4)}-01-01`)
    const own = { ownerPath: actor.organisation.path }
    return {
      total: await countIn(tx, filter),
      items: (await signsIn(tx, vault, filter, LONGEST)).map((each) => listed(each, context)),
      due: await countIn(tx, { dueBy: today }),
      ownDue: await countIn(tx, { ...own, dueBy: today }),
      broken: sum((each) => each.state === 'broken'),
      ownBroken: await countIn(tx, { ...own, state: 'broken' }),
      standing: sum((each) => each.state === 'standing'),
      towns: coverage(await townsIn(tx, cityOf(actor.organisation.path)), counted).map((each) => ({
        ...each,
        at: Object.entries(each.at).map(([placeKind, count]) => ({ placeKind, count })),
      })),
      nowhere: WANTED.filter((kind) => sum((each) => each.placeKind === kind && each.state === 'standing') === 0),
      events,
    }
  },
})

export const sign = query({
  name: 'signs.sign',
  title: '一块标牌',
  params: z.strictObject({ signId }),
  result: line.extend({
    townId: z.string().nullable(),
    source: z.string(),
    placeText: z.string().nullable(),
    note: z.string().nullable(),
    photos: z.array(z.string()).max(3),
    checks: z.number(),
    repairs: z.number(),
    may: z.array(z.string()).max(6),
    history: z
      .array(
        z.strictObject({
          at: z.number(),
          what: z.string(),
          by: z.string(),
          words: z.string().nullable(),
          photos: z.array(z.string()).max(3),
        }),
      )
      .max(60),
  }),
  may: () => true,
  async read(context, params) {
    const found = await signById(context.tx, context.vault, params.signId)
    if (!found) return null
    const keeps = mayKeep(context.actor, found)
    const alive = found.state !== 'removed'
    return {
      ...listed(found, context),
      townId: found.townId,
      source: found.content.where.source,
      placeText: found.content.where.words ?? null,
      note: found.content.note ?? null,
      photos: found.content.photos ?? [],
      checks: found.checks,
      repairs: found.repairs,
      may: [
        ...(alive && mayCheck(context.actor, found) ? ['signs.check'] : []),
        ...(keeps && found.state === 'broken' ? ['signs.repair'] : []),
        ...(keeps && alive ? ['signs.change', 'signs.remove'] : []),
      ],
      history: found.content.history.map(({ words, photos, ...each }) => ({
        ...each,
        words: words || null,
        photos: photos ?? [],
      })),
    }
  },
})

export const events = query({
  name: 'signs.events',
  title: '宣传活动',
  params: z.strictObject({}),
  result: z.strictObject({
    total: z.number(),
    items: z
      .array(
        z.strictObject({
          eventId: z.string(),
          kind: z.string(),
          heldOn: z.string(),
          where: z.string(),
          town: z.string().nullable(),
          what: z.string(),
          together: z.string().nullable(),
          people: z.number().nullable(),
          leaflets: z.number().nullable(),
          owner: z.string(),
        }),
      )
      .max(300),
  }),
  may: () => true,
  async read({ tx, vault }) {
    const found = await eventsIn(tx, vault, 300)
    return {
      total: (await countEvents(tx, '2000-01-01')).all,
      items: found.map(({ id, content, ...each }) => ({
        ...each,
        eventId: id,
        where: content.where,
        what: content.what,
        together: content.together ?? null,
      })),
    }
  },
})

export const towns = query({
  name: 'signs.towns',
  title: '镇街名单',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(z.strictObject({ id: z.string(), name: z.string(), phone: field(z.string().nullable(), { label: '公开电话' }) }))
      .max(500),
  }),
  may: () => true,
  read: async ({ tx, actor }) => ({ items: await townsIn(tx, cityOf(actor.organisation.path)) }),
})

export const photo = query({
  name: 'signs.photo',
  title: '标牌照片',
  params: z.strictObject({ signId, photoId: field(z.uuid(), { label: '照片', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read({ tx, vault }, params) {
    const found = await signById(tx, vault, params.signId)
    const own = found?.content.history.some((each) => each.photos?.includes(params.photoId)) ?? false
    const file = own ? await openFile(tx, vault, params.photoId) : undefined
    return file && found ? { file: { name: found.no, type: file.type, body: file.body } } : null
  },
})

export const queries: AnyQuery[] = [board, sign, events, towns, sheet, photo]
