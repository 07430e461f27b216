/**
 * A rich life lived through the doors: every action of the house is tried at a station with everything filled in that its
 * form can take, so that every table has rows and no field of a form is forgotten. Texts carry a canary.
 */
import type { z } from 'zod'
import { mayOpen } from '#kernel/access.ts'
import type { Actor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { jobContext } from '#kernel/jobs.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { importSlice } from '#modules/exchange/jobs.ts'
import { XLSX } from '#modules/exchange/sheet.ts'
import { measures } from '#modules/stay/words.ts'
import { devicesRichly } from '../src/modules/devices/testing/life.ts'
import { followedRichly } from '../src/modules/follow-up/testing/life.ts'
import { needsRichly } from '../src/modules/follow-up/testing/needs-life.ts'
import { publishedRichly } from '../src/modules/notices/testing/life.ts'
import { treatedRichly } from '../src/modules/medical/testing/life.ts'
import { awayRichly } from '../src/modules/stay/testing/life.ts'
import { institutionsRichly } from '../src/modules/entrusted-care/testing/life-institutions.ts'
import { placementsRichly } from '../src/modules/entrusted-care/testing/life-placements.ts'
import { departedRichly } from '../src/modules/departure/testing/life.ts'
import { returnedRichly } from '../src/modules/origin/testing/life.ts'
import { mappedRichly } from '../src/modules/maps/testing/life.ts'
import { weatheredRichly } from '../src/modules/weather/testing/life.ts'
import { complainedRichly } from '../src/modules/complaints/testing/life.ts'
import { signedRichly } from '../src/modules/signs/testing/life.ts'
import { patrolledRichly } from '../src/modules/patrol/testing/life.ts'
import { handedRichly } from '../src/modules/handovers/testing/life.ts'
import { orderedRichly } from '../src/modules/street-order/testing/life.ts'
import { hazardsRichly } from '../src/modules/hazards/testing/life.ts'
import { networkRichly } from '../src/modules/network/testing/life.ts'
import { assessedRichly } from '../src/modules/assessment/testing/life.ts'
import { searchedRichly } from '../src/modules/street-minors/testing/life.ts'
import { helpedRichly } from '../src/modules/helping/testing/life.ts'
import { guardedRichly } from '../src/modules/guardianship/testing/life.ts'
import { mindedRichly } from '../src/modules/minors/testing/life.ts'
import { reportedRichly } from '../src/modules/reports/testing/life.ts'
import { watchedRichly } from '../src/modules/watching/testing/life.ts'
import { contactedRichly } from '../src/modules/helpers/testing/life.ts'
import { pairedRichly } from '../src/modules/pairing/testing/life.ts'
import { settledRichly } from '../src/modules/settlement/testing/life.ts'
import { recognisedRichly } from '../src/modules/vision/testing/life.ts'
import { HEADING, rosterOf } from '../src/modules/exchange/testing/roster.ts'
import { compareOne } from '../src/modules/matching/testing/life.ts'
import { inquiriesRichly } from '../src/modules/inquiries/testing/life.ts'
import type { Place, TestHouse } from './house.ts'

/** Stands in every text that can be written freely. */
export const CANARY = '金丝雀'
export const CANARY_NUMBER = '999901195403071713'
export const CANARY_PHONE = '13900005678'
/** Whatever would give the guest away. */
export const CANARIES = [CANARY, CANARY_NUMBER, CANARY_PHONE, '19540307']

interface Def {
  type: string
  innerType?: z.ZodType
  options?: z.ZodType[]
  element?: z.ZodType
  shape?: Record<string, z.ZodType>
  entries?: Record<string, string>
  values?: unknown[]
  format?: string
}

export type Ids = (key: string) => string | undefined

/**
 * A value that a schema takes with all that may be left out filled in; `turn` chooses among a choice's words. Ids are those
 * handed in; a key without one is left out.
 */
export function fullOf(schema: z.ZodType, ids: Ids, now: number, turn = 0, key = '', canary = CANARY): unknown {
  const def = schema.def as unknown as Def
  if (def.innerType) return fullOf(def.innerType, ids, now, turn, key, canary)
  if (def.type === 'union') return fullOf(def.options?.[0] as z.ZodType, ids, now, turn, key, canary)
  if (def.type === 'enum') {
    const words = Object.values(def.entries ?? {})
    return words[turn % words.length]
  }
  if (def.type === 'literal') return def.values?.[0]
  if (def.type === 'boolean') return turn % 2 === 0
  if (def.type === 'array') {
    const one = fullOf(def.element as z.ZodType, ids, now, turn, key, canary)
    return one === undefined ? [] : [one]
  }
  if (def.type === 'record') return {}
  if (def.type === 'object')
    return Object.fromEntries(
      Object.entries(def.shape ?? {}).flatMap(([name, part]) => {
        const value = fullOf(part, ids, now, turn, name, canary)
        return value === undefined ? [] : [[name, value]]
      }),
    )
  if (def.format === 'uuid') return ids(key)
  const own: Record<string, unknown> = {
    idNumber: CANARY_NUMBER,
    birthDate: '1954-03-07',
    birthYear: 1954,
    household: `青禾县${canary}村`,
  }
  const tried = [
    own[key],
    CANARY_PHONE.length > 0 && /phone|line|tel/i.test(key) ? CANARY_PHONE : undefined,
    `${canary}${key}`,
    `${canary}某事由说明若干字`,
    '2026-12-20',
    '2026-12-08',
    '999921',
    CANARY_PHONE,
    'P10D',
    now,
    1,
    20,
    40,
    0,
  ]
  return tried.find((value) => value !== undefined && schema.safeParse(value).success)
}

/** The work for minors, lived once: its rooms meet in the same town, school and centre whichever station the rest happens at. */
async function minorsRichly(house: TestHouse, place: Place, canary: string): Promise<[string, string][]> {
  const phone = CANARY_PHONE
  const minor = await mindedRichly(house, place, { canary, phone })
  const { childId } = minor
  const endangered = await hazardsRichly(house, place, { canary })
  const networked = await networkRichly(house, place, { canary, phone })
  await watchedRichly(house, place, { canary, phone, childId })
  const reported = await reportedRichly(house, place, { canary, phone })
  const assessed = await assessedRichly(house, { childId, canary })
  const searched = await searchedRichly(house, { childId, canary })
  const guarded = await guardedRichly(house, place, { canary, phone, ...minor })
  const helped = await helpedRichly(house, place, { canary, phone, childId })
  const contacted = await contactedRichly(house, place, { canary, phone })
  const paired = await pairedRichly(house, place, { canary, phone, childId })
  return [
    ...contacted,
    ...paired,
    ...guarded,
    ...helped,
    ...assessed,
    ...searched,
    ...reported,
    ...endangered,
    ...networked,
    ['childId', childId],
  ]
}

/** What has to stand before the rest can be tried: packs, beds, guests of all kinds, somebody who left, a roster. */
async function furnish(house: TestHouse, place: Place, canary: string): Promise<Map<string, string>> {
  const station = house.organisations[place]
  const [head, clerk, nurse] = [house.actor('station-head', place), house.actor('clerk', place), house.actor('nurse', place)]
  if (place === 'north')
    await house.done(house.actor('bureau-officer', 'bureau'), 'supervision.adopt-pack', {
      pack: 's2',
      from: '2026-01-01',
      reason: '本市开展专项行动',
    })
  const beds: string[] = []
  const zones: string[] = []
  for (const kind of ['men', 'mother-child', 'observation']) {
    const { reply } = await house.done(head, 'stay.open-zone', { kind, name: `${kind}区` })
    zones.push(reply.zoneId as string)
    const labels = [1, 2, 3].map((no) => `${kind.slice(0, 3)}-${no}`)
    beds.push(...((await house.done(head, 'stay.open-bed', { zoneId: reply.zoneId, labels })).reply.bedIds as string[]))
  }
  const bed = (index: number) => beds[index] as string
  const receive = async (told: Record<string, unknown>) =>
    (
      await house.done(clerk, 'intake.receive', {
        arrival: 'police',
        conditions: ['none'],
        capacity: 'full',
        cause: 'no-work',
        request: 'fare',
        safety: 'clear',
        consent: 'given',
        secondStaff: '吴爱华',
        decision: 'accept',
        told: true,
        guestSign: 'signed',
        ...told,
      })
    ).reply as { fileId: string; personId: string }
  const checked = (fileId: string) =>
    house.done(nurse, 'medical.screen', { fileId, temperature: 36.5, fit: 'yes', infection: 'ruled-out' })
  const man = await receive({
    writtenName: `${canary}甲`,
    sex: 'male',
    birthDate: '1954-03-07',
    idNumber: CANARY_NUMBER,
    phone: CANARY_PHONE,
    household: `青禾县${canary}村`,
    escortUnit: `${canary}派出所`,
    escortPerson: `${canary}警官`,
  })
  await house.act(clerk, 'stay.assign-bed', { fileId: man.fileId, bedId: bed(0) })
  await checked(man.fileId)
  await house.done(clerk, 'stay.assign-bed', { fileId: man.fileId, bedId: bed(0) })
  const mother = await receive({ writtenName: `${canary}乙`, sex: 'female', birthDate: '1990-01-01' })
  const child = await receive({ writtenName: `${canary}丙`, sex: 'female', birthDate: '2024-01-01', capacity: 'none' })
  await checked(mother.fileId)
  await checked(child.fileId)
  await house.done(clerk, 'stay.keep-together', { fileId: child.fileId, motherFileId: mother.fileId, knownBy: 'document' })
  await house.act(clerk, 'stay.assign-bed', { fileId: mother.fileId, bedId: bed(3) })
  await house.act(clerk, 'stay.assign-bed', { fileId: child.fileId, bedId: bed(3), inMothersBed: true })
  await house.done(clerk, 'stay.reserve-bed', { bedId: bed(1), who: `${canary}丁`, expectedAt: house.now() + 3_600_000 })
  const gone = await receive({ writtenName: `${canary}戊`, sex: 'male', birthDate: '1980-01-01' })
  await house.done(clerk, 'departure.leave', {
    fileId: gone.fileId,
    kind: 'police',
    receiver: `${canary}派出所`,
    receiverContact: `${canary}警官`,
    secondStaff: '吴爱华',
    signedHow: 'signature',
    origin: `${canary}县`,
  })
  if (place === 'north') await house.done(house.actor('bureau-officer', 'bureau'), 'tracing.open-campaign', {})
  // Through the exchange, so that there is a message; nobody stands at the other end.
  process.env.GUITU_EXCHANGE = '/nowhere'
  await house.done(head, 'identification.ask-police', {
    fileId: mother.fileId,
    kind: 'records',
    level: 'county',
    policeName: `${canary}分局`,
    basis: `${canary}事由`,
    sends: ['name', 'idNumber'],
    how: 'exchange',
  })
  delete process.env.GUITU_EXCHANGE
  const planned = await house.done(head, 'stay.plan-behaviour', {
    fileId: man.fileId,
    ground: 'harms-self',
    reason: `${canary}理由`,
    measures: Object.keys(measures).slice(0, 1),
    how: `${canary}陪护`,
    reviewOn: dateOf(house.now() + 3 * 86_400_000),
  })
  await house.done(head, 'stay.review-behaviour', {
    planId: planned.reply.planId,
    finding: `${canary}好转`,
    nextOn: dateOf(house.now() + 5 * 86_400_000),
  })
  await house.done(head, 'stay.extend', {
    fileId: man.fileId,
    until: dateOf(house.now() + 15 * 86_400_000),
    ground: 'ill',
    reason: `${canary}高烧`,
  })
  const paper = crypto.randomUUID()
  const roster = crypto.randomUUID()
  const { vault, db } = house.house
  const told: Record<string, string> = { 姓名: `${canary}己`, 性别: '男', 入站日期: '2026-12-01', 备注: `${canary}布包` }
  const book = await rosterOf([HEADING.map((heading) => told[heading] ?? null)])
  await withActor(db, clerk, async (tx) => {
    const kept = { name: `${canary}.jpg`, now: house.now() }
    await keepFile(tx, vault, clerk, { ...kept, id: paper, type: 'image/jpeg', body: Buffer.from('jpeg') })
    await keepFile(tx, vault, clerk, { ...kept, id: roster, type: XLSX, body: book })
  })
  const look = (await house.ask(head, 'exchange.read-roster', { fileId: roster })) as {
    sheet: number
    headerRow: number
    columns: { column: number; field: string | null }[]
  }
  const columns = look.columns.flatMap(({ column, field }) => (field ? [{ column, field }] : []))
  const run = await house.done(head, 'exchange.start-import', {
    fileId: roster,
    sheet: look.sheet,
    headerRow: look.headerRow,
    columns,
  })
  while (await importSlice(jobContext(house.house), run.reply.runId as string));
  const looking = await inquiriesRichly(house, place, { canary, phone: CANARY_PHONE, fileId: man.fileId })
  const recognised = await recognisedRichly(house, place, {
    canary,
    fileId: man.fileId,
    otherFileId: mother.fileId,
    photoId: paper,
  })
  await awayRichly(house, place, { canary, phone: CANARY_PHONE, fileId: mother.fileId })
  const treated = await treatedRichly(house, place, { canary, phone: CANARY_PHONE, fileId: mother.fileId })
  const settled = await settledRichly(house, place, { canary })
  const published = await publishedRichly(house, place, {
    canary,
    phone: CANARY_PHONE,
    fileId: mother.fileId,
    name: `${canary}乙`,
  })
  const departed = await departedRichly(house, place, {
    canary,
    phone: CANARY_PHONE,
    fileId: man.fileId,
    otherFileId: mother.fileId,
  })
  const returned = await returnedRichly(house, place, { canary, phone: CANARY_PHONE, sentFileId: man.fileId })
  const outside = await institutionsRichly(house, place, { canary, phone: CANARY_PHONE, paper })
  const institutionId = new Map(outside).get('institutionId') as string
  const placed = await placementsRichly(house, place, { canary, institutionId, paper })
  const followed = await followedRichly(house, place, { canary })
  const needed = await needsRichly(house, place, { canary, fileId: man.fileId })
  const phones = await devicesRichly(house, place, { canary })
  await mappedRichly(house)
  const weathered = await weatheredRichly(house, place, { canary })
  const complained = await complainedRichly(house, place, { canary, phone: CANARY_PHONE })
  const signed = await signedRichly(house, place, { canary })
  const patrolled = await patrolledRichly(house, place, { canary })
  const minors = place === 'north' ? await minorsRichly(house, place, canary) : []
  const handed = await handedRichly(house, place, { canary, phone: CANARY_PHONE, fileId: man.fileId })
  const ordered = await orderedRichly(house, place, { canary, phone: CANARY_PHONE, personId: man.personId })
  const known = new Map<string, string>([
    ...phones,
    ...minors,
    ...handed,
    ...ordered,
    ...weathered,
    ...complained,
    ...signed,
    ...patrolled,
    ...settled,
    ...followed,
    ...needed,
    ...outside,
    ...placed,
    ...departed,
    ...returned,
    ...published,
    ...looking,
    ...treated,
    ...recognised,
    ['fileId', man.fileId],
    ['personId', man.personId],
    ['otherId', mother.personId],
    ['subjectId', man.fileId],
    ['motherFileId', mother.fileId],
    ['accountId', nurse.accountId],
    ['officerId', nurse.accountId],
    ['zoneId', zones[0] as string],
    ['bedId', bed(2)],
    ['stationId', station.id],
    ['organisationId', station.id],
    ['hospitalId', house.organisations.hospital.id],
    ['runId', run.reply.runId as string],
    ...['files', 'photos', 'papers', 'paper', 'bill', 'scans', 'collectorCopies'].map((key) => [key, paper] as [string, string]),
  ])
  return known
}

export interface Life {
  fileId: string
  personId: string
  /** Ids that forms of this house name, by their field. */
  ids: ReadonlyMap<string, string>
  /** Names of the actions that were done. */
  done: Set<string>
}

/**
 * Lives it at a place. Every action is tried with each turn of its choices; what a state does not allow is refused, and tried
 * again when the next round has moved things on.
 */
export async function liveRichly(house: TestHouse, place: Place = 'north', roundsOf = 2, canary = CANARY): Promise<Life> {
  const { actions, roles } = house.house
  const actor = (door: string): Actor | undefined => {
    const kind = house.organisations[place].kind
    for (const key of ['station-head', 'duty-leader', 'nurse', ...roles.keys()]) {
      if (!roles.get(key)?.organisations.includes(kind)) continue
      const made = house.actor(key, place)
      if (mayOpen(roles, made, door)) return made
    }
    return undefined
  }
  const known = await furnish(house, place, canary)
  known.set('pairId', await compareOne(house, place, known.get('fileId') as string, canary))
  const last = new Set([
    'people.seal-file',
    'people.open-sealed',
    'people.unseal-file',
    'people.merge',
    'people.split',
    'people.undo-link',
    'intake.refuse',
    'intake.withdraw',
    'departure.record-death',
    'departure.leave',
    'medical.withdraw',
  ])
  const done = new Set<string>()
  for (const part of [
    [...actions.values()].filter((action) => !last.has(action.name)),
    [...actions.values()].filter((action) => action.name === 'departure.leave'),
    [...actions.values()].filter((action) => /^(departure|stay|intake|people)\./.test(action.name) && !last.has(action.name)),
  ]) {
    for (let round = 0; round < roundsOf; round += 1) {
      for (const action of part) {
        const who = actor(action.name)
        if (!who) continue
        for (let turn = 0; turn < 3; turn += 1) {
          const ids: Ids = (key) => known.get(key) ?? (key.endsWith('Ids') ? known.get(key.slice(0, -1)) : undefined)
          const form = fullOf(action.form, ids, house.now(), turn, '', canary) as Record<string, unknown>
          let outcome = await house.act(who, action.name, form)
          // A field that a state does not take is left out, and it is tried once more.
          if (isRefusal(outcome) && outcome.fields) {
            for (const field of Object.keys(outcome.fields)) delete form[field.split('.')[0] as string]
            outcome = await house.act(who, action.name, form)
          }
          if (isRefusal(outcome)) continue
          done.add(action.name)
          for (const [key, value] of Object.entries(outcome.reply))
            if (typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value) && !['fileId', 'personId'].includes(key))
              known.set(key, value)
          break
        }
      }
    }
  }
  return { fileId: known.get('fileId') as string, personId: known.get('personId') as string, ids: known, done }
}
