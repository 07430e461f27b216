import { useState } from 'react'
import { Button, Muted, type PickerProps, useAsk } from '#web/ui/index.ts'

interface Origins {
  items: { id: string; name: string; kind: string; area: string | null }[]
}

/** Chooses a station or bureau of the system, anywhere, by name, place or division code. */
export default function OriginPicker({ id, value, onChange, invalid, describedBy }: PickerProps) {
  const [words, setWords] = useState('')
  const chosenId = typeof value === 'string' ? value : ''
  const chosen = useAsk<Origins>('departure.origins', { id: chosenId }, { enabled: chosenId !== '' })
  const found = useAsk<Origins>('departure.origins', { text: words.trim() }, { enabled: words.trim() !== '', keepPrevious: true })
  if (chosenId !== '') {
    return (
      <div className="g-row">
        <span id={id}>{chosen.data?.items[0]?.name ?? '已选'}</span>
        <Button size="small" onClick={() => onChange(undefined)}>
          换一个
        </Button>
      </div>
    )
  }
  return (
    <div>
      <input
        id={id}
        className="g-input"
        value={words}
        placeholder="单位或地名，例如 安河"
        autoComplete="off"
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onChange={(event) => setWords(event.target.value)}
      />
      {words.trim() !== '' && found.data ? (
        <div className="g-row" role="group" aria-label="找到的单位">
          {found.data.items.slice(0, 8).map((each) => (
            <Button key={each.id} size="small" onClick={() => onChange(each.id)}>
              {each.name}
              {each.area ? `（${each.area}）` : ''}
            </Button>
          ))}
          {found.data.items.length === 0 ? <Muted>系统里没有，请在下面写全称。</Muted> : null}
        </div>
      ) : null}
    </div>
  )
}
