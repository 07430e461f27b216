/**
 * Where the application and its database meet: a unix socket in a directory of their own, or a port of this machine
 * alone where the system has no such sockets. Either way a password from the data directory opens the door.
 */
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Identity } from './binaries.ts'

export type Meeting =
  | { readonly kind: 'socket'; readonly host: string; readonly port: number }
  | { readonly kind: 'port'; readonly host: string; readonly port: number }

/** A system refuses longer socket addresses (104 bytes on macOS, 108 on Linux). */
const longest = 103

/** A directory for sockets and short-lived notes, that only we and the database's user can enter. */
export function runtimeDirectory(dataDir: string, identity: Identity): string {
  const base = [tmpdir(), '/tmp', '/var/tmp'].find((path) => enterable(path, identity)) ?? tmpdir()
  const owner = identity?.uid ?? process.getuid?.() ?? 0
  const name = join(base, `guitu-${createHash('sha256').update(dataDir).digest('hex').slice(0, 10)}`)
  try {
    mkdirSync(name, { mode: 0o700 })
  } catch {
    // A shared folder: the name may be an earlier run's, or a stranger's, which must not be used.
    const there = lstatSync(name, { throwIfNoEntry: false })
    if (process.platform === 'win32' || (there?.isDirectory() && there.uid === owner)) return name
    return own(mkdtempSync(`${name}-`), identity)
  }
  return own(name, identity)
}

function own(path: string, identity: Identity): string {
  if (identity) chownSync(path, identity.uid, identity.gid)
  chmodSync(path, 0o700)
  return path
}

/** Whether that user can walk to the directory. */
function enterable(path: string, identity: Identity): boolean {
  const entry = statSync(path, { throwIfNoEntry: false })
  if (!entry?.isDirectory()) return false
  if (identity && !(entry.mode & 0o001) && entry.uid !== identity.uid) return false
  return dirname(path) === path || enterable(dirname(path), identity)
}

/** Chooses socket or port. */
export async function choose(directory: string): Promise<Meeting> {
  const port = 5432
  const fits = Buffer.byteLength(join(directory, `.s.PGSQL.${port}`)) <= longest
  if (fits && process.platform !== 'win32') return { kind: 'socket', host: directory, port }
  return atPort()
}

/** Removes what a server that was killed left of its socket. */
export function clearSocket({ host, port }: Meeting): void {
  for (const ending of ['', '.lock']) rmSync(join(host, `.s.PGSQL.${port}${ending}`), { force: true })
}

/** A free port of this machine alone. */
export function atPort(): Promise<Meeting> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve({ kind: 'port', host: '127.0.0.1', port }))
    })
  })
}
