/** Two public lists of 5,000 invented persons (FEBRL 4), linked without labels and without the insurance number. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { comparisons, findingRules, type Link, link, oneToOne, type Row } from '#modules/matching/engine/linkage.ts'
import { blockedPairs } from '#modules/matching/engine/fellegi-sunter.ts'
import { type Bench, rounded } from './lab.ts'

const fields: Record<string, keyof Row> = {
  rec_id: 'id',
  given_name: 'given',
  surname: 'surname',
  street_number: 'streetNumber',
  address_1: 'address',
  address_2: 'address2',
  suburb: 'suburb',
  postcode: 'postcode',
  state: 'state',
  date_of_birth: 'birth',
}

function readRows(path: string): Row[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n')
  const names = head.split(',').map((name) => fields[name.trim()])
  return lines.map((line) => {
    const row: Partial<Row> = {}
    line.split(',').forEach((cell, at) => {
      const name = names[at]
      if (name && cell.trim() !== '') row[name] = cell.trim()
    })
    return row as Row
  })
}

const person = (id: string) => id.split('-')[1]

function judged(links: readonly Link[], left: readonly Row[], right: readonly Row[], all: number) {
  const accepted = links.filter(({ probability }) => probability >= 0.5)
  const hits = accepted.filter((each) => person((left[each.left] as Row).id) === person((right[each.right] as Row).id)).length
  const precision = hits / Math.max(accepted.length, 1)
  const recall = hits / all
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}

const told = ({ precision, recall }: { precision: number; recall: number }) =>
  `precision ${rounded(precision, 4)}, recall ${rounded(recall, 4)}`

export async function benchLinkage(bench: Bench): Promise<void> {
  const place = bench.directory('linkage')
  const paths = ['febrl_dataset4a.csv', 'febrl_dataset4b.csv'].map((name) => join(place, name))
  const missing = paths.find((path) => !existsSync(path))
  if (missing) throw new Error(`needs --data DIR with ${missing.slice(place.length - 'linkage'.length)}: see bench/README.md`)
  const [left, right] = paths.map(readRows) as [Row[], Row[]]
  const people = new Set(left.map(({ id }) => person(id)))
  const all = right.filter(({ id }) => people.has(person(id))).length

  const before = performance.now()
  const found = link(left, right)
  const seconds = (performance.now() - before) / 1000
  const pairs = blockedPairs(left, right, findingRules).length / 2
  const reached = found.links.filter(
    (each) => person((left[each.left] as Row).id) === person((right[each.right] as Row).id),
  ).length
  for (const run of found.runs)
    bench.log(`  ${run.rule}: ${run.likelihood.length} steps, prior ${rounded(run.prior, 4)}, ${run.collapsed ?? 'believed'}`)
  comparisons.forEach(({ name, levels }, at) => {
    const bits = levels.map((_, level) =>
      rounded(Math.log2((found.model.m[at]?.[level] ?? 1) / (found.model.u[at]?.[level] ?? 1)), 1),
    )
    bench.log(`  ${name}: ${bits.join(' ')} bits`)
  })
  const each = judged(found.links, left, right, all)
  const best = judged(oneToOne(found.links), left, right, all)
  bench.line({
    name: 'FEBRL 4 without the insurance number, no labels',
    figure: `F1 ${rounded(each.f1, 4)} at p ≥ .5`,
    comparedTo: `${told(each)}; every pair judged alone`,
    wanted: '≥ .990',
    met: each.f1 >= 0.99,
  })
  bench.line({
    name: 'the same, a person at most once in each list',
    figure: `F1 ${rounded(best.f1, 4)} at p ≥ .5`,
    comparedTo: told(best),
    wanted: '≥ .990',
    met: best.f1 >= 0.99,
  })
  bench.line({
    name: 'its time',
    figure: `${rounded(seconds)} s`,
    comparedTo: `learning and scoring; ${pairs.toLocaleString('en')} pairs compared, ${rounded((100 * reached) / all, 2)} % of the right ones among them`,
    wanted: '≤ 20 s',
    met: seconds <= 20,
  })
}
