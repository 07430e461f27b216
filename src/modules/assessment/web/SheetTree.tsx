/** A sheet drawn as it is: its parts below each other, each question with its answers as chips. */
import {
  isGroup,
  NOT_APPLICABLE,
  NOT_KNOWN,
  type SheetAnswer,
  type SheetAnswers,
  type SheetItem,
  type SheetNode,
} from '#modules/people-and-cases/words.ts'
import { GroupHead, Muted, Stack } from '#web/ui/index.ts'

interface Filling {
  answers: SheetAnswers
  /** Absent: only to be looked at. */
  onAnswer?: ((key: string, answer: SheetAnswer | undefined) => void) | undefined
}

export function SheetTree({ nodes, level = 0, ...filling }: { nodes: readonly SheetNode[]; level?: number } & Filling) {
  return (
    <Stack>
      {nodes.map((node) =>
        isGroup(node) ? (
          <div key={node.key} role="group" aria-label={node.title}>
            {level === 0 ? <GroupHead title={node.title} right={weightOf(node)} /> : <b>{node.title}</b>}
            <div style={{ paddingLeft: level > 0 ? 'var(--s-3, 12px)' : 0, marginTop: 8 }}>
              <SheetTree nodes={node.children} level={level + 1} {...filling} />
            </div>
          </div>
        ) : (
          <Question key={node.key} item={node} {...filling} />
        ),
      )}
    </Stack>
  )
}

const weightOf = (node: { weight?: number | undefined }) => (node.weight === undefined ? undefined : `${node.weight} 分`)

function choicesOf(item: SheetItem): [string, SheetAnswer, string][] {
  const own: [string, SheetAnswer, string][] =
    item.kind === 'choice'
      ? item.options.map((option) => [option.key, option.key, option.title])
      : item.kind === 'yes-no'
        ? [
            ['yes', true, '是'],
            ['no', false, '否'],
          ]
        : []
  return [
    ...own,
    ...(item.mayNotApply ? ([[NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE]] as [string, SheetAnswer, string][]) : []),
    [NOT_KNOWN, NOT_KNOWN, NOT_KNOWN],
  ]
}

function Question({ item, answers, onAnswer }: { item: SheetItem } & Filling) {
  const answer = answers[item.key] ?? NOT_KNOWN
  const options = item.kind === 'yes-no' ? { yes: item.yes, no: item.no } : undefined
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <legend style={{ padding: 0, marginBottom: 4 }}>
        {item.title} {item.help ? <Muted>{item.help}</Muted> : null}
        {(options?.yes.veto ?? options?.no.veto) ? <Muted>（否决项）</Muted> : null}
      </legend>
      <div className="g-chips">
        {item.kind === 'number' ? (
          <input
            className="g-input"
            style={{ width: 120 }}
            type="number"
            inputMode="decimal"
            aria-label={`${item.title}${item.unit ?? ''}`}
            min={item.min}
            max={item.max}
            value={typeof answer === 'number' ? answer : ''}
            disabled={!onAnswer}
            onChange={(event) => onAnswer?.(item.key, event.target.value === '' ? undefined : Number(event.target.value))}
          />
        ) : null}
        {choicesOf(item).map(([key, value, label]) => (
          <label key={key} className={answer === value ? 'g-chip g-on' : 'g-chip'}>
            <input
              type="radio"
              name={item.key}
              checked={answer === value}
              disabled={!onAnswer}
              onChange={() => onAnswer?.(item.key, value)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
