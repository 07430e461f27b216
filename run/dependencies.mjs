// The packages in node_modules: there, and the ones that package-lock.json names.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exclusively } from './exclusive.mjs'
import { npmInstall } from './processes.mjs'
import { say } from './say.mjs'

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')

/** Installs the locked packages when they are missing or the lock file has changed since. */
export async function dependencies(root, node) {
  if (fresh(root)) return
  await exclusively(join(root, '.cache', 'install.lock'), async () => {
    if (fresh(root)) return
    if (!matches(root)) {
      const begin = Date.now()
      say('正在安装依赖（第一次约需一分钟）… [installing packages, about a minute the first time]')
      await npmInstall(root, node)
      say(`依赖装好了，用时 ${Math.round((Date.now() - begin) / 1000)} 秒。[packages installed]`)
    }
    writeFileSync(stampFile(root), hash(root))
  })
}

const stampFile = (root) => join(root, 'node_modules', '.guitu-lock-hash')
const hash = (root) =>
  createHash('sha256')
    .update(read(join(root, 'package-lock.json')))
    .digest('hex')
const fresh = (root) => existsSync(join(root, 'node_modules')) && read(stampFile(root)) === hash(root)

/**
 * Whether npm has already laid out what the lock file names. npm keeps its own note of what lies in node_modules; going
 * by it spares a developer who just ran `npm install PACKAGE` from having the folder wiped and filled again.
 */
function matches(root) {
  const note = read(join(root, 'node_modules', '.package-lock.json'))
  if (!note) return false
  const laid = JSON.parse(note).packages
  const named = JSON.parse(read(join(root, 'package-lock.json'))).packages
  return Object.entries(named).every(([path, entry]) => {
    if (path === '') return true
    const there = laid[path]
    // A package for another platform is named but not laid out.
    return there ? there.version === entry.version : Boolean(entry.optional || entry.devOptional)
  })
}
