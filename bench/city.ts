/** A city to measure in: the sample city's organisations, stations of its own with a clerk each, all policies adopted. */
import pg from 'pg'
import { openHouse } from '#app/house.ts'
import { provideKeys } from '#app/keys.ts'
import { organisationId, openCity } from '#app/sample/city.ts'
import { keepSetup } from '#app/setup.ts'
import { grantRole, insertAccount } from '#kernel/account.ts'
import { systemActor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { instant, sql, withActor } from '#kernel/db.ts'
import type { House } from '#kernel/house.ts'
import { migrate } from '#kernel/migrate.ts'
import { insertOrganisation, type Organisation, organisationById } from '#kernel/org.ts'
import { hashPassword } from '#kernel/session.ts'
import { systemClock } from '#kernel/time.ts'
import { books } from '#modules/supervision/books.ts'
import { NATIONAL } from '#modules/supervision/in-force.ts'

export const PASSWORD = 'bench-2026-invented'
export const LANES = 8
export const CITY = '99.9901.'
/** A bureau officer of the sample city. */
export const OFFICER = { login: 'duruochuan', password: 'yunchuan-2026' }

/** A clerk of the first station; `spread`: of the lane's own station. */
export const clerkOf = (lane: number, spread: boolean) => `${spread ? 'apart' : 'same'}-${lane + 1}`
export const stationPath = (lane: number) => `${CITY}bench-${lane + 1}.`
export const stationId = (lane: number) => derivedId('bench', `station ${lane}`)

/** Opens the house on an empty database, with the keys where the server will look for them. */
export async function openEmptyHouse(connection: pg.ClientConfig, data: string): Promise<House> {
  const pool = new pg.Pool({ ...connection, max: 1 })
  await migrate(pool)
  await pool.end()
  const keys = provideKeys(`${data}-keys`, true)
  return openHouse({ connection, keys, clock: systemClock(), log: () => undefined })
}

export async function closeHouse(house: House): Promise<void> {
  await house.jobs.stop()
  await house.db.close()
}

/** Fills the empty house with the city. */
export async function foundCity(house: House): Promise<void> {
  const now = house.clock.now()
  await openCity(house, now)
  const passwordHash = await hashPassword(PASSWORD)
  const by = { accountId: systemActor.accountId, now }
  const shelf = await books()
  await withActor(house.db, systemActor, async (tx) => {
    const city = (await organisationById(tx, organisationId('city'))) as Organisation
    for (let lane = 0; lane < LANES; lane += 1) {
      await insertOrganisation(
        tx,
        {
          id: stationId(lane),
          segment: `bench-${lane + 1}`,
          parent: city,
          kind: 'station',
          level: 'county',
          name: `测速${lane + 1}救助管理站`,
          shortName: `测${lane + 1}`,
          division: '990100',
        },
        now,
      )
      for (const spread of [false, true]) {
        const login = clerkOf(lane, spread)
        const id = derivedId('bench account', login)
        await insertAccount(
          tx,
          {
            id,
            login,
            name: `测${lane + 1}`,
            organisationId: stationId(spread ? lane : 0),
            passwordHash,
            secondFactor: false,
            mustChange: false,
            sample: true,
          },
          by,
        )
        for (const role of ['clerk', 'duty-leader']) await grantRole(tx, id, role, by)
      }
    }
    for (const pack of shelf.packs.keys()) {
      if (pack === NATIONAL) continue
      await sql`insert into supervision.adoption (id, jurisdiction, pack, valid_from, reason, decided_by, decided_at)
        values (${derivedId('bench adoption', pack)}, ${CITY}, ${pack}, '2024-01-01', '测速', ${systemActor.accountId}, ${instant(now)})`.execute(
        tx,
      )
    }
    await sql`update supervision.version set token = gen_random_uuid()`.execute(tx)
    await keepSetup(tx, 'sample', now)
  })
}
