/**
 * A county that watches over sixty thousand children: boards of a town, a village, a school and the bureau, lists and the opening of a
 * round over HTTP; a register of twenty thousand rows, bad ones among them, imported by the server's own job; and what the children's search
 * costs beside the same statement as the tables' owner.
 */
import pg from 'pg'
import { CITY, closeHouse, foundCity, OFFICER, openEmptyHouse, PASSWORD } from './city.ts'
import { type Bench, Client, dataDirectory, median, quantile, rounded, startServer, timed } from './lab.ts'
import { fill, id, keepRegister, sizesOf, townPath } from './minors-data.ts'
import { importing } from './minors-import.ts'
import { type Actor, rangeOf } from '#kernel/actor.ts'
import { openDatabase, withActor } from '#kernel/db.ts'
import type { House } from '#kernel/house.ts'
import { startPostgres } from '#kernel/postgres.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import { readQuery } from '#modules/people-and-cases/query-words.ts'
import { searchChildren } from '#modules/people-and-cases/search.ts'
import { questionOf } from '#modules/people-and-cases/search-keys.ts'
import { childRow } from '../src/modules/watching/testing/register.ts'

/** The children's search as a town asks it, its statement, and the same as the tables' owner without security. */
async function searching(bench: Bench, connection: pg.ClientConfig, house: House, rounds: number): Promise<void> {
  const db = openDatabase({ ...connection, max: 1 })
  const owner = new pg.Client(connection)
  await owner.connect()
  const path = townPath(0)
  const actor: Actor = {
    kind: 'person',
    accountId: id('minors account', 'bench-town'),
    name: '测',
    roles: ['child-supervisor'],
    range: rangeOf(path),
    organisation: { id: id('minors town', 0), path, kind: 'town', name: '测' },
  }
  const city = rangeOf(CITY)
  const times = { whole: [] as number[], secured: [] as number[], owner: [] as number[] }
  let hits = 0
  try {
    for (let round = -5; round < rounds; round += 1) {
      const [, name] = childRow((Math.abs(round) * 37) % 10_000) as [number, string]
      const reading = readQuery(name, dateOf(house.clock.now()))
      if (!reading.ok) continue
      const question = JSON.stringify(
        questionOf(reading.asked, (part, value) => house.vault.blind(`person.document.${part}`, value).toString('hex'), 50),
      )
      const whole = await withActor(db, actor, async (tx) => {
        const { ms, value } = await timed(() => searchChildren(tx, house.vault, reading.asked))
        hits += Array.isArray(value) ? value.length : 0
        return ms
      })
      await owner.query('begin')
      await owner.query(
        `select set_config('role', 'guitu_app', true), set_config('guitu.from', $1, true), set_config('guitu.to', $2, true),
          set_config('guitu.path', $1, true), set_config('guitu.account', $3, true)`,
        [actor.range.from, actor.range.to, actor.accountId],
      )
      const secured = await timed(() =>
        owner.query({ name: 'secured', text: 'select * from people.search_children($1)', values: [question] }),
      )
      await owner.query('commit')
      const bare = await timed(() =>
        owner.query({
          name: 'owner',
          text: `select f.id, a.* from people.answers($1::jsonb || '{"limit": 400, "cap": 2000}'::jsonb, $2, $3, $4, $5, $4) a
            join people.child_file f on f.person_id = a.person_id order by a.score desc limit 50`,
          values: [question, actor.range.from, actor.range.to, `closed:${city.from}`, `closed:${city.to}`],
        }),
      )
      if (round < 0) continue
      times.whole.push(whole)
      times.secured.push(secured.ms)
      times.owner.push(bare.ms)
    }
  } finally {
    await owner.end()
    await db.close()
  }
  const ratio = median(times.secured) / median(times.owner)
  bench.line({
    name: "children's search by name",
    figure: `p95 ${rounded(quantile(times.whole, 0.95))} ms`,
    comparedTo: `${times.whole.length} searches, ${rounded(hits / Math.max(rounds, 1))} found on average; statement ${rounded(median(times.secured))} ms secured, ${rounded(median(times.owner))} ms as owner: ×${rounded(ratio, 2)}`,
    wanted: '≤ 300 ms',
    met: quantile(times.whole, 0.95) <= 300,
  })
}

export async function benchMinors(bench: Bench): Promise<void> {
  const sizes = sizesOf(bench)
  const data = dataDirectory(bench, 'minors')
  const postgres = await startPostgres({ dataDir: data })
  try {
    const house = await openEmptyHouse(postgres.connection, data)
    let register = ''
    try {
      await foundCity(house)
      await fill(bench, house, postgres.connection, sizes)
      register = await keepRegister(house, sizes.rows)
      await searching(bench, postgres.connection, house, bench.quick ? 20 : 200)
    } finally {
      await closeHouse(house)
    }
    const server = await startServer({ data, databaseUrl: postgres.url })
    try {
      const rounds = bench.quick ? 5 : 40
      const size = `${sizes.children.toLocaleString('en')} children, ${sizes.towns} towns`
      const clients = {
        bureau: await Client.signedIn(server.port, OFFICER.login, OFFICER.password),
        town: await Client.signedIn(server.port, 'bench-town', PASSWORD),
        village: await Client.signedIn(server.port, 'bench-village', PASSWORD),
        school: await Client.signedIn(server.port, 'bench-school', PASSWORD),
        centre: await Client.signedIn(server.port, 'bench-centre', PASSWORD),
      }
      const line = async (name: string, who: keyof typeof clients, door: string, params: Record<string, unknown> = {}) => {
        const first = await timed(() => clients[who].ask(door, params))
        const times: number[] = []
        for (let round = 0; round < rounds; round += 1) times.push((await timed(() => clients[who].ask(door, params))).ms)
        bench.line({
          name,
          figure: `median ${rounded(median(times))} ms`,
          comparedTo: `${size}; p95 ${rounded(quantile(times, 0.95))} ms, first ${rounded(first.ms)} ms, ${rounded(first.value.bytes / 1024, 0)} KB`,
          wanted: '≤ 300 ms',
          met: median(times) <= 300,
        })
      }
      await line("the bureau's board, numbers by town", 'bureau', 'watching.board')
      await line("the centre's board, all children", 'centre', 'watching.board')
      await line("a town's board by village", 'town', 'watching.board')
      await line("a school's board", 'school', 'watching.board')
      await line("a village's telephone list", 'village', 'watching.my-round')
      await line("a town's list, late ones", 'town', 'watching.children', { bucket: 'overdue' })
      await line("the centre's list, soonest first", 'centre', 'watching.children')
      await line("the centre's changes", 'centre', 'watching.children', { view: 'changes' })
      const opened = await timed(() => clients.centre.act('watching.open-round', { until: addDays(dateOf(Date.now()), 30) }))
      bench.line({
        name: 'a round opened over all children',
        figure: `${rounded(opened.ms)} ms`,
        comparedTo: `${size}; ${JSON.stringify((opened.value.body as { reply?: object }).reply ?? opened.value.body).slice(0, 80)}`,
        wanted: '≤ 300 ms',
        met: opened.value.status === 200 && opened.ms <= 300,
      })
      await importing(bench, clients.town, register, sizes.rows)
      await line("a town's board after the import", 'town', 'watching.board')
      for (const client of Object.values(clients)) client.close()
    } finally {
      await server.stop()
    }
  } finally {
    await postgres.stop()
  }
}
