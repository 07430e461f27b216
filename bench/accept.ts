/**
 * What the house costs over the bare database: `intake.accept` through HTTP, eight clients at once, beside the very rows
 * it writes, written by eight plain connections in BEGIN … COMMIT, a statement a table. Same server, same durability,
 * rounds in turn.
 *
 * The rows are not guessed: for a few accepted files everything is read back that carries the transaction's number
 * (xmin), in every table of every room. The bare clients write these rows again for files of their own.
 */
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { startPostgres } from '#kernel/postgres.ts'
import { invent } from '#app/sample/invented.ts'
import { chanceOf } from '#app/sample/chance.ts'
import { clerkOf, closeHouse, foundCity, LANES, openEmptyHouse, PASSWORD } from './city.ts'
import { type Bench, Client, dataDirectory, median, processorOf, quantile, rounded, startServer, together } from './lab.ts'

type Row = Record<string, string | null>
type Written = Map<string, Row[]>

interface Begun {
  fileId: string
  personId: string
  /** Which of the clients received it: stations see their own files only. */
  lane: number
}

/** Receives people up to the point where only the decision is missing. */
export async function receivePeople(clients: Client[], count: number, seed: number): Promise<Begun[]> {
  const chance = chanceOf(seed)
  const people = Array.from({ length: count }, () => invent(chance, 2026, chance.between(19, 70)))
  const begun: Begun[] = []
  await together(people, clients.length, async (person, lane) => {
    const answer = await (clients[lane] as Client).act('intake.receive', {
      arrival: 'police',
      writtenName: person.name,
      sex: person.sex,
      birthDate: person.birth,
      idNumber: person.idNumber,
      identityProof: 'card-read',
      household: person.household,
      conditions: ['none'],
      safety: 'clear',
      consent: 'given',
      secondStaff: '第二名工作人员',
      ...(person.sex === 'female' ? { bodyCheckBy: 'female' } : {}),
      cause: 'no-work',
      request: 'home',
      decision: 'later',
      told: true,
      guestSign: 'signed',
    })
    if (answer.status !== 200) throw new Error(`intake.receive: ${JSON.stringify(answer.body)}`)
    const { reply } = answer.body as { reply: { fileId: string; personId: string } }
    begun.push({ fileId: reply.fileId, personId: reply.personId, lane })
  })
  return begun
}

/** Each client works through its own files, all of them at once. */
async function eachLane(files: readonly Begun[], work: (file: Begun, lane: number) => Promise<void>): Promise<void> {
  const lanes = Array.from({ length: LANES }, (_, lane) => files.filter((file) => file.lane === lane))
  await Promise.all(
    lanes.map(async (list, lane) => {
      for (const file of list) await work(file, lane)
    }),
  )
}

async function accept(client: Client, file: Begun): Promise<{ ms: number; actionId: string }> {
  const actionId = crypto.randomUUID()
  const before = performance.now()
  const answer = await client.act('intake.accept', { fileId: file.fileId }, actionId)
  const ms = performance.now() - before
  if (answer.status !== 200) throw new Error(`intake.accept: ${JSON.stringify(answer.body)}`)
  return { ms, actionId }
}

interface Table {
  name: string
  /** Those that are not worked out from others. */
  columns: string
}

/** Everything one action wrote, by table, as text. */
async function rowsOf(client: pg.Client, tables: readonly Table[], actionId: string): Promise<Written> {
  const { rows } = await client.query<{ xmin: string }>('select xmin from kernel.action where id = $1', [actionId])
  const written: Written = new Map()
  for (const { name, columns } of tables) {
    const found = await client.query<Row>(`select ${columns} from ${name} where xmin = $1::text::xid`, [rows[0]?.xmin])
    if (found.rows.length > 0) written.set(name, found.rows)
  }
  return written
}

/** Primary keys, for tables whose rows may be there already: written as a careful programmer would. */
const KEYS: Record<string, string[]> = {
  'supervision.obligation': ['subject_id', 'clause', 'instance'],
  'supervision.subject_state': ['subject_id'],
  'supervision.figure': ['clause', 'owner_path', 'month', 'state', 'last_day'],
}
/** Locks that everybody wants come last, as in the house itself. */
const ORDER = ['people.rescue_file', 'kernel.action', 'supervision.subject_state', 'supervision.obligation']
const LAST = ['supervision.figure', 'kernel.ledger', 'kernel.ledger_head']

const orderOf = (table: string) => {
  const at = ORDER.indexOf(table)
  if (at >= 0) return at
  return LAST.includes(table) ? 100 + LAST.indexOf(table) : 50
}

interface Statement {
  name: string
  text: string
  values: (file: Begun, actionId: string) => unknown[]
}

interface Template {
  statements: Statement[]
  /** Rows a table, for the report. */
  rows: Map<string, number>
}

