/** The sample city 云川市: invented people, laid out around today, the same for the same seed and day. */
import type { House } from '#kernel/house.ts'
import { DAY, dateOf, HOUR, MINUTE, startOfDay } from '#kernel/time.ts'
import { comparePutOff } from './acting.ts'
import { chanceOf } from './chance.ts'
import { childrenOfSample } from './children.ts'
import { accounts, openCity } from './city.ts'
import { familyLives } from './families.ts'
import { furnish } from './furnish.ts'
import { type Houses, openHouses, watching } from './houses.ts'
import { fetched, hospitalFirst, passing, present, turnedAway } from './lives.ts'
import { homeLives } from './lives-home.ts'
import { nameless } from './lives-nameless.ts'
import { outsideLives } from './lives-outside.ts'
import type { Frame, Life, StationKey } from './steps.ts'
import { live } from './live.ts'
import { officeWork } from './office.ts'
import { storyLives } from './story.ts'
import { streetsOfSample } from './street.ts'

export interface Progress {
  state: 'idle' | 'running' | 'done' | 'failed'
  done: number
  total: number
  sentence: string
}

/** Accounts of the sample city as the sign-in page shows them. */
export function sampleAccounts(): { login: string; password: string; name: string; title: string; organisation: string }[] {
  return accounts.map(({ login, password, name, title, organisation }) => ({ login, password, name, title, organisation }))
}

const FILES = 400
const DAYS = 730

/** Lives in the order of arrival: most pass through, some stay for months, a few are here now. */
export function planLives(seed: number, now: number, houses: Houses): Life[] {
  const chance = chanceOf(seed)
  const today = startOfDay(dateOf(now))
  const story = storyLives(today, now)
  const lives: Life[] = []
  const here = 34
  for (let index = 0; index < FILES - story.length; index += 1) {
    const station: StationKey = chance.happens(0.62) ? 'yunchuan' : chance.happens(0.6) ? 'qinghe-station' : 'liutang-station'
    const isHere = index < here
    const daysAgo = isHere ? chance.between(0, 8) : chance.between(10, DAYS)
    const at = today - daysAgo * DAY + chance.between(0, 23) * HOUR + chance.between(0, 59) * MINUTE
    const frame: Frame = { chance, station, at: Math.min(at, now - 40 * MINUTE), now, year: Number(dateOf(at).slice(0, 4)) }
    if (isHere) {
      lives.push(chance.happens(0.25) ? nameless(frame, true) : present(frame))
      continue
    }
    const kind = chance.next()
    if (kind < 0.5) lives.push(passing(frame))
    else if (kind < 0.72) lives.push(fetched(frame))
    else if (kind < 0.86) lives.push(nameless(frame, daysAgo < 220 && chance.happens(0.25)))
    else if (kind < 0.94) lives.push(hospitalFirst(frame))
    else lives.push(turnedAway(frame))
  }
  const searched = lives.filter((life) => life.steps.some((step) => step.action === 'tracing.record-interview'))
  const stillHere = searched.filter((life) => life.leavesAt === null || life.leavesAt > now)
  const further = [...outsideLives(chance, houses, now), ...homeLives(chance, now)]
  return [...lives, ...story, ...further, ...familyLives(chance, stillHere, now)]
}

/** Fills the house with the sample city. Repeating it after a broken try goes on where it stopped: every id is derived from the seed. */
export async function seedSample(
  house: House,
  input: { seed: number; now: number; report(progress: Progress): void },
): Promise<void> {
  const { seed, now, report } = input
  const began = startOfDay(dateOf(now)) - (DAYS + 5) * DAY
  report({ state: 'running', done: 0, total: FILES, sentence: '正在设立机构、分区和床位' })
  await openCity(house, began)
  await furnish(house, { seed, began, now })
  await officeWork(house, { seed, began, now })
  const houses = await openHouses(house, { seed, began, now })
  const lives = planLives(seed, now, houses)
  await live(house, { seed, now, lives, besides: watching(house, houses, { seed, now }) }, (done) =>
    report({ state: 'running', done, total: lives.length, sentence: '正在写入个案' }),
  )
  report({ state: 'running', done: 0, total: FILES, sentence: '正在写入未成年人个案' })
  await childrenOfSample(house, { seed, now })
  report({ state: 'running', done: 0, total: FILES, sentence: '正在写入街面巡查' })
  await streetsOfSample(house, { seed, now })
  await comparePutOff(house, (done, total) => report({ state: 'running', done, total, sentence: '正在比对寻亲登记' }))
}
