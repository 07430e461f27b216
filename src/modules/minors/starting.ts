/** A new file made ready from a form: who the child is, whose it becomes, and who knows it from the first moment. Pure. */
import { known } from '#kernel/field.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Organisation } from '#kernel/org.ts'
import { type PersonDescription, readIdNumber } from '#modules/people-and-cases/words.ts'
import { childForm, type StartForm } from './schema.ts'

/** What an organisation of a kind holds of a child whom it brings in. */
const PART_OF: Record<string, string> = {
  'protection-centre': 'centre',
  bureau: 'centre',
  'protection-point': 'point',
  town: 'town',
  village: 'village',
  school: 'school',
  police: 'police',
  hospital: 'hospital',
  station: 'station',
  institution: 'care',
  'justice-office': 'justice',
  education: 'education',
}

/** Officers of these kinds answer for the child from the beginning; elsewhere the centre names somebody. */
const ANSWERS = ['protection-centre', 'protection-point', 'bureau']

export interface Places {
  town: Organisation | undefined
  village: Organisation | undefined
  school: Organisation | undefined
  /** The nearest protection centre. */
  centre: { path: string } | undefined
}

export const answersFor = (actor: Actor): boolean => actor.kind === 'person' && ANSWERS.includes(actor.organisation.kind)

/** Who holds what from the beginning, each once. */
export function firstParts(actor: Actor, { town, village, school, centre }: Places) {
  const own = PART_OF[actor.organisation.kind]
  const parts: { part: string; path: string; accountId?: string }[] = [
    ...(own ? [{ part: own, path: actor.organisation.path }] : []),
    ...(answersFor(actor) ? [{ part: 'case-worker', path: actor.organisation.path, accountId: actor.accountId }] : []),
    ...(town ? [{ part: 'town', path: town.path }] : []),
    ...(village ? [{ part: 'village', path: village.path }] : []),
    ...(school ? [{ part: 'school', path: school.path }] : []),
    ...(centre ? [{ part: 'centre', path: centre.path }] : []),
  ]
  return [...new Map(parts.map((each) => [`${each.part} ${each.path} ${each.accountId ?? ''}`, each])).values()]
}

/** What the form tells of the child; a good number also tells birth and sex where nobody said them. */
export function describedBy(form: StartForm, moment: { occurredAt: number; today: string }): PersonDescription {
  const told = Object.fromEntries(
    Object.keys(childForm.shape).flatMap((key) => {
      const value = form[key as keyof StartForm]
      return value === undefined ? [] : [[key, value]]
    }),
  ) as PersonDescription
  const number = known(told.idNumber)
  const reading = number ? readIdNumber(number, moment.today) : undefined
  const good = reading?.level === 'valid' ? reading : undefined
  return {
    ...told,
    ...(good?.birth && !told.birthDate ? { birthDate: good.birth } : {}),
    ...(good?.sex && !told.sex ? { sex: good.sex } : {}),
    ...(told.ageSeenMin !== undefined || told.ageSeenMax !== undefined ? { ageSeenAt: moment.occurredAt } : {}),
  }
}
