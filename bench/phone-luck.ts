/**
 * Three hundred shifts of bad luck (tests/phone/luck.ts), some at a time, against one server in a process of its own that is killed
 * with -9 in the middle of their requests. Asked afterwards, shift by shift: is every kept deed there once, is the phone empty.
 */
import { performance } from 'node:perf_hooks'
import { chanceOf } from '#app/sample/chance.ts'
import { verifyLedger } from '#kernel/ledger.ts'
import { faultsOf } from '../tests/phone/faults.ts'
import { leftOn, liveShift, type World } from '../tests/phone/luck.ts'
import { patrolShift } from '../tests/phone/shift.ts'
import { type Bench, rounded, together } from './lab.ts'
import { openStreets, type Streets } from './phones.ts'

/** Phones at the same time. */
const WIDTH = 12

export async function benchPhoneLuck(bench: Bench): Promise<void> {
  const shifts = bench.quick ? 12 : 300
  const streets = await openStreets(bench, 'phone-luck')
  const faults: string[] = []
  const blows: Record<string, number> = {}
  const sum = { deeds: 0, photos: 0, requests: 0, kills: 0 }
  const begin = performance.now()
  try {
    const seeds = Array.from({ length: shifts }, (_, at) => at + 1)
    await together(seeds, WIDTH, async (seed) => {
      const me = await streets.officer(seed)
      const deeds = patrolShift(chanceOf(seed * 7919), streets.ground, 3)
      try {
        const world = worldOf(streets, me.accountId, () => (sum.kills += 1))
        const { figures, disk } = await liveShift({ seed, world, me, deeds, patience: 300_000 })
        const left = await leftOn(disk)
        if (left.actions + left.photos + left.bodies > 0) faults.push(`shift ${seed}: left on the phone ${JSON.stringify(left)}`)
        faults.push(...(await faultsOf(streets.house, me.accountId, figures.kept)).map((fault) => `shift ${seed}: ${fault}`))
        for (const [blow, count] of Object.entries(figures.blows)) blows[blow] = (blows[blow] ?? 0) + count
        sum.deeds += figures.kept.length
        sum.photos += figures.kept.flatMap((each) => each.photos).length
        sum.requests += figures.requests
      } catch (error) {
        faults.push(`shift ${seed}: ${(error as Error).message}`)
      }
      if (seed % 10 === 0) bench.log(`shift ${seed}: ${sum.deeds} deeds, ${sum.kills} kills, ${faults.length} faults`)
    })
    const broken = await verifyLedger(streets.house.db.kysely, () => undefined)
    faults.push(...broken.map((each) => `the ledger breaks: ${JSON.stringify(each)}`))
  } finally {
    await streets.close()
  }
  for (const fault of faults.slice(0, 30)) bench.log(fault)
  bench.log(
    Object.entries(blows)
      .sort(([, a], [, b]) => b - a)
      .map(([blow, count]) => `${blow} ${count}`)
      .join(', '),
  )
  const hits = Object.values(blows).reduce((all, each) => all + each, 0)
  bench.line({
    name: 'phone: shifts of bad luck',
    figure: `${faults.length} faults in ${shifts} shifts`,
    comparedTo: `${sum.deeds} deeds, ${sum.photos} photos, ${sum.requests} requests, ${hits} blows, server killed with -9 ${sum.kills} times; ${rounded((performance.now() - begin) / 1000, 0)} s`,
    wanted: 'each deed once, phones empty',
    met: faults.length === 0,
  })
}

function worldOf(streets: Streets, accountId: string, killed: () => void): World {
  return {
    base: () => streets.base,
    async kill() {
      if (await streets.kill()) killed()
    },
    signIn: () => streets.session(accountId),
    endSessions: () => streets.endSessions(accountId),
    now: () => Date.now(),
    later: () => undefined,
  }
}
