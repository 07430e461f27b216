/** What a worker does in a shift, by chance. */
import type { Chance } from '#app/sample/chance.ts'
import type { Deed } from './luck.ts'

/** Deeds that stand each for itself. */
export function hazardShift(chance: Chance, count: number): Deed[] {
  return Array.from({ length: count }, (_, at) => ({
    door: 'hazards.record-found',
    title: `第 ${at + 1} 处`,
    form: { place: 'water', kind: 'other', where: `北环第 ${at + 1} 处`, what: '护栏缺一段' },
    ...(chance.happens(0.3) ? { photos: { field: 'photos', count: chance.between(1, 2) } } : {}),
  }))
}
