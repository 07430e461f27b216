import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { useRoute } from './go.tsx'
import { Row } from './Layout.tsx'

type Chosen = Readonly<Record<string, string | undefined>>

export interface Choice {
  /** What stands in the address when it is chosen; nothing: the whole list. */
  at: Chosen
  title: string
  /** How many it shows; undefined while that is being asked. */
  count?: number | undefined
}

/** The ways to look at a list, one at a time, kept in the address: `useChoices(['state', 'late'])`. */
export function useChoices(keys: readonly string[]) {
  const { search, setSearch } = useRoute()
  const at: Chosen = Object.fromEntries(keys.map((key) => [key, search[key]]))
  return {
    at,
    /** Takes this one and lets go of the one before. */
    choose: (next: Chosen) => setSearch({ ...Object.fromEntries(keys.map((key) => [key, undefined])), ...next }),
    isChosen: (one: Chosen) => {
      const wanted = Object.entries(one)
      return wanted.length === 0 ? !Object.values(at).some(Boolean) : wanted.every(([key, value]) => at[key] === value)
    },
  }
}

interface ChoicesProps {
  of: ReturnType<typeof useChoices>
  items: readonly Choice[]
  /** Behind them, in the same row. */
  children?: ReactNode
}

/** A row of buttons above a list: `全部 12`, `待交办 3`, `逾期 1`. */
export function Choices({ of, items, children }: ChoicesProps) {
  return (
    <Row>
      {items.map(({ at, title, count }) => (
        <Button key={title} size="small" look={of.isChosen(at) ? 'main' : 'plain'} onClick={() => of.choose(at)}>
          {count === undefined ? title : `${title} ${count}`}
        </Button>
      ))}
      {children}
    </Row>
  )
}
