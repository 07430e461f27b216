/**
 * What is said to the other side, and how it is signed: our own format, `docs/exchange-identification.md`. Pure but for the
 * digest; the same bytes whatever carries them.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { canonical } from '#kernel/crypto.ts'
import { parseInstant, printInstant } from '#kernel/time.ts'
import { kinds, type Level, levels, results } from './words.ts'
import type { RequestContent } from './store.ts'

export const PROTOCOL = 'guitu-identification/1'

export interface Asked {
  messageId: string
  requestId: string
  kind: string
  level: Level
  letterNo: string
  station: { name: string; division: string | null; phone: string | null }
  content: RequestContent
  at: number
}

/** A request, or its raising to the next level. Nothing of the guest that was not ticked; photos never. */
export function requestDocument(asked: Asked, raised?: { from: Level; reason: string }): Record<string, unknown> {
  const { content, station } = asked
  return {
    protocol: PROTOCOL,
    type: raised ? 'raising' : 'request',
    id: asked.messageId,
    request: asked.requestId,
    letter: asked.letterNo,
    kind: asked.kind,
    level: asked.level,
    from: station,
    to: content.police,
    sentAt: printInstant(asked.at),
    basis: content.basis,
    ...(raised ? { raisedFrom: raised.from, reason: raised.reason } : {}),
    guest: Object.fromEntries(content.told.filter(({ key }) => key !== 'photo').map(({ key, value }) => [key, value])),
    charge: 'none',
  }
}

export function withdrawalDocument(asked: Pick<Asked, 'messageId' | 'requestId' | 'letterNo' | 'at'>): Record<string, unknown> {
  return {
    protocol: PROTOCOL,
    type: 'withdrawal',
    id: asked.messageId,
    request: asked.requestId,
    letter: asked.letterNo,
    sentAt: printInstant(asked.at),
  }
}

const SCHEME = 'hmac-sha256='

/** Over exact bytes. */
export const signBytes = (key: string, text: string): string => `${SCHEME}${createHmac('sha256', key).update(text).digest('hex')}`

export function signedBytes(key: string, text: string, signature: unknown): boolean {
  if (typeof signature !== 'string') return false
  const right = Buffer.from(signBytes(key, text))
  const given = Buffer.from(signature)
  return right.length === given.length && timingSafeEqual(right, given)
}

export interface Envelope {
  document: Record<string, unknown>
  signature: string
}

/** A document with its signature, over the document's canonical JSON (keys sorted at every depth, no blanks). */
export const envelopeOf = (key: string, document: Record<string, unknown>): Envelope => ({
  document,
  signature: signBytes(key, canonical(document)),
})

const instantText = z
  .string()
  .max(40)
  .transform((text, context) => {
    const at = parseInstant(text)
    if (at === null) context.addIssue({ code: 'custom', message: 'no instant' })
    return at ?? 0
  })

const answerSchema = z.strictObject({
  protocol: z.literal(PROTOCOL),
  type: z.literal('answer'),
  id: z.uuid(),
  request: z.uuid(),
  message: z.uuid(),
  kind: z.enum(Object.keys(kinds) as [keyof typeof kinds]),
  level: z.enum(Object.keys(levels) as [keyof typeof levels]),
  result: z.enum(Object.keys(results) as [keyof typeof results]),
  answeredAt: instantText,
  words: z.string().trim().min(1).max(1000).optional(),
  by: z.string().trim().min(1).max(80).optional(),
})
const receiptSchema = z.strictObject({
  protocol: z.literal(PROTOCOL),
  type: z.literal('receipt'),
  id: z.uuid(),
  message: z.uuid(),
  receipt: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9/_.-]{0,63}$/),
})
const inbound = z.discriminatedUnion('type', [answerSchema, receiptSchema])
export type Inbound = z.output<typeof inbound>

export type Refused = 'unsigned' | 'unreadable' | 'unknown-request' | 'not-for-request' | 'answered-already' | 'id-reused'

/** Reads what came in: nothing is believed before its signature is. */
export function readInbound(key: string, raw: unknown): Inbound | Refused {
  const envelope = z.strictObject({ document: z.record(z.string(), z.unknown()), signature: z.string() }).safeParse(raw)
  if (!envelope.success) return 'unreadable'
  const { document, signature } = envelope.data
  if (!signedBytes(key, canonical(document), signature)) return 'unsigned'
  const read = inbound.safeParse(document)
  return read.success ? read.data : 'unreadable'
}
