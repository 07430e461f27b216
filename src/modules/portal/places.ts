/** A county as a family writes it, for forms without a list to choose from. */
import { divisionNames, divisionsNamed } from '#modules/people-and-cases/index.ts'

/** The division meant by 湖北省浠水县, 湖北浠水 or 浠水县; undefined where it is none, or more than one. */
export function countyOf(written: string): string | undefined {
  const text = written.normalize('NFKC').replaceAll(/\s/gu, '').slice(0, 40)
  if (/^\d{6}$/.test(text)) return divisionNames(text).length > 0 ? text : undefined
  for (let from = 0; from <= text.length - 2; from += 1) {
    const tail = divisionsNamed(text.slice(from)).filter((division) => !division.old)
    const before = text.slice(0, from)
    const fitting = tail.filter(({ code }) => {
      const above = divisionNames(code).slice(0, -1)
      return before === '' || above.some((name) => before.includes(name.slice(0, 2)))
    })
    if (fitting.length === 1) return fitting[0]?.code
    if (fitting.length > 1) return undefined
  }
  return undefined
}
