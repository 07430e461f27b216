/**
 * One Guitu per data directory, for the process's whole life.
 *
 * The operating system holds the lock (SQLite's exclusive lock on an empty file), so it falls with the process however
 * that ends, and it holds between containers that share a volume, where process numbers say nothing. Who holds it is
 * written beside it, for the sentence only.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { notPermitted, Trouble } from '../trouble.ts'

/** A process that is just ending, or was just killed, lets go within this time. */
const patience = 2_000

/** Takes the data directory, or says in one sentence who has it. Gives the function that lets it go. */
export function holdData(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const holder = join(dataDir, 'guitu.pid')
  const lock = open(dataDir)
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    const locked = (error as { errcode?: number }).errcode === 5
    throw locked ? new Trouble(taken(dataDir, holder)) : error
  }
  writeFileSync(holder, `${process.pid}\n`)
  return () => {
    rmSync(holder, { force: true })
    lock.close()
  }
}

function open(dataDir: string): DatabaseSync {
  try {
    return new DatabaseSync(join(dataDir, 'guitu.lock'), { timeout: patience })
  } catch {
    throw notPermitted(dataDir)
  }
}

function taken(dataDir: string, holder: string): string {
  let pid = '?'
  try {
    pid = readFileSync(holder, 'utf8').trim()
  } catch {
    // The other one has locked but not signed yet.
  }
  return `这份数据（${dataDir}）正在被另一个归途使用（进程 ${pid}）：请先停下它，或用 GUITU_DATA 换一个数据目录。[These data are in use by another Guitu (process ${pid}): stop it, or choose another directory with GUITU_DATA.]`
}
