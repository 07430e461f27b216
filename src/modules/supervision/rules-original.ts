/** A document's own words: paragraphs out of what a bureau brings, and the places of its clauses in them. Pure. */

/** Longest text that is taken, characters; the five documents have up to 20,000. */
export const LONGEST_TEXT = 200_000
const MOST_PARAGRAPHS = 2000

const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }))
const unescaped = (text: string) =>
  text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return ENTITIES.get(name) ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })

/** The running text of a Word document's `word/document.xml`: a line for each paragraph; what was struck out is left out. */
export function textOfWord(xml: string): string {
  return xml
    .split(/<\/w:p>/)
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:(tab|br|cr)\s*\/>/g)]
        .map(([, text, mark]) => (text === undefined ? (mark === 'tab' ? ' ' : '\n') : unescaped(text)))
        .join(''),
    )
    .join('\n')
}

/** Paragraphs of a text, empty lines and blanks at the ends gone. */
export function paragraphsOf(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/\r\n|\r|\n|\u2028|\u2029/)
    .map((line) => line.replaceAll(/[\s\u3000]+/g, ' ').trim())
    .filter((line) => line !== '')
    .slice(0, MOST_PARAGRAPHS)
}

/** Whether a paragraph is a numbered heading of an office's document: 一、 （二） 第三章. */
export const isHeading = (paragraph: string): boolean =>
  paragraph.length <= 40 &&
  /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[章节条部])/.test(paragraph)

/** Letters and digits only, width folded: copies differ in blanks, quotation marks and commas. Each with its place in the text. */
function folded(text: string): { signs: string; places: number[] } {
  let signs = ''
  const places: number[] = []
  let at = 0
  for (const sign of text) {
    const plain = sign.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '')
    for (const each of plain) {
      signs += each
      for (let unit = 0; unit < each.length; unit += 1) places.push(at)
    }
    at += sign.length
  }
  return { signs, places }
}

export interface Anchored {
  entry: string
  state: 'found' | 'twice' | 'missing'
  /** Of the first place where the words stand. */
  paragraph?: number
  from?: number
  to?: number
}

/** Where each clause's anchor stands; clauses without one are left out. */
export function placesOf(
  entries: readonly { id: string; anchor?: string | null | undefined }[],
  paragraphs: readonly string[],
): Anchored[] {
  const texts = paragraphs.map(folded)
  return entries.flatMap(({ id, anchor }): Anchored[] => {
    const wanted = anchor ? folded(anchor).signs : ''
    if (wanted === '') return []
    const found = texts.flatMap(({ signs }, paragraph) => {
      const at: { paragraph: number; place: number }[] = []
      for (let place = signs.indexOf(wanted); place >= 0; place = signs.indexOf(wanted, place + 1)) at.push({ paragraph, place })
      return at
    })
    const first = found[0]
    if (!first) return [{ entry: id, state: 'missing' }]
    const { places } = texts[first.paragraph] as (typeof texts)[number]
    const last = places[first.place + wanted.length - 1] as number
    const sign = String.fromCodePoint((paragraphs[first.paragraph] as string).codePointAt(last) as number)
    return [
      {
        entry: id,
        state: found.length === 1 ? 'found' : 'twice',
        paragraph: first.paragraph,
        from: places[first.place] as number,
        to: last + sign.length,
      },
    ]
  })
}
