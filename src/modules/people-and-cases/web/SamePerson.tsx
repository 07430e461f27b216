import { useState } from 'react'
import { known } from '#kernel/field.ts'
import { ActionButton, Button, dateOf, Go, Row, subjectPath, Tag, useAsk, useMay, useNow } from '#web/ui/index.ts'
import { mergeForm } from '../schema-forms.ts'
import { ageWord, type PersonAnswer, type PersonPage, sexWord, type Stay, stayLine } from './answers.ts'
import './people.css'

interface Hit {
  personId: string
  inside: boolean
  ways: string[]
  displayName: string | null
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  stays: Stay[]
}

/** Ways of finding that make the question worth asking: the same name or number, or the same sound. */
const telling = /document|whole|last4|written-same|heard-same|same|pinyin|nick/
const MOST = 3

/** Two spans of possible birthdays that touch, or one that nobody knows. */
const mayBeOfAnAge = (a: PersonAnswer, b: Hit) =>
  !a.birthFrom || !a.birthTo || !b.birthFrom || !b.birthTo || (a.birthFrom <= b.birthTo && b.birthFrom <= a.birthTo)

/** Others whom the search takes for the same: is it one person, is it not, or can nobody tell yet. A person decides. */
export function SamePerson({ person }: { person: PersonAnswer }) {
  const may = useMay()
  const today = dateOf(useNow())
  const [later, setLater] = useState<ReadonlySet<string>>(new Set())
  const name = known(person.description.writtenName) ?? person.description.heardNames?.[0] ?? ''
  const open = name !== '' && person.identity !== 'verified' && may('people.merge') && may('people.search')
  const found = useAsk<{ hits: Hit[] }>('people.search', { text: name, limit: 12 }, { enabled: open })
  const page = useAsk<PersonPage>('people.person', { personId: person.personId }, { enabled: open })
  if (!open || !found.data || !page.data) return null
  const parted = new Set(
    page.data.decisions.filter((each) => each.kind === 'different' && !each.undoneAt).map((each) => each.otherId),
  )
  const likely = found.data.hits.filter(
    (hit) =>
      hit.inside &&
      hit.personId !== person.personId &&
      !parted.has(hit.personId) &&
      !later.has(hit.personId) &&
      hit.ways.some((way) => telling.test(way)) &&
      (!hit.sex || !person.sex || hit.sex === person.sex) &&
      mayBeOfAnAge(person, hit),
  )
  return likely.slice(0, MOST).map((hit) => {
    const fixed = { personId: person.personId, otherId: hit.personId }
    return (
      <section key={hit.personId} className="p-same" aria-label={`是不是同一人：${hit.displayName ?? ''}`}>
        <Row between>
          <Go to={subjectPath('person', hit.personId)}>{hit.displayName}</Go>
          <Tag tone="amb">疑似，待认</Tag>
        </Row>
        <p>{`${sexWord(hit.sex)}，${ageWord(hit.birthFrom, hit.birthTo, today)}`}</p>
        {hit.stays[0] ? <p className="g-muted">{stayLine(hit.stays[0])}</p> : null}
        <Row>
          <ActionButton
            action="people.merge"
            of={mergeForm}
            title="认定是同一人"
            label="是同一人"
            kind="modal"
            size="small"
            fixed={fixed}
          />
          <ActionButton
            action="people.judge-different"
            of={mergeForm}
            title="认定不是同一人"
            label="不是"
            kind="modal"
            size="small"
            fixed={fixed}
          />
          <Button size="small" onClick={() => setLater(new Set([...later, hit.personId]))}>
            看不准
          </Button>
        </Row>
      </section>
    )
  })
}
