/** Renews what is made from the code: lifecycle diagrams in the rooms' READMEs, and the lists of the glossary. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { allFacts } from '#facts/index.ts'
import { loadRoles } from '#kernel/access.ts'
import { root } from '#kernel/config.ts'
import { allLifecycles, type Lifecycle } from '#kernel/lifecycle.ts'
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

const LISTS = /<!-- lists: made by `npm run docs` -->[\s\S]*?<!-- \/lists -->/

/** The words that the code declares itself: rooms, states, facts; each with its Chinese. */
function lists(): string {
  const rows = (title: string, entries: [string, string][]) =>
    `### ${title}\n\n| code | 中文 |\n|---|---|\n${entries.map(([key, word]) => `| \`${key}\` | ${word} |`).join('\n')}\n`
  return [
    '<!-- lists: made by `npm run docs` -->',
    rows(
      'Rooms',
      modules.map((room) => [room.name, room.title]),
    ),
    ...allLifecycles().map((of) =>
      rows(
        `States of ${of.name} ${of.zh}`,
        Object.entries(of.states).map(([key, state]) => [key, state.zh]),
      ),
    ),
    rows(
      'Facts',
      allFacts().map((fact) => [fact.name, fact.title]),
    ),
    rows(
      'Roles',
      [...loadRoles(join(root, 'policies', 'roles.yaml')).values()].map((role) => [role.key, role.title]),
    ),
    '<!-- /lists -->',
  ].join('\n')
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
  const glossary = join(root, 'docs', 'glossary.md')
  const words = readFileSync(glossary, 'utf8')
  const told = LISTS.test(words) ? words.replace(LISTS, lists) : `${words.trimEnd()}\n\n## What the code declares\n\n${lists()}\n`
  if (told !== words) changed.set(glossary, told)
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
