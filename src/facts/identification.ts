import { byAction, fact, openChoice, text } from './define.ts'

/** 身份核查：没有办的一步为什么没有办；撤销认定以后，受牵连的每一条怎么处理。不是寻亲步骤，不算寻亲有进展。 */
export const identification = [
  fact(
    'identification.exception-named',
    '说明例外',
    ['rescue-file'],
    { step: openChoice('哪一步', { pushed: '推送全国救助寻亲网', dna: '提请采集 DNA', face: '人像比对' }) },
    byAction,
  ),
  fact('identification.consequence-settled', '撤销认定后的处理', ['rescue-file'], { of: text('哪一条') }, byAction),
]
