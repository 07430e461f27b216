import { useState } from 'react'
import { Button, type PickerProps, useAsk } from '#web/ui/index.ts'

interface Divisions {
  divisions: { code: string; names: string[] }[]
}

/** Chooses a division by part of its name or its code. */
export default function DivisionPicker({ id, value, onChange, invalid, describedBy }: PickerProps) {
  const [words, setWords] = useState('')
  const code = typeof value === 'string' ? value : ''
  const chosen = useAsk<Divisions>('people.divisions', { text: code }, { enabled: code !== '' })
  const found = useAsk<Divisions>('people.divisions', { text: words }, { enabled: words.trim().length > 0, keepPrevious: true })
  if (code !== '') {
    return (
      <div className="g-row">
        <span id={id}>{chosen.data?.divisions.find((each) => each.code === code)?.names.join(' ') ?? code}</span>
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
        placeholder="县区名，例如 溪口"
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onChange={(event) => setWords(event.target.value)}
      />
      {words.trim() !== '' && found.data ? (
        <div className="g-row" role="listbox" aria-label="找到的区划">
          {found.data.divisions.slice(0, 8).map((each) => (
            <Button key={each.code} size="small" onClick={() => onChange(each.code)}>
              {each.names.join(' ')}
            </Button>
          ))}
          {found.data.divisions.length === 0 ? <span className="g-muted">没有找到。可以不选，把听到的写在户籍地里。</span> : null}
        </div>
      ) : null}
    </div>
  )
}
