/** Renews what is made from the code: the diagram of each lifecycle in its room's README, and `docs/schema.sql`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#kernel/config.ts'
import { allLifecycles, type Lifecycle } from '#kernel/lifecycle.ts'
import { migrationFiles } from '#kernel/migrate.ts'
import { modules } from '../modules.ts'

const BEGIN = '<!-- lifecycle: made by `npm run docs` -->'
const END = '<!-- /lifecycle -->'

/** A lifecycle as a Mermaid diagram. */
export function diagram(of: Lifecycle<string>): string {
  const states = Object.entries(of.states).map(([key, state]) => `  ${key}: ${state.zh}`)
  const moves = of.moves.flatMap((move) => move.from.map((from) => `  ${from} --> ${move.to}: ${move.action}`))
  const ends = Object.entries(of.states).flatMap(([key, state]) => (state.final ? [`  ${key} --> [*]`] : []))
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${of.initial}`, ...states, ...moves, ...ends, '```'].join('\n')
}

/** Files that would change, with their new text. */
export function renewed(): Map<string, string> {
  const changed = new Map<string, string>()
  const rooms = modules.map((room) => join(root, 'src', 'modules', room.name, 'README.md')).filter(existsSync)
  for (const file of rooms) {
    const text = readFileSync(file, 'utf8')
    const next = text.replace(new RegExp(`${BEGIN} (\\S+)\\n[\\s\\S]*?${END}`, 'g'), (whole, name: string) => {
      const found = allLifecycles().find((each) => each.name === name)
      return found ? `${BEGIN} ${name}\n${diagram(found)}\n${END}` : whole
    })
    if (next !== text) changed.set(file, next)
  }
  const schema = join(root, 'docs', 'schema.sql')
  const sql = `-- All migrations in the order in which they run; made by \`npm run docs\`.\n\n${migrationFiles()
    .map((file) => `-- ${file.room}/${file.name}\n\n${file.sql.trim()}\n`)
    .join('\n')}`
  if (!existsSync(schema) || readFileSync(schema, 'utf8') !== sql) changed.set(schema, sql)
  return changed
}

export async function docs(args: string[], out: (line: string) => void): Promise<number> {
  const changed = renewed()
  if (args.includes('--check')) {
    for (const file of changed.keys()) out(`not up to date: ${file}`)
    return changed.size === 0 ? 0 : 1
  }
  for (const [file, text] of changed) writeFileSync(file, text)
  out(`${changed.size} files renewed`)
  return 0
}
