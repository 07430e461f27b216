/** Questions about guests: who is here, what is due, one guest's stay. */
import { z } from 'zod'
import { inRange } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { fileShape, inStationShape, roundSheetShape } from './answers-guests.ts'
import { countsOf, guestWords, showName } from './board.ts'
import { inOrderOfReturn, leaveStates, leaveWords } from './leave-words.ts'
import { careState, dueOf, limitWords, lodgings, may, stationId, stationOf, whereWords } from './query-parts.ts'
import { shiftAt } from './rules-care.ts'
import { daysOfStay } from './rules-stay.ts'
import { behaviourGrounds, extensionGrounds } from './schema.ts'
import { usesOfFile } from './store-beds.ts'
import { careOf, lastRoundOf, lastRounds } from './store-care.ts'
import { extensionsOf, plansOf, reviewsOf, runningPlans, trainingsOf } from './store-help.ts'
import { leavesNow, leavesOf } from './store-leave.ts'
import { guestById, houseNow } from './store-read.ts'
import { careKinds, careResults, measures, trainingKinds, trainingResults, zoneRules } from './words.ts'

export const inStation = query({
  name: 'stay.in-station',
  title: '在站人员',
  params: z.strictObject({ stationId, names: field(z.boolean().default(true), { label: '显示姓名' }) }),
  result: inStationShape,
  may,
  async read(context, params) {
    const { tx, vault, now } = context
    const station = await stationOf(context, params.stationId)
    if (!station) return null
    const there = await houseNow(tx, vault, station.id, now)
    const lodged = lodgings(there)
    const guests = [...there.guests.values()].filter((guest) => guest.state === 'in')
    const ids = guests.map((guest) => guest.fileId)
    const care = await careState(context, there, ids, (id) => lodged.get(id)?.zone)
    const plans = new Map((await runningPlans(tx, ids)).map((plan) => [plan.fileId, plan.reviewOn]))
    const leaves = new Map((await leavesNow(tx, station.id)).map((leave) => [leave.fileId, leaveWords(vault, leave, now)]))
    return {
      total: guests.length,
      shift: shiftAt(now),
      counts: countsOf(there),
      // Who should be back stands first, the longest late on top.
      items: inOrderOfReturn(guests, leaves).map((guest) => {
        const known = there.known.get(guest.fileId)
        const place = lodged.get(guest.fileId)
        const where = known?.whereabouts ?? 'here'
        const [sex, age, ...words] = guestWords(there, guest.fileId)
        return {
          fileId: guest.fileId,
          name: showName(guest.name, params.names),
          no: guest.no,
          sex: sex ?? null,
          age: age ?? null,
          words,
          zoneId: place?.zone?.id ?? null,
          zone: place?.zone?.name ?? null,
          bed: place?.bed?.label ?? null,
          where,
          whereWords: whereWords[where],
          acceptedAt: guest.acceptedAt,
          days: guest.acceptedAt === null ? null : daysOfStay(guest.acceptedAt, now),
          limit: limitWords(there.limits.get(guest.fileId), now),
          due: where === 'here' ? dueOf(care, guest.fileId, now) : [],
          planReviewOn: plans.get(guest.fileId) ?? null,
          leave: leaves.get(guest.fileId) ?? null,
        }
      }),
    }
  },
})

export const roundSheet = query({
  name: 'stay.round-sheet',
  title: '查房表',
  help: '逐区逐床：谁应在、这一班要做什么。',
  params: z.strictObject({ stationId, names: field(z.boolean().default(true), { label: '显示姓名' }) }),
  result: roundSheetShape,
  may,
  async read(context, params) {
    const { tx, vault, now } = context
    const station = await stationOf(context, params.stationId)
    if (!station) return null
    const there = await houseNow(tx, vault, station.id, now)
    const lodged = lodgings(there)
    const ids = there.uses.filter((use) => there.states.get(use.fileId) === 'in').map((use) => use.fileId)
    const care = await careState(context, there, ids, (id) => lodged.get(id)?.zone)
    const plans = new Set((await runningPlans(tx, ids)).map((plan) => plan.fileId))
    const rounds = new Map((await lastRounds(tx, station.id)).map((round) => [round.zoneId, round]))
    return {
      shift: shiftAt(now),
      zones: there.zones.map((zone) => {
        const round = rounds.get(zone.id)
        return {
          id: zone.id,
          name: zone.name,
          rule: zoneRules[zone.kind],
          lastRound: round ? { at: round.at, by: round.by, seen: round.seen, missed: round.missed.length } : null,
          guests: ids
            .filter((id) => lodged.get(id)?.zone?.id === zone.id)
            .map((id) => ({
              fileId: id,
              // A sealed guest sleeps here too: the round must find somebody in the bed.
              name: there.guests.has(id) ? showName(there.guests.get(id)?.name ?? '', params.names) : '封存',
              bed: lodged.get(id)?.bed?.label ?? '',
              where: there.known.get(id)?.whereabouts ?? 'here',
              words: there.guests.has(id) ? guestWords(there, id) : [],
              due: there.known.get(id)?.whereabouts === 'here' ? dueOf(care, id, now) : [],
              plan: plans.has(id),
            }))
            .sort((a, b) => (a.bed < b.bed ? -1 : 1)),
        }
      }),
    }
  },
})

