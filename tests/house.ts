/** A whole house on a real database with a small invented city, a clock that can be set, and actors by role. */
import { openHouse } from '#app/house.ts'
import { type Actor, rangeOf, systemActor } from '#kernel/actor.ts'
import { grantRole, insertAccount } from '#kernel/account.ts'
import { ask } from '#kernel/ask.ts'
import { derivedId, newKeyFile } from '#kernel/crypto.ts'
import { instant, sql, type Tx, withActor } from '#kernel/db.ts'
import type { House } from '#kernel/house.ts'
import { jobContext } from '#kernel/jobs.ts'
import { insertOrganisation, type Organisation, organisationById } from '#kernel/org.ts'
import { type Outcome, perform } from '#kernel/perform.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { parseInstant } from '#kernel/time.ts'
import { freshDatabase } from './database.ts'

export type Place =
  | 'north'
  | 'south'
  | 'bureau'
  | 'police'
  | 'hospital'
  | 'town'
  | 'village'
  | 'institution'
  | 'platform'
  | 'far-station'
  | 'far-bureau'
  | 'far-town'
  | 'far-police'
  | 'centre'
  | 'school'
  | 'other-school'
  | 'education'
  | 'work-office'
  | 'justice'
  | 'prison'
  | 'women'
  | 'volunteers'
  | 'minors-police'
  | 'city-management'
  | 'transport'

