// The built web in dist/, desk and phone: there, and as new as its sources.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exclusively } from './exclusive.mjs'
import { capture, withNode } from './processes.mjs'
import { say, Trouble } from './say.mjs'

const sources = ['web', 'src']
const single = ['package-lock.json', 'run/web.mjs']

/** The desk and the phone's app: what is built out of what, into which folder of `dist`. */
const apps = [
  { config: 'vite.config.ts', folder: 'desk' },
  { config: 'phone.vite.config.ts', folder: 'phone' },
]

/** Builds the web when it has never been built or a source is newer. */
export async function web(root, node) {
  const wanted = apps.filter(({ config }) => existsSync(join(root, 'web', config)))
  if (wanted.length === 0) return
  const stamp = join(root, 'dist', '.guitu-web-stamp')
  const fresh = () =>
    wanted.every(({ folder }) => existsSync(join(root, 'dist', folder, 'index.html'))) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprint(root)
  if (fresh()) return
  await exclusively(join(root, '.cache', 'web.lock'), async () => {
    if (fresh()) return
    const begin = Date.now()
    const before = fingerprint(root)
    say('正在生成网页… [building the web pages]')
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    for (const { config } of wanted) {
      const path = join(root, 'web', config)
      const built = await capture(node, [vite, 'build', '--config', path], { cwd: root, env: withNode(node) })
      if (built.code === 0) continue
      say(built.output.trim().split('\n').slice(-30).join('\n'))
      throw new Trouble('网页没有生成，原因见上。[The web pages could not be built; the reason is above.]')
    }
    mkdirSync(join(root, 'dist'), { recursive: true })
    writeFileSync(stamp, before)
    say(`网页生成好了，用时 ${Math.round((Date.now() - begin) / 1000)} 秒。[web pages built]`)
  })
}

/** Names, sizes and times of all sources: cheap to take at every start, and a needless build harms nobody. */
function fingerprint(root) {
  const hash = createHash('sha256')
  const walk = (path) => {
    const full = join(root, path)
    const entry = statSync(full, { throwIfNoEntry: false })
    if (!entry) return
    if (entry.isDirectory()) for (const name of readdirSync(full).sort()) walk(join(path, name))
    else if (!path.endsWith('.test.ts') && !path.endsWith('.md') && !path.endsWith('.sql'))
      hash.update(`${path}\0${entry.size}\0${entry.mtimeMs}\n`)
  }
  for (const path of [...sources, ...single]) walk(path)
  return hash.digest('hex')
}
