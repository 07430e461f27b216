/** What measurements of the phone stand on: a city with an area to walk, patrol officers with sessions, a server that can be killed. */
import { createHash, randomBytes } from 'node:crypto'
import { grantRole, insertAccount } from '#kernel/account.ts'
import { systemActor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { instant, sql, withActor } from '#kernel/db.ts'
import type { House } from '#kernel/house.ts'
import { type Postgres, startPostgres } from '#kernel/postgres.ts'
import type { Me } from '#web/phone/engine/contact.ts'
import type { Ground } from '../tests/phone/shift.ts'
import { clerkOf, closeHouse, foundCity, openEmptyHouse, PASSWORD, stationId } from './city.ts'
import { type Bench, Client, dataDirectory, freePort, type Server, startServer } from './lab.ts'

export interface Streets {
  house: House
  ground: Ground
  base: string
  /** A patrol officer of the first station. */
  officer(number: number): Promise<Me>
  /** A session of his, as a cookie. */
  session(accountId: string): Promise<string>
  endSessions(accountId: string): Promise<void>
  /** Kills the application with -9 and starts it again; answers whether it did (not while it comes back, nor just after). */
  kill(): Promise<boolean>
  close(): Promise<void>
}

/** A server that is always coming back serves nobody. */
const KILLED_AT_MOST_EVERY_MS = 4_000

export async function openStreets(bench: Bench, name: string): Promise<Streets> {
  const data = dataDirectory(bench, name)
  const postgres = await startPostgres({ dataDir: data })
  try {
    return await open(postgres, { name, data })
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

async function open(postgres: Postgres, { name, data }: { name: string; data: string }): Promise<Streets> {
  const house = await openEmptyHouse(postgres.connection, data)
  await foundCity(house)
  const port = await freePort()
  let server: Server = await started({ data, databaseUrl: postgres.url, port })
  const ground = await drawArea(port, 0)
  let killing: Promise<unknown> | undefined
  let killedAt = 0
  return {
    house,
    ground,
    base: `http://127.0.0.1:${port}`,
    async officer(number) {
      const now = house.clock.now()
      const by = { accountId: systemActor.accountId, now }
      const account = { id: derivedId(`bench ${name}`, String(number)), login: `${name}-${number}`, name: `巡${number}` }
      await withActor(house.db, systemActor, async (tx) => {
        const rest = { organisationId: stationId(0), passwordHash: '-', secondFactor: false, mustChange: false, sample: true }
        await insertAccount(tx, { ...account, ...rest }, by)
        await grantRole(tx, account.id, 'patrol-officer', by)
      })
      return {
        accountId: account.id,
        name: account.name,
        organisation: { id: stationId(0), name: '测速', kind: 'station' },
        doors: [],
      }
    },
    async session(accountId) {
      const token = randomBytes(32).toString('base64url')
      const now = house.clock.now()
      await sql`insert into kernel.session (token_digest, id, account_id, state, device, phone, created_at, last_seen_at)
        values (${createHash('sha256').update(token).digest()}, ${derivedId(token, 'session')}, ${accountId}, 'in', 'bench', true,
          ${instant(now)}, ${instant(now)})`.execute(house.db.kysely)
      return `guitu=${token}`
    },
    async endSessions(accountId) {
      await sql`update kernel.session set state = 'ended', ended_at = now() where account_id = ${accountId}`.execute(
        house.db.kysely,
      )
    },
    async kill() {
      if (killing || Date.now() - killedAt < KILLED_AT_MOST_EVERY_MS) return false
      killing = (async () => {
        server.process.kill('SIGKILL')
        server = await started({ data, databaseUrl: postgres.url, port })
        killedAt = Date.now()
      })().finally(() => {
        killing = undefined
      })
      await killing
      return true
    },
    async close() {
      await server.stop()
      await closeHouse(house)
      await postgres.stop()
    },
  }
}

/** Starts the application; a machine that is busy with others may need a second try. */
async function started(options: Parameters<typeof startServer>[0]): Promise<Server> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startServer(options)
    } catch (error) {
      if (tries === 4) throw error
    }
  }
}

/** An area of five stops for a lane's own station. */
export async function drawArea(port: number, lane: number): Promise<Ground> {
  const leader = await Client.signedIn(port, clerkOf(lane, true), PASSWORD)
  const made = await leader.act('patrol.set-area', { name: `测速片区${lane + 1}`, kinds: ['bridge'], stationId: stationId(lane) })
  const { areaId } = (made.body as { reply?: { areaId: string } }).reply ?? {}
  const stops = Array.from({ length: 5 }, (_, at) => ({ name: `点位${at + 1}`, order: at + 1 }))
  const set = await leader.act('patrol.set-stops', { areaId, stops })
  const { stopIds } = (set.body as { reply?: { stopIds: string[] } }).reply ?? {}
  leader.close()
  if (!areaId || !stopIds) throw new Error(`no area: ${JSON.stringify([made.body, set.body]).slice(0, 400)}`)
  return { areaId, stopIds }
}
