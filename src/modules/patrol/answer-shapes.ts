/** Shapes of this room's answers. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { placeParts } from '#kernel/place.ts'

export const personal = (label: string) => field(z.string(), { label, sensitivity: 'personal' })
export const somePersonal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
export const place = placeParts.nullable()
export const publicPhone = field(z.string().nullable(), { label: '公开电话' })
export const organ = z.strictObject({ id: z.string(), name: z.string(), phone: publicPhone })

export const encounterLine = z.strictObject({
  encounterId: z.string(),
  personId: z.string(),
  called: personal('怎么叫'),
  metAt: z.number(),
  area: z.string().nullable(),
  place: somePersonal('位置'),
  group: z.string().nullable(),
  signs: z.array(z.string()).max(4),
  flags: z.array(z.string()).max(4),
  look: somePersonal('什么样子'),
  answer: z.string().nullable(),
  /** What was done, in words with its time. */
  done: z.array(z.strictObject({ what: z.string(), at: z.number() })).max(12),
  goods: z.number(),
  goodsKinds: z.array(z.string()).max(10),
  photos: z.array(z.string()).max(60),
  organisation: z.string(),
  by: personal('记录人'),
  known: z.boolean(),
  escort: z.string(),
  toName: z.string().nullable(),
  escortStartedAt: z.number().nullable(),
  vehicle: somePersonal('车辆'),
  handoverId: z.string().nullable(),
  mayCorrect: z.boolean(),
})

export const sleeperLine = z.strictObject({
  sleeperId: z.string(),
  alias: personal('怎么叫'),
  /** Whether somebody gave that name for the list. */
  named: z.boolean(),
  group: z.string().nullable(),
  look: somePersonal('什么样子'),
  areaId: z.string().nullable(),
  area: z.string().nullable(),
  stopId: z.string().nullable(),
  stop: somePersonal('点位'),
  state: z.string(),
  met: z.number(),
  lastMetAt: z.number(),
  missedAt: z.number().nullable(),
  nights: z.number(),
  seenLastNight: z.boolean(),
  offered: z.array(personal('以前')).max(8),
  photo: z.string().nullable(),
  photos: z.number(),
})

export const stopLine = z.strictObject({
  stopId: z.string(),
  name: personal('点位'),
  place,
  note: somePersonal('注意'),
  /** False: a report's place, a stop of this night alone. */
  fixed: z.boolean(),
  sleepers: z.array(z.strictObject({ sleeperId: z.string(), seenLastNight: z.boolean() })).max(100),
  reports: z
    .array(
      z.strictObject({ reportId: z.string(), number: z.string(), what: somePersonal('反映'), where: somePersonal('报的地点') }),
    )
    .max(50),
  /** Null while a report waits there: it was not looked at for that. */
  visitedAt: z.number().nullable(),
  peopleSeen: z.number().nullable(),
})

const areaPart = {
  areaId: z.string(),
  area: z.string(),
  kinds: z.array(z.string()).max(7),
  stops: z.array(stopLine).max(150),
  station: organ.nullable(),
  leader: organ.nullable(),
}
export const areaTonight = z.strictObject(areaPart)
export const shiftTonight = z.strictObject({
  ...areaPart,
  shiftId: z.string(),
  kind: z.string(),
  state: z.string(),
  from: z.number(),
  to: z.number(),
  /** Named for it, or of an organisation that is. */
  mine: z.boolean(),
  crew: z.array(personal('参加人员')).max(60),
  note: somePersonal('交代'),
})

export const shiftLine = z.strictObject({
  shiftId: z.string(),
  areaId: z.string(),
  area: z.string(),
  kind: z.string(),
  state: z.string(),
  day: z.string(),
  from: z.number(),
  to: z.number(),
  planned: z.boolean(),
  repeats: z.boolean(),
  crew: z.array(personal('参加人员')).max(60),
  out: z.number(),
  met: z.number(),
  checked: z.number(),
  /** Where a phone of it was last, and when. */
  lastAt: z.number().nullable(),
  lastPlace: somePersonal('最近到'),
  note: somePersonal('交代'),
})
