import { useState } from 'react'
import { Button, Muted, type PickerProps, Row, Stack } from '#web/ui/index.ts'
import type { Standing } from '../words.ts'
import { type StaffLine, useBoard } from './answers.ts'

/** Several people of one station, ticked by name. `of`: who can be chosen here; all at once never those who left. */
function peoplePicker(of: readonly Standing[], empty: string) {
  return function PeoplePicker({ id, field, value, onChange, invalid, describedBy }: PickerProps) {
    const { data } = useBoard()
    const chosen = (value as string[] | undefined) ?? []
    const items = (data?.items ?? []).filter((each) => of.includes(each.standing) || chosen.includes(each.accountId))
    const stations = [...new Map(items.map((each) => [each.stationId, each.station]))]
    const first = items.find((each) => chosen.includes(each.accountId))?.stationId ?? stations[0]?.[0]
    const [stationId, setStation] = useState<string>()
    const here = items.filter((each) => each.stationId === (stationId ?? first))
    const ids = here.filter((each) => each.standing !== 'left').map((each) => each.accountId)
    const whole = ids.length > 0 && ids.every((each) => chosen.includes(each))
    const left = of.includes('untold')
      ? 0
      : (data?.items ?? []).filter((each) => each.standing === 'untold' && each.stationId === (stationId ?? first)).length
    const put = (next: string[]) => onChange(next.length > 0 ? next : undefined)
    if (data && items.length === 0) return <Muted>{empty}</Muted>
    return (
      <Stack>
        {stations.length > 1 ? (
          <select
            className="g-input"
            aria-label="救助站"
            value={stationId ?? first}
            onChange={(event) => {
              setStation(event.target.value)
              onChange(undefined)
            }}
          >
            {stations.map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        ) : null}
        <div
          className="g-chips"
          id={id}
          role="group"
          aria-label={field.label}
          aria-describedby={describedBy}
          aria-invalid={invalid}
        >
          {here.map((each) => (
            <label key={each.accountId} className={chosen.includes(each.accountId) ? 'g-chip g-on' : 'g-chip'}>
              <input
                type="checkbox"
                checked={chosen.includes(each.accountId)}
                onChange={(event) =>
                  put(event.target.checked ? [...chosen, each.accountId] : chosen.filter((other) => other !== each.accountId))
                }
              />
              {nameOf(each)}
            </label>
          ))}
        </div>
        <Row>
          {ids.length > 0 ? (
            <Button size="small" onClick={() => put(whole ? [] : ids)}>
              {whole ? '都不选' : '全选'}
            </Button>
          ) : null}
          <Muted>{`已选 ${chosen.length} 人${left > 0 ? `；还有 ${left} 人没有登记到岗，登记了才能选` : ''}`}</Muted>
        </Row>
      </Stack>
    )
  }
}

const nameOf = (line: StaffLine) =>
  [line.name, line.title ?? '', line.standing === 'left' ? '已离岗' : ''].filter(Boolean).join(' ')

/** Of whom something of a day is told: also of somebody who has left since. */
export const AttendedPicker = peoplePicker(['here', 'left'], '还没有人登记到岗：先在“队伍”页登记到岗。')
export const JoiningPicker = peoplePicker(['untold', 'left'], '本站的账号都登记过到岗了；新来的人先请安全管理员开账号。')
