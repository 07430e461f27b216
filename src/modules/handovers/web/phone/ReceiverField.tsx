import { useState } from 'react'
import { Chips, TextField } from '#web/ui/phone/index.ts'
import type { Mine } from './answers.ts'

export interface To {
  toId?: string
  toName?: string
}

/** Stations and hospitals first: that is where somebody from the street is brought. */
const FIRST = ['station', 'hospital', 'police', 'protection-centre', 'town']
const MOST = 8

/** Which organisations are offered: by what is typed, else the usual ones. */
export function offered(receivers: Mine['receivers'], typed: string): Mine['receivers'] {
  const words = typed.trim()
  const fitting = words ? receivers.filter((each) => each.name.includes(words)) : receivers
  const rank = (kind: string) => (FIRST.includes(kind) ? FIRST.indexOf(kind) : FIRST.length)
  return fitting.toSorted((one, other) => rank(one.kind) - rank(other.kind)).slice(0, MOST)
}

/** 接收单位: one of the list, or its name in full where it is on none. */
export function ReceiverField({
  receivers,
  value,
  onChange,
}: {
  receivers: Mine['receivers']
  value: To
  onChange(to: To): void
}) {
  const chosen = receivers.find((each) => each.id === value.toId)
  const [typed, setTyped] = useState(chosen?.name ?? value.toName ?? '')
  const options = offered(receivers, chosen ? '' : typed)
  const shown = chosen && !options.includes(chosen) ? [chosen, ...options] : options
  return (
    <>
      <Chips
        label="交给哪个单位"
        options={shown.map((each) => ({ key: each.id, title: each.name }))}
        value={value.toId}
        onChange={(toId) => onChange(toId ? { toId } : {})}
      />
      {chosen ? null : (
        <TextField
          label="不在上面的，写单位名称"
          value={typed}
          most={60}
          help="打几个字，上面会找；名单里没有的就按写的全称"
          onChange={(words) => {
            setTyped(words)
            onChange(words.trim() ? { toName: words.trim() } : {})
          }}
        />
      )}
    </>
  )
}
