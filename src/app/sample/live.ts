/** Living the lives: all steps of all files in the order of time, beds chosen as a clerk would. */
import { ask } from '#kernel/ask.ts'
import type { House } from '#kernel/house.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { HOUR, MINUTE } from '#kernel/time.ts'
import { actAt, actorOf, askAt, houseAt, mustAct } from './acting.ts'
import { copyId, staffOf } from './furnish.ts'
import type { Life, Step } from './steps.ts'

interface Due {
  at: number
  life: number
  index: number
  step: Step | { clean: string } | { run(): Promise<void> } | 'bed' | 'out-of-bed'
}

/** Something besides the lives that happens in their midst. */
export interface Happening {
  at: number
  run(): Promise<void>
}

interface Board {
  zones: {
    verdict: { answer: string; recommended: boolean } | null
    beds: { id: string; state: string; occupant: unknown; reserved: unknown; fit: string | null }[]
  }[]
}

const FILE_OF = 'fileId'

function filled(value: unknown, kept: Record<string, unknown>): unknown {
  if (typeof value === 'string' && value.startsWith('$')) return kept[value.slice(1)]
  if (Array.isArray(value)) return value.map((each) => filled(each, kept))
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, kept)]))
  return value
}

/** What stands at a path: `cases.0.receptionId`. */
function partOf(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((here, part) => (here as Record<string, unknown> | null | undefined)?.[part], value)
}

/** A free bed in the zone that the house recommends, or in any other that says yes. */
async function freeBed(house: House, login: string, at: number, fileId: string): Promise<string | undefined> {
  const answer = await ask(houseAt(house, at), actorOf(login), 'stay.board', { fileId })
  if (isRefusal(answer) || !('answer' in answer)) return undefined
  const { zones } = answer.answer as Board
  const free = (zone: Board['zones'][number]) =>
    zone.beds.find((bed) => bed.state === 'ready' && !bed.occupant && !bed.reserved && bed.fit === 'yes')?.id
  const inOrder = zones.toSorted((a, b) => Number(b.verdict?.recommended ?? false) - Number(a.verdict?.recommended ?? false))
  return inOrder.map(free).find((id) => id !== undefined)
}

/** Where everybody is, kept while the lives are lived. */
interface Keeping {
  house: House
  seed: number
  /** Puts something still to come in its place of time. */
  plan(due: Due): void
  /** Bed of each life. */
  beds: Map<number, string>
}

/** A bed given up is cleaned within two hours. */
function cleanLater(keeping: Keeping, at: number, life: number, bedId: string): void {
  keeping.plan({ at: at + 2 * HOUR, life, index: 950, step: { clean: bedId } })
}

/** Into a bed after acceptance; out of observation once the health check has cleared the guest; out of it on leaving. */
async function mindBed(keeping: Keeping, each: Due, life: Life, fileId: string): Promise<void> {
  const { house, seed, beds } = keeping
  const login = staffOf[life.station]?.leader as string
  const present = beds.get(each.life)
  const label = `life ${each.life} ${each.index}`
  const act = (action: string, form: Record<string, unknown>) => actAt(house, { login, at: each.at, action, form, seed, label })
  if (each.step === 'out-of-bed') {
    if (!present || isRefusal(await act('stay.leave-bed', { fileId, reason: 'left-station' }))) return
    beds.delete(each.life)
    cleanLater(keeping, each.at, each.life, present)
    return
  }
  const bedId = await freeBed(house, login, each.at, fileId)
  if (!bedId || bedId === present) return
  const reply = present
    ? await act('stay.move-bed', { fileId, bedId, why: '检视合格，转出观察区' })
    : await act('stay.assign-bed', { fileId, bedId })
  if (isRefusal(reply) || reply.assigned === false) return
  beds.set(each.life, bedId)
  if (present) cleanLater(keeping, each.at, each.life, present)
}

/** What a life does with beds, beside its own steps. */
function bedSteps(life: Life, number: number): Due[] {
  const accepted = life.steps.find(
    (step) => step.action === 'intake.accept' || (step.action === 'intake.receive' && step.form.decision === 'accept'),
  )
  if (!accepted) return []
  const screened = life.steps.find((step) => step.action === 'medical.screen')
  const left = life.steps.find((step) => step.action === 'departure.leave' || step.action === 'entrusted.place')
  const later = (at: number, index: number, step: Due['step']): Due => ({ at, life: number, index, step })
  return [
    later(accepted.at + 25 * MINUTE, 900, 'bed'),
    ...(screened ? [later(Math.max(screened.at, accepted.at) + HOUR, 902, 'bed')] : []),
    ...(left ? [later(left.at + 20 * MINUTE, 901, 'out-of-bed')] : []),
  ]
}

const inTime = (a: Due, b: Due) => a.at - b.at || a.life - b.life || a.index - b.index

/** Performs everything that happened until now; what would come later is left out. `report` is told how many files arrived. */
export async function live(
  house: House,
  plan: { seed: number; now: number; lives: Life[]; besides?: Happening[] },
  report: (arrived: number) => void,
): Promise<void> {
  const { seed, now, lives, besides = [] } = plan
  const due: Due[] = lives
    .flatMap((life, number) => [
      ...life.steps.map((step, index) => ({ at: step.at, life: number, index, step })),
      ...bedSteps(life, number),
    ])
    .concat(besides.map(({ at, run }, index) => ({ at, life: lives.length, index, step: { run } })))
    .toSorted(inTime)
  const kept = lives.map((life) => ({ copy: copyId(life.station) }) as Record<string, unknown>)
  const keeping: Keeping = {
    house,
    seed,
    beds: new Map(),
    plan(next) {
      const place = due.findIndex((each) => inTime(next, each) < 0)
      due.splice(place < 0 ? due.length : place, 0, next)
    },
  }
  let arrived = 0
  for (let each = due.shift(); each && each.at <= now; each = due.shift()) {
    if (typeof each.step === 'object' && 'run' in each.step) {
      await each.step.run()
      continue
    }
    const life = lives[each.life] as Life
    const own = kept[each.life] as Record<string, unknown>
    const staff = staffOf[life.station]
    if (!staff) continue
    const label = `life ${each.life} ${each.index}`
    if (typeof each.step === 'string') {
      await mindBed(keeping, each, life, own[FILE_OF] as string)
    } else if ('clean' in each.step) {
      const bedId = each.step.clean
      await actAt(house, {
        login: staff.leader,
        at: each.at,
        action: 'stay.finish-disinfection',
        form: { bedId, linenChanged: true },
        seed,
        label: `${label} ${bedId}`,
      })
    } else {
      const { who, by, action, asks, form, keep, optional } = each.step
      const step = {
        login: by ?? staff[who],
        at: each.at,
        action,
        form: filled(form, own) as Record<string, unknown>,
        seed,
        label,
      }
      const reply = asks ? await askAt(house, step) : optional ? await actAt(house, step) : await mustAct(house, step)
      if (!isRefusal(reply)) for (const [name, path] of Object.entries(keep ?? {})) own[name] = partOf(reply, path)
      if (each.index === 0) report(++arrived)
    }
  }
}
