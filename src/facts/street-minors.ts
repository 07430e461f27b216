import { CHILD, byAction, fact, openChoice } from './define.ts'

/** 街面未成年人：采血比对、打拐、监护人。 */
const street = { compartment: 'street' } as const
export const streetMinors = [
  fact('child.blood-sampled', '采集血样', CHILD, {}, street),
  fact(
    'child.dna-compared',
    'DNA 比对',
    CHILD,
    { result: openChoice('结果', { found: '比中', 'not-found': '未比中', pending: '尚无结果' }) },
    street,
  ),
  fact('child.trafficking-confirmed', '认定被拐', CHILD, {}, street),
  // Any step of it meets the search that goes on while no guardian is known.
  fact(
    'tracing.guardian-searched',
    '查找监护人',
    CHILD,
    { manner: openChoice('办法', {}), result: openChoice('结果', { found: '找到', lead: '有线索', nothing: '没有线索' }) },
    { ...byAction, ...street },
  ),
  // Told wrongly by the police, or the child turned out not to be trafficked.
  fact('child.trafficking-revoked', '撤销认定被拐', CHILD, {}, { ...byAction, ...street }),
  fact('child.guardian-told', '告知监护人', CHILD, {}, street),
  fact('child.guardian-disciplined', '教育惩戒监护人', CHILD, { manner: openChoice('处理', {}) }, { compartment: 'offence' }),
]
