/** What typed text is made to be before it is kept. */

/** Control characters and halves of surrogate pairs break databases and printers; nobody typed them on purpose. */
function cleanText(text: string): string {
  // \p{Cc} are the control characters; line breaks and tabs among them are somebody's own.
  return text.toWellFormed().replace(/(?![\n\r\t])\p{Cc}/gu, '')
}

/** The same form with every text cleaned; everything else, rare characters and emoji too, stays as it was typed. */
export function clean<T>(form: T): T {
  if (typeof form === 'string') return cleanText(form) as T
  if (Array.isArray(form)) return form.map(clean) as T
  if (typeof form !== 'object' || form === null) return form
  return Object.fromEntries(Object.entries(form).map(([key, value]) => [key, clean(value)])) as T
}
