/**
 * What a desk waits for when a city has a hundred thousand files: the policy page, a station's duties, one file's duties,
 * through HTTP, with row-level security. And what the job costs that recomputes files through the database.
 *
 * People, files and facts are copied into the tables; some thousand files are recomputed by the job itself, the rows of
 * the others are made by the same engine and copied.
 */
import pg from 'pg'
import { clerkOf, closeHouse, foundCity, LANES, OFFICER, openEmptyHouse, PASSWORD, stationId, stationPath } from './city.ts'
import { copyInto, copyLine } from './copy.ts'
import { type Home, type MadeFile, makeFile } from './files.ts'
import { type Bench, Client, dataDirectory, median, quantile, rounded, startServer, timed } from './lab.ts'
import type { House } from '#kernel/house.ts'
import type { JobContext } from '#kernel/module.ts'
import { instant, withActor } from '#kernel/db.ts'
import { systemActor } from '#kernel/actor.ts'
import { startPostgres } from '#kernel/postgres.ts'
import { dateOf } from '#kernel/time.ts'
import { books, forceBy } from '#modules/supervision/books.ts'
import { asDecided, bindingAt, comingChange, type InForce } from '#modules/supervision/in-force.ts'
import { recomputeDue, recomputeOrganisations } from '#modules/supervision/jobs.ts'
import { addCell, type Delta, difference, type PutRow, rowOf } from '#modules/supervision/keep-rules.ts'
import { countsOthers } from '#modules/supervision/recompute.ts'
import { versionOf } from '#modules/supervision/store.ts'
import type { Subject } from '#policy/types.ts'
import { computeObligations } from '#policy/obligations.ts'

const SEED = 21
const CHUNK = 5_000

const homeOf = (number: number): Home => {
  const lane = number % LANES
  return { id: stationId(lane), path: stationPath(lane), division: '990100' }
}

const digest = `\\x${'00'.repeat(32)}`
const columns = {
  person: 'people.person (id, owner_path, display_name, sex, identity, created_at)',
  file: 'people.rescue_file (id, person_id, no, station_id, owner_path, state, arrival, arrived_at, accepted_at, left_at, left_kind, created_at)',
  ledger:
    'kernel.ledger (organisation_id, seq, fact_id, action_id, subject_kind, subject_id, owner_path, name, v, value, value_digest, occurred_at, recorded_at, recorded_by, entry_digest, hash)',
  state: 'supervision.subject_state (subject_id, kind, owner_path, root_id, changes_at, computed_at, packs_version)',
  obligation:
    'supervision.obligation (subject_id, clause, instance, subject_kind, pack, owner_path, owner, state, arisen_at, month, due_at, due_kind, late_at, met_at, needs, because, computed_at)',
  figure: 'supervision.figure (clause, owner_path, month, state, last_day, count)',
} as const
type Table = keyof typeof columns
type Lines = Record<Table, string[]>

const NAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴']

/** A file's own rows: person, file, facts. */
function factLines(lines: Lines, made: MadeFile, number: number, seqs: Map<string, number>): void {
  const home = homeOf(number)
  const { file, person, facts, arrivedAt, acceptedAt, leftAt, nameless } = made
  const name = nameless ? `无名氏 ${dateOf(arrivedAt).replaceAll('-', '')}-${number % 97}` : `${NAMES[number % 10]}测${number}`
  const sex = number % 3 === 0 ? 'female' : 'male'
  const arrived = instant(arrivedAt)
  lines.person.push(copyLine([person.id, home.path, name, sex, nameless ? 'unknown' : 'verified', arrived]))
  const state = leftAt === null ? 'in' : 'left'
  const no = `测${(number % LANES) + 1} ${dateOf(arrivedAt).slice(0, 4)}-${String(number).padStart(6, '0')}`
  lines.file.push(
    copyLine([
      file.id,
      person.id,
      no,
      home.id,
      home.path,
      state,
      'police',
      arrived,
      instant(acceptedAt),
      instant(leftAt),
      leftAt === null ? null : 'own',
      arrived,
    ]),
  )
  for (const fact of facts) {
    const seq = (seqs.get(home.id) ?? 0) + 1
    seqs.set(home.id, seq)
    const at = instant(fact.occurredAt)
    lines.ledger.push(
      copyLine([
        home.id,
        String(seq),
        fact.id,
        fact.action,
        fact.subject.kind,
        fact.subject.id,
        home.path,
        fact.name,
        String(fact.v),
        JSON.stringify(fact.value),
        digest,
        at,
        at,
        fact.recordedBy,
        digest,
        digest,
      ]),
    )
  }
}

