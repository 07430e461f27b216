/** What the street tells is counted here; each noon the people whom nobody met are counted too. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { rows, sql, type Tx, withActor } from '#kernel/db.ts'
import { detailsOf, type LedgerFact } from '#kernel/ledger.ts'
import type { JobContext, JobHandler, Reaction } from '#kernel/module.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileById } from '#modules/people-and-cases/index.ts'
import { ownersOf } from './figures.ts'
import { isKnown, nightOf, unseenNights } from './rules.ts'
import { type GoodsRow, insertGoods, operations, operationsAt } from './store.ts'
import { areaPath, isSleeper, isHospital, joinMembers, keepArea, keepRound, keepSighting, sleepersIn } from './store-street.ts'
import { MISSING_NIGHTS } from './words.ts'

const COUNT = 'weather.count'

interface Told {
  factId: string
  name: string
  subjectId: string
  ownerPath: string
  area: string | null
  at: number
}
const uuid = /^[\da-f]{8}-[\da-f-]{27}$/
const idOr = (value: unknown): string | null => (typeof value === 'string' && uuid.test(value) ? value : null)

const COUNTED = [
  'patrol.area-set',
  'patrol.planned',
  'patrol.started',
  'patrol.ended',
  'patrol.cancelled',
  'patrol.person-met',
  'patrol.looked-for',
  'patrol.emergency-called',
  'patrol.escort-started',
  'patrol.goods-given',
  'patrol.sleeper-ended',
  'intake.accepted',
]

export const reactions: Reaction[] = COUNTED.map((name) => ({
  fact: name,
  job: (fact: LedgerFact) => ({
    name: COUNT,
    data: {
      factId: fact.id,
      name,
      subjectId: fact.subject.id,
      ownerPath: fact.subject.ownerPath,
      area: idOr(fact.value['area']),
      at: fact.occurredAt,
    } satisfies Told,
  }),
}))

async function count({ db, vault, clock }: JobContext, data: Record<string, unknown>): Promise<void> {
  const told = data as unknown as Told
  await withActor(
    db,
    systemActor,
    async (tx) => {
      const details = (await detailsOf(tx, vault, [told.factId])).get(told.factId) ?? {}
      const areaId = told.area ?? idOr(details['areaId'])
      const night = nightOf(told.at)
      const { ownerPath, subjectId, at } = told
      switch (told.name) {
        case 'patrol.area-set':
          return area(tx, told, areaId, details)
        case 'patrol.planned': {
          // By when it begins: a round at one in the morning is of the night before.
          const day = typeof details['from'] === 'number' ? nightOf(details['from']) : night
          return keepRound(tx, { shiftId: subjectId, ownerPath, areaId, night: day, state: 'planned' })
        }
        case 'patrol.started':
        case 'patrol.ended':
        case 'patrol.cancelled': {
          const state = told.name.slice('patrol.'.length) as 'started' | 'ended' | 'cancelled'
          return keepRound(tx, { shiftId: subjectId, ownerPath, areaId, night, state })
        }
        case 'patrol.person-met':
          return keepSighting(tx, { personId: subjectId, ownerPath, areaId, at, night, what: 'seen' })
        case 'patrol.looked-for':
          return keepSighting(tx, { personId: subjectId, ownerPath, areaId, at, night, what: 'looked' })
        case 'patrol.sleeper-ended':
          return keepSighting(tx, { personId: subjectId, ownerPath, areaId, at, night, what: 'ended' })
        case 'patrol.emergency-called':
          return keepSighting(tx, { personId: subjectId, ownerPath, areaId, at, night, what: 'hospital' })
        case 'patrol.escort-started':
          if (await isHospital(tx, details['toId']))
            return keepSighting(tx, { personId: subjectId, ownerPath, areaId, at, night, what: 'hospital' })
          return
        case 'patrol.goods-given':
          return goods(tx, { vault }, told, areaId, details)
        default:
          return received(tx, told, night)
      }
    },
    clock.now(),
  )
}

async function area(tx: Tx, told: Told, areaId: string | null, details: Record<string, unknown>): Promise<void> {
  // Also told when only its stops were set: nothing of that is kept here.
  if (!areaId || typeof details['name'] !== 'string') return
  const ids = Array.isArray(details['members']) ? details['members'].filter((each) => idOr(each)) : []
  const members = await rows(sql<{ path: string }>`select path from kernel.organisation where id = any(${ids}::uuid[])`, tx)
  await keepArea(tx, {
    id: areaId,
    ownerPath: told.ownerPath,
    stationId: told.subjectId,
    name: details['name'],
    memberPaths: members.map((each) => each.path),
    active: details['active'] !== false,
    at: told.at,
  })
  await joinMembers(tx, areaId)
}

async function goods(
  tx: Tx,
  { vault }: Pick<JobContext, 'vault'>,
  told: Told,
  given: string | null,
  details: Record<string, unknown>,
): Promise<void> {
  const areaId = given ?? (await isSleeper(tx, told.subjectId))?.areaId ?? null
  const [operation] = await operationsAt(tx, nightOf(told.at), areaId, told.ownerPath)
  if (!operation) return
  const lines = ([details['lines'], details['goods']].find((each) => Array.isArray(each)) ?? []) as {
    item?: unknown
    count?: unknown
  }[]
  const ownerPath = areaId ? ((await areaPath(tx, areaId))?.ownerPath ?? told.ownerPath) : told.ownerPath
  await insertGoods(
    { tx, vault },
    lines.flatMap(({ item, count: many }): (GoodsRow & { source: string })[] =>
      typeof item === 'string' && typeof many === 'number' && many > 0
        ? [
            {
              id: derivedId(told.factId, item),
              operationId: operation.id,
              ownerPath,
              areaId,
              at: told.at,
              item,
              count: -many,
              way: 'patrol',
              content: {},
              source: `${told.factId}:${item}`,
            },
          ]
        : [],
    ),
  )
}

/** Received at a station: whoever is known to sleep out was brought in. */
async function received(tx: Tx, told: Told, night: string): Promise<void> {
  const file = await fileById(tx, told.subjectId)
  const sleeper = file && (await isSleeper(tx, file.personId))
  if (!file || !sleeper) return
  const { ownerPath, areaId } = sleeper
  await keepSighting(tx, { personId: file.personId, ownerPath, areaId, at: told.at, night, what: 'brought' })
}

