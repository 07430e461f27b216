/**
 * A small strict reader of XML for what strangers send: no document type, no entities but the five and numbers, no
 * processing instructions but the first line, bounded in size, depth, elements and attributes. Pure.
 */
export interface Element {
  /** Without its prefix. */
  name: string
  /** Address of its namespace, empty where none is told. */
  space: string
  attributes: Record<string, string>
  children: Element[]
  /** Own text, pieces joined. */
  text: string
}

export type XmlFault = 'not-xml' | 'doctype' | 'entity' | 'too-deep' | 'too-many' | 'too-long'

export class XmlTrouble extends Error {
  readonly fault: XmlFault
  constructor(fault: XmlFault) {
    super(fault)
    this.fault = fault
  }
}

export const xmlFaults: Record<XmlFault, string> = {
  'not-xml': '内容不完整或标签不配对',
  doctype: '带有文档类型声明，可能有害',
  entity: '带有自定义实体，可能有害',
  'too-deep': '层次太深',
  'too-many': '条目太多',
  'too-long': '内容太长',
}

export interface Limits {
  characters: number
  elements: number
  depth: number
}

const FEW: Limits = { characters: 1_000_000, elements: 60_000, depth: 24 }
const MOST_ATTRIBUTES = 40
const NAME = /[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?/uy
const SPACE = /[ \t\r\n]*/y

const FIVE: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function legal(point: number): boolean {
  return (
    point === 9 ||
    point === 10 ||
    point === 13 ||
    (point >= 0x20 && point <= 0xd7ff) ||
    (point >= 0xe000 && point <= 0xfffd) ||
    (point >= 0x10000 && point <= 0x10ffff)
  )
}

/** Character references and the five entities; anything else is refused. */
function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&\s]{0,12};?)/gu, (_whole, raw: string) => {
    if (!raw.endsWith(';')) throw new XmlTrouble('entity')
    const name = raw.slice(0, -1)
    const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/u.exec(name)
    if (number) {
      const point = number[1] ? Number.parseInt(number[1], 16) : Number(number[2])
      if (!legal(point)) throw new XmlTrouble('entity')
      return String.fromCodePoint(point)
    }
    const known = Object.hasOwn(FIVE, name) ? FIVE[name] : undefined
    if (known === undefined) throw new XmlTrouble('entity')
    return known
  })
}

/**
 * Reads a document into its root element.
 *
 * @throws {XmlTrouble} for anything that is not plain, well-formed and of a bearable size
 */
export function readXml(source: string, limits: Limits = FEW): Element {
  if (source.length > limits.characters) throw new XmlTrouble('too-long')
  const text = source.replace(/^\u{feff}/u, '')
  let at = 0
  let elements = 0
  const stack: { element: Element; raw: string; spaces: Record<string, string> }[] = []
  let root: Element | undefined

  const fail = (fault: XmlFault = 'not-xml'): never => {
    throw new XmlTrouble(fault)
  }
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0] ?? ''
    at += found.length
    return found
  }
  const until = (end: string): string => {
    const to = text.indexOf(end, at)
    if (to < 0) fail()
    const inner = text.slice(at, to)
    at = to + end.length
    return inner
  }

  if (text.startsWith('<?xml')) {
    const head = until('?>')
    if (!/^<\?xml\s+version\s*=\s*["']1\.[01]["']/u.test(head)) fail()
  }
  while (at < text.length) {
    const open = text.indexOf('<', at)
    const words = text.slice(at, open < 0 ? text.length : open)
    const top = stack.at(-1)
    if (top) {
      if (words.includes(']]>')) fail()
      top.element.text += decoded(words)
    } else if (words.trim() !== '') fail()
    if (open < 0) break
    at = open
    if (text.startsWith('<!--', at)) {
      at += 4
      if (until('-->').includes('--')) fail()
    } else if (text.startsWith('<![CDATA[', at)) {
      at += 9
      const inner = until(']]>')
      if (!top) fail()
      else top.element.text += inner
    } else if (text.startsWith('<!', at)) fail('doctype')
    else if (text.startsWith('<?', at)) fail()
    else if (text.startsWith('</', at)) {
      at += 2
      const name = match(NAME)
      match(SPACE)
      if (text[at] !== '>' || !top || top.raw !== name) fail()
      at += 1
      stack.pop()
    } else {
      at += 1
      const raw = match(NAME)
      if (raw === '') fail()
      const attributes: Record<string, string> = {}
      for (let count = 0; ; count += 1) {
        const gap = match(SPACE)
        if (text[at] === '>' || text.startsWith('/>', at)) break
        if (gap === '') fail()
        if (count >= MOST_ATTRIBUTES) fail('too-many')
        const name = match(NAME)
        match(SPACE)
        if (name === '' || text[at] !== '=') fail()
        at += 1
        match(SPACE)
        const quote = text[at]
        if (quote !== '"' && quote !== "'") fail()
        at += 1
        const value = until(quote as string)
        if (value.includes('<') || Object.hasOwn(attributes, name)) fail()
        attributes[name] = decoded(value)
      }
      const empty = text[at] === '/'
      at += empty ? 2 : 1
      elements += 1
      if (elements > limits.elements) fail('too-many')
      if (stack.length >= limits.depth) fail('too-deep')
      const spaces = { ...top?.spaces }
      for (const [name, value] of Object.entries(attributes)) {
        if (name === 'xmlns') spaces[''] = value
        else if (name.startsWith('xmlns:')) spaces[name.slice(6)] = value
      }
      const [prefix, local] = raw.includes(':') ? (raw.split(':') as [string, string]) : ['', raw]
      const element: Element = { name: local, space: spaces[prefix] ?? '', attributes, children: [], text: '' }
      if (top) top.element.children.push(element)
      else if (root) fail()
      else root = element
      if (!empty) stack.push({ element, raw, spaces })
    }
  }
  if (!root || stack.length > 0) return fail()
  return root
}

/** Text of the first child of that name, trimmed; undefined where there is none or it is empty. */
export function childText(element: Element, name: string): string | undefined {
  const text = element.children.find((child) => child.name === name)?.text.trim()
  return text === '' ? undefined : text
}

/** A text as it stands in XML; what no XML can hold is left out. */
export function escaped(text: string): string {
  return Array.from(text)
    .filter((character) => legal(character.codePointAt(0) as number))
    .join('')
    .replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0)};`)
}
