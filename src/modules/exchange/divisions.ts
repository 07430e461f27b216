/** Which division a place in words names: 湖北省黄冈市浠水县清泉镇 → 421125. */
import { divisionNames, divisionsNamed, placeWords } from '#modules/people-and-cases/index.ts'

/**
 * The narrowest county or city in the words, when its full name is written and just one place fits all the words. A province
 * alone is no answer: whether somebody is from here cannot be told by it.
 */
export function divisionOf(place: string): string | undefined {
  const words = placeWords(place.normalize('NFKC').replace(/\s/gu, ''))
  const divisions = words.filter((word) => divisionsNamed(word).some((each) => each.name === word))
  for (const word of [...divisions].reverse()) {
    const fitting = divisionsNamed(word).filter((each) => {
      if (each.old || each.name !== word || each.level === 'province') return false
      const names = divisionNames(each.code)
      return divisions.every((other) => names.includes(other))
    })
    if (fitting.length === 1) return fitting[0]?.code
    if (fitting.length > 1) return undefined
  }
  return undefined
}
