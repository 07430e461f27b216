/** One line for what was written down, from the forms' own labels: lists and the log read it. */
import type { z } from 'zod'
import { describe, isUnknown, unknownKinds } from '#kernel/field.ts'
import {
  bedsideForm,
  costForm,
  diseaseControlAnswerForm,
  disinfectForm,
  endIsolationForm,
  fetchForm,
  guidanceForm,
  hospitaliseForm,
  isolateForm,
  type LogKind,
  readyForm,
  screenForm,
  tellDiseaseControlForm,
  treatmentForm,
} from './schema.ts'

const forms: Record<LogKind | 'cost', z.ZodObject> = {
  screened: screenForm,
  treated: treatmentForm,
  disinfected: disinfectForm,
  isolated: isolateForm,
  'isolation-ended': endIsolationForm,
  'disease-control-told': tellDiseaseControlForm,
  'disease-control-answered': diseaseControlAnswerForm,
  hospitalised: hospitaliseForm,
  'identified-at-bedside': bedsideForm,
  'discharge-ready': readyForm,
  fetched: fetchForm,
  guided: guidanceForm,
  cost: costForm,
}

function worded(value: unknown, options: Record<string, string> | undefined, unit: string | undefined): string {
  if (isUnknown(value)) return unknownKinds[value.unknown]
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

/** Label and value of what was told, in the form's order; files and the hidden are left out. */
export function lineOf(kind: LogKind | 'cost', details: Record<string, unknown>): string {
  return describe(forms[kind])
    .filter(({ key, widget }) => details[key] !== undefined && widget !== 'hidden' && widget !== 'file')
    .map(({ key, label, options, unit }) => `${label} ${worded(details[key], options, unit)}`)
    .filter((part) => part.trim().length > 0)
    .join('；')
}
