/** The borders of the house. Each failure says in plain words what to do instead. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const HALL = 'people-and-cases'
/** Files above this are two ideas. */
const LONGEST = 350

function filesBelow(dir: string): string[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name)
    if (statSync(path).isDirectory()) return filesBelow(path)
    return /\.(ts|tsx)$/.test(name) ? [relative(root, path)] : []
  })
}

const code = [...filesBelow(join(root, 'src')), ...filesBelow(join(root, 'web'))]
const product = code.filter((file) => !/\.test\.tsx?$/.test(file) && !file.includes('/testing/'))

interface Import {
  from: string
  to: string
  /** Erased before it runs: a type may be named both ways. */
  typeOnly: boolean
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)[^'"\n]*(?:\n[^'"\n]*)*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
    ),
  ]
  return found.flatMap((match) => {
    const name = (match[1] ?? match[2]) as string
    const to = name.startsWith('#')
      ? name.replace(/^#(kernel|facts|policy|modules|app)\//, 'src/$1/').replace(/^#web\//, 'web/')
      : name.startsWith('.')
        ? relative(root, resolve(root, dirname(file), name))
        : name
    return [{ from: file, to, typeOnly: /^\s*(import|export)\s+type\b/.test(match[0]) }]
  })
}

const imports = product.flatMap(importsOf)
const roomOf = (path: string) => path.match(/^src\/modules\/([^/]+)\//)?.[1]
const floorOf = (path: string) => {
  if (path.startsWith('src/kernel/')) return 'kernel'
  if (path.startsWith('src/facts/')) return 'facts'
  if (path.startsWith('src/policy/')) return 'policy'
  if (path.startsWith('src/modules/')) return 'room'
  if (path.startsWith('src/app/')) return 'app'
  if (path.startsWith('web/ui/')) return 'ui'
  if (path.startsWith('web/')) return 'shell'
  return 'outside'
}
const isScreen = (path: string) => /^src\/modules\/[^/]+\/web\//.test(path)

/** Floors that a floor may import, besides itself and packages. */
const may: Record<string, readonly string[]> = {
  kernel: [],
  facts: ['kernel'],
  policy: ['kernel', 'facts'],
  room: ['kernel', 'facts', 'ui', 'room'],
  ui: ['kernel', 'facts'],
  app: ['kernel', 'facts', 'policy', 'room', 'ui'],
  shell: ['kernel', 'facts', 'policy', 'room', 'ui'],
}
/** Rooms that read policies. */
const readsPolicy = new Set(['supervision', 'statistics'])

test('enough files are looked at for the borders to mean something', () => {
  expect(product.length).toBeGreaterThan(80)
  expect(imports.length).toBeGreaterThan(300)
})

test('each floor stands on the floors below it', () => {
  const faults = imports
    .filter(({ from, to }) => {
      const here = floorOf(from)
      const there = floorOf(to)
      if (there === 'outside' || here === there) return false
      if (here === 'room' && there === 'policy') return !readsPolicy.has(roomOf(from) as string)
      return !(may[here] ?? []).includes(there)
    })
    .map(({ from, to }) => `${from} imports ${to}: a ${floorOf(from)} does not know a ${floorOf(to)}`)
  expect(faults).toEqual([])
})

test('rooms meet only over facts; the hall alone is entered, by its index', () => {
  const faults = imports
    .filter(({ from, to }) => {
      const here = roomOf(from)
      const there = roomOf(to)
      if (!here || !there || here === there) return false
      if (there !== HALL) return true
      return to !== `src/modules/${HALL}/index.ts` && to !== `src/modules/${HALL}/words.ts` && !isScreen(to)
    })
    .map(({ from, to }) => `${from} imports ${to}: record a fact, or take what the hall's index.ts and words.ts give`)
  expect(faults).toEqual([])
})

test('a screen asks a door; it never reads the store', () => {
  const faults = imports
    .filter(
      ({ from, to }) =>
        isScreen(from) && /\/(store[^/]*|actions[^/]*|queries[^/]*|reactions|module)\.ts$/.test(to) && roomOf(to) !== undefined,
    )
    .map(({ from, to }) => `${from} imports ${to}: a screen asks a query or sends an action by name`)
  const node = imports.filter(
    ({ from, to }) => (isScreen(from) || from.startsWith('web/')) && to.startsWith('node:') && !from.endsWith('vite.config.ts'),
  )
  expect([...faults, ...node.map(({ from, to }) => `${from} imports ${to}: a browser has no ${to}`)]).toEqual([])
})

test('what a screen imports never reaches the server', () => {
  const next = new Map<string, string[]>()
  for (const { from, to, typeOnly } of imports)
    if (!typeOnly && code.includes(to)) next.set(from, [...(next.get(from) ?? []), to])
  const seen = new Set<string>()
  const walk = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const to of next.get(file) ?? []) walk(to)
  }
  for (const file of product.filter(isScreen)) walk(file)
  const server = [...seen].filter((file) => /\/(store|actions|queries|db|ledger|perform)[^/]*\.ts$/.test(file))
  expect(server).toEqual([])
})

