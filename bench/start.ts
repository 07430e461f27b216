/**
 * The second start: from the start of the process to its first answer, database included; what application and database
 * hold when nobody asks; what a browser fetches for sign-in and the first screen.
 */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from '#kernel/config.ts'
import { startPostgres } from '#kernel/postgres.ts'
import { clerkOf, closeHouse, foundCity, OFFICER, openEmptyHouse, PASSWORD } from './city.ts'
import { type Bench, Client, dataDirectory, median, memoryOf, rounded, type Server, startServer } from './lab.ts'

const LIMIT_KB = 450

export async function benchStart(bench: Bench): Promise<void> {
  const data = dataDirectory(bench, 'start')
  const postgres = await startPostgres({ dataDir: data })
  try {
    const house = await openEmptyHouse(postgres.connection, data)
    await foundCity(house)
    await closeHouse(house)
  } finally {
    await postgres.stop()
  }
  // The first start after an installation fills Node's compile cache; it is not the second.
  await (await startServer({ data })).stop()
  const times: number[] = []
  let server: Server | undefined
  for (let round = 0; round < (bench.quick ? 1 : 5); round += 1) {
    await server?.stop()
    server = await startServer({ data })
    times.push(server.firstAnswer)
    bench.log(`start ${round + 1}: ${rounded(server.firstAnswer, 0)} ms`)
  }
  if (!server) return
  try {
    bench.line({
      name: 'second start to the first answer',
      figure: `${rounded(median(times) / 1000, 2)} s`,
      comparedTo: `slowest of ${times.length}: ${rounded(Math.max(...times) / 1000, 2)} s; database, migrations looked at, HTTP`,
      wanted: '≤ 5 s',
      met: median(times) <= 5000,
    })
    await memory(bench, server)
    await firstScreen(bench, server)
  } finally {
    await server.stop()
  }
}

/** After a morning's first questions, then nothing for a while. */
async function memory(bench: Bench, server: Server): Promise<void> {
  if (process.platform !== 'linux') return bench.log('memory is read from /proc: Linux only')
  const clerk = await Client.signedIn(server.port, clerkOf(0, false), PASSWORD)
  const officer = await Client.signedIn(server.port, OFFICER.login, OFFICER.password)
  for (let round = 0; round < 20; round += 1) {
    await clerk.ask('supervision.duties')
    await officer.ask('supervision.policy-page', { pack: 's1' })
  }
  clerk.close()
  officer.close()
  await pause(bench.quick ? 2_000 : 30_000)
  const held = memoryOf(server.process.pid as number)
  const sum = held.reduce((total, { pss }) => total + pss, 0) / 1024
  const [application] = held.filter(({ pid }) => pid === server.process.pid)
  bench.line({
    name: 'idle memory, application and database (PSS)',
    figure: `${rounded(sum, 0)} MB`,
    comparedTo: `application ${rounded((application?.pss ?? 0) / 1024, 0)} MB, ${held.length - 1} processes of the database the rest`,
    wanted: '≤ 500 MB',
    met: sum <= 500,
  })
}

const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

async function firstScreen(bench: Bench, server: Server): Promise<void> {
  const desk = join(root, 'dist', 'desk')
  const executablePath = browsers.find((path) => path && existsSync(path))
  if (!existsSync(join(desk, 'index.html')) || !executablePath)
    return bench.log('the first screen needs dist/desk (npm start builds it) and a Chromium (CHROMIUM names it)')
  const { chromium } = await import('@playwright/test')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    const fetched = new Map<string, number>()
    page.on('response', (answer) => {
      const { pathname } = new URL(answer.url())
      const file = join(desk, pathname === '/' ? 'index.html' : pathname)
      if (pathname.startsWith('/api/') || !existsSync(file)) return
      fetched.set(pathname, statSync(existsSync(`${file}.gz`) ? `${file}.gz` : file).size)
    })
    await page.goto(`http://localhost:${server.port}/`, { waitUntil: 'networkidle' })
    const signIn = [...fetched.values()].reduce((sum, size) => sum + size, 0) / 1024
    const signedIn = await page.evaluate(
      async ([login, password]) =>
        (
          await fetch('/api/session/sign-in', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ login, password }),
          })
        ).ok,
      [clerkOf(0, false), PASSWORD],
    )
    if (!signedIn) throw new Error('the browser could not sign in')
    await page.goto(`http://localhost:${server.port}/`, { waitUntil: 'networkidle' })
    const whole = [...fetched.values()].reduce((sum, size) => sum + size, 0) / 1024
    bench.line({
      name: "the desk's first screen, gzipped",
      figure: `${rounded(whole, 0)} KB`,
      comparedTo: `${fetched.size} files, home with its panels; sign-in alone ${rounded(signIn, 0)} KB`,
      wanted: `≤ ${LIMIT_KB} KB`,
      met: whole <= LIMIT_KB,
    })
  } finally {
    await browser.close()
  }
}
