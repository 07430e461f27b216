/** Which form each line of the log was written in. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { toldLine } from '#kernel/told.ts'
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

import { assignFetchForm, explainForm } from './schema-back.ts'

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
  'fetch-assigned': assignFetchForm.extend({ organisationName: field(z.string().optional(), { label: '由' }) }),
  'overstay-explained': explainForm,
  fetched: fetchForm,
  guided: guidanceForm,
  cost: costForm,
}

/** One line of what was told. */
export const lineOf = (kind: LogKind | 'cost', details: Record<string, unknown>): string => toldLine(forms[kind], details)
