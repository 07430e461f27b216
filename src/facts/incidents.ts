import { byAction, fact, openChoice, text } from './define.ts'

const INCIDENT = ['incident'] as const

/** 突发事件：发生、逐级报告、办结。 */
export const incidents = [
  fact(
    'incident.happened',
    '发生突发事件',
    INCIDENT,
    {
      kind: openChoice('事件类型', { disaster: '遇灾遇险', missing: '走失', death: '死亡', injury: '受伤' }),
      cause: openChoice('原因', { cold: '寒冷', hunger: '饥饿', heat: '炎热', illness: '疾病', accident: '意外' }),
      area: text('区域'),
    },
    byAction,
  ),
  // Found out later and counting less than what was told first: it stands beside that, which goes on counting.
  fact(
    'incident.cause-noted',
    '后来查明的原因',
    INCIDENT,
    {
      kind: openChoice('认定', { death: '死亡', injury: '受伤' }),
      cause: openChoice('原因', { illness: '疾病', accident: '意外', cold: '寒冷', hunger: '饥饿', heat: '炎热' }),
    },
    byAction,
  ),
  fact('incident.bureau-told', '报告民政局', INCIDENT),
  fact('incident.government-told', '报告政府', INCIDENT),
  fact('incident.superior-told', '报告上级民政部门', INCIDENT),
  fact('incident.closed', '事件办结', INCIDENT, {}, byAction),
]
