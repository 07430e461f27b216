import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { readConfig, root } from '../../src/kernel/config.ts'
import { checkServer, providePostgres, startPostgres } from '../../src/kernel/postgres.ts'
import { explainTrouble } from '../../src/kernel/trouble.ts'
import '../database.ts'

test('without a word in the environment the server listens on this machine alone, data and keys lie side by side', () => {
  const config = readConfig({})
  expect(config).toMatchObject({ port: 3000, host: 'localhost', databaseUrl: undefined })
  expect([config.dataDir, config.keyDir]).toEqual([join(root, 'data'), join(root, 'keys')])
})

test('keys follow the data to their new place, but never into them', () => {
  expect(readConfig({ GUITU_DATA: '/srv/one' })).toMatchObject({ dataDir: '/srv/one', keyDir: '/srv/one-keys' })
  expect(() => readConfig({ GUITU_DATA: '/srv/one', GUITU_KEYS: '/srv/one/keys' })).toThrow(/密钥目录/)
})

test('a relative path means the folder the person was in, not the one npm changed into', () => {
  expect(readConfig({ GUITU_DATA: 'here', INIT_CWD: '/home/somebody' }).dataDir).toBe('/home/somebody/here')
})

test("a visitor's address is believed from this machine's proxy, and from those that are named", () => {
  expect(readConfig({}).trustedProxies).toEqual(['loopback'])
  expect(readConfig({ GUITU_PROXY: '10.1.2.3, fd00::/8' }).trustedProxies).toEqual(['loopback', '10.1.2.3', 'fd00::/8'])
  expect(() => readConfig({ GUITU_PROXY: 'everybody' })).toThrow(/everybody 不是地址/)
})

test('values that cannot be understood are refused with one sentence', () => {
  expect(() => readConfig({ PORT: 'http' })).toThrow(/PORT=http 不是端口号/)
  expect(() => readConfig({ DATABASE_URL: 'mysql://localhost/x' })).toThrow(/DATABASE_URL 看不懂/)
})

test('a database that cannot be reached, does not exist or refuses the password is named in one sentence', async () => {
  const { url } = inject('database')
  const checked = (change: (target: URL) => void) => {
    const target = new URL(url)
    change(target)
    return checkServer({ connectionString: target.href }, target.href)
  }
  await expect(checked(() => undefined)).resolves.toBeUndefined()
  await expect(checked((target) => target.searchParams.set('port', '1'))).rejects.toThrow(
    /^连不上 DATABASE_URL|^连不上DATABASE_URL/,
  )
  await expect(checked((target) => (target.pathname = '/nowhere'))).rejects.toThrow(/数据库不存在/)
  await expect(checked((target) => (target.username = 'nobody_here'))).rejects.toThrow(/拒绝了用户名或密码/)
})

test('one’s own database is used as it is, and not stopped with the application', async () => {
  const { url } = inject('database')
  const given = await providePostgres({ ...readConfig({}), databaseUrl: url })
  expect(given.url).toBe(url)
  await given.stop()
  await checkServer({ connectionString: url })
})

test('a port in use is said with the port and a way out', async () => {
  const first = createServer()
  const port = await new Promise<number>((resolve) => {
    first.listen(0, () => resolve((first.address() as { port: number }).port))
  })
  const error = await new Promise<Error>((resolve) => {
    const second: Server = createServer().on('error', resolve)
    second.listen(port)
  })
  first.close()
  expect(explainTrouble(error, { port })).toMatch(new RegExp(`端口 ${port} 已被占用`))
})

test('a defect is not dressed up as trouble with the machine', () => {
  expect(explainTrouble(new TypeError('x is not a function'))).toBeUndefined()
})

test('where a socket’s path would be too long the database listens on a port of this machine alone', async () => {
  const home = mkdtempSync(join(tmpdir(), 'guitu-far-'))
  const before = process.env.TMPDIR
  const far = mkdtempSync(join(home, `${'deep'.repeat(20)}-`))
  process.env.TMPDIR = far
  try {
    const server = await startPostgres({ dataDir: join(home, 'data') })
    try {
      // Root's database may not be able to enter that folder; then another one with a short name is taken.
      if (process.getuid?.() !== 0) expect(server.connection.host).toBe('127.0.0.1')
      await checkServer(server.connection)
    } finally {
      await server.stop()
    }
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    rmSync(home, { recursive: true, force: true })
  }
})

test('a certificate comes with its key, or not at all', () => {
  const both = { GUITU_TLS_CERT: 'site.pem', GUITU_TLS_KEY: '/etc/site.key', INIT_CWD: '/srv' }
  expect(readConfig(both).tls).toEqual({ cert: '/srv/site.pem', key: '/etc/site.key' })
  expect(readConfig({}).tls).toBeUndefined()
  expect(() => readConfig({ GUITU_TLS_CERT: 'site.pem' })).toThrow('GUITU_TLS_KEY')
})
