/** The key file: made at the first start, outside the data directory and so outside every backup of it. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type KeyFile, newKeyFile } from '#kernel/crypto.ts'
import { Trouble } from '#kernel/trouble.ts'

/**
 * Reads the keys, or makes them where the database has none of its own yet. A database that has been used with keys that
 * are not here is refused: new keys would leave everything sealed for ever.
 */
export function provideKeys(keyDir: string, databaseIsNew: boolean): KeyFile {
  const file = join(keyDir, 'guitu-keys.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as KeyFile
  if (!databaseIsNew) {
    throw new Trouble(
      `找不到密钥文件 ${file}：没有它，已加密的资料无法读出。请把密钥文件放回原处，或用 GUITU_KEYS 指明它的目录。[The key file is missing: put it back, or name its directory with GUITU_KEYS.]`,
    )
  }
  mkdirSync(keyDir, { recursive: true, mode: 0o700 })
  const keys = newKeyFile()
  // On disk before the first value is sealed with it: a power cut must not leave data whose keys are gone.
  const handle = openSync(file, 'wx', 0o600)
  writeFileSync(handle, `${JSON.stringify(keys, null, 2)}\n`)
  fsyncSync(handle)
  closeSync(handle)
  const folder = openSync(keyDir, 'r')
  fsyncSync(folder)
  closeSync(folder)
  return keys
}
