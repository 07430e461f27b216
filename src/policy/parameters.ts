/** Which value of a dated parameter holds, and who set it. */

import { dayOf } from '#kernel/time.ts'
import type { ParameterText } from './pack.ts'
import type { ParameterChosen, ParameterOverride } from './types.ts'

/** Names of a clause's only parameter; its key is the clause itself. */
const ONLY_ONE: ReadonlySet<string> = new Set(['term', 'period', 'date', 'dates', 'day'])

/** Key of a parameter in overrides: the clause id, with the parameter's name where a clause has several. */
export function parameterKey(clause: string, name: string): string {
  return ONLY_ONE.has(name) ? clause : `${clause}.${name}`
}

/**
 * The value in force on a day: the bureau's own from its `from` on, before that the pack's. The value in force on the day
 * the clock starts stays that duty's for good.
 */
export function chooseParameter(
  key: string,
  parameter: ParameterText,
  override: ParameterOverride | undefined,
  day: number,
): ParameterChosen {
  if (override !== undefined && parameter.assumed) {
    if (typeof override === 'string' || typeof override === 'number') {
      return { key, value: override, from: null, assumed: true, own: true, citation: '本级民政部门设定' }
    }
    const held = override
      .filter((o) => dayOf(o.from) <= day)
      .sort((a, b) => (a.from < b.from ? -1 : 1))
      .at(-1)
    if (held) return { key, value: held.value, from: held.from, assumed: true, own: true, citation: '本级民政部门设定' }
  }
  let chosen = parameter.values[0] as ParameterText['values'][number]
  for (const value of parameter.values) if (value.from === undefined || dayOf(value.from) <= day) chosen = value
  return {
    key,
    value: chosen.value,
    from: chosen.from ?? null,
    assumed: parameter.assumed,
    own: false,
    citation: chosen.citation,
  }
}
