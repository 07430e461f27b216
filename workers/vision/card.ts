/** From lines of text to the fields of a resident identity card (front). Pure: what a line says, where it stands. */

/** Left, top, width, height as shares of the picture. */
export type Box = [number, number, number, number]

export interface Line {
  text: string
  /** How sure the reader is, 0 to 1. */
  sure: number
  box: Box
}

export interface CardField {
  value: string
  sure: number
  box: Box
}

export interface Card {
  name?: CardField
  sex?: CardField
  ethnicity?: CardField
  birth?: CardField
  address?: CardField
  /** Only where the check digit fits. */
  number?: CardField
  /** What to look at again, in words for who holds the card. */
  notes: string[]
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11643: eighteen characters whose last one fits the others. */
export function fits(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return '10X98765432'[sum % 11] === number[17]
}

/** Full-width signs as half-width ones, no spaces. */
function plain(text: string): string {
  return text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\s+/g, '')
}

function around(boxes: Box[]): Box {
  const left = Math.min(...boxes.map((box) => box[0]))
  const top = Math.min(...boxes.map((box) => box[1]))
  const right = Math.max(...boxes.map((box) => box[0] + box[2]))
  const bottom = Math.max(...boxes.map((box) => box[1] + box[3]))
  return [left, top, right - left, bottom - top]
}

/** Reads the card out of its lines, from top to bottom. What is not there is left out; nothing is guessed. */
export function readCard(found: Line[]): Card {
  const lines = found
    .map((line) => ({ ...line, text: plain(line.text) }))
    .filter((line) => line.text !== '')
    .sort((one, two) => one.box[1] - two.box[1])
  const card: Card = { notes: [] }
  const take = (pattern: RegExp, value: (match: RegExpExecArray) => string): CardField | undefined => {
    for (const line of lines) {
      const match = pattern.exec(line.text)
      if (match) return { value: value(match), sure: line.sure, box: line.box }
    }
    return undefined
  }
  const first = (match: RegExpExecArray) => match[1] as string
  card.name = take(/^姓?名[:：]?(\p{Script=Han}[\p{Script=Han}·.]{0,24})$/u, (match) => first(match).replaceAll('.', '·'))
  card.sex = take(/性?别[:：]?([男女])/, first)
  card.ethnicity = take(/民?族[:：]?(\p{Script=Han}{1,5})$/u, first)
  card.birth = take(
    /(\d{4})年(\d{1,2})月(\d{1,2})日?/,
    ([, year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  )
  card.address = addressOf(lines)
  const number = take(/(\d{17}[\dXx])/, (match) => first(match).toUpperCase())
  if (number && fits(number.value)) card.number = number
  else card.notes.push(number ? '证件号校验位不符，没有填入，请照证件手工填写。' : '没有读到完整的证件号，请手工填写。')
  check(card)
  for (const key of ['name', 'sex', 'ethnicity', 'birth', 'address', 'number'] as const) if (!card[key]) delete card[key]
  return card
}

/** The address runs from its heading to the number's line, over as many lines as it needs. */
function addressOf(lines: Line[]): CardField | undefined {
  const start = lines.findIndex((line) => /^住?址/.test(line.text))
  if (start < 0) return undefined
  const parts: Line[] = []
  for (const line of lines.slice(start)) {
    if (/公民|身份号|\d{15}/.test(line.text)) break
    if (parts.length === 4) break
    parts.push(line)
  }
  const value = parts.map((part, index) => (index === 0 ? part.text.replace(/^住?址[:：]?/, '') : part.text)).join('')
  if (value === '') return undefined
  return { value, sure: Math.min(...parts.map((part) => part.sure)), box: around(parts.map((part) => part.box)) }
}

/** Birth and sex stand twice on a card: printed, and in the number. */
function check(card: Card): void {
  const number = card.number?.value
  if (!number) return
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (card.birth && card.birth.value !== birth) card.notes.push('出生日期和证件号不一致，请核对。')
  if (card.sex && card.sex.value !== (Number(number[16]) % 2 === 1 ? '男' : '女')) card.notes.push('性别和证件号不一致，请核对。')
}