/** The rows of one accepted file as statements for any other. `changed` holds the columns the action changed in the file. */
function templateOf(written: Written, of: { file: Begun; actionId: string; number: number }): Template {
  const tables = [...written.keys()].sort((a, b) => orderOf(a) - orderOf(b))
  const swap = (text: string | null, file: Begun, actionId: string) =>
    text === null
      ? null
      : text.replaceAll(of.file.fileId, file.fileId).replaceAll(of.file.personId, file.personId).replaceAll(of.actionId, actionId)
  const statements = tables.map((table): Statement => {
    const key = KEYS[table]
    // In the order of the key: two writers that lock the same rows must meet at the first of them.
    const place = (row: Row) => (key ?? []).map((column) => row[column]).join(' ')
    const list = (written.get(table) as Row[]).sort((a, b) => (place(a) < place(b) ? -1 : 1))
    const columns = Object.keys(list[0] as Row)
    const shape = `${table} ${list.length}`
    if (table === 'people.rescue_file') {
      const [row] = list as [Row]
      return {
        name: shape,
        text: 'update people.rescue_file set state = $2, accepted_at = $3 where id = $1',
        values: (file) => [file.fileId, row.state, row.accepted_at],
      }
    }
    if (table === 'kernel.ledger_head') {
      const [row] = list as [Row]
      return {
        name: shape,
        text: 'update kernel.ledger_head set seq = seq + $2, hash = $3 where organisation_id = $1',
        values: () => [row.organisation_id, 0, row.hash],
      }
    }
    const counted = table === 'supervision.figure'
    const others = columns.filter((column) => !key?.includes(column))
    const set = counted
      ? 'count = figure.count + excluded.count'
      : others.map((column) => `${column} = excluded.${column}`).join(', ')
    const text = `insert into ${table} (${columns.join(', ')}) values ${list
      .map((_, at) => `(${columns.map((__, place) => `$${at * columns.length + place + 1}`).join(', ')})`)
      .join(', ')}${key ? ` on conflict (${key.join(', ')}) do update set ${set}` : ''}`
    return {
      name: shape,
      text,
      values: (file, actionId) =>
        list.flatMap((row, at) =>
          columns.map((column) => {
            if (table === 'kernel.ledger' && column === 'seq') return String(nextSeq())
            if (table === 'kernel.ledger' && column === 'fact_id') return `${actionId}:${at}`
            if (counted && column === 'count') return '1'
            if (table.startsWith('jobs.') && column === 'id') return crypto.randomUUID()
            return swap(row[column] ?? null, file, actionId)
          }),
        ),
    }
  })
  return { statements, rows: new Map(tables.map((table) => [table, (written.get(table) as Row[]).length])) }
}

/** Numbers of bare ledger rows lie far above those of the chain, whose own numbers stay without a gap. */
let bareSeq = 1_000_000_000
const nextSeq = () => (bareSeq += 1)

async function bare(client: pg.Client, template: Template, file: Begun): Promise<number> {
  const actionId = crypto.randomUUID()
  const before = performance.now()
  await client.query('begin')
  for (const { name, text, values } of template.statements) await client.query({ name, text, values: values(file, actionId) })
  await client.query('commit')
  return performance.now() - before
}

interface Figures {
  spread: boolean
  house: number
  bare: number
  ratio: number
  houseMedian: number
  houseP95: number
  bareP95: number
  /** Milliseconds of the server's processor for one acceptance. */
  processor: number
}

async function rounds(
  bench: Bench,
  set: { clients: Client[]; bareClients: pg.Client[]; templates: Template[][]; spread: boolean; server: number },
): Promise<Figures> {
  const { clients, bareClients, templates, spread, server } = set
  const [count, size] = bench.quick ? [2, 40] : [7, 240]
  const house: number[] = []
  const plain: number[] = []
  const times: number[] = []
  const bareTimes: number[] = []
  const processor: number[] = []
  for (let round = -1; round < count; round += 1) {
    const files = (await receivePeople(clients, 2 * size, 1000 + round + (spread ? 500 : 0))).sort((a, b) => a.lane - b.lane)
    const [first, second] = [files.filter((_, at) => at % 2 === 0), files.filter((_, at) => at % 2 === 1)]
    const through = async () => {
      const used = processorOf(server)
      const began = performance.now()
      const took: number[] = []
      await eachLane(first, async (file, lane) => {
        took.push((await accept(clients[lane] as Client, file)).ms)
      })
      if (round >= 0) {
        house.push((size / (performance.now() - began)) * 1000)
        times.push(...took)
        processor.push((processorOf(server) - used) / size)
      }
    }
    const past = async () => {
      const began = performance.now()
      const took: number[] = []
      await eachLane(second, async (file, lane) => {
        const list = templates[lane] as Template[]
        took.push(await bare(bareClients[lane] as pg.Client, list[took.length % list.length] as Template, file))
      })
      if (round >= 0) {
        plain.push((size / (performance.now() - began)) * 1000)
        bareTimes.push(...took)
      }
    }
    for (const each of round % 2 === 0 ? [through, past] : [past, through]) await each()
    if (round >= 0)
      bench.log(`round ${round + 1}: ${rounded(house.at(-1) as number)} against ${rounded(plain.at(-1) as number)} a second`)
  }
  const [rate, bareRate] = [median(house), median(plain)]
  return {
    spread,
    house: rate,
    bare: bareRate,
    ratio: rate / bareRate,
    houseMedian: median(times),
    houseP95: quantile(times, 0.95),
    bareP95: quantile(bareTimes, 0.95),
    processor: median(processor),
  }
}

