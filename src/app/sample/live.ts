/** Living the lives: all steps of all files in the order of time, beds chosen as a clerk would. */
import { ask } from '#kernel/ask.ts'
import type { House } from '#kernel/house.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { MINUTE } from '#kernel/time.ts'
import { actAt, actorOf, houseAt, mustAct } from './acting.ts'
import { copyId, staffOf } from './furnish.ts'
import type { Life, Step } from './steps.ts'

interface Due {
  at: number
  life: number
  index: number
  step: Step | 'bed' | 'out-of-bed'
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

/** Performs everything that happened until now; what would come later is left out. `report` is told how many files arrived. */
export async function live(
  house: House,
  plan: { seed: number; now: number; lives: Life[] },
  report: (arrived: number) => void,
): Promise<void> {
  const { seed, now, lives } = plan
  const due: Due[] = lives.flatMap((life, number) => {
    const steps: Due[] = life.steps.map((step, index) => ({ at: step.at, life: number, index, step }))
    const accepted = life.steps.find(
      (step) => step.action === 'intake.accept' || (step.action === 'intake.receive' && step.form.decision === 'accept'),
    )
    const left = life.steps.find((step) => step.action === 'departure.leave')
    return [
      ...steps,
      ...(accepted ? [{ at: accepted.at + 25 * MINUTE, life: number, index: 900, step: 'bed' as const }] : []),
      ...(accepted && left ? [{ at: left.at + 20 * MINUTE, life: number, index: 901, step: 'out-of-bed' as const }] : []),
    ]
  })
  due.sort((a, b) => a.at - b.at || a.life - b.life || a.index - b.index)
  const kept = lives.map((life) => ({ copy: copyId(life.station) }) as Record<string, unknown>)
  const inBed = new Set<number>()
  let arrived = 0
  for (const each of due) {
    if (each.at > now) break
    const life = lives[each.life] as Life
    const own = kept[each.life] as Record<string, unknown>
    const staff = staffOf[life.station]
    if (!staff) continue
    const label = `life ${each.life} ${each.index}`
    if (each.step === 'bed') {
      const bedId = await freeBed(house, staff.leader, each.at, own[FILE_OF] as string)
      if (!bedId) continue
      const reply = await actAt(house, {
        login: staff.leader,
        at: each.at,
        action: 'stay.assign-bed',
        form: { fileId: own[FILE_OF], bedId },
        seed,
        label,
      })
      if (!isRefusal(reply)) inBed.add(each.life)
    } else if (each.step === 'out-of-bed') {
      if (inBed.has(each.life))
        await actAt(house, {
          login: staff.leader,
          at: each.at,
          action: 'stay.leave-bed',
          form: { fileId: own[FILE_OF], reason: 'left-station' },
          seed,
          label,
        })
    } else {
      const { who, action, form, keep, optional } = each.step
      const step = { login: staff[who], at: each.at, action, form: filled(form, own) as Record<string, unknown>, seed, label }
      const reply = optional ? await actAt(house, step) : await mustAct(house, step)
      if (!isRefusal(reply)) for (const [name, key] of Object.entries(keep ?? {})) own[name] = reply[key]
      if (each.index === 0) report(++arrived)
    }
  }
}
