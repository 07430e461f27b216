import { useState } from 'react'
import { Button, Kbd } from '../ui/Button.tsx'
import { setAskedWords } from '../ui/asked-words.ts'
import { useGo } from '../ui/go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useMay } from '../ui/me.ts'
import { searches } from './rooms.ts'

/** The search box: on home the largest thing, elsewhere in the top bar. Its words go to the room that searches. */
export function SearchBox({ large }: { large?: boolean }) {
  const go = useGo()
  const may = useMay()
  const search = searches.find((each) => may(each.door))
  const [words, setWords] = useState('')
  if (!search) return null
  const hint = large ? search.hint : search.short
  return (
    <search className={large ? 'd-find' : 'd-search'}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setAskedWords(words.trim())
          go(search.path)
        }}
      >
        <Icon name="search" small={!large} />
        <input
          data-search=""
          type="search"
          aria-label="查找人员"
          placeholder={hint}
          autoComplete="off"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {large ? (
          <Button type="submit" look="main" keys="/">
            查找
          </Button>
        ) : (
          <Kbd>/</Kbd>
        )}
      </form>
    </search>
  )
}
