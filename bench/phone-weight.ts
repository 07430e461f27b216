/** What a phone fetches once to work without network: everything its service worker keeps, and the worker itself, gzipped. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '#kernel/config.ts'
import { type Bench, rounded } from './lab.ts'

const LIMIT_KB = 250

export async function benchPhoneWeight(bench: Bench): Promise<void> {
  const folder = join(root, 'dist', 'phone')
  if (!existsSync(join(folder, 'sw.js'))) return bench.log('dist/phone is not built: npm start builds it')
  const worker = readFileSync(join(folder, 'sw.js'), 'utf8')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name === 'sw.js' || worker.includes(`"${name}"`))
    .map((name) => ({ name, size: gzipSync(readFileSync(join(folder, name)), { level: 9 }).length }))
    .sort((a, b) => b.size - a.size)
  for (const { name, size } of files) bench.log(`${name}: ${rounded(size / 1024)} KB`)
  const total = rounded(files.reduce((sum, { size }) => sum + size, 0) / 1024)
  bench.line({
    name: 'the phone app, all rooms, kept for no network',
    figure: `${total} KB`,
    comparedTo: `${files.length} files; the largest ${rounded((files[0]?.size ?? 0) / 1024)} KB`,
    wanted: `≤ ${LIMIT_KB} KB`,
    met: total <= LIMIT_KB && files.length > 3,
  })
}
