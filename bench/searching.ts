/** The search's own measurement (search.ts) as lines of the table: on a server of its own, filled once. */
import pg from 'pg'
import { migrate } from '#kernel/migrate.ts'
import { startPostgres } from '#kernel/postgres.ts'
import { type Bench, dataDirectory, rounded } from './lab.ts'
import { benchSearch } from './search.ts'

export async function benchSearching(bench: Bench): Promise<void> {
  const persons = bench.quick ? 20_000 : 1_000_000
  const postgres = await startPostgres({ dataDir: dataDirectory(bench, 'search') })
  try {
    const pool = new pg.Pool({ ...postgres.connection, max: 1 })
    await migrate(pool)
    await pool.end()
    const figures = await benchSearch(postgres.connection as pg.PoolConfig, {
      persons,
      log: bench.log,
      ...(bench.quick ? { queries: 20 } : {}),
    })
    const slowest = figures.reduce((a, b) => (b.p95 > a.p95 ? b : a))
    const dearest = figures.reduce((a, b) => (b.ratio > a.ratio ? b : a))
    const of = `${figures.length} ways of searching ${persons.toLocaleString('en')} persons`
    bench.line({
      name: 'search, the slowest way',
      figure: `p95 ${rounded(slowest.p95)} ms (${slowest.way})`,
      comparedTo: `${of}; its median ${rounded(slowest.median)} ms, the plainest look-up ${rounded(slowest.plain)} ms`,
      wanted: 'p95 ≤ 30 ms',
      met: slowest.p95 <= 30,
    })
    bench.line({
      name: 'search, what security costs at most',
      figure: `${rounded(dearest.ratio, 2)}× (${dearest.way})`,
      comparedTo: `the same without: ${rounded(dearest.secured, 2)} against ${rounded(dearest.owner, 2)} ms`,
      wanted: '≤ 3×',
      met: dearest.ratio <= 3,
    })
  } finally {
    await postgres.stop()
  }
}
