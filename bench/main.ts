/**
 * `npm run bench [names…] [--data DIR] [--quick]`: measures what the house promises and prints one table.
 * What each line means and how to read it: bench/README.md.
 */
import { mkdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Bench, type Line, load, openDirectory } from './lab.ts'

const parts: Record<string, () => Promise<(bench: Bench) => Promise<void>>> = {
  engine: async () => (await import('./engine.ts')).benchEngine,
  start: async () => (await import('./start.ts')).benchStart,
  search: async () => (await import('./searching.ts')).benchSearching,
  'phone-weight': async () => (await import('./phone-weight.ts')).benchPhoneWeight,
  'phone-ready': async () => (await import('./phone-ready.ts')).benchPhoneReady,
  lists: async () => (await import('./lists.ts')).benchLists,
  'follow-up': async () => (await import('./follow-up.ts')).benchFollowUp,
  minors: async () => (await import('./minors.ts')).benchMinors,
  'minors-import': async () => (await import('./minors-import.ts')).benchMinorsImport,
  accept: async () => (await import('./accept.ts')).benchAccept,
  blackout: async () => (await import('./blackout.ts')).benchBlackout,
  'phone-flush': async () => (await import('./phone-flush.ts')).benchPhoneFlush,
  'phone-luck': async () => (await import('./phone-luck.ts')).benchPhoneLuck,
  kill: async () => (await import('./kill.ts')).benchKill,
  interview: async () => (await import('./interview.ts')).benchInterview,
  match: async () => (await import('./match.ts')).benchMatch,
  linkage: async () => (await import('./linkage.ts')).benchLinkage,
}

/** A part of another measurement: made only where it is named. */
const parted = new Set(['minors-import'])

function printed(lines: readonly Line[]): string {
  const head = ['name', 'figure', 'compared to', 'wanted', 'met', 'load']
  const rows = lines.map((line) => [
    line.name,
    line.figure,
    line.comparedTo,
    line.wanted,
    line.met ? 'yes' : 'NO',
    String(line.load),
  ])
  const width = (text: string) => [...text].length
  const widths = head.map((title, at) => Math.max(width(title), ...rows.map((row) => width(row[at] ?? ''))))
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell + ' '.repeat((widths[at] as number) - width(cell))).join(' | ')} |`
  return [row(head), `|${widths.map((each) => '-'.repeat(each + 2)).join('|')}|`, ...rows.map(row)].join('\n')
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' }, quick: { type: 'boolean', default: false } },
  })
  const unknown = positionals.filter((name) => !(name in parts))
  if (unknown.length > 0) {
    process.stderr.write(`no measurement named ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}\n`)
    return 2
  }
  const place = openDirectory(values.data)
  const lines: Line[] = []
  const log = (text: string) => process.stderr.write(`${text}\n`)
  const bench: Bench = {
    quick: values.quick,
    log,
    directory(name) {
      const path = join(place.path, name)
      mkdirSync(path, { recursive: true })
      return path
    },
    line(line) {
      lines.push({ ...line, load: load() })
      log(`» ${line.name}: ${line.figure} (${line.comparedTo}); wanted ${line.wanted}: ${line.met ? 'yes' : 'NO'}`)
    },
  }
  let failed = 0
  try {
    for (const name of positionals.length > 0 ? positionals : Object.keys(parts).filter((each) => !parted.has(each))) {
      log(`— ${name}, load ${load()}`)
      try {
        const run = await (parts[name] as (typeof parts)[string])()
        await run(bench)
      } catch (error) {
        failed += 1
        log(`${name} failed: ${(error as Error).stack}`)
      }
    }
  } finally {
    place.remove()
  }
  const cores = cpus()
  process.stdout.write(
    `${printed(lines)}\n${cores.length} × ${cores[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${process.platform}${values.quick ? '; --quick: the sizes are too small to say much' : ''}\n`,
  )
  return failed
}

process.exitCode = await main()
