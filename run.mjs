#!/usr/bin/env node
// The launcher: plain JavaScript for any Node from 20 on. It brings the exact runtime and the locked packages, builds
// the web where that is needed, then runs the task. Every script in package.json goes through it.
// Why it is so: docs/decisions/0003-launcher.md
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { dependencies } from './run/dependencies.mjs'
import { foreground } from './run/processes.mjs'
import { runtime } from './run/runtime.mjs'
import { explain, say, Trouble } from './run/say.mjs'
import { quickTests, test } from './run/tests.mjs'
import { visionInstall, visionTest } from './run/vision.mjs'
import { web } from './run/web.mjs'

const root = dirname(fileURLToPath(import.meta.url))
const bin = (...path) => join(root, 'node_modules', ...path)
/** Node 24.0 still calls native TypeScript an experiment; nobody needs to be told at every start. */
const quiet = '--disable-warning=ExperimentalWarning'

/** Types stripped and code compiled once, not at every start: it halves the time to the first answer. */
const env = { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'compile') }

const tools = {
  format: (args) => [bin('@biomejs', 'biome', 'bin', 'biome'), 'format', ...(args.length ? args : ['--write'])],
  oxlint: (args) => [bin('oxlint', 'bin', 'oxlint'), ...args],
  knip: (args) => [bin('knip', 'bin', 'knip.js'), ...args],
  typecheck: (args) => [bin('typescript', 'bin', 'tsc'), '-p', '.', ...args],
  vitest: (args) => [bin('vitest', 'vitest.mjs'), 'run', ...args],
}

/** Runs tools one after the other, to the end even when one finds fault; the exit code is the first fault's. */
async function all(node, commands) {
  let worst = 0
  for (const command of commands) {
    const code = await foreground(node, command, { cwd: root })
    worst = worst || code
  }
  return worst
}

const lint = (args) => [tools.oxlint(args), ...(existsSync(join(root, 'knip.json')) ? [tools.knip([])] : [])]

const application = join(root, 'src', 'app', 'main.ts')

async function start(node, args) {
  await web(root, node)
  const companion = pathToFileURL(join(root, 'run', 'companion.mjs')).href
  return foreground(node, [quiet, '--import', companion, application, ...args], {
    cwd: root,
    env,
    application: true,
    channel: true,
  })
}

async function dev(node, args) {
  await web(root, node)
  return foreground(node, [quiet, '--watch', '--watch-preserve-output', application, ...args], {
    cwd: root,
    env,
    application: true,
  })
}

/** The command line tool keeps the caller's folder, so that the paths he types mean what he sees. */
function tool(node, args) {
  const cwd = process.env.npm_lifecycle_event ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd()
  return foreground(node, [quiet, join(root, 'src', 'app', 'cli.ts'), ...args], { cwd, env })
}

const tasks = {
  start,
  dev,
  test: (node, args) => test(root, node, args),
  check: (node) => all(node, [tools.format(['.']), ...lint([]), tools.typecheck([]), tools.vitest(quickTests(root))]),
  lint: (node, args) => all(node, lint(args)),
  format: (node, args) => all(node, [tools.format(args)]),
  typecheck: (node, args) => all(node, [tools.typecheck(args)]),
  bench: (node, args) => foreground(node, [quiet, join(root, 'bench', 'main.ts'), ...args], { cwd: root }),
  demo: (node, args) => tool(node, ['demo', ...args]),
  docs: (node, args) => tool(node, ['docs', ...args]),
  'vision:install': (node) => visionInstall(root, node),
  'vision:test': (node) => visionTest(root, node),
  guitu: tool,
}

async function main([name = 'start', ...args]) {
  const task = tasks[name]
  if (!task) throw new Trouble(`没有任务 ${name}；有：${Object.keys(tasks).join(' ')} [There is no task ${name}.]`)
  const node = await runtime(root)
  await dependencies(root, node)
  return task(node, args)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const sentence = error instanceof Trouble ? error.message : explain(String(error?.code ?? ''))
  say(sentence ?? error?.stack ?? String(error))
  process.exitCode = 1
}
