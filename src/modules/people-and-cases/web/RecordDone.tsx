import { useState } from 'react'
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { Button, Form, Sheet, useAct, useAsk, say, useRoute } from '#web/ui/index.ts'
import { recordForm } from '../schema-forms.ts'

interface FactForm {
  name: string
  title: string
  fields: { key: string; title: string; type: string; options?: Record<string, string>; unit?: string }[]
}

/** The form of one fact, made from its declaration. */
function formOf(fact: FactForm): z.ZodObject {
  const shape: Record<string, z.ZodType> = {}
  for (const each of fact.fields) {
    const options = each.options && Object.keys(each.options).length > 0 ? choice(each.options) : z.string().max(60)
    const schema =
      each.type === 'yes-no'
        ? z.boolean()
        : each.type === 'number'
          ? z.number()
          : each.type === 'several'
            ? z.array(options).max(12)
            : each.type === 'choice'
              ? options
              : z.string().max(120)
    shape[`value-${each.key}`] = field(schema.optional() as z.ZodType, {
      label: each.title,
      section: fact.title,
      ...(each.unit ? { unit: each.unit } : {}),
    })
  }
  const { occurredAt, evidence, files } = recordForm.shape
  return z.strictObject({ ...shape, occurredAt, evidence, files })
}

/** Writes down what was done on paper or in another system, with its evidence. */
export default function RecordDone({ subjectId }: { subjectId: string }) {
  const { search } = useRoute()
  const asksForIt = search['do'] === 'people.record-done'
  const [open, setOpen] = useState(asksForIt)
  const [chosen, setChosen] = useState(asksForIt ? (search['fact'] ?? '') : '')
  const [words, setWords] = useState('')
  const acting = useAct('people.record-done')
  const asked = useAsk<{ facts: FactForm[] }>('people.fact-forms', { subjectKind: 'rescue-file' }, { enabled: open })
  const fact = asked.data?.facts.find((each) => each.name === chosen)
  const found = (asked.data?.facts ?? []).filter((each) => words === '' || each.title.includes(words))
  const close = () => {
    setOpen(false)
    setChosen('')
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>补登已办</Button>
      <Sheet open={open} onClose={close} title={fact ? `补登：${fact.title}` : '补登已办'} width={600}>
        {fact ? (
          <Form
            of={formOf(fact)}
            columns={2}
            submitLabel="记下"
            onSubmit={async (filled) => {
              const told = Object.entries(filled as Record<string, unknown>)
              const value = Object.fromEntries(
                told.flatMap(([key, each]) => (key.startsWith('value-') && each !== undefined ? [[key.slice(6), each]] : [])),
              )
              const rest = Object.fromEntries(told.filter(([key]) => !key.startsWith('value-')))
              const outcome = await acting.send({ ...rest, subjectKind: 'rescue-file', subjectId, fact: fact.name, value })
              if (!outcome.ok) return outcome.refusal
              say(`已补登：${fact.title}`)
              close()
              return null
            }}
          />
        ) : (
          <>
            <p className="g-muted">纸上办过的、别的系统里办过的，选一项记下何时办的和凭据。</p>
            <input
              className="g-input"
              aria-label="查找事项"
              placeholder="输入几个字查找，例如 公告、DNA"
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
            <div className="g-row">
              {found.map((each) => (
                <Button key={each.name} onClick={() => setChosen(each.name)}>
                  {each.title}
                </Button>
              ))}
            </div>
          </>
        )}
      </Sheet>
    </>
  )
}
