import { byAction, fact, text, when } from './define.ts'

/** 开放日、引导牌、公开栏、公众网页。 */
export const openness = [
  fact('open-day.held', '举办开放日', ['organisation', 'institution']),
  fact('sign.placed', '设置引导牌', ['organisation'], { area: text('位置') }),
  fact('notice-board.published', '公开信息', ['organisation']),
  fact('public-page.changed', '修改公众网页', ['organisation'], {}, byAction),
  fact('public-page.link-made', '生成网页登记链接', ['organisation'], { until: when('有效到') }, byAction),
]
