/**
 * A city that looks in on a hundred thousand people who went home: the board by town and a town's list as a bureau's officer
 * asks them over HTTP; the rosters of fifty towns, five thousand people, sheet and paper, made by the server's own job.
 */
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { CITY, clerkOf, closeHouse, foundCity, LANES, OFFICER, openEmptyHouse, PASSWORD, stationId, stationPath } from './city.ts'
import { copyInto, copyLine } from './copy.ts'
import { type Bench, Client, dataDirectory, median, quantile, rounded, type Server, startServer, timed } from './lab.ts'
import { derivedId } from '#kernel/crypto.ts'
import { instant } from '#kernel/db.ts'
import type { House } from '#kernel/house.ts'
import { startPostgres } from '#kernel/postgres.ts'
import { addDays, addMonths, DAY, dateOf } from '#kernel/time.ts'

const CHUNK = 5_000
const ROSTER_TOWNS = 50
const ROSTER_PEOPLE = 5_000

interface Sizes {
  people: number
  towns: number
}

const townId = (number: number) => derivedId('bench town', String(number))
const townPath = (number: number) => `${CITY}bench-t${number}.`
/** The first fifty towns have a hundred people each, the others share the rest. */
const townOf = (number: number, { towns }: Sizes) =>
  number < ROSTER_PEOPLE ? number % ROSTER_TOWNS : ROSTER_TOWNS + (number % (towns - ROSTER_TOWNS))

const digest = `\\x${'00'.repeat(32)}`
const columns = {
  organisation: 'kernel.organisation (id, path, kind, level, name, short_name, created_at)',
  person: 'people.person (id, owner_path, display_name, sex, birth_from, birth_to, identity, description, created_at)',
  file: 'people.rescue_file (id, person_id, no, station_id, owner_path, state, arrival, arrived_at, accepted_at, left_at, left_kind, created_at)',
  ledger:
    'kernel.ledger (organisation_id, seq, fact_id, action_id, subject_kind, subject_id, owner_path, name, v, value, value_digest, occurred_at, recorded_at, recorded_by, entry_digest, hash)',
  returnee:
    'follow_up.returnee (id, file_id, person_id, owner_path, kind, sent_at, local, minor, year, care_path, town_id, state, listed_at, marks, suggested, ends_on, next_due, visits, missed, changed_at)',
} as const
type Table = keyof typeof columns

/** One person who went home within the last ten months, listed on the same day, the next visit due around now. */
function madeLines(house: House, number: number, sizes: Sizes, now: number): [Table, string][] {
  const lane = number % LANES
  const [fileId, personId] = [derivedId('bench returned', `${number}`), derivedId('bench returned person', `${number}`)]
  const town = townOf(number, sizes)
  const sentAt = now - (number % 300) * DAY
  const [at, on] = [instant(sentAt), dateOf(sentAt)]
  const description = {
    household: `测速县第${town}镇${number % 17}村${number % 9}组`,
    kin: [{ name: `测亲${number % 97}`, relation: '兄', phone: `1390000${String(number % 10_000).padStart(4, '0')}` }],
  }
  const sealed = `\\x${house.vault.sealJson(`person.description:${personId}`, description).toString('hex')}`
  const born = `${1940 + (number % 60)}-05-01`
  const fact = (index: number, name: string, value: object) =>
    copyLine([
      stationId(lane),
      String(2 * number + index + 1),
      `${derivedId(fileId, name)}:0`,
      derivedId(fileId, name),
      'rescue-file',
      fileId,
      stationPath(lane),
      name,
      '1',
      JSON.stringify(value),
      digest,
      at,
      at,
      derivedId('bench', 'recorder'),
      digest,
      digest,
    ])
  return [
    [
      'person',
      copyLine([
        personId,
        stationPath(lane),
        `测人${number}`,
        number % 3 ? 'male' : 'female',
        born,
        born,
        'verified',
        sealed,
        at,
      ]),
    ],
    [
      'file',
      copyLine([
        fileId,
        personId,
        `测返 ${number}`,
        stationId(lane),
        stationPath(lane),
        'left',
        'police',
        at,
        at,
        at,
        'family',
        at,
      ]),
    ],
    ['ledger', fact(0, 'departure.sent-home', { local: true })],
    ['ledger', fact(1, 'follow-up.listed', { reasons: ['mental'] })],
    [
      'returnee',
      copyLine([
        derivedId(fileId, 'returnee'),
        fileId,
        personId,
        stationPath(lane),
        'family',
        at,
        'true',
        'false',
        on.slice(0, 4),
        townPath(town),
        townId(town),
        'listed',
        at,
        ['health'],
        [],
        addMonths(on, 12),
        addDays(dateOf(now), (number % 120) - 30),
        String(number % 4),
        String(number % 2),
        at,
      ]),
    ],
  ]
}

async function fill(bench: Bench, house: House, connection: pg.ClientConfig, sizes: Sizes): Promise<void> {
  const now = house.clock.now()
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const towns = Array.from({ length: sizes.towns }, (_, number) =>
      copyLine([townId(number), townPath(number), 'town', 'town', `测速第${number + 1}镇`, `测${number + 1}`, instant(now)]),
    )
    await copyInto(client, columns.organisation, towns)
    const order: Table[] = ['person', 'file', 'ledger', 'returnee']
    for (const table of order) await client.query(`alter table ${columns[table].split(' ')[0]} disable trigger all`)
    for (let from = 0; from < sizes.people; from += CHUNK) {
      const lines: Record<string, string[]> = {}
      for (let number = from; number < Math.min(from + CHUNK, sizes.people); number += 1)
        for (const [table, line] of madeLines(house, number, sizes, now)) (lines[table] ??= []).push(line)
      for (const table of order) await copyInto(client, columns[table], lines[table] ?? [])
      if ((from / CHUNK) % 4 === 3) bench.log(`${from + CHUNK} returnees`)
    }
    for (const table of order) await client.query(`alter table ${columns[table].split(' ')[0]} enable trigger all`)
    for (let lane = 0; lane < LANES; lane += 1)
      await client.query(
        'insert into kernel.ledger_head values ($1, $2, $3) on conflict (organisation_id) do update set seq = excluded.seq',
        [stationId(lane), 2 * sizes.people + 2, Buffer.alloc(32)],
      )
    // What a station's town was told by its part, as follow-up.assign-town grants it.
    await client.query(`insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from)
      select 'person', person_id, owner_path, care_path, 'follow-up', listed_at from follow_up.returnee where care_path is not null
      union all select 'rescue-file', file_id, owner_path, care_path, 'follow-up', listed_at from follow_up.returnee where care_path is not null`)
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
}

