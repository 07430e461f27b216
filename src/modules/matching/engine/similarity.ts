/** How alike two words of an alphabet are. Han characters have comparisons of their own; these are for western names. */

/** Jaro: common letters not further apart than half the longer word, less the half of those out of order. */
export function jaro(left: string, right: string): number {
  if (left === right) return 1
  if (left.length === 0 || right.length === 0) return 0
  const reach = Math.max(0, Math.floor(Math.max(left.length, right.length) / 2) - 1)
  const taken = new Uint8Array(right.length)
  const common = new Uint16Array(left.length)
  let same = 0
  for (let at = 0; at < left.length; at += 1) {
    const letter = left.charCodeAt(at)
    const end = Math.min(right.length - 1, at + reach)
    for (let other = Math.max(0, at - reach); other <= end; other += 1) {
      if (taken[other] || letter !== right.charCodeAt(other)) continue
      taken[other] = 1
      common[same] = letter
      same += 1
      break
    }
  }
  if (same === 0) return 0
  let moved = 0
  let next = 0
  for (let other = 0; other < right.length; other += 1) {
    if (!taken[other]) continue
    if (right.charCodeAt(other) !== common[next]) moved += 1
    next += 1
  }
  return (same / left.length + same / right.length + (same - moved / 2) / same) / 3
}

/** Jaro, lifted for a common beginning of up to four letters. */
export function jaroWinkler(left: string, right: string): number {
  const plain = jaro(left, right)
  let begin = 0
  while (begin < 4 && begin < left.length && left[begin] !== undefined && left[begin] === right[begin]) begin += 1
  return plain + begin * 0.1 * (1 - plain)
}

/** Whether one edit leads from one word to the other: insert, drop, change, or swap two neighbours. */
export function oneEdit(left: string, right: string): boolean {
  if (left.length < right.length) return oneEdit(right, left)
  if (left.length - right.length > 1) return false
  let from = 0
  while (from < right.length && left.charCodeAt(from) === right.charCodeAt(from)) from += 1
  let a = left.length
  let b = right.length
  while (b > from && left.charCodeAt(a - 1) === right.charCodeAt(b - 1)) {
    a -= 1
    b -= 1
  }
  if (a - from <= 1) return true
  return a - from === 2 && b - from === 2 && left[from] === right[from + 1] && left[from + 1] === right[from]
}

/** Edits from one word to the other, counted no further than `most` + 1. */
export function edits(left: string, right: string, most = 3): number {
  if (left === right) return 0
  if (Math.abs(left.length - right.length) > most) return most + 1
  if (oneEdit(left, right)) return 1
  if (most < 2) return 2
  let before: number[] = []
  let row = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1
      let least = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + same)
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        least = Math.min(least, (before[j - 2] as number) + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return Math.min(row[right.length] as number, most + 1)
}
