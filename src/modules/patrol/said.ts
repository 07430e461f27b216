/** Words of a line: who somebody is called, what was offered before. Pure. */
import { dayOf } from '#kernel/time.ts'
import { nightOf } from './rules.ts'
import { goodsKinds, type Group, groups } from './words.ts'

interface Called {
  alias?: string | undefined
  heardName?: string | undefined
  group: Group | null
  look?: string | undefined
}

/** What the list calls somebody: the alias, else the name heard, else what he was taken for. */
export function calledWhat({ alias, heardName, group, look }: Called): string {
  if (alias) return alias
  if (heardName) return `${heardName}（音）`
  // That somebody decides for himself tells nobody apart.
  const who = group && group !== 'unclear' && group !== 'capable' ? groups[group] : '不知姓名'
  return look ? `${who}，${look.length > 12 ? `${look.slice(0, 12)}…` : look}` : who
}

interface Offered {
  persuaded: number
  refused: number
  accepted: number
  escorted: number
  goodsKinds: readonly string[]
}

const goodsWords = (kinds: readonly string[]) =>
  kinds.map((each) => goodsKinds[each as keyof typeof goodsKinds] ?? each).join('、')

/** What was offered before and what came of it, a line each. */
export function offeredBefore({ persuaded, refused, accepted, escorted, goodsKinds: given }: Offered): string[] {
  const lines: string[] = []
  if (persuaded > 0) lines.push(`劝过 ${persuaded} 次${accepted === 0 && refused > 0 ? '，都不愿' : ''}`)
  else if (refused > 0) lines.push(`问过，${refused} 次不愿`)
  if (accepted > 0) lines.push(`答应过 ${accepted} 次`)
  if (escorted > 0) lines.push(`送过 ${escorted} 次`)
  if (given.length > 0) lines.push(`给过${goodsWords(given)}`)
  return lines
}

/** Nights since somebody was met. */
export const nightsSince = (lastMetAt: number, now: number): number =>
  Math.max(dayOf(nightOf(now)) - dayOf(nightOf(lastMetAt)), 0)