/** Resident megabytes of a process. */
const resident = (pid: number) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

interface Progress {
  answer: { run: { made: number; sent: number; state: string; towns: number } }
}

async function rosters(bench: Bench, server: Server, officer: Client): Promise<void> {
  const linux = process.platform === 'linux'
  const pid = server.process.pid as number
  await new Promise((resolve) => setTimeout(resolve, 10_000))
  const idle = linux ? resident(pid) : Number.NaN
  let peak = idle
  const watch = setInterval(() => (peak = Math.max(peak, linux ? resident(pid) : 0)), 50)
  const began = performance.now()
  const townIds = Array.from({ length: ROSTER_TOWNS }, (_, number) => townId(number))
  const started = await officer.act('follow-up.send-rosters', { townIds })
  const { reply } = started.body as { reply?: { runId: string } }
  if (!reply) throw new Error(`rosters did not start: ${JSON.stringify(started.body)}`)
  let taken = Number.NaN
  let made = Number.NaN
  let ended = Number.NaN
  while (Number.isNaN(ended)) {
    const { run } = ((await officer.ask('follow-up.roster-run', { runId: reply.runId })).body as Progress).answer
    const at = performance.now() - began
    if (run.made > 0 && Number.isNaN(taken)) taken = at
    if (run.made === run.towns && Number.isNaN(made)) made = at
    if (run.state !== 'under-way') ended = at
    else if (at > 600_000) throw new Error('rosters took too long')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  clearInterval(watch)
  bench.line({
    name: 'rosters of 50 towns, Excel and PDF',
    figure: `${rounded(made / 1000)} s`,
    comparedTo: `${ROSTER_PEOPLE} people, from the button on (the first was made after ${rounded(taken / 1000)} s); every town told ${rounded(ended / 1000)} s`,
    wanted: '≤ 30 s',
    met: made <= 30_000,
  })
  bench.line({
    name: 'memory while making rosters',
    figure: `+${rounded(peak - idle, 0)} MB`,
    comparedTo: `application at its peak against ${rounded(idle, 0)} MB before`,
    wanted: '≤ 300 MB',
    met: !linux || peak - idle <= 300,
  })
}

async function asked(client: Client, name: string, params: (round: number) => Record<string, unknown>, rounds: number) {
  const first = await timed(() => client.ask(name, params(0)))
  const times: number[] = []
  let bytes = 0
  for (let round = 1; round <= rounds; round += 1) {
    const { ms, value } = await timed(() => client.ask(name, params(round)))
    times.push(ms)
    bytes = value.bytes
  }
  return { first: first.ms, median: median(times), p95: quantile(times, 0.95), bytes }
}

export async function benchFollowUp(bench: Bench): Promise<void> {
  const sizes: Sizes = bench.quick ? { people: 8_000, towns: 60 } : { people: 100_000, towns: 500 }
  const data = dataDirectory(bench, 'follow-up')
  const postgres = await startPostgres({ dataDir: data })
  try {
    const house = await openEmptyHouse(postgres.connection, data)
    try {
      await foundCity(house)
      await fill(bench, house, postgres.connection, sizes)
    } finally {
      await closeHouse(house)
    }
    const server = await startServer({ data, databaseUrl: postgres.url })
    try {
      const officer = await Client.signedIn(server.port, OFFICER.login, OFFICER.password)
      const clerk = await Client.signedIn(server.port, clerkOf(0, false), PASSWORD)
      const rounds = bench.quick ? 5 : 40
      const size = `${sizes.people.toLocaleString('en')} returnees, ${sizes.towns} towns`
      const line = async (
        name: string,
        client: Client,
        query: string,
        params: (round: number) => Record<string, unknown>,
        limit: number | null,
      ) => {
        const times = await asked(client, query, params, rounds)
        bench.line({
          name,
          figure: `median ${rounded(times.median)} ms`,
          comparedTo: `${size}; p95 ${rounded(times.p95)} ms, first ${rounded(times.first)} ms, ${rounded(times.bytes / 1024, 0)} KB`,
          wanted: limit === null ? 'told' : `≤ ${limit} ms`,
          met: limit === null || times.median <= limit,
        })
      }
      await line('visits due by town, a city', officer, 'follow-up.board', () => ({}), 300)
      await line('visits due by town, a station', clerk, 'follow-up.board', () => ({}), 300)
      await line(
        "one town's list",
        officer,
        'follow-up.people',
        (round) => ({ town: townId(round % sizes.towns), bucket: 'overdue' }),
        300,
      )
      await line("a city's list, soonest first", officer, 'follow-up.people', () => ({}), null)
      await line("a city's ledger, latest first", officer, 'follow-up.people', () => ({ view: 'ledger' }), null)
      await rosters(bench, server, officer)
      officer.close()
      clerk.close()
    } finally {
      await server.stop()
    }
  } finally {
    await postgres.stop()
  }
}
