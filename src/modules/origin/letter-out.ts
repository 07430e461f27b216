/** What the room of leaving told of its letters to the place of origin, as this room reads it. Pure. */

/** Facts that are letters to the place of origin. */
export const lettersToOrigin = ['departure.origin-asked', 'departure.origin-told'] as const

export interface LetterWords {
  to?: string
  letterNo?: string
  text?: string
  arrivesOn?: string
  contact?: string
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export function wordsOfLetter(told: Record<string, unknown>): LetterWords {
  const first = (...keys: string[]) => keys.map((key) => textOf(told[key])).find((each) => each !== undefined)
  const to = first('origin', 'to')
  const letterNo = first('letterNo', 'no', 'number')
  const text = [textOf(told.text), textOf(told.advice)].filter(Boolean).join('\n')
  const arrivesOn = first('arrivesOn', 'plannedOn')
  const contact = first('contact')
  return {
    ...(to ? { to } : {}),
    ...(letterNo ? { letterNo } : {}),
    ...(text ? { text } : {}),
    ...(arrivesOn && /^\d{4}-\d{2}-\d{2}$/.test(arrivesOn) ? { arrivesOn } : {}),
    ...(contact ? { contact } : {}),
  }
}
