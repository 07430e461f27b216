/** A year of visits at home. */
import { DAY, HOUR } from '#kernel/time.ts'
import { organisationId } from './city.ts'
import type { Step } from './steps.ts'
import { by, found, step } from './steps-home.ts'

/** Listed as prone to wander and given to a town, whose assistant calls or goes; `missed` terms are left out. */
export function followed(
  at: number,
  now: number,
  who: { bureau: string; town: string; visitor: string },
  missed: readonly number[],
): Step[] {
  const visits = Math.floor((now - at) / (58 * DAY))
  return [
    found(who.bureau, at, 'follow-up.of-file', { returnee: 'returnee.returneeId' }),
    by(
      who.bureau,
      step(at + HOUR, 'clerk', 'follow-up.list-prone', {
        returneeId: '$returnee',
        reasons: ['dementia'],
        basis: '健康检视和病历',
      }),
    ),
    by(
      who.bureau,
      step(at + 2 * HOUR, 'clerk', 'follow-up.assign-town', { returneeIds: ['$returnee'], townId: organisationId(who.town) }),
    ),
    ...Array.from({ length: Math.min(visits, 6) }, (_, index) => index)
      .filter((index) => !missed.includes(index))
      .map((index) =>
        by(
          who.visitor,
          step(at + (index + 1) * 57 * DAY, 'clerk', 'follow-up.record-visit', {
            returneeId: '$returnee',
            manner: index % 2 === 0 ? 'in-person' : 'phone',
            finding: index === 2 ? 'hardship' : 'at-home',
            note: index === 2 ? '药快吃完了，已提醒家属到卫生室取药。' : '家人在照看，精神尚好。',
          }),
        ),
      ),
  ]
}