interface Rules {
  force: InForce
  version: string
  shelf: Awaited<ReturnType<typeof books>>
  now: number
}

const array = (list: readonly string[]) => (list.length === 0 ? '{}' : list)

/** What the job would keep of a file and its person, made by the same functions. */
function dutyLines(lines: Lines, made: MadeFile, number: number, rules: Rules, cells: Map<string, Delta>): void {
  const home = homeOf(number)
  const { force, version, shelf, now } = rules
  const station: Subject = { id: home.id, kind: 'organisation', type: 'station', level: 'county', division: home.division }
  const subjects = [made.file, made.person]
  for (const subject of subjects) {
    const others = subjects.filter((each) => each !== subject)
    const answer = computeObligations({
      subject,
      related: { subjects: [...others, station], facts: made.facts.filter((fact) => fact.subject.id !== subject.id) },
      facts: made.facts.filter((fact) => fact.subject.id === subject.id),
      packs: bindingAt(force, now),
      calendars: shelf.calendars,
      now,
    })
    const rows: PutRow[] = asDecided(answer.obligations, force, now)
      .filter(({ state, clause }) => {
        const known = shelf.clauses.get(clause)?.clause
        return state !== 'not-applicable' && !(known && countsOthers(known))
      })
      .map((each) => rowOf(each, { id: subject.id, kind: subject.kind, ownerPath: home.path }))
    for (const delta of difference([], rows).deltas) addCell(cells, delta)
    const coming = comingChange(force, now)
    const changes = coming === null ? answer.changesAt : Math.min(coming, answer.changesAt ?? coming)
    lines.state.push(
      copyLine([
        subject.id,
        subject.kind,
        home.path,
        subject.kind === 'person' ? null : made.person.id,
        instant(changes),
        instant(now),
        version,
      ]),
    )
    for (const row of rows)
      lines.obligation.push(
        copyLine([
          row.subject,
          row.clause,
          row.instance,
          row.kind,
          row.pack,
          row.ownerPath,
          row.owner,
          row.state,
          instant(row.arisen),
          row.month,
          instant(row.due),
          row.dueKind,
          instant(row.late),
          instant(row.met),
          array(row.needs),
          JSON.stringify(row.because),
          instant(now),
        ]),
      )
  }
}

const noLines = (): Lines => ({ person: [], file: [], ledger: [], state: [], obligation: [], figure: [] })

