import { fact, text } from './define.ts'

/** 开放日、引导牌、公开栏。 */
export const openness = [
  fact('open-day.held', '举办开放日', ['organisation', 'institution']),
  fact('sign.placed', '设置引导牌', ['organisation'], { area: text('位置') }),
  fact('notice-board.published', '公开信息', ['organisation']),
]