export interface TestHouse {
  house: House
  /** Of the house's database, for whoever looks as its owner. */
  url: string
  organisations: Record<Place, Organisation>
  /** An actor holding these roles at a place; `north` is the station of the story, `south` its neighbour. */
  actor(role: string | string[], place?: Place): Actor
  /** Somebody signed in without any role. */
  stranger(): Actor
  /** Sets the clock, `YYYY-MM-DDThh:mm` Asia/Shanghai. */
  at(instant: string): void
  now(): number
  /** Performs; a fresh action id unless one is given. */
  act(
    actor: Actor,
    name: string,
    form: Record<string, unknown>,
    more?: { actionId?: string; occurredAt?: number },
  ): Promise<Outcome | Refusal>
  /** Performs and expects it to be done; throws the refusal's code and fields otherwise. */
  done(
    actor: Actor,
    name: string,
    form: Record<string, unknown>,
    more?: { actionId?: string; occurredAt?: number },
  ): Promise<Outcome>
  ask(actor: Actor, name: string, params?: Record<string, unknown>): Promise<unknown>
  /** Runs the jobs that wait and are due by the house's clock, and those that they leave behind, as the server would; of one room where it is named. */
  work(room?: string): Promise<void>
  /** Runs as the system in one transaction, to look at rows. */
  look<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

interface Home {
  segment: string
  kind: Organisation['kind']
  name: string
  level: Organisation['level']
  /** In another province. */
  far?: true
  under?: Place
}

const homes: Record<Place, Home> = {
  north: { segment: 's-north', kind: 'station', name: '云川市救助管理站', level: 'county' },
  south: { segment: 's-south', kind: 'station', name: '南桥救助管理站', level: 'county' },
  bureau: { segment: 'b-city', kind: 'bureau', name: '云川市民政局', level: 'city' },
  police: { segment: 'p-rail', kind: 'police', name: '车站派出所', level: 'county' },
  hospital: { segment: 'h-first', kind: 'hospital', name: '云川市第一医院', level: 'county' },
  town: { segment: 't-yang', kind: 'town', name: '杨店镇', level: 'town' },
  village: { segment: 'v-liu', kind: 'village', name: '柳沟村', level: 'village', under: 'town' },
  institution: { segment: 'i-kang', kind: 'institution', name: '康宁养护院', level: 'county' },
  'far-station': { segment: 's-far', kind: 'station', name: '安河市救助管理站', level: 'city', far: true },
  'far-bureau': { segment: 'b-far', kind: 'bureau', name: '安河市民政局', level: 'city', far: true },
  'far-town': { segment: 't-far', kind: 'town', name: '石桥镇', level: 'town', far: true },
  'far-police': { segment: 'p-far', kind: 'police', name: '安河市公安局', level: 'city', far: true },
  centre: { segment: 'm-centre', kind: 'protection-centre', name: '云川市未成年人救助保护中心', level: 'county' },
  school: { segment: 'e-first', kind: 'school', name: '杨店镇中心小学', level: 'town' },
  'other-school': { segment: 'e-second', kind: 'school', name: '杨店镇初级中学', level: 'town' },
  education: { segment: 'e-office', kind: 'education', name: '云川市教育局', level: 'county' },
  'work-office': { segment: 'w-office', kind: 'human-resources', name: '云川市人社局', level: 'county' },
  justice: { segment: 'j-yang', kind: 'justice-office', name: '杨店司法所', level: 'town' },
  prison: { segment: 'j-prison', kind: 'prison', name: '云山监狱', level: 'city' },
  women: { segment: 'f-women', kind: 'federation', name: '云川市妇联', level: 'county' },
  volunteers: { segment: 'v-warm', kind: 'social-organisation', name: '暖阳社工服务中心', level: 'county' },
  'minors-police': { segment: 'p-yang', kind: 'police', name: '杨店派出所', level: 'town' },
  'city-management': { segment: 'c-manage', kind: 'city-management', name: '云川市城管局', level: 'county' },
  transport: { segment: 'x-roads', kind: 'transport', name: '云川市交通运输局', level: 'county' },
  platform: { segment: 'administration', kind: 'platform', name: '系统管理', level: 'city' },
}

let serial = 0

/** Opens a house on its own database; the clock stands at 9 December 2026, 02:31, unless told otherwise. */
export async function openTestHouse(options: { at?: string } = {}): Promise<TestHouse> {
  const database = await freshDatabase()
  const faults: string[] = []
  let now = instantOf(options.at ?? '2026-12-09T02:31')
  const house = await openHouse({
    connection: database.connection,
    keys: newKeyFile(),
    clock: { now: () => now },
    log: (line) => faults.push(line),
  })
  const organisations = await withActor(house.db, systemActor, async (tx) => {
    const cityId = derivedId('test', 'city')
    await insertOrganisation(
      tx,
      {
        id: derivedId('test', 'province'),
        segment: '99',
        parent: null,
        kind: 'area',
        level: 'city',
        name: '测试省',
        shortName: '测试省',
      },
      now,
    )
    const province = (await organisationById(tx, derivedId('test', 'province'))) as Organisation
    await insertOrganisation(
      tx,
      { id: cityId, segment: '9901', parent: province, kind: 'area', level: 'city', name: '云川市', shortName: '云川市' },
      now,
    )
    const city = (await organisationById(tx, cityId)) as Organisation
    await insertOrganisation(
      tx,
      {
        id: derivedId('test', 'far province'),
        segment: '98',
        parent: null,
        kind: 'area',
        level: 'city',
        name: '远山省',
        shortName: '远山省',
        division: '980000',
      },
      now,
    )
    const farProvince = (await organisationById(tx, derivedId('test', 'far province'))) as Organisation
    const farCityId = derivedId('test', 'far city')
    await insertOrganisation(
      tx,
      {
        id: farCityId,
        segment: '9801',
        parent: farProvince,
        kind: 'area',
        level: 'city',
        name: '安河市',
        shortName: '安河市',
        division: '980100',
      },
      now,
    )
    const farCity = (await organisationById(tx, farCityId)) as Organisation
    const made: Partial<Record<Place, Organisation>> = {}
    for (const [place, home] of Object.entries(homes) as [Place, (typeof homes)[Place]][]) {
      const id = derivedId('test', place)
      await insertOrganisation(
        tx,
        {
          id,
          segment: home.segment,
          parent: place === 'platform' ? null : home.under ? (made[home.under] as Organisation) : home.far ? farCity : city,
          kind: home.kind as never,
          level: home.level,
          name: home.name,
          shortName: place === 'south' ? '南救' : home.far ? '安救' : '云救',
          division: home.far ? '980101' : '999901',
        },
        home.far ? now + 1 : now,
      )
      made[place] = (await organisationById(tx, id)) as Organisation
    }
    return made as Record<Place, Organisation>
  })
  const accounts = new Map<string, Actor>()
  // Everybody waits for every account, also those who ask at the same time.
  const pending: Promise<void>[] = []
  function actor(role: string | string[], place: Place = 'north'): Actor {
    const roles = [role].flat()
    const key = `${roles.join('+')}@${place}`
    const known = accounts.get(key)
    if (known) return known
    const organisation = organisations[place]
    const id = derivedId('test account', key)
    const partsOnly = roles.every((each) => house.roles.get(each)?.reach === 'parts')
    const path = organisation.kind === 'bureau' && !partsOnly ? organisation.path.replace(/[^.]+\.$/, '') : organisation.path
    const made: Actor = {
      kind: 'person',
      accountId: id,
      name: `${roles.map((each) => house.roles.get(each)?.title ?? '无职').join('、')}`,
      organisation: { id: organisation.id, path: organisation.path, kind: organisation.kind, name: organisation.name },
      roles,
      range: rangeOf(path),
    }
    accounts.set(key, made)
    pending.push(
      withActor(house.db, systemActor, async (tx) => {
        await insertAccount(
          tx,
          {
            id,
            login: `t${serial++}`,
            name: made.name,
            organisationId: organisation.id,
            passwordHash: '-',
            secondFactor: false,
            mustChange: false,
            sample: true,
          },
          { accountId: systemActor.accountId, now },
        )
        for (const each of roles) await grantRole(tx, id, each, { accountId: systemActor.accountId, now })
      }),
    )
    return made
  }
  const settle = async () => {
    await Promise.all(pending)
  }
  const test: TestHouse = {
    house,
    url: database.url,
    organisations,
    actor,
    stranger: () => actor(['nobody'], 'police'),
    at: (text) => {
      now = instantOf(text)
    },
    now: () => now,
    async act(who, name, form, more = {}) {
      await settle()
      return perform(house, who, name, {
        actionId: more.actionId ?? crypto.randomUUID(),
        form,
        ...(more.occurredAt === undefined ? {} : { occurredAt: more.occurredAt }),
      })
    },
    async done(who, name, form, more = {}) {
      const outcome = await test.act(who, name, form, more)
      if (isRefusal(outcome))
        throw new Error(`${name} was refused: ${outcome.code} ${outcome.sentence} ${JSON.stringify(outcome.fields ?? {})}`)
      return outcome
    },
    async ask(who, name, params = {}) {
      await settle()
      const answer = await ask(house, who, name, params)
      return isRefusal(answer) || !('answer' in answer) ? answer : answer.answer
    },
    async work(room = '') {
      await settle()
      const names = [...house.handlers.keys()].filter((name) => name.startsWith(room))
      for (let round = 0; round < 20; round += 1) {
        const taken = await sql<{ name: string; data: Record<string, unknown> | null }>`delete from jobs.job
          where state in ('created', 'retry') and start_after <= greatest(now(), ${instant(now)}::timestamptz)
            and name = any(${names}) returning name, data`.execute(house.db.kysely)
        if (taken.rows.length === 0) return
        for (const job of taken.rows) await house.handlers.get(job.name)?.run(jobContext(house), job.data ?? {})
      }
      throw new Error('jobs leave jobs behind without end')
    },
    look: (work) => withActor(house.db, systemActor, work),
    async close() {
      await house.jobs.stop()
      await house.db.close()
      await database.drop()
      if (faults.length > 0) throw new Error(faults.join('\n'))
    },
  }
  return test
}

function instantOf(text: string): number {
  const instant = parseInstant(text)
  if (instant === null) throw new Error(`not an instant: ${text}`)
  return instant
}
