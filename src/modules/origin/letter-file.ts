/**
 * The letter as a signed file, for a place that does not use this house: our own format, `docs/exchange-origin.md`. It says what
 * the letter says and nothing else. Pure, but for digest and signature.
 */
import { createPublicKey, verify } from 'node:crypto'
import { z } from 'zod'
import { canonical, type Vault } from '#kernel/crypto.ts'
import { printInstant } from '#kernel/time.ts'
import { letterKinds, type LetterKind } from './words.ts'

export const PROTOCOL = 'guitu-origin/1'

export interface LetterOut {
  id: string
  kind: LetterKind
  letterNo: string | null
  at: number
  from: { name: string; division: string | null; phone: string | null }
  to: string
  person: { name: string; sex: string | null; birth: string | null; idNumber: string | null; household: string | null }
  text: string | null
  arrivesOn: string | null
}

/** What is said, without anything that is not known. */
export function letterDocument(letter: LetterOut): Record<string, unknown> {
  const known = (record: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null))
  return known({
    protocol: PROTOCOL,
    type: 'letter',
    id: letter.id,
    kind: letter.kind,
    letter: letter.letterNo,
    sentAt: printInstant(letter.at),
    from: known(letter.from),
    to: { name: letter.to },
    person: known(letter.person),
    text: letter.text,
    arrivesOn: letter.arrivesOn,
  })
}

/** The key of the ledger's heads signs letters too: the protocol's name before the words keeps the two apart. */
const signedBytes = (document: unknown) => Buffer.from(`${PROTOCOL}\n${canonical(document)}`)

export interface SignedLetter {
  document: Record<string, unknown>
  keyId: string
  publicKey: string
  signature: string
}

export function signLetter(vault: Pick<Vault, 'sign' | 'publicKey'>, document: Record<string, unknown>): SignedLetter {
  const { keyId, signature } = vault.sign(signedBytes(document))
  return { document, keyId, publicKey: vault.publicKey(), signature: signature.toString('base64') }
}

const short = (max: number) => z.string().trim().min(1).max(max)
const day = z.iso.date()

const documentSchema = z.strictObject({
  protocol: z.literal(PROTOCOL),
  type: z.literal('letter'),
  id: z.uuid(),
  kind: z.enum(Object.keys(letterKinds) as [LetterKind]),
  letter: short(60).optional(),
  sentAt: z.string().max(40),
  from: z.strictObject({ name: short(80), division: short(12).optional(), phone: short(30).optional() }),
  to: z.strictObject({ name: short(80) }),
  person: z.strictObject({
    name: short(60),
    sex: z.enum(['male', 'female']).optional(),
    birth: day.optional(),
    idNumber: short(30).optional(),
    household: short(120).optional(),
  }),
  text: short(2000).optional(),
  arrivesOn: day.optional(),
})
export type LetterDocument = z.output<typeof documentSchema>

const envelopeSchema = z.strictObject({
  document: z.record(z.string(), z.unknown()),
  keyId: z.string().max(20),
  publicKey: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
})

export interface ReadLetter {
  document: LetterDocument
  publicKey: string
  /** The signature holds; whose it is, is another question. */
  signer: 'house' | 'known' | 'unknown'
  /** The name under which somebody here checked the key. */
  keyName: string | null
}

/** SPKI frame of an Ed25519 public key; its 32 bytes follow. */
const ED25519_FRAME = Buffer.from('302a300506032b6570032100', 'hex')

/** A letter has parts within the document, and nothing within those: what lies deeper is no letter, and not walked through. */
const DEEPEST = 3
const tooDeep = (value: unknown, at = 0): boolean =>
  typeof value === 'object' && value !== null && (at >= DEEPEST || Object.values(value).some((each) => tooDeep(each, at + 1)))

/** Reads a file: nothing of it is believed before its signature is. */
export function readLetter(
  vault: Pick<Vault, 'publicKey' | 'signedByUs'>,
  known: readonly { publicKey: string; name: string }[],
  raw: string,
): ReadLetter | 'unreadable' | 'tampered' {
  let parsed: unknown
  try {
    parsed = JSON.parse(raw)
  } catch {
    return 'unreadable'
  }
  const envelope = envelopeSchema.safeParse(parsed)
  if (!envelope.success) return 'unreadable'
  const { document, keyId, publicKey, signature } = envelope.data
  if (tooDeep(document)) return 'unreadable'
  const bytes = signedBytes(document)
  const signed = Buffer.from(signature, 'base64')
  const key = createPublicKey({
    key: Buffer.concat([ED25519_FRAME, Buffer.from(publicKey, 'base64')]),
    format: 'der',
    type: 'spki',
  })
  if (!verify(null, bytes, key, signed)) return 'tampered'
  const read = documentSchema.safeParse(document)
  if (!read.success) return 'unreadable'
  const own = publicKey === vault.publicKey() || vault.signedByUs(keyId, bytes, signed)
  const checked = known.find((each) => each.publicKey === publicKey)
  return {
    document: read.data,
    publicKey,
    signer: own ? 'house' : checked ? 'known' : 'unknown',
    keyName: checked?.name ?? null,
  }
}