test('rules, schemas and lifecycles are pure: no database, no clock, no chance', () => {
  const faults = product
    .filter(
      (file) =>
        /^src\/modules\/[^/]+\/(rules|schema|lifecycle|access)[^/]*\.ts$/.test(file) || /^src\/policy\/(?!load)/.test(file),
    )
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      const bad = [/\bawait\b/, /\bnew Date\(/, /\bDate\.now\(/, /\bMath\.random\(/, /#kernel\/db\.ts/, /\bsql`/].filter(
        (pattern) => pattern.test(text),
      )
      return /^src\/policy\/(check|cli)/.test(file) ? [] : bad.map((pattern) => `${file} uses ${pattern.source}`)
    })
  expect(faults).toEqual([])
})

test('the clock, chance and the environment are read in one place each', () => {
  const allowed =
    /^src\/kernel\/(time|config|crypto|session|postgres|trouble|db)\b|^src\/kernel\/postgres\/|^src\/app\/|^web\/|^src\/modules\/[^/]+\/web\//
  const faults = product
    .filter((file) => !allowed.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      return [/\bnew Date\(/, /\bDate\.now\(/, /\bMath\.random\(/, /\bprocess\.env\b/]
        .filter((pattern) => pattern.test(text))
        .map((pattern) => `${file} uses ${pattern.source}`)
    })
  expect(faults).toEqual([])
})

test('a screen of the phone asks its engine what time it is: a phone may be a day wrong', () => {
  const faults = product
    .filter(
      (file) => /^web\/(ui\/)?phone\/|^src\/modules\/[^/]+\/web\/phone\//.test(file) && file !== 'web/phone/engine/parts.ts',
    )
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      return [/\bnew Date\(\)/, /\bDate\.now\b/, /\bperformance\.now\b/, /\bshowInstant\([^,()]*\)/, /\bshowDate\([^,()]*\)/]
        .filter((pattern) => pattern.test(text))
        .map(
          (pattern) =>
            `${file} uses ${pattern.source}: take phone.phoneNow() for a record, phone.now() to compare with the house`,
        )
    })
  expect(faults).toEqual([])
})

test("a room's SQL names its own schema, the hall's people and the kernel only", () => {
  const schemas = [
    'people',
    'intake',
    'stay',
    'medical',
    'departure',
    'supervision',
    'exchange',
    'jobs',
    'tracing',
    'inquiries',
    'vision',
    'notices',
    'portal',
    'settlement',
  ]
  const own: Record<string, string[]> = { [HALL]: ['people'], administration: ['jobs'] }
  const faults = product
    .filter((file) => roomOf(file) && /\bsql[<`]/.test(readFileSync(join(root, file), 'utf8')))
    .flatMap((file) => {
      const room = roomOf(file) as string
      const text = readFileSync(join(root, file), 'utf8')
      const allowed = new Set(['people', room, ...(own[room] ?? [])])
      return schemas
        .filter((schema) => !allowed.has(schema) && new RegExp(`\\b(from|join|into|update)\\s+${schema}\\.`, 'i').test(text))
        .map((schema) => `${file} reads ${schema}: ask that room's facts instead`)
    })
  expect(faults).toEqual([])
})

test('no import goes in a circle', () => {
  const graph = new Map<string, string[]>()
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly && code.includes(to)) graph.set(from, [...(graph.get(from) ?? []), to])
  }
  const circles: string[] = []
  const state = new Map<string, 'open' | 'done'>()
  const walk = (file: string, way: string[]) => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      circles.push([...way.slice(way.indexOf(file)), file].join(' → '))
      return
    }
    state.set(file, 'open')
    for (const next of graph.get(file) ?? []) walk(next, [...way, file])
    state.set(file, 'done')
  }
  for (const file of graph.keys()) walk(file, [])
  expect(circles).toEqual([])
})

test('a file above three hundred and fifty lines is two ideas', () => {
  const long = product
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length }))
    .filter(({ lines }) => lines > LONGEST)
  expect(long).toEqual([])
})

test('every room says what it is for', () => {
  const rooms = [...new Set(product.map(roomOf).filter((room) => room !== undefined))]
  expect(rooms.filter((room) => !existsSync(join(root, 'src/modules', room, 'README.md')))).toEqual([])
})

test('no two rooms give one address a page: the desk would stay blank for everybody', () => {
  const paths = product
    .filter((file) => /^src\/modules\/[^/]+\/web\/index\.tsx$/.test(file))
    .flatMap((file) => {
      const routes = readFileSync(join(root, file), 'utf8').match(/\n {2}routes: \[([\s\S]*?)\n? *\],\n/)?.[1] ?? ''
      return [...routes.matchAll(/path: '([^']+)'/g)].map((match) => match[1] as string)
    })
  expect(paths.length).toBeGreaterThan(50)
  expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([])
})
