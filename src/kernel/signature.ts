/**
 * A signature as a form takes it: drawn with a finger and kept as a picture; or, where nobody can draw, the name typed and
 * why it stands for a signature. Fit for a browser.
 */
import { z } from 'zod'
import { choice, field } from './field.ts'

/** What a typed name stands for. */
export const signedAs = { thumbprint: '按手印（纸上）', proxy: '代签', paper: '纸上签名' } as const

export const signatureParts = z.strictObject({
  /** The drawn one: id of an uploaded PNG. */
  picture: field(z.uuid().optional(), { label: '手写签名', widget: 'file', sensitivity: 'personal' }),
  typed: field(z.string().trim().min(1).max(40).optional(), { label: '姓名', sensitivity: 'personal' }),
  as: field(choice(signedAs).optional(), { label: '为什么不手写' }),
  reason: field(z.string().trim().min(1).max(200).optional(), { label: '说明', sensitivity: 'personal' }),
})
export type Signature = z.output<typeof signatureParts>

/** Drawn, or a name with what it stands for and why. */
export function isSigned(signature: Signature | undefined): boolean {
  if (!signature) return false
  return signature.picture !== undefined || Boolean(signature.typed && signature.as && signature.reason)
}

/** The value of a field with `widget: 'signature'`. */
export const signatureSchema = signatureParts.refine(isSigned, '请手写签名；不能手写的，打上姓名，选按手印或代签并写明原因')

/** One line for a paper or a page: `白晓棠（代签：手部受伤）`. */
export function signatureWords(signature: Signature | undefined): string {
  if (!signature) return ''
  if (signature.picture) return '手写签名'
  const how = signature.as ? signedAs[signature.as] : ''
  return `${signature.typed ?? ''}（${how}${signature.reason ? `：${signature.reason}` : ''}）`
}
