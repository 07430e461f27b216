import { NOT_APPLICABLE, NOT_KNOWN } from '#modules/people-and-cases/words.ts'
import { HandChips, HandNumber } from '#web/ui/index.ts'
import type { Question, SheetAnswer } from './answers.ts'

export type Answers = Record<string, string | number | boolean>

const yesNo = { yes: '是', no: '否' }

/** The bureau's sheet, question after question; what was not found out is an answer of its own. */
export function Indicators({
  sheet,
  answers,
  onChange,
}: {
  sheet: SheetAnswer
  answers: Answers
  onChange(answers: Answers): void
}) {
  const parts = [...Map.groupBy(sheet.questions, (each) => each.part)]
  const done = sheet.questions.filter((each) => each.key in answers).length
  return (
    <details>
      <summary>
        {sheet.title}（已填 {done}/{sheet.questions.length}）
      </summary>
      {parts.map(([part, questions]) => (
        <section key={part}>
          <h3>{part}</h3>
          {questions.map((each) => (
            <One
              key={each.key}
              question={each}
              value={answers[each.key]}
              onChange={(value) => onChange(changed(answers, each.key, value))}
            />
          ))}
        </section>
      ))}
    </details>
  )
}

function changed(answers: Answers, key: string, value: string | number | boolean | undefined): Answers {
  const { [key]: _old, ...rest } = answers
  return value === undefined ? rest : { ...rest, [key]: value }
}

interface OneProps {
  question: Question
  value: string | number | boolean | undefined
  onChange(value: string | number | boolean | undefined): void
}
function One({ question, value, onChange }: OneProps) {
  const others = { [NOT_KNOWN]: NOT_KNOWN, ...(question.mayNotApply ? { [NOT_APPLICABLE]: NOT_APPLICABLE } : {}) }
  const words = question.kind === 'choice' ? Object.fromEntries(question.options.map((each) => [each.key, each.title])) : yesNo
  const title = question.unit ? `${question.title}（${question.unit}）` : question.title
  if (question.kind === 'number')
    return (
      <HandNumber
        label={title}
        min={question.min ?? undefined}
        max={question.max ?? undefined}
        value={typeof value === 'number' ? value : undefined}
        onChange={onChange}
      />
    )
  return (
    <HandChips
      label={title}
      options={{ ...words, ...others }}
      value={typeof value === 'string' ? value : null}
      onChange={(key) => onChange(key === value ? undefined : key)}
    />
  )
}