export const file = query({
  name: 'stay.file',
  title: '在站情况',
  params: z.strictObject({
    fileId: field(z.uuid(), { label: '个案', widget: 'hidden' }),
    limit: field(z.int().min(1).max(200).default(40), { label: '照料记录条数' }),
  }),
  result: fileShape,
  may,
  async read(context, params) {
    const { tx, vault, now, actor } = context
    const guest = await guestById(tx, params.fileId)
    if (!guest || !inRange(actor, guest.ownerPath)) return null
    const there = await houseNow(tx, vault, guest.stationId, now)
    const lodged = lodgings(there)
    const place = lodged.get(guest.fileId)
    const care = await careState(context, there, [guest.fileId], () => place?.zone)
    const reviews = await reviewsOf(tx, vault, guest.fileId)
    const history = await usesOfFile(tx, guest.fileId)
    const log = await careOf(tx, vault, guest.fileId, params.limit)
    const motherFileId = there.known.get(guest.fileId)?.guest.motherFileId ?? null
    const round = await lastRoundOf(tx, guest.fileId)
    const isIn = guest.state === 'in'
    const leaves = await leavesOf(tx, guest.fileId)
    const leave = leaves.find((each) => each.state === 'out' || each.state === 'not-back')
    return {
      fileId: guest.fileId,
      state: guest.state,
      name: guest.name,
      words: guestWords(there, guest.fileId),
      here: isIn,
      where: isIn ? whereWords[there.known.get(guest.fileId)?.whereabouts ?? 'here'] : null,
      needsBed: isIn && (there.known.get(guest.fileId)?.whereabouts ?? 'here') === 'here',
      small: (there.known.get(guest.fileId)?.guest.underSix ?? 'no') !== 'no',
      days: isIn && guest.acceptedAt !== null ? daysOfStay(guest.acceptedAt, now) : null,
      limit: isIn ? limitWords(there.limits.get(guest.fileId), now) : limitWords(undefined, now),
      bed:
        place?.bed && place.zone
          ? {
              bedId: place.bed.id,
              label: place.bed.label,
              zone: place.zone.name,
              takenAt: place.use.takenAt,
              withMother: place.use.place === 'child',
            }
          : null,
      history: history.map(({ id, label, zone, takenAt, leftAt }) => ({ id, label, zone, takenAt, leftAt })),
      together: motherFileId ? { motherFileId, mother: there.guests.get(motherFileId)?.name ?? null } : null,
      needs: (care.needs.get(guest.fileId) ?? []).map((need) => ({
        care: need.care,
        words: careKinds[need.care],
        everyHours: need.everyHours,
        note: need.note,
        usual: need.usual,
      })),
      due: isIn && there.known.get(guest.fileId)?.whereabouts === 'here' ? dueOf(care, guest.fileId, now) : [],
      shift: shiftAt(now),
      care: {
        total: log.total,
        lines: log.lines.map((line) => ({ ...line, words: careKinds[line.care], resultWords: careResults[line.result] })),
      },
      lastRound: round ?? null,
      leave: leave ? leaveWords(vault, leave, now) : null,
      leaves: {
        total: leaves.length,
        lines: leaves.slice(0, 20).map((each) => ({
          ...leaveWords(vault, each, now),
          id: each.id,
          endedAt: each.endedAt,
          state: leaveStates[each.state],
        })),
      },
      trainings: (await trainingsOf(tx, vault, guest.fileId)).map((each) => ({
        id: each.id,
        kindWords: trainingKinds[each.kind],
        topic: each.content.topic,
        givenBy: each.content.givenBy ?? null,
        beganOn: each.beganOn,
        endedOn: each.endedOn,
        hours: each.hours,
        result: each.result,
        resultWords: trainingResults[each.result],
        note: each.content.note ?? null,
      })),
      plans: (await plansOf(tx, vault, guest.fileId)).map((plan) => ({
        id: plan.id,
        running: plan.state === 'running',
        groundWords: behaviourGrounds[plan.ground as keyof typeof behaviourGrounds] ?? plan.ground,
        measures: plan.measures.map((each) => measures[each as keyof typeof measures] ?? each),
        reason: plan.content.reason,
        how: plan.content.how,
        told: plan.content.told ?? null,
        madeAt: plan.madeAt,
        by: plan.madeBy,
        reviewOn: plan.reviewOn,
        endedAt: plan.endedAt,
        endedReason: plan.endedReason,
        reviews: reviews.filter((review) => review.planId === plan.id),
      })),
      extensions: (await extensionsOf(tx, [guest.fileId])).slice(0, 100).map((each) => ({
        ...each,
        groundWords: extensionGrounds[each.ground as keyof typeof extensionGrounds] ?? each.ground,
        acknowledgedBy: each.acknowledgedByOrganisation,
      })),
    }
  },
})
