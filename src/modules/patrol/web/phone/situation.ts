/** How things stand with somebody met tonight, by this phone's records. Pure. */
import { guidanceFor, type Seen, type StepKey, type Taken, type Told } from '../../guidance.ts'
import type { Group, Sign } from '../../words.ts'
import { aimOf, type Entry, type Met } from './tonight.ts'

const stepKeys: Record<string, StepKey> = {
  'emergency-called': 'call-emergency',
  'police-told': 'tell-police',
  'evidence-taken': 'take-evidence',
  'station-told': 'tell-station',
}

/** The prescribed step that a record is. */
function stepOf(entry: Entry): StepKey | undefined {
  switch (entry.door) {
    case 'patrol.take-step':
      return stepKeys[String(entry.form['step'])]
    case 'patrol.offer-help':
      return 'ask'
    case 'patrol.persuade':
      return entry.form['contactGiven'] === true ? 'persuade' : undefined
    case 'patrol.give-goods':
      return 'give-goods'
    case 'patrol.start-escort':
      return aimOf(entry).kind === 'hospital' ? 'hospital' : 'escort'
    default:
      return undefined
  }
}

/** What was seen, as told last. */
export function seenOf(met: Met): Seen {
  const told = met.entries.findLast((each) => ['patrol.meet-person', 'patrol.correct-encounter'].includes(each.door))
  const form = (told?.form ?? {}) as Seen & { groups?: Group[]; signs?: Sign[] }
  return {
    groups: form.groups ?? [],
    signs: form.signs ?? [],
    withMinor: form.withMinor === true,
    coercionSuspected: form.coercionSuspected === true,
    infantUsed: form.infantUsed === true,
    guardianThere: form.guardianThere ?? null,
  }
}

export function takenOf(met: Met): Taken {
  const taken: Partial<Record<StepKey, number>> = {}
  for (const entry of met.entries) {
    const key = stepOf(entry)
    if (key && taken[key] === undefined) taken[key] = entry.at
  }
  return taken
}

export function prescribedFor(met: Met) {
  return guidanceFor(seenOf(met), (met.answer as Told | undefined) ?? null, takenOf(met))
}

/** How it stands in one line: `不愿意，已留卡` · `护送路上`. */
export function standing(met: Met): string {
  if (met.escort) return `${met.escort.ended ? '已送' : '正送往'}${met.escort.to.name}`
  if (met.answer === 'refused') return met.contact ? '不愿意，已留卡' : '不愿意'
  if (met.answer === 'accepted') return '愿意，还没护送'
  if (met.answer === 'cannot-answer') return '答不了'
  return '没有问到'
}
