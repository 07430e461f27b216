// Child processes of the launcher: npm, and the task itself.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { explain, say, Trouble } from './say.mjs'

/** Runs a program to its end; gives its exit code and everything it printed. */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** npm as JavaScript where it can be found, so that the Node we choose runs it and no shell stands in between. */
function npmCommand(node) {
  const beside = dirname(process.execPath)
  const candidates = [
    process.env.npm_execpath ?? '',
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]
  const cli = candidates.find((path) => path.endsWith('npm-cli.js') && existsSync(path))
  return cli
    ? { command: node, prefix: [cli], shell: false }
    : { command: 'npm', prefix: [], shell: process.platform === 'win32' }
}

/** Runs npm to its end; gives its exit code and everything it printed. */
export function npm(node, args, { cwd }) {
  const { command, prefix, shell } = npmCommand(node)
  return capture(command, [...prefix, ...args], { cwd, env: withNode(node), shell })
}

/**
 * Lays out the locked packages in `directory`. Not `npm ci`: it refuses a lock file in which an optional package of
 * another platform is not named, and the lock file cannot name what the registry it was made with does not carry.
 * `npm install` goes by the lock file just the same, checksums included, and leaves it as it is.
 * Scripts of packages never run: the only ones in our tree make the database's symlinks, which the application makes
 * itself. Development packages are wanted whatever NODE_ENV says: they build the web.
 */
export async function npmInstall(directory, node) {
  const args = ['install', '--prefix', directory, '--no-save', '--ignore-scripts', '--include=dev', '--include=optional']
  args.push(
    '--prefer-offline',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=5000',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--loglevel=error',
  )
  const result = await npm(node, args, { cwd: directory })
  if (result.code === 0) return
  const errors = result.output.split('\n').filter((line) => line.trim().replace('npm error', '').trim())
  say(errors.slice(0, 12).join('\n'))
  throw new Trouble(
    explain(result.output) ??
      `依赖没有装好（npm 退出码 ${result.code}），原因见上。[npm failed (exit code ${result.code}); the reason is above.]`,
  )
}

/** The environment in which `node` means the Node we chose, also for what a task starts by name. */
export function withNode(node, extra = {}) {
  const separator = process.platform === 'win32' ? ';' : ':'
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...process.env, [key]: `${dirname(node)}${separator}${process.env[key] ?? ''}`, ...extra }
}

/**
 * Runs a task in the foreground and gives its exit code. SIGTERM and SIGHUP reach the launcher alone and are passed
 * on. Ctrl-C reaches the whole process group, so a tool has it already, and a second one would mean "at once, without
 * cleaning up"; only the application, which takes any number of them, gets SIGINT passed on too (a supervisor may send
 * it to the launcher alone).
 */
export function foreground(node, args, { cwd, env = {}, application = false, channel = false } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = channel ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit'
    const child = spawn(node, args, { cwd, stdio, env: withNode(node, env) })
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    const forward = (signal) => {
      if (application || signal !== 'SIGINT') child.kill(signal)
    }
    for (const signal of signals) process.on(signal, forward)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward)
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1))
    })
  })
}
