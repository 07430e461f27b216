/** The hall's table of divisions, as the rule of the route asks it. */
import { allDivisions, divisionName, divisionsNamed, placeWords, presentPlace } from '#modules/people-and-cases/index.ts'
import type { Gazetteer } from './rules-route.ts'

let byCode: Map<string, { code: string; name: string; old: boolean; parent: string }> | undefined
const table = () => (byCode ??= new Map(allDivisions().map((each) => [each.code, each])))

export const gazetteer: Gazetteer = {
  words: placeWords,
  named: divisionsNamed,
  byCode: (code) => table().get(code),
  present: presentPlace,
  full: divisionName,
  parentOf: (code) => table().get(code)?.parent || undefined,
}
