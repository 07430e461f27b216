/** Terms as a person writes them. Pure. */
import type { ParameterText } from '#policy/pack.ts'
import { checkParameterValue } from '#policy/compile.ts'
import type { ParameterValue } from '#policy/types.ts'

const units: Record<string, string> = {
  分钟: 'PT#M',
  分: 'PT#M',
  小时: 'PT#H',
  时: 'PT#H',
  天: 'P#D',
  日: 'P#D',
  个工作日: 'P#WD',
  工作日: 'P#WD',
  个月: 'P#M',
  月: 'P#M',
  年: 'P#Y',
  个季度: 'quarter',
}

/**
 * Reads `24 小时`, `7个工作日`, `当天`, `1月31日`, `15`, or the pack's own form (`PT24H`, `01-31`); null where it does not suit
 * the parameter's kind.
 */
export function readParameter(parameter: ParameterText, written: string): ParameterValue | null {
  if (parameter.kind === 'month-days') {
    const days = written.split(/[\s、,，]+/).map((each) => readParameter({ ...parameter, kind: 'month-day' }, each))
    const value = days.join(' ')
    return days.every((each) => each !== null) && checkParameterValue(parameter, value) === null ? value : null
  }
  const text = written.replaceAll(/\s+/g, '').replace(/^每/, '')
  const value = ((): ParameterValue => {
    if (parameter.kind === 'day-of-month') return Number(text.replace(/^次月/, '').replace(/日$/, ''))
    const date = /^(\d{1,2})月(\d{1,2})日$/.exec(text)
    if (date) return `${(date[1] as string).padStart(2, '0')}-${(date[2] as string).padStart(2, '0')}`
    if (text === '当天' || text === '当日') return 'P0D'
    if (text === '半年') return 'P6M'
    if (text === '季度') return 'P3M'
    if (text === '学期') return 'school-term'
    const term = /^(\d+)(\D+)$/.exec(text)
    const unit = term ? units[term[2] as string] : undefined
    if (!term || !unit) return text
    return unit === 'quarter' ? `P${Number(term[1]) * 3}M` : unit.replace('#', String(Number(term[1])))
  })()
  return checkParameterValue(parameter, value) === null ? value : null
}
