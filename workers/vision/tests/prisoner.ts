/** Tries what the worker must not be able to do. */
import '../fence.ts'
import { spawnSync } from 'node:child_process'
import dns from 'node:dns'
import { readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'

async function tried(work: () => unknown): Promise<string> {
  try {
    await work()
    return 'open'
  } catch {
    return 'shut'
  }
}

for await (const _line of process.stdin) {
  const answer = {
    network: await tried(() => net.connect(9, '127.0.0.1')),
    names: await tried(() => dns.promises.lookup('localhost')),
    fetch: await tried(() => fetch('http://127.0.0.1/')),
    write: await tried(() => writeFileSync('/tmp/guitu-vision-prisoner', '')),
    read: await tried(() => readFileSync('/etc/hostname')),
    process: await tried(() => spawnSync('true').error?.message && Promise.reject(new Error('shut'))),
  }
  process.stdout.write(`${JSON.stringify({ id: 1, answer, rss: 0 })}\n`)
}
