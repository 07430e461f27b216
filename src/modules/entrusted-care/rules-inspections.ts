/** What the eyes on the spot tell: who needs a second look, and whether it was looked properly. Pure. */
import type { injuries, kept, moods, seenWays, skins } from './words-institutions.ts'

/** Loss of weight that is flagged, in percent within so many days; taken from nutrition screening, assumed here. */
const LOSSES = [
  { percent: 5, within: 45 },
  { percent: 7.5, within: 100 },
  { percent: 10, within: 366 },
] as const

export interface Weighed {
  kg: number
  day: number
}
export interface WeightChange {
  /** Percent of the earlier weight; below zero is loss. */
  percent: number
  days: number
  flagged: boolean
}

/** Against the last weighing; undefined without one, or on a weight that cannot be. */
export function weightChange(before: Weighed | undefined, now: Weighed): WeightChange | undefined {
  if (!before || !(before.kg > 0) || now.day < before.day) return undefined
  const percent = ((now.kg - before.kg) / before.kg) * 100
  const days = now.day - before.day
  // A hair's breadth of floating point does not decide.
  const loss = -percent + 1e-9
  return { percent, days, flagged: LOSSES.some((each) => days <= each.within && loss >= each.percent) }
}

export interface SeenWords {
  seen: keyof typeof seenWays
  skin?: keyof typeof skins | undefined
  injury?: keyof typeof injuries | undefined
  medicineTaken?: keyof typeof kept | undefined
  mood?: keyof typeof moods | undefined
}

/** Why this person is looked at again. */
export function concerns(seen: SeenWords, change: WeightChange | undefined): string[] {
  const words: string[] = []
  if (seen.seen === 'absent') words.push('人不在，去向不明')
  if (change?.flagged) words.push(`${change.days} 天体重下降 ${(-change.percent).toFixed(1)}%`)
  if (seen.skin === 'sore') words.push('压疮')
  else if (seen.skin === 'suspected') words.push('皮肤可疑发红')
  if (seen.injury === 'new') words.push('新伤')
  if (seen.medicineTaken === 'no') words.push('没有按时服药')
  if (seen.mood === 'afraid') words.push('害怕、回避')
  return words
}

/** Names that are not one and the same. */
export const visitorsOf = (names: readonly string[]) => [...new Set(names.map((each) => each.trim()).filter(Boolean))]
