/** A register of twenty thousand rows, bad ones among them, imported by the server's own job while somebody looks at a board. */
import { closeHouse, foundCity, openEmptyHouse, PASSWORD } from './city.ts'
import { type Bench, Client, dataDirectory, median, quantile, rounded, startServer, timed } from './lab.ts'
import { fill, keepRegister, sizesOf } from './minors-data.ts'
import { startPostgres } from '#kernel/postgres.ts'

interface Looked {
  answer: { sheet: number; headerRow: number; columns: { column: number; field: string | null }[] }
}
interface Progress {
  answer: { state: string; stopped: string | null; total: number; handled: number; counts: Record<string, number> }
}

/** Starts the import as the town does and waits for its end; meanwhile the town's board is asked twice a second. */
export async function importing(bench: Bench, town: Client, fileId: string, rows: number): Promise<void> {
  const { answer: look } = (await town.ask('watching.read-register', { fileId })).body as Looked
  const began = performance.now()
  const started = await town.act('watching.start-import', {
    fileId,
    register: 'left-behind',
    sheet: look.sheet,
    headerRow: look.headerRow,
    columns: look.columns.flatMap(({ column, field }) => (field ? [{ column, field }] : [])),
  })
  const { reply } = started.body as { reply?: { runId: string } }
  if (!reply) throw new Error(`the import did not start: ${JSON.stringify(started.body)}`)
  let seen: Progress['answer']
  const boards: number[] = []
  do {
    await new Promise((resolve) => setTimeout(resolve, 500))
    boards.push((await timed(() => town.ask('watching.board'))).ms)
    seen = ((await town.ask('watching.import-progress', { runId: reply.runId })).body as Progress).answer
    if (performance.now() - began > 900_000) throw new Error('the import took too long')
  } while (seen.state === 'under-way')
  const took = performance.now() - began
  const { added, bad } = seen.counts as { added: number; bad: number }
  const sheet = await town.ask('watching.import-progress', { runId: reply.runId })
  bench.line({
    name: `import of a register, ${rows.toLocaleString('en')} rows`,
    figure: `${rounded(took / 1000)} s`,
    comparedTo: `${added} files opened, ${bad} bad rows each with its reason; ${seen.stopped ?? 'done'}; progress ${rounded(sheet.bytes / 1024, 0)} KB`,
    wanted: '≤ 60 s',
    met: took <= 60_000 && added + bad === rows,
  })
  bench.line({
    name: "a town's board while its register comes in",
    figure: `median ${rounded(median(boards))} ms`,
    comparedTo: `p95 ${rounded(quantile(boards, 0.95))} ms, ${boards.length} times; ${rounded((rows / took) * 1000, 0)} rows a second meanwhile`,
    wanted: '≤ 300 ms',
    met: median(boards) <= 300,
  })
}

/** The import alone: the same county, nothing else measured in it. */
export async function benchMinorsImport(bench: Bench): Promise<void> {
  const sizes = sizesOf(bench)
  const data = dataDirectory(bench, 'minors-import')
  const postgres = await startPostgres({ dataDir: data })
  try {
    const house = await openEmptyHouse(postgres.connection, data)
    let register = ''
    try {
      await foundCity(house)
      await fill(bench, house, postgres.connection, sizes)
      register = await keepRegister(house, sizes.rows)
    } finally {
      await closeHouse(house)
    }
    const server = await startServer({ data, databaseUrl: postgres.url })
    try {
      const town = await Client.signedIn(server.port, 'bench-town', PASSWORD)
      await importing(bench, town, register, sizes.rows)
      town.close()
    } finally {
      await server.stop()
    }
  } finally {
    await postgres.stop()
  }
}
