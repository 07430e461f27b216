/** A handover half written on a phone, and the form that it becomes. */
import type { consciousness, reasons } from '../../words.ts'
import type { Signed } from './InkPad.tsx'
import type { To } from './ReceiverField.tsx'

export interface Sheet {
  step: number
  to?: To
  reason: keyof typeof reasons
  who?: string
  conscious?: keyof typeof consciousness
  condition?: string
  injuries?: string
  belongings: { what: string; count: number }[]
  papers?: string
  place?: string
  officer?: string
  officerNo?: string
  from?: Signed | undefined
  receiver?: string
  receiverNo?: string
  remarks?: string
  toSigned?: Signed | undefined
}

const filled = (words: string | undefined): string | undefined => words?.trim() || undefined

/** What is empty is left out; nothing that may be unknown is made up. */
export function formOf(
  sheet: Sheet,
  ids: { handoverId: string; person: string; encounter: string | undefined },
  both: boolean,
): Record<string, unknown> {
  const { to, belongings, from, toSigned } = sheet
  const form: Record<string, unknown> = {
    handoverId: ids.handoverId,
    about: 'person',
    subjectId: ids.person,
    encounterId: ids.encounter,
    toId: to?.toId,
    toName: to?.toId ? undefined : filled(to?.toName),
    reason: sheet.reason,
    who: filled(sheet.who),
    conscious: sheet.conscious,
    condition: filled(sheet.condition),
    injuries: filled(sheet.injuries),
    belongings: belongings.flatMap(({ what, count }) => (filled(what) ? [{ what: what.trim(), count }] : [])),
    papers: filled(sheet.papers),
    place: filled(sheet.place),
    officer: filled(sheet.officer),
    officerNo: filled(sheet.officerNo),
    fromSignature: from,
    ...(both
      ? {
          receiver: filled(sheet.receiver),
          receiverNo: filled(sheet.receiverNo),
          remarks: filled(sheet.remarks),
          toSignature: toSigned,
        }
      : {}),
  }
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined))
}
