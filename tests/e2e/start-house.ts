/** A whole house of its own for the browser: real server, real database, nothing in it; gone when the run ends. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const LONGEST_START_MS = 120_000

/**
 * Starts the server on a free port; hands its address and start code to the tests; gives back how to end it. With
 * GUITU_E2E_ADDRESS the tests go to a sample city that runs already, and the first start is left out.
 */
export default async function startHouse(): Promise<() => Promise<void>> {
  if (process.env.GUITU_E2E_ADDRESS) return async () => undefined
  const folder = mkdtempSync(join(tmpdir(), 'guitu-e2e-'))
  const { DATABASE_URL: _own, ...environment } = process.env
  const server = spawn(process.execPath, ['src/app/main.ts'], {
    cwd: root,
    env: { ...environment, PORT: '0', GUITU_DATA: join(folder, 'data'), GUITU_KEYS: join(folder, 'keys') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let heard = ''
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  let ending = false
  const end = async () => {
    ending = true
    server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }

  const told = new Promise<RegExpMatchArray>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the server did not start in time:\n${heard}`)), LONGEST_START_MS)
    server.once('exit', (status) => reject(new Error(`the server ended with ${status}:\n${heard}`)))
    const listen = (piece: Buffer) => {
      heard += piece.toString()
      const found = heard.match(/(http:\/\/localhost:\d+)[\s\S]*启动码 (\d{8})/)
      if (!found) return
      clearTimeout(late)
      resolve(found)
    }
    server.stdout.on('data', listen)
    server.stderr.on('data', listen)
  })
  try {
    const [, address, code] = await told
    server.once('exit', (status, signal) => {
      if (!ending) process.stderr.write(`the server ended by itself (${status ?? signal}):\n${heard.slice(-4000)}\n`)
    })
    process.env.GUITU_E2E_ADDRESS = address
    process.env.GUITU_E2E_CODE = code
    return end
  } catch (error) {
    await end()
    throw error
  }
}
