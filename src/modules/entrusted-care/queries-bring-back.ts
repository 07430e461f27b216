/** The board of batches: what is planned, done and put off; whom the rule would bring back next. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { toldLine } from '#kernel/told.ts'
import { organisationById } from '#kernel/org.ts'
import { bringBackLife, bringBackLineLife } from './lifecycle-placements.ts'
import { guest, line, openToAll } from './queries-placements.ts'
import { bringBackOrder, orderWords } from './rules-bring-back.ts'
import { putOffForm } from './schema-placements.ts'
import { batches, linesOf } from './store-bring-back.ts'
import { freeBedsOf, housesUnderAlarm, LONGEST, linePeople, peopleOutside } from './store-outside.ts'

const lineShape = z.strictObject({
  ...guest,
  id: z.string(),
  placementId: z.string(),
  institution: field(z.string(), { label: '托养机构' }),
  level: field(z.string(), { label: '护理等级' }),
  state: z.string(),
  stateWords: z.string(),
  settledAt: field(z.number().nullable(), { label: '办结', widget: 'instant' }),
  why: line('为什么暂缓'),
})

export const bringBackQuery = query({
  name: 'entrusted.bring-back-board',
  title: '接回计划',
  help: '次序的规则：未获批准、机构有预警的先接，再看家属要求、远近、能否自理、在外多久。文件没有规定次序，这是假定。',
  params: z.strictObject({}),
  result: z.strictObject({
    batches: z
      .array(
        z.strictObject({
          id: z.string(),
          station: field(z.string(), { label: '救助站' }),
          on: field(z.string(), { label: '接回日期' }),
          capacity: z.number(),
          state: z.string(),
          stateWords: z.string(),
          words: line('说明'),
          lines: z.array(lineShape).max(100),
        }),
      )
      .max(40),
    next: z
      .array(
        z.strictObject({
          ...guest,
          placementId: z.string(),
          institution: field(z.string(), { label: '托养机构' }),
          level: field(z.string(), { label: '护理等级' }),
          since: z.number(),
          why: z.array(z.string()).max(8),
        }),
      )
      .max(LONGEST),
    outside: field(z.number(), { label: '在外', unit: '人' }),
    back: field(z.number(), { label: '已接回', unit: '人' }),
    freeBeds: field(z.number().nullable(), { label: '站内空床', unit: '张' }),
  }),
  may: openToAll,
  async read(context) {
    const { tx, vault, now, actor } = context
    const found = await batches(tx, vault)
    const lines = await linesOf(
      tx,
      found.map((each) => each.id),
    )
    const people = new Map(
      (
        await linePeople(
          tx,
          lines.map((each) => each.placementId),
        )
      ).map((each) => [each.placementId, each]),
    )
    const told = await detailsOf(
      tx,
      vault,
      lines.flatMap((each) => (each.state === 'put-off' && each.settledFact ? [each.settledFact] : [])),
    )
    const stations = new Map<string, string>()
    for (const id of new Set(found.map((each) => each.stationId))) stations.set(id, (await organisationById(tx, id))?.name ?? '')
    const shown = (each: (typeof lines)[number]) => {
      const who = people.get(each.placementId)
      if (!who) return []
      const { no, name, sex, institution, level } = who
      return [
        {
          id: each.id,
          placementId: each.placementId,
          fileId: each.fileId,
          no,
          name,
          sex,
          institution,
          level,
          state: each.state,
          stateWords: bringBackLineLife.states[each.state].zh,
          settledAt: each.settledAt,
          why: each.state === 'put-off' ? toldLine(putOffForm, told.get(each.settledFact ?? '') ?? {}) : null,
        },
      ]
    }
    const { items, total } = await peopleOutside(tx)
    const alarmed = await housesUnderAlarm(tx, dateOf(now))
    const waiting = items
      .filter((each) => each.plannedOn === null)
      .map((each) => ({
        ...each,
        placementId: each.id,
        alarm: alarmed.has(each.institutionId),
        familyAsked: each.familyAskedAt !== null,
        since: each.placedAt ?? now,
      }))
    return {
      batches: found.map((each) => ({
        id: each.id,
        station: stations.get(each.stationId) ?? '',
        on: each.on,
        capacity: each.capacity,
        state: each.state,
        stateWords: bringBackLife.states[each.state].zh,
        words: each.words,
        lines: lines.filter((line) => line.batchId === each.id).flatMap(shown),
      })),
      next: bringBackOrder(waiting).map((each) => ({
        fileId: each.fileId,
        no: each.no,
        name: each.name,
        sex: each.sex,
        placementId: each.placementId,
        institution: each.institution,
        level: each.level,
        since: each.since,
        why: orderWords(each),
      })),
      outside: total,
      back: lines.filter((each) => each.state === 'back').length,
      freeBeds: actor.organisation.kind === 'station' ? await freeBedsOf(tx, actor.organisation.path) : null,
    }
  },
})
