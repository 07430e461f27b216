/**
 * Nothing acknowledged is lost: while clients post actions, application or database is killed with -9 at a random moment,
 * again and again. Every acknowledged id goes to a side file; after each restart all of them must be there, the same id
 * must give the same reply, and at the end the ledger must verify to its last entry.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import pg from 'pg'
import { chanceOf } from '#app/sample/chance.ts'
import { openDatabase } from '#kernel/db.ts'
import { verifyLedger } from '#kernel/ledger.ts'
import { startPostgres } from '#kernel/postgres.ts'
import { clerkOf, closeHouse, foundCity, openEmptyHouse, PASSWORD } from './city.ts'
import { type Bench, Client, dataDirectory, freePort, rounded, type Server, startServer } from './lab.ts'

const CLIENTS = 4
/** The application brings its database back five times in a minute, then gives up by design. */
const REVIVALS = 4

interface Sent {
  /** Which client: an id belongs to the account that used it. */
  lane: number
  actionId: string
  form: Record<string, unknown>
}

interface Acknowledged extends Sent {
  body: unknown
}

/** Where the embedded server of a data directory can be met, from its own note. */
function meeting(data: string): { pid: number; connection: pg.ClientConfig } {
  const lines = readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  const [pid, , , port, socket, host] = lines
  const password = readFileSync(join(data, 'postgres.password'), 'utf8')
  return {
    pid: Number(pid),
    connection: { host: socket || host || '127.0.0.1', port: Number(port), user: 'guitu', password, database: 'guitu' },
  }
}

/** Posts until told to stop or until the server is gone. What got no answer may or may not have happened. */
async function post(
  client: Client,
  lane: number,
  told: { over: boolean },
  done: (one: Acknowledged) => void,
  open: (one: Sent) => void,
) {
  while (!told.over) {
    const sent: Sent = {
      lane,
      actionId: crypto.randomUUID(),
      form: { arrival: 'police', sex: 'male', foundPlace: '测速' },
    }
    try {
      const { status, body } = await client.act('intake.ask', sent.form, sent.actionId)
      if (status === 200) done({ ...sent, body })
      else open(sent)
      if (status >= 400 && status < 500) throw new Error(`intake.ask was refused: ${JSON.stringify(body)}`)
    } catch (error) {
      if (/refused/.test((error as Error).message)) throw error
      open(sent)
      // Gone, or coming back: not so often that a dying server is all it does.
      await pause(150)
    }
  }
}

/** Waits until an action goes through again. */
async function healthy(client: Client, patience = 60_000): Promise<void> {
  for (const began = Date.now(); Date.now() - began < patience; await pause(50)) {
    try {
      if ((await client.post('/api/ask/supervision.duties', { limit: 1 })).status === 200) return
    } catch {
      // Not yet.
    }
  }
  throw new Error('the house did not come back')
}

export async function benchKill(bench: Bench): Promise<void> {
  const rounds = bench.quick ? 4 : 50
  const data = dataDirectory(bench, 'kill')
  const first = await startPostgres({ dataDir: data })
  try {
    const house = await openEmptyHouse(first.connection, data)
    await foundCity(house)
    await closeHouse(house)
  } finally {
    await first.stop()
  }
  const side = openSync(join(bench.directory('kill'), 'acknowledged'), 'w')
  const chance = chanceOf(Date.now() % 1_000_000)
  const port = await freePort()
  let server: Server = await startServer({ data, port })
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, (_, lane) => Client.signedIn(port, clerkOf(lane, true), PASSWORD)),
  )
  const all: Acknowledged[] = []
  const faults: string[] = []
  const victims = { application: 0, database: 0 }
  let open: Sent[] = []
  let deaths: number[] = []
  let back = 0
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const told = { over: false }
      const before = all.length
      const done = (one: Acknowledged) => {
        writeSync(side, `${one.actionId}\n`)
        all.push(one)
      }
      const posting = Promise.all(clients.map((client, lane) => post(client, lane, told, done, (one) => open.push(one))))
      await pause(chance.between(30, 900))
      const victim = chance.happens(0.5) ? 'application' : 'database'
      victims[victim] += 1
      const began = Date.now()
      if (victim === 'application') {
        server.process.kill('SIGKILL')
        deaths = []
        // What the dying server still sends back must be true as well: clients go on until the next one runs.
        await pause(20)
        server = await startServer({ data, port })
      } else {
        process.kill(meeting(data).pid, 'SIGKILL')
        deaths = [...deaths.filter((at) => Date.now() - at < 60_000), Date.now()]
        await pause(20)
      }
      await healthy(clients[0] as Client)
      back = Math.max(back, Date.now() - began)
      told.over = true
      await posting
      faults.push(
        ...(await missing(data, all.slice(before))).map((id) => `round ${round}: ${id} was acknowledged and is not there`),
      )
      faults.push(
        ...(await repeated(clients, all.slice(before), chance.between(3, 12))).map(
          (id) => `round ${round}: ${id} replied otherwise`,
        ),
      )
      // What had no answer is sent again under its id, and then once more: done exactly once.
      for (const sent of open) {
        const one = await (clients[sent.lane] as Client).act('intake.ask', sent.form, sent.actionId)
        if (one.status !== 200) faults.push(`round ${round}: ${sent.actionId} could not be repeated: ${JSON.stringify(one.body)}`)
        else done({ ...sent, body: one.body })
      }
      open = []
      bench.log(`round ${round}: ${victim} killed, ${all.length - before} acknowledged, ${faults.length} faults`)
      if (deaths.length >= REVIVALS) {
        await server.stop()
        server = await startServer({ data, port })
        deaths = []
      }
    }
    faults.push(...(await missing(data, all)).map((id) => `at the end: ${id} is not there`))
    const { connection } = meeting(data)
    const db = openDatabase({ ...connection, max: 2 })
    let entries = 0
    const broken = await verifyLedger(db.kysely, (_, count) => (entries += count))
    await db.close()
    faults.push(...broken.map((each) => `the ledger breaks: ${JSON.stringify(each)}`))
    for (const fault of faults.slice(0, 20)) bench.log(fault)
    bench.line({
      name: 'killed with -9 while clients post',
      figure: `${faults.length} faults in ${rounds} kills`,
      comparedTo: `${all.length} acknowledged actions; application ${victims.application}×, database ${victims.database}×; ${entries} ledger entries verify; back after at most ${rounded(back / 1000)} s`,
      wanted: '0 lost',
      met: faults.length === 0,
    })
  } finally {
    closeSync(side)
    for (const client of clients) client.close()
    await server.stop()
  }
}

/** Acknowledged ids without their action or without their fact. */
async function missing(data: string, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const client = new pg.Client(meeting(data).connection)
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>(
      `select u.id from unnest($1::uuid[]) u (id)
       where not exists (select from kernel.action a where a.id = u.id) or not exists (select from kernel.ledger l where l.fact_id = u.id || ':0')`,
      [acknowledged.map((each) => each.actionId)],
    )
    return rows.map((each) => each.id)
  } finally {
    await client.end()
  }
}

/** Some of the acknowledged actions again: the reply must be the same to the letter. */
async function repeated(clients: readonly Client[], acknowledged: readonly Acknowledged[], count: number): Promise<string[]> {
  const wrong: string[] = []
  const step = Math.max(1, Math.floor(acknowledged.length / count))
  for (const each of acknowledged.filter((_, at) => at % step === 0)) {
    const { status, body } = await (clients[each.lane] as Client).act('intake.ask', each.form, each.actionId)
    if (status !== 200 || !isDeepStrictEqual(body, each.body)) wrong.push(each.actionId)
  }
  return wrong
}
