/** What typed text is made to be before it is kept. */

/** Control characters and halves of surrogate pairs break databases and printers; nobody typed them on purpose. */
function cleanText(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
}

/** The same form with every text cleaned; everything else, rare characters and emoji too, stays as it was typed. */
export function clean<T>(form: T): T {
  if (typeof form === 'string') return cleanText(form) as T
  if (Array.isArray(form)) return form.map(clean) as T
  if (typeof form !== 'object' || form === null) return form
  return Object.fromEntries(Object.entries(form).map(([key, value]) => [key, clean(value)])) as T
}
