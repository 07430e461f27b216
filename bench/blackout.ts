/**
 * A blackout ends: two hundred phones send their whole night at once, a hundred records each, while the desks go on working. Asked:
 * is every record there once, how long until the last phone is empty, how long did an admitted sending take, what did the desks feel.
 * Sends as the phone's app does: twenty-five at once, again at once what was not reached, later what was turned away.
 */
import { createHash, randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { clerkOf, closeHouse, foundCity, LANES, openEmptyHouse, PASSWORD, stationId } from './city.ts'
import { drawArea } from './phones.ts'
import type { Ground } from '../tests/phone/shift.ts'
import { type Bench, Client, dataDirectory, median, quantile, rounded, startServer } from './lab.ts'
import { grantRole, insertAccount } from '#kernel/account.ts'
import { systemActor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { instant, sql, withActor } from '#kernel/db.ts'
import type { House } from '#kernel/house.ts'
import { startPostgres } from '#kernel/postgres.ts'

const AT_ONCE = 25
const WANTED_MS = 180_000
const WANTED_SENDING_MS = 500
const WANTED_DESK_MS = 300
/** Asked by desks the whole time, in turn. */
const DESK = [
  ['supervision.duties', {}],
  ['people.search', { text: '王' }],
  ['reports.board', {}],
  ['patrol.board', {}],
] as const

interface Sent {
  name: string
  actionId: string
  form: Record<string, unknown>
  occurredAt: number
}
interface Result {
  actionId: string
  ok: boolean
  refusal?: { code: string; sentence: string }
}

const phoneId = (number: number) => derivedId('bench phone', String(number))

/** Accounts of phones with a session each: nobody signs in two hundred times from one address in a minute. */
async function openPhones(house: House, count: number): Promise<string[]> {
  const now = house.clock.now()
  const by = { accountId: systemActor.accountId, now }
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'))
  await withActor(house.db, systemActor, async (tx) => {
    for (let number = 0; number < count; number += 1) {
      const account = {
        id: phoneId(number),
        login: `phone-${number}`,
        name: `巡${number}`,
        organisationId: stationId(number % LANES),
      }
      await insertAccount(tx, { ...account, passwordHash: '-', secondFactor: false, mustChange: false, sample: true }, by)
      await grantRole(tx, account.id, 'patrol-officer', by)
    }
  })
  for (const [number, token] of tokens.entries()) {
    await sql`insert into kernel.session (token_digest, id, account_id, state, device, phone, created_at, last_seen_at)
      values (${createHash('sha256').update(token).digest()}, ${derivedId(token, 'session')}, ${phoneId(number)}, 'in', 'bench', true,
        ${instant(now)}, ${instant(now)})`.execute(house.db.kysely)
  }
  return tokens
}

/** One night of one phone. */
function nightOf(number: number, records: number, now: number, { areaId, stopIds }: Ground): Sent[] {
  const stopOf = (at: number) => stopIds[at % stopIds.length]
  const shiftId = derivedId('bench shift', String(number))
  const night: Sent[] = []
  const begin = now - 6 * 3_600_000
  const add = (name: string, form: Record<string, unknown>) =>
    night.push({
      name: `patrol.${name}`,
      actionId: derivedId(`bench night ${number}`, String(night.length)),
      form,
      occurredAt: begin + night.length * 180_000,
    })
  add('start-shift', { shiftId, areaId, kind: 'cold' })
  for (let met = 0; night.length < records - 6; met += 1) {
    const encounterId = derivedId('bench encounter', `${number} ${met}`)
    const personId = derivedId('bench met', `${number} ${met}`)
    const drunk = met % 5 === 0
    add('meet-person', {
      encounterId,
      shiftId,
      stopId: stopOf(met),
      areaId,
      personId,
      known: false,
      groups: [met % 3 === 0 ? 'aged' : 'capable'],
      signs: drunk ? ['drunk'] : [],
      withMinor: false,
      look: '灰棉衣，蓝布包，本地口音',
      ageSeenMin: 50,
      ageSeenMax: 65,
      sexSeen: 'male',
    })
    add('offer-help', { encounterId, answer: 'refused' })
    add('persuade', { encounterId, contactGiven: true, words: '讲了站里有热饭热水，他说再想想' })
    if (drunk) add('take-step', { encounterId, step: 'emergency-called', to: '120' })
    add('give-goods', { encounterId, goods: [{ item: 'quilt', count: 1 }] })
    add('check-place', { shiftId, stopId: stopOf(met + 1), people: 0 })
  }
  while (night.length < records - 1) add('check-place', { shiftId, stopId: stopOf(night.length), people: 0 })
  add('end-shift', { shiftId, note: '收班' })
  return night
}

interface Flow {
  sendings: number[]
  turnedAway: number
  refused: Map<string, number>
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Sends a phone's night to its end. */
async function flush(port: number, token: string, night: readonly Sent[], flow: Flow): Promise<void> {
  let at = 0
  while (at < night.length) {
    const actions = night.slice(at, at + AT_ONCE)
    const before = performance.now()
    const answer = await fetch(`http://127.0.0.1:${port}/api/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `guitu=${token}` },
      body: JSON.stringify({ sentAt: Date.now(), actions }),
    })
    if (answer.status === 503) {
      flow.turnedAway += 1
      await answer.arrayBuffer()
      await pause(Number(answer.headers.get('retry-after') ?? 1) * 1000)
      continue
    }
    const body = (await answer.json()) as { results?: Result[] }
    flow.sendings.push(performance.now() - before)
    if (!body.results) throw new Error(`a sending was refused: ${answer.status} ${JSON.stringify(body).slice(0, 300)}`)
    for (const result of body.results) {
      if (result.refusal?.code === 'KERNEL.NOT_REACHED') break
      if (!result.ok) flow.refused.set(result.refusal?.code ?? '?', (flow.refused.get(result.refusal?.code ?? '?') ?? 0) + 1)
      at += 1
    }
  }
}

/** Desks that ask one thing after the other until they are told to stop. */
async function desks(port: number, over: () => boolean): Promise<number[]> {
  const times: number[] = []
  await Promise.all(
    Array.from({ length: 4 }, async (_, lane) => {
      const client = await Client.signedIn(port, clerkOf(lane, true), PASSWORD)
      for (let turn = lane; !over(); turn += 1) {
        const [name, params] = DESK[turn % DESK.length] as (typeof DESK)[number]
        const before = performance.now()
        await client.ask(name, params)
        times.push(performance.now() - before)
        await pause(500)
      }
      client.close()
    }),
  )
  return times
}

export async function benchBlackout(bench: Bench): Promise<void> {
  const [phones, records] = bench.quick ? [20, 40] : [200, 100]
  const data = dataDirectory(bench, 'blackout')
  const postgres = await startPostgres({ dataDir: data })
  try {
    const house = await openEmptyHouse(postgres.connection, data)
    await foundCity(house)
    const tokens = await openPhones(house, phones)
    await closeHouse(house)
    const server = await startServer({ data, databaseUrl: postgres.url })
    try {
      const areas: Ground[] = []
      for (let lane = 0; lane < LANES; lane += 1) areas.push(await drawArea(server.port, lane))
      const nights = tokens.map((_, number) => nightOf(number, records, Date.now(), areas[number % LANES] as Ground))
      const flow: Flow = { sendings: [], turnedAway: 0, refused: new Map() }
      const quiet = await quietly(server.port)
      let over = false
      const asking = desks(server.port, () => over)
      const before = performance.now()
      await Promise.all(tokens.map((token, number) => flush(server.port, token, nights[number] as Sent[], flow)))
      const took = performance.now() - before
      over = true
      const felt = await asking
      await judge(bench, postgres.connection, { phones, records, nights, flow, took, felt, quiet })
    } finally {
      await server.stop()
    }
  } finally {
    await postgres.stop()
  }
}

/** What the desks wait when nobody sends; asked once before, so that nobody measures a first reading of the policies. */
async function quietly(port: number): Promise<number[]> {
  let asked = 0
  await desks(port, () => (asked += 1) > 20)
  let over = false
  setTimeout(() => (over = true), 10_000)
  return desks(port, () => over)
}

interface Night {
  phones: number
  records: number
  nights: Sent[][]
  flow: Flow
  took: number
  felt: number[]
  quiet: number[]
}

async function judge(bench: Bench, connection: pg.ClientConfig, night: Night): Promise<void> {
  const { phones, records, nights, flow, took, felt, quiet } = night
  const client = new pg.Client(connection)
  await client.connect()
  const ids = nights.flat().map((each) => each.actionId)
  const { rows } = await client.query<{ kept: string; met: string }>(
    `select (select count(*) from kernel.action where id = any($1::uuid[])) as kept,
      (select count(*) from kernel.ledger where action_id = any($1::uuid[]) and name = 'patrol.person-met') as met`,
    [ids],
  )
  await client.end()
  const [kept, met] = [Number(rows[0]?.kept), Number(rows[0]?.met)]
  const meant = nights.flat().filter((each) => each.name === 'patrol.meet-person').length
  const refused = [...flow.refused].map(([code, count]) => `${code} ${count}`).join(', ')
  const size = `${phones} phones, ${records} records each`
  bench.line({
    name: 'blackout: records there once',
    figure: `${kept} of ${ids.length}; people met ${met} of ${meant}${refused ? `; refused: ${refused}` : ''}`,
    comparedTo: size,
    wanted: 'all, none twice',
    met: kept === ids.length && met === meant,
  })
  bench.line({
    name: 'blackout: until the last phone is empty',
    figure: `${rounded(took / 1000)} s (${rounded((ids.length / took) * 1000, 0)} records a second; turned away ${flow.turnedAway} times)`,
    comparedTo: size,
    wanted: `≤ ${WANTED_MS / 1000} s`,
    met: took <= WANTED_MS,
  })
  const p95 = quantile(flow.sendings, 0.95)
  bench.line({
    name: 'blackout: an admitted sending',
    figure: `p95 ${rounded(p95)} ms, median ${rounded(median(flow.sendings))} ms (${flow.sendings.length} sendings)`,
    comparedTo: size,
    wanted: `p95 ≤ ${WANTED_SENDING_MS} ms`,
    met: p95 <= WANTED_SENDING_MS,
  })
  const desk = quantile(felt, 0.95)
  bench.line({
    name: 'blackout: the desks meanwhile',
    figure: `p95 ${rounded(desk)} ms, median ${rounded(median(felt))} ms (${felt.length} questions)`,
    comparedTo: `p95 ${rounded(quantile(quiet, 0.95))} ms when nobody sends`,
    wanted: `p95 ≤ ${WANTED_DESK_MS} ms`,
    met: desk <= WANTED_DESK_MS,
  })
}
