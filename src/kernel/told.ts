/** What was written down in a form, said again in one line: for logs, panels and papers. */
import type { z } from 'zod'
import { describe, isUnknown, unknownKinds } from './field.ts'

function worded(value: unknown, options: Record<string, string> | undefined, unit: string | undefined): string {
  if (isUnknown(value)) return unknownKinds[value.unknown]
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value))
    return value
      .map((each) => worded(each, options, undefined))
      .filter(Boolean)
      .join('、')
  if (typeof value === 'object' && value !== null)
    return Object.values(value)
      .map((each) => worded(each, undefined, undefined))
      .join(' ')
  const text = options?.[String(value)] ?? String(value)
  return unit ? `${text} ${unit}` : text
}

/**
 * Label and value of what was told, in the form's order, parted by ；. Files, signatures, the hidden, masked fields and instants are
 * left out: they are shown by other means or not at all.
 */
export function toldLine(form: z.ZodObject, told: Record<string, unknown>): string {
  return describe(form)
    .filter(
      ({ key, widget, mask }) =>
        told[key] !== undefined &&
        !mask &&
        widget !== 'hidden' &&
        widget !== 'file' &&
        widget !== 'signature' &&
        widget !== 'instant',
    )
    .map(({ key, label, options, unit }) => `${label} ${worded(told[key], options, unit)}`)
    .join('；')
    .replaceAll(/[。；]；/g, '；')
}
