/** `guitu policy …`: no database; `check` prints nothing but JSON. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Trouble } from '#kernel/trouble.ts'
import { readCases } from '#policy/cases.ts'
import { runCase } from '#policy/check.ts'
import { policyCoverage, policyList, runPolicyCheck } from '#policy/cli-check.ts'
import { loadCalendars, loadPacks } from '#policy/load.ts'

type Out = (line: string) => void

/**
 * What a changed folder of packs answers differently for given cases: a JSON line for each answer that differs, with
 * before and after. Exit 0 when nothing differs, 1 otherwise.
 */
async function diff([before, after, ...files]: string[], out: Out): Promise<number> {
  if (!before || !after || files.length === 0) throw new Trouble('用法：guitu policy diff 原目录 新目录 CASES.yaml…')
  const dirs = [before, after].map((dir) => ({ packs: loadPacks(resolve(dir)), calendars: loadCalendars(resolve(dir)) }))
  let differing = 0
  for (const file of files) {
    const text = readFileSync(resolve(file), 'utf8')
    const [old, next] = dirs.map(({ packs, calendars }) => {
      const read = readCases(text, packs)
      if (!read.ok) throw new Trouble(`${file}: ${read.problems[0] ?? 'not valid'}`)
      return read.cases.map((each) => runCase(each, calendars))
    })
    for (const [index, was] of (old ?? []).entries()) {
      const now = next?.[index]
      for (const key of new Set([...Object.keys(was.actual), ...Object.keys(now?.actual ?? {})])) {
        const [a, b] = [was.actual[key], now?.actual[key]]
        if (JSON.stringify(a) === JSON.stringify(b)) continue
        differing += 1
        out(JSON.stringify({ case: was.case, key, before: a ?? null, after: b ?? null }))
      }
    }
  }
  return differing === 0 ? 0 : 1
}

export async function policy([command, ...args]: string[], out: Out): Promise<number> {
  if (command === 'check')
    return runPolicyCheck(
      args.map((file) => resolve(file)),
      out,
    )
  if (command === 'list') return policyList(out)
  if (command === 'coverage') return policyCoverage(out)
  if (command === 'diff') return diff(args, out)
  throw new Trouble('用法：guitu policy check|list|coverage|diff')
}
