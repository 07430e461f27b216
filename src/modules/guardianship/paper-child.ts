/** The child at the head of a paper. Pure. */
import { sexes } from '#modules/people-and-cases/words.ts'

export interface ChildRow {
  no: string
  name: string
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
}

/** Name, sex, and the birth as far as it is known: a day, a year, or years. */
export function orderedBirth(child: ChildRow): { name: string; sex: string | null; birth: string | null } {
  const { birthFrom, birthTo } = child
  const years = [birthFrom?.slice(0, 4), birthTo?.slice(0, 4)]
  const birth =
    birthFrom === null
      ? null
      : birthFrom === birthTo
        ? birthFrom
        : years[0] === years[1]
          ? `${years[0]} 年`
          : `${years[0]} 至 ${years[1]} 年`
  return { name: child.name, sex: child.sex ? sexes[child.sex] : null, birth }
}