async function findMissing({ db, vault, clock, perform }: JobContext): Promise<void> {
  const now = clock.now()
  const night = nightOf(now)
  const due = await withActor(
    db,
    systemActor,
    async (tx) => {
      const found: { id: string; people: number; owner: { id: string; path: string; kind: string; name: string } }[] = []
      for (const operation of await operations(tx, vault, 'open')) {
        const areas = operation.areas.map((each) => each.id)
        const sleepers = await sleepersIn(tx, areas, ownersOf(operation), night)
        const people = sleepers.filter(
          (each) => isKnown(each, now) && unseenNights(each, operation, night) >= MISSING_NIGHTS,
        ).length
        const [owner] = await rows(
          sql<{
            id: string
            path: string
            kind: string
            name: string
          }>`select id, path, kind, name from kernel.organisation where path = ${operation.ownerPath}`,
          tx,
        )
        if (people > 0 && owner) found.push({ id: operation.id, people, owner })
      }
      return found
    },
    now,
  )
  for (const { id, people, owner } of due) {
    const outcome = await perform(systemActorFor(owner), 'weather.note-missing', {
      actionId: derivedId(id, `missing:${night}`),
      form: { operationId: id, night, people },
    })
    // Closed in between: nobody is looked for on its behalf any more. Told already with another number: that one stands.
    if (isRefusal(outcome) && !/^WEATHER\.|ID_REUSED$/.test(outcome.code)) throw new Error(outcome.code)
  }
}

export const jobs: JobHandler[] = [
  { name: COUNT, title: '清点街面救助', run: count },
  { name: 'weather.find-missing', title: '多晚没有见到的人', every: '10 12 * * *', run: findMissing },
]