/** Prints both figures of the action, for clerks of one station and for stations apart. */
export async function benchAccept(bench: Bench): Promise<void> {
  const data = dataDirectory(bench, 'accept')
  // BENCH_STATEMENTS=1 tells which statements the database spends its time on.
  const told = process.env.BENCH_STATEMENTS
  const settings = told ? ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track=all'] : []
  const postgres = await startPostgres({ dataDir: data, settings })
  try {
    const house = await openEmptyHouse(postgres.connection, data)
    await foundCity(house)
    await closeHouse(house)
    const profile = process.env.BENCH_PROFILE
    const server = await startServer({
      data,
      databaseUrl: postgres.url,
      nodeArguments: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [],
    })
    const look = new pg.Client({ ...postgres.connection, types: { getTypeParser: () => (text: string) => text } as never })
    await look.connect()
    const { rows: tables } = await look.query<Table>(
      `select format('%I.%I', n.nspname, c.relname) as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
       where c.relkind = 'r' and n.nspname !~ '^pg_|^information_schema$' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       group by 1 order by 1`,
    )
    const bareClients = await Promise.all(
      Array.from({ length: LANES }, async () => {
        const client = new pg.Client(postgres.connection)
        await client.connect()
        return client
      }),
    )
    const figures: Figures[] = []
    try {
      for (const spread of [false, true]) {
        const clients = await Promise.all(
          Array.from({ length: LANES }, (_, lane) => Client.signedIn(server.port, clerkOf(lane, spread), PASSWORD)),
        )
        await warm(clients, bench)
        const templates: Template[][] = []
        for (const [lane, client] of clients.entries()) {
          const list: Template[] = []
          const files = await receivePeople([client], 3, 90 + lane)
          for (const [number, file] of files.entries()) {
            const { actionId } = await accept(client, file)
            list.push(templateOf(await rowsOf(look, tables, actionId), { file, actionId, number }))
          }
          templates.push(list)
        }
        const [sample] = templates[0] as [Template]
        bench.log(`an acceptance writes ${[...sample.rows].map(([table, rows]) => `${table} ×${rows}`).join(', ')}`)
        if (told) await look.query('create extension if not exists pg_stat_statements')
        if (told) await look.query('select pg_stat_statements_reset()')
        const figure = await rounds(bench, { clients, bareClients, templates, spread, server: server.process.pid as number })
        figures.push(figure)
        if (told) await tellStatements(look, bench)
        for (const client of clients) client.close()
      }
    } finally {
      for (const client of bareClients) await client.end()
      await look.end()
      await server.stop()
    }
    for (const figure of figures) {
      const where = figure.spread ? 'eight stations' : 'one station'
      bench.line({
        name: `accept over HTTP, 8 clients, ${where}`,
        figure: `${rounded(figure.house)}/s = ${rounded(figure.ratio, 2)}×`,
        comparedTo: `the same rows by bare SQL, 8 connections: ${rounded(figure.bare)}/s (p95 ${rounded(figure.bareP95)} ms)`,
        wanted: '≥ 0.3×',
        met: figure.ratio >= 0.3,
      })
      bench.line({
        name: `its time, ${where}`,
        figure: `p95 ${rounded(figure.houseP95)} ms`,
        comparedTo: `median ${rounded(figure.houseMedian)} ms; ${rounded(figure.processor, 2)} ms of the server's processor each`,
        wanted: 'p95 ≤ 60 ms',
        met: figure.houseP95 <= 60,
      })
    }
  } finally {
    await postgres.stop()
  }
}

/** Where the database's time goes, planning and running, over the rounds. */
async function tellStatements(look: pg.Client, bench: Bench): Promise<void> {
  const { rows } = await look.query<Row>(
    `select round((total_exec_time + total_plan_time)::numeric, 0) as ms, calls, round(mean_exec_time::numeric, 3) as mean, toplevel,
       left(regexp_replace(query, '\\s+', ' ', 'g'), 110) as text
     from pg_stat_statements order by total_exec_time + total_plan_time desc limit 40`,
  )
  for (const { ms, calls, mean, toplevel, text } of rows)
    bench.log(`${ms} ms ${calls}× ${mean} ${toplevel === 't' ? '' : '  within: '}${text}`)
}

/** Lets the compiler and the caches settle, as a server that has run for an hour. */
async function warm(clients: Client[], bench: Bench): Promise<void> {
  const files = await receivePeople(clients, bench.quick ? 40 : 400, 7)
  await eachLane(files, async (file, lane) => void (await accept(clients[lane] as Client, file)))
}
