/** The way of an inquiry in words, from its facts. */
import { factDef } from '#facts/index.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import type { ReadContext } from '#kernel/query.ts'
import { namesOf } from './store-read.ts'
import { answers, answerWays, closings, findings, kinshipProofs, setAsideReasons, withdrawals } from './words.ts'

/** What a detail is called, and the words of its choices. The order is that of the line. */
const lines: Record<string, readonly [label: string, words?: Readonly<Record<string, string>>]> = {
  kind: ['说了', Object.fromEntries(Object.entries(answers).map(([key, { zh }]) => [key, zh]))],
  way: ['方式', answerWays],
  whom: ['对象'],
  kinship: ['亲属证明', kinshipProofs],
  secondStaff: ['在场'],
  words: ['原话'],
  why: ['原因', setAsideReasons],
  outcome: ['结果', { ...closings, ...findings }],
  about: ['要说的'],
  name: ['协助人'],
  by: ['提出人'],
  source: ['出处'],
  reason: ['理由'],
  note: ['说明'],
}

export function courseWords(details: Record<string, unknown>, value: Record<string, unknown>): string {
  const what = typeof value['what'] === 'string' ? withdrawals[value['what'] as keyof typeof withdrawals] : undefined
  const told = Object.entries(lines).flatMap(([key, [label, words]]) => {
    const each = details[key]
    return typeof each === 'string' && each !== '' ? [`${label}：${words?.[each] ?? each}`] : []
  })
  return [...(what ? [what] : []), ...told].join('；')
}

const LONGEST = 200

/** Newest first. What the comparing room recorded is left to that room's panel. */
export async function courseOf({ tx, vault }: ReadContext, inquiryId: string) {
  const facts = (await factsOf(tx, [inquiryId])).filter((fact) => !fact.name.startsWith('tracing.match-'))
  const shown = facts.toReversed().slice(0, LONGEST)
  const details = await detailsOf(
    tx,
    vault,
    shown.map((fact) => fact.id),
  )
  const names = await namesOf(
    tx,
    shown.map((fact) => fact.recordedBy),
  )
  return shown.map((fact) => ({
    id: fact.id,
    name: fact.name,
    title: factDef(fact.name)?.title ?? fact.name,
    at: fact.occurredAt,
    by: names.get(fact.recordedBy) ?? (fact.name === 'inquiry.received' ? '家属' : '系统'),
    line: courseWords(details.get(fact.id) ?? {}, fact.value),
  }))
}
