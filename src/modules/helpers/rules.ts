/** Pure decisions: which justice office, whether a child told of is one that is known, ages. The clock is an argument. */
import { dateOf } from '#kernel/time.ts'
import { known } from '#kernel/field.ts'
import { birthRange, type ChildKind, type PersonDescription, readIdNumber, underAge } from '#modules/people-and-cases/words.ts'
import type { ToldChild } from './schema.ts'
import { type HeldKind, heldKindKeys } from './words.ts'

interface Place {
  id: string
  path: string
  name: string
}

/** `杨店` of 杨店镇, 杨店司法所: what a town and its justice office share. */
export const stemOf = (name: string): string =>
  name.replace(/^.*?[县区市](?=.{2,})/u, '').replace(/(?:司法所|街道办事处|街道|民族乡|镇人民政府|乡人民政府|镇|乡)$/u, '')

const parentOf = (path: string): string => path.replace(/[^.]+\.$/, '')

/**
 * The justice office of a place: under the town itself, else the one beside it that bears its name, else the only one beside
 * it. Null where it cannot be told: then somebody names it, it is never guessed.
 */
export function justiceOf<P extends Place>(offices: readonly P[], town: { path: string; name: string } | null): P | null {
  if (!town) return offices.length === 1 ? (offices[0] as P) : null
  const inside = offices.filter((each) => each.path.startsWith(town.path))
  if (inside.length > 0) return inside.length === 1 ? (inside[0] as P) : null
  const beside = offices.filter((each) => parentOf(each.path) === parentOf(town.path))
  const stem = stemOf(town.name)
  const named = stem.length >= 2 ? beside.filter((each) => stemOf(each.name) === stem) : []
  if (named.length === 1) return named[0] as P
  return beside.length === 1 ? (beside[0] as P) : null
}

/** Who the child is, as the prison was told. */
export function describedChild(child: ToldChild, now: number): PersonDescription {
  const { name, sex, birthDate, birthYear, idNumber, address } = child
  const number = known(idNumber)
  const told = known(birthDate) ?? (number ? readIdNumber(number, dateOf(now)).birth : undefined)
  return {
    ...(name === undefined ? {} : { writtenName: name }),
    ...(sex ? { sex } : {}),
    ...(told ? { birthDate: told } : birthYear ? { birthYear } : {}),
    ...(idNumber === undefined ? {} : { idNumber }),
    ...(address ? { places: [address] } : {}),
  } as PersonDescription
}

/** Whether nobody can say that this child is grown up. */
export const mayBeMinor = (child: ToldChild, now: number): boolean =>
  underAge(birthRange(describedChild(child, now)), 18, dateOf(now)) !== 'no'

export interface KnownChild {
  id: string
  personId: string
  name: string
  birthFrom: string | null
  birthTo: string | null
  closedAt: number | null
}

/**
 * The one file that is this child's: the same ID number, or the same name and the very same day of birth. Two that would fit
 * are twins or a slip: then a file is opened, and people decide whether they are one.
 */
export function sameChild(
  told: PersonDescription,
  byNumber: readonly KnownChild[],
  byName: readonly KnownChild[],
): string | null {
  const open = (each: KnownChild) => each.closedAt === null
  const numbered = byNumber.filter(open)
  if (numbered.length > 0) return numbered.length === 1 ? (numbered[0] as KnownChild).id : null
  const name = known(told.writtenName)
  const day = known(told.birthDate)
  if (!name || !day) return null
  const same = byName.filter((each) => open(each) && each.name === name && each.birthFrom === day && each.birthTo === day)
  return same.length === 1 ? (same[0] as KnownChild).id : null
}

/** Kinds of file that need a helper, those that hold now. */
export const heldNow = (kinds: readonly { kind: ChildKind; until: number | null }[]): HeldKind[] =>
  heldKindKeys.filter((kind) => kinds.some((each) => each.kind === kind && each.until === null))
