// One installer at a time: `npm start` and `npm test` begun together in a fresh clone must not both fill node_modules.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const pause = () => new Promise((resolve) => setTimeout(resolve, 300))

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Runs `work` while holding the directory `lock`; waits while a living process holds it, takes over from a dead one. */
export async function exclusively(lock, work) {
  mkdirSync(dirname(lock), { recursive: true })
  for (let unreadable = 0; ; ) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    let holder = 0
    try {
      holder = Number(readFileSync(join(lock, 'pid'), 'utf8'))
    } catch {
      // Made a moment ago and not signed yet, or its maker died in between.
      unreadable += 1
    }
    if ((holder > 0 && !alive(holder)) || unreadable > 10) rmSync(lock, { recursive: true, force: true })
    else await pause()
  }
  try {
    writeFileSync(join(lock, 'pid'), String(process.pid))
    return await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}
