/** A visit in one line. */
import { isUnknown, unknownKinds } from '#kernel/field.ts'
import { cares, findings, livings, manners, triedReasons } from './words.ts'

const worded = (list: Record<string, string>, value: unknown): string | undefined =>
  isUnknown(value) ? unknownKinds[value.unknown] : typeof value === 'string' ? (list[value] ?? value) : undefined

export function visitWords(
  visit: { kind: string; manner: string | null; finding: string | null },
  told: Record<string, unknown>,
): string {
  const text = (key: string) => (typeof told[key] === 'string' ? (told[key] as string) : undefined)
  const head =
    visit.kind === 'tried'
      ? ['未成', worded(triedReasons, visit.finding)]
      : [visit.kind === 'note' ? '补充' : undefined, worded(manners, visit.manner), worded(findings, visit.finding)]
  const parts = [
    ...head,
    text('metWith') && `见到${text('metWith')}`,
    worded(cares, told['care']),
    worded(livings, told['living']),
    text('movedTo') && `迁往${text('movedTo')}`,
    text('note'),
  ]
  return parts.filter(Boolean).join('；')
}
