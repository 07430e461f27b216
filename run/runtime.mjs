// The Node that runs everything: the machine's when it is 24 or newer, else the exact one pinned in run/node24.
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exclusively } from './exclusive.mjs'
import { capture, npmInstall } from './processes.mjs'
import { say, Trouble } from './say.mjs'

const pinned = join(dirname(fileURLToPath(import.meta.url)), 'node24')
const wanted = 24

/** Path of a Node 24 or newer; brings the pinned one from the npm registry when the machine's is older. */
export async function runtime(root) {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= wanted) return process.execPath
  if (major < 20) {
    throw new Trouble(
      `归途需要 Node.js 20 或更新的版本，本机是 ${process.version}。[Guitu needs Node.js 20 or later; this is ${process.version}.]`,
    )
  }
  const home = join(root, '.cache', 'node24')
  return find(home) ?? exclusively(join(root, '.cache', 'node24.lock'), async () => find(home) ?? bring(home))
}

/** The package for this platform, by the lock file's own words about systems and processors. */
function platformPackage() {
  const { packages } = JSON.parse(readFileSync(join(pinned, 'package-lock.json'), 'utf8'))
  const fits = ([, entry]) => [entry.os].flat().includes(process.platform) && [entry.cpu].flat().includes(process.arch)
  const found = Object.entries(packages).find(fits)
  if (!found) {
    throw new Trouble(
      `没有适合 ${process.platform}-${process.arch} 的 Node 24 安装包：请自行安装 Node.js 24。[No Node 24 package for ${process.platform}-${process.arch}: please install Node.js 24 yourself.]`,
    )
  }
  return { path: found[0], version: found[1].version, binary: found[1].bin.node }
}

/** The pinned Node, when it lies there whole and in the pinned version. */
function find(home) {
  const { path, version, binary } = platformPackage()
  const executable = join(home, path, binary)
  const description = join(home, path, 'package.json')
  if (!existsSync(executable) || !existsSync(description) || !existsSync(join(home, 'node_modules', '.package-lock.json')))
    return undefined
  return JSON.parse(readFileSync(description, 'utf8')).version === version ? executable : undefined
}

async function bring(home) {
  const { version } = platformPackage()
  say(`本机是 Node ${process.version}，正在取来 Node ${version}（约 120 MB，只需一次）… [bringing Node ${version}, once]`)
  mkdirSync(home, { recursive: true })
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(pinned, name), join(home, name))
  await npmInstall(home, process.execPath)
  const node = find(home)
  const tried = node ? await capture(node, ['--version']) : { code: 1, output: '' }
  if (node && tried.code === 0) return node
  throw new Trouble(
    `取来的 Node ${version} 在本机不能运行，请自行安装 Node.js 24：${tried.output.trim().split('\n')[0]} [The Node ${version} that was brought does not run here; please install Node.js 24 yourself.]`,
  )
}
