/** Questions towards the authorities: the police in the house, stays extended. */
import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { extensionsShape, safetyShape } from './answers.ts'
import { disturbance } from './lifecycle.ts'
import { may, stationId, stationOf } from './query-parts.ts'
import { policeMust } from './rules-help.ts'
import { daysOfStay } from './rules-stay.ts'
import { extensionGrounds } from './schema.ts'
import { filedExtensions } from './store-help.ts'
import { disturbancesOf, liaisonsOf } from './store-safety.ts'
import { disturbanceKinds, disturbanceOutcomes, liaisonKinds } from './words.ts'

export const safety = query({
  name: 'stay.safety',
  title: '站内安全',
  params: z.strictObject({ stationId }),
  result: safetyShape,
  may,
  async read(context, params) {
    const station = await stationOf(context, params.stationId)
    if (!station) return null
    const { tx, vault } = context
    return {
      liaisons: (await liaisonsOf(tx, vault, station.id)).map((each) => ({ ...each, kindWords: liaisonKinds[each.kind] })),
      disturbances: (await disturbancesOf(tx, vault, station.id)).map((each) => ({
        id: each.id,
        state: each.state,
        stateWords: disturbance.states[each.state].zh,
        kindWords: disturbanceKinds[each.kind],
        policeMust: policeMust(each.kind),
        happenedAt: each.happenedAt,
        place: each.content.place,
        course: each.content.course,
        people: each.people,
        injured: each.injured,
        by: each.recordedBy,
        policeCalledAt: each.policeCalledAt,
        police: each.police,
        receiptNo: each.policeReceipt,
        closedAt: each.closedAt,
        outcomeWords: each.outcome
          ? (disturbanceOutcomes[each.outcome as keyof typeof disturbanceOutcomes] ?? each.outcome)
          : null,
        note: each.closingNote,
      })),
    }
  },
})

/** Stations file extensions upward; the bureau sees those of its area, a station its own. */
const mayFile = (actor: Actor) => actor.organisation.kind === 'station' || actor.organisation.kind === 'bureau'

export const extensions = query({
  name: 'stay.extensions',
  title: '延长救助备案',
  params: z.strictObject({ limit: field(z.int().min(1).max(500).default(200), { label: '件数' }) }),
  result: extensionsShape,
  may: mayFile,
  async read({ tx, vault }, params) {
    const filed = await filedExtensions(tx, vault, params.limit)
    return {
      total: filed[0]?.total ?? 0,
      items: filed.map((each) => ({
        ...each,
        groundWords: extensionGrounds[each.ground as keyof typeof extensionGrounds] ?? each.ground,
        days: each.acceptedAt === null ? null : daysOfStay(each.acceptedAt, each.filedAt),
        acknowledgedBy: each.acknowledgedByOrganisation,
      })),
    }
  },
})