async function fill(
  bench: Bench,
  house: House,
  connection: pg.ClientConfig,
  sizes: { files: number; byJob: number },
): Promise<string[]> {
  const now = house.clock.now()
  const shelf = await books()
  const { version, force } = await withActor(house.db, systemActor, async (tx) => {
    const token = await versionOf(tx)
    return { version: token, force: (await forceBy(tx, shelf, token))(stationPath(0)) }
  })
  const client = new pg.Client(connection)
  await client.connect()
  const here: string[] = []
  try {
    const seqs = new Map<string, number>()
    const cells = new Map<string, Delta>()
    for (const table of ['people.rescue_file', 'people.person', 'kernel.ledger'])
      await client.query(`alter table ${table} disable trigger all`)
    for (let from = 0; from < sizes.files; from += CHUNK) {
      const lines = noLines()
      for (let number = from; number < Math.min(from + CHUNK, sizes.files); number += 1) {
        const made = makeFile(number, SEED, homeOf(number), now)
        factLines(lines, made, number, seqs)
        if (made.leftAt === null && number % LANES === 0 && here.length < 40) here.push(made.file.id)
        if (number >= sizes.byJob) dutyLines(lines, made, number, { force, version, shelf, now }, cells)
        else
          for (const subject of [made.file, made.person])
            lines.state.push(
              copyLine([
                subject.id,
                subject.kind,
                homeOf(number).path,
                subject.kind === 'person' ? null : made.person.id,
                instant(0),
                instant(0),
                version,
              ]),
            )
      }
      for (const table of ['person', 'file', 'ledger', 'state', 'obligation'] as const)
        await copyInto(client, columns[table], lines[table])
      if ((from / CHUNK) % 4 === 3) bench.log(`${from + CHUNK} files`)
    }
    const figures = [...cells.values()].map(({ clause, owner_path, month, state, last_day, count }) =>
      copyLine([clause, owner_path, month, state, last_day ?? 'infinity', String(count)]),
    )
    await copyInto(client, columns.figure, figures)
    for (const [id, seq] of seqs)
      await client.query(
        'insert into kernel.ledger_head values ($1, $2, $3) on conflict (organisation_id) do update set seq = excluded.seq',
        [id, seq, Buffer.alloc(32)],
      )
    for (const table of ['people.rescue_file', 'people.person', 'kernel.ledger'])
      await client.query(`alter table ${table} enable trigger all`)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
  return here
}

/** The job that the clock calls, over files whose answer is due. */
async function recomputed(bench: Bench, house: House, files: number): Promise<void> {
  const context = { db: house.db, clock: house.clock, vault: house.vault } as JobContext
  const before = process.cpuUsage()
  const heap = process.memoryUsage().rss
  let subjects = 0
  const { ms } = await timed(async () => {
    for (let done = -1; done !== 0; subjects += done) done = await recomputeDue(context)
  })
  const { user, system } = process.cpuUsage(before)
  const hundred = (ms * 100_000) / files / 1000
  bench.line({
    name: 'files recomputed through the database',
    figure: `${rounded(files / (ms / 1000), 0)} files/s`,
    comparedTo: `${files} files with their persons in ${rounded(ms / 1000)} s, ${rounded((user + system) / 1e6)} s of our processor; 100,000 would take ${rounded(hundred, 0)} s; memory +${rounded((process.memoryUsage().rss - heap) / 1_048_576, 0)} MB`,
    wanted: 'told, no limit set',
    met: subjects >= files,
  })
}

interface Times {
  first: number
  median: number
  p95: number
  bytes: number
}

async function asked(
  client: Client,
  name: string,
  params: (round: number) => Record<string, unknown>,
  rounds: number,
): Promise<Times> {
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

export async function benchLists(bench: Bench): Promise<void> {
  const sizes = bench.quick ? { files: 3_000, byJob: 500 } : { files: 100_000, byJob: 5_000 }
  const data = dataDirectory(bench, 'lists')
  const postgres = await startPostgres({ dataDir: data })
  try {
    const house = await openEmptyHouse(postgres.connection, data)
    let here: string[] = []
    try {
      await foundCity(house)
      here = await fill(bench, house, postgres.connection, sizes)
      await recomputed(bench, house, sizes.byJob)
      await recomputeOrganisations({ db: house.db, clock: house.clock, vault: house.vault } as JobContext, '')
    } finally {
      await closeHouse(house)
    }
    const profile = process.env.BENCH_PROFILE
    const server = await startServer({
      data,
      databaseUrl: postgres.url,
      nodeArguments: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [],
    })
    const size = `${sizes.files.toLocaleString('en')} files`
    try {
      const officer = await Client.signedIn(server.port, OFFICER.login, OFFICER.password)
      const clerk = await Client.signedIn(server.port, clerkOf(0, false), PASSWORD)
      const rounds = bench.quick ? 5 : 25
      const line = (name: string, times: Times, comparedTo: string, limit: number | null) =>
        bench.line({
          name,
          figure: `median ${rounded(times.median)} ms`,
          comparedTo: `${comparedTo}; p95 ${rounded(times.p95)} ms, first ${rounded(times.first)} ms, ${rounded(times.bytes / 1024, 0)} KB`,
          wanted: limit === null ? 'told' : `≤ ${limit} ms`,
          met: limit === null || times.median <= limit,
        })
      const pages: (Times & { pack: string })[] = []
      for (const pack of (await books()).packs.keys()) {
        const times = await asked(officer, 'supervision.policy-page', () => ({ pack }), rounds)
        pages.push({ ...times, pack })
      }
      const worst = pages.sort((a, b) => b.median - a.median)[0] as (typeof pages)[number]
      line('policy page of a city', worst, `the slowest of ${pages.length} policies (${worst.pack}), ${size}`, 300)
      line("a station's duties", await asked(clerk, 'supervision.duties', () => ({}), rounds), size, 100)
      line("a city's duties", await asked(officer, 'supervision.duties', () => ({}), rounds), size, null)
      const file = (round: number) => ({ subjectId: here[round % here.length] })
      line("one file's duties with their reasons", await asked(clerk, 'supervision.file-duties', file, rounds), size, null)
      officer.close()
      clerk.close()
    } finally {
      await server.stop()
    }
  } finally {
    await postgres.stop()
  }
}
