/**
 * The cluster on the disk: who owns it, how it comes to be, and what an earlier run may have left running in it.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'
import { diskFull, notPermitted, Trouble } from '../trouble.ts'
import type { Binaries, Identity } from './binaries.ts'

/** PostgreSQL refuses to run as root; `nobody` is the one ordinary user that every system has. */
const nobody = { uid: 65_534, gid: 65_534 }

/** An empty cluster takes some 45 MB and grows at once; one that exists needs room for its next log segments. */
const roomToBegin = 200 * 1024 * 1024
const roomToRun = 48 * 1024 * 1024

/** Where things lie below the data directory. */
export function places(dataDir: string) {
  return {
    cluster: join(dataDir, 'postgres'),
    unfinished: join(dataDir, 'postgres.new'),
    log: join(dataDir, 'postgres.log'),
    password: join(dataDir, 'postgres.password'),
  }
}

/** As whom PostgreSQL runs: oneself; for root the owner of the data, or `nobody` for new data. */
export function identityFor(dataDir: string): Identity {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(places(dataDir).cluster, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody
}

/**
 * How PostgreSQL is told its directory. Under another identity it may be unable to walk there (a root-only home), while
 * Node enters the directory before it gives up root's rights: then the process's own working directory is the way in.
 */
export function directoryArgument(path: string, identity: Identity): string {
  return identity && existsSync('/proc/self/cwd') ? '/proc/self/cwd' : path
}

/** The environment PostgreSQL's programs get: nothing of ours, and no locale but the one asked for. */
export const bareEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', TZ: 'UTC', SystemRoot: 'C:\\Windows' }

/** Makes the cluster when there is none. A half-made one never bears the final name. */
export async function ensureCluster(dataDir: string, binaries: Binaries, identity: Identity, runtimeDir: string): Promise<void> {
  const { cluster, unfinished, password } = places(dataDir)
  const exists = existsSync(join(cluster, 'PG_VERSION'))
  const space = statfsSync(dataDir)
  if (space.bavail * space.bsize < (exists ? roomToRun : roomToBegin)) throw diskFull()
  if (exists) return checkVersion(cluster, binaries)
  await endAll(unfinished)
  rmSync(unfinished, { recursive: true, force: true })
  const secret = randomBytes(24).toString('base64url')
  const folder = mkdtempSync(join(runtimeDir, 'new-'))
  try {
    const note = join(folder, 'password')
    writeFileSync(note, secret, { mode: 0o600 })
    if (identity) for (const path of [folder, note]) chownSync(path, identity.uid, identity.gid)
    await initialise(unfinished, binaries, identity, note)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  writeFileSync(password, secret, { mode: 0o600 })
  renameSync(unfinished, cluster)
}

async function initialise(directory: string, binaries: Binaries, identity: Identity, passwordFile: string): Promise<void> {
  // pg_trgm asks the C library what a letter is: with the plain C locale Chinese names would have no trigrams.
  for (const ctype of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    mkdirSync(directory, { mode: 0o700 })
    if (identity) chownSync(directory, identity.uid, identity.gid)
    const args = ['-D', directoryArgument(directory, identity), '-U', 'guitu', '-A', 'scram-sha-256', '--pwfile', passwordFile]
    args.push('-E', 'UTF8', '--data-checksums', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions')
    args.push(`--lc-ctype=${ctype}`, ...['collate', 'messages', 'monetary', 'numeric', 'time'].map((name) => `--lc-${name}=C`))
    const { code, output } = await finished(binaries.initdb, args, directory, identity)
    if (code === 0) return
    rmSync(directory, { recursive: true, force: true })
    if (!/invalid locale/.test(output)) throw explainLog(output)
  }
}

function finished(
  program: string,
  args: string[],
  cwd: string,
  identity: Identity,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...identity, cwd, env: bareEnvironment, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

function checkVersion(cluster: string, { major }: Binaries): void {
  let found: number
  try {
    found = Number.parseInt(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'), 10)
  } catch {
    throw notPermitted(cluster)
  }
  if (found === major) return
  throw new Trouble(
    found > major
      ? `这份数据由更新的版本（PostgreSQL ${found}）写成，本程序带的是 ${major}：请更新归途后再启动，数据没有改动。[These data were written by a newer version (PostgreSQL ${found}, here ${major}): update Guitu, then start; nothing was changed.]`
      : `这份数据由旧版本（PostgreSQL ${found}）写成，本程序带的是 ${major}：请用原来的版本执行 guitu backup，再在新目录执行 guitu restore。[These data were written by PostgreSQL ${found}, here is ${major}: back up with the former version, restore with this one.]`,
  )
}

/** Turns what PostgreSQL printed before it gave up into one sentence. */
export function explainLog(output: string): Trouble {
  if (/No space left|Disk quota/i.test(output)) return diskFull()
  if (/Cannot allocate memory|could not (create|map).*shared memory/i.test(output)) {
    return new Trouble(
      '内存不足，数据库无法启动：请关闭其他程序，至少留出 512 MB。[Too little memory for the database: leave it at least 512 MB.]',
    )
  }
  const denied = /^.*(Permission denied|Operation not permitted|Read-only file system).*$/im.exec(output)
  const lines = output.trim().split('\n')
  const reason = denied?.[0] ?? lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? ''
  return new Trouble(`数据库无法启动：${reason.trim()} [The database cannot start; see postgres.log in the data directory.]`)
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** PostgreSQL processes at work in a directory: on Linux all of them, elsewhere the one in its own note. */
function processesIn(directory: string): number[] {
  const here = statSync(directory, { throwIfNoEntry: false })
  if (!here) return []
  if (!existsSync('/proc/self/cwd')) return [postmaster(directory)].filter((pid) => pid > 0 && isPostgres(pid))
  const works = (pid: number) => {
    try {
      if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return false
      const there = statSync(`/proc/${pid}/cwd`)
      return there.ino === here.ino && there.dev === here.dev && !readlinkSync(`/proc/${pid}/cwd`).endsWith(' (deleted)')
    } catch {
      return false
    }
  }
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && works(pid))
}

/** Whether the process of that number is a PostgreSQL and not a stranger who was given the number since. */
function isPostgres(pid: number): boolean {
  return spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.includes('postgres') ?? false
}

/** The server's process number in its own note; 0 without one. */
function postmaster(directory: string): number {
  try {
    return Number(readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n', 1)[0])
  } catch {
    return 0
  }
}

/**
 * Ends whatever an earlier run left working in the directory: a server whose application was killed is asked to shut
 * down, backends whose server was killed are ended. Everything acknowledged is in the write-ahead log by then. The
 * caller holds the data, so no living Guitu is disturbed.
 */
export async function endAll(directory: string): Promise<void> {
  const signals = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const
  for (const [signal, patience] of signals) {
    const server = postmaster(directory)
    const present = processesIn(directory)
    if (!present.length) break
    const receivers = present.includes(server) ? [server] : present
    if (signal === 'SIGINT' && receivers[0] !== server) continue
    for (const pid of signal === 'SIGKILL' ? present : receivers) kill(pid, signal)
    for (const end = Date.now() + patience; Date.now() < end && processesIn(directory).length; ) await pause(25)
  }
  // Nobody works here, so a note naming a living process names a stranger who was given the number since.
  if (existsSync('/proc/self/cwd') && alive(postmaster(directory) || -1))
    rmSync(join(directory, 'postmaster.pid'), { force: true })
}

/** Sends a signal to a process that may be gone already. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
