/** The policy engine by itself: the duties of one well-filled file, and of a hundred thousand files on one core. */
import { performance } from 'node:perf_hooks'
import { join } from 'node:path'
import { root } from '#kernel/config.ts'
import { parseInstant } from '#kernel/time.ts'
import { loadCalendars, loadPacks } from '#policy/load.ts'
import { computeObligations } from '#policy/obligations.ts'
import type { AdoptedPack, Campaign } from '#policy/types.ts'
import { stationId, stationPath } from './city.ts'
import { checkFacts, type Home, type MadeFile, makeFile, makeFullFile } from './files.ts'
import { type Bench, median, quantile, rounded } from './lab.ts'

const NOW = parseInstant('2026-11-21T22:00') as number
const FACTS = 200

/** Every pack on the shelf, adopted since 2024, with a special action under way where a pack asks for its dates. */
export function allPacks(): AdoptedPack[] {
  const campaign: Campaign = {
    opened: '2026-01-01',
    cutOff: '2026-01-01',
    applicationBy: '2026-06-30',
    planBy: '2026-09-30',
    doneBy: '2026-12-31',
  }
  return loadPacks(join(root, 'policies')).map((pack) => {
    const dated = pack.clauses.some(({ clock }) => 'by-campaign' in clock || 'campaign-dates' in clock)
    return { pack, from: pack.id === 'national' ? null : '2024-01-01', campaign: dated ? campaign : null }
  })
}

export async function benchEngine(bench: Bench): Promise<void> {
  const packs = allPacks()
  const calendars = loadCalendars(join(root, 'policies'))
  const clauses = packs.reduce((sum, { pack }) => sum + pack.clauses.length, 0)
  const home: Home = { id: stationId(0), path: stationPath(0), division: '990100' }
  const station = { id: home.id, kind: 'organisation' as const, type: 'station', level: 'county', division: home.division }
  const duties = ({ file, person, facts }: MadeFile) =>
    computeObligations({ subject: file, related: { subjects: [person, station], facts: [] }, facts, packs, calendars, now: NOW })

  const full = Array.from({ length: 40 }, (_, at) => makeFullFile(at, 11, home, NOW, FACTS))
  for (const each of full) checkFacts(each.facts)
  for (let round = 0; round < 10; round += 1) for (const each of full) duties(each)
  const times: number[] = []
  let found = 0
  for (let round = 0; round < 10; round += 1) {
    for (const each of full) {
      const before = performance.now()
      const { obligations } = duties(each)
      times.push(performance.now() - before)
      found += obligations.length
    }
  }
  bench.line({
    name: 'duties of one file',
    figure: `median ${rounded(median(times), 2)} ms`,
    comparedTo: `p95 ${rounded(quantile(times, 0.95), 2)} ms; ${FACTS} facts, ${clauses} clauses, ${rounded(found / times.length, 0)} duties`,
    wanted: '≤ 2 ms',
    met: median(times) <= 2,
  })

  const count = bench.quick ? 2_000 : 100_000
  let facts = 0
  let made = 0
  const spent = { wall: 0, processor: 0 }
  const heap: number[] = []
  const batch = count / 100
  for (let from = 0; from < count; from += batch) {
    const files = Array.from({ length: batch }, (_, at) => makeFile(from + at, 12, home, NOW))
    if (from === 0) for (const one of files) checkFacts(one.facts)
    const before = { wall: performance.now(), processor: process.cpuUsage() }
    for (const one of files) {
      facts += one.facts.length
      made += duties(one).obligations.length
    }
    const { user, system } = process.cpuUsage(before.processor)
    spent.wall += performance.now() - before.wall
    spent.processor += (user + system) / 1000
    heap.push(process.memoryUsage().heapUsed / 1_048_576)
  }
  const seconds = spent.processor / 1000
  const size = `${count.toLocaleString('en')} files, ${rounded(facts / count)} facts and ${rounded(made / count)} duties each`
  bench.line({
    name: 'duties of all files, one core',
    figure: `${rounded(seconds)} s`,
    comparedTo: `of processor; ${rounded(spent.wall / 1000)} s by the clock; ${size}`,
    wanted: bench.quick ? '≤ 1.8 s' : '≤ 90 s',
    met: seconds <= (90 * count) / 100_000,
  })
  const [first, last] = [Math.min(...heap.slice(0, 30)), Math.min(...heap.slice(-30))]
  bench.line({
    name: 'its memory',
    figure: `${rounded(last, 0)} MB of heap at the end`,
    comparedTo: `${rounded(first, 0)} MB in the first third`,
    wanted: 'flat',
    met: last < first * 1.5 + 20,
  })
}
