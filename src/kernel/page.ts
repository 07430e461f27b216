/**
 * A public page: an address on the site of one organisation, answered with plain HTML. Whoever asks is the public of that
 * organisation; a page reads and writes by the same doors as everybody else, as far as the role `public` opens them.
 * `app/portal.ts` mounts the pages and hands them this.
 */
import { timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import type { Vault } from './crypto.ts'
import type { Organisation } from './org.ts'
import type { Outcome } from './perform.ts'
import type { Refusal } from './refusal.ts'

/** The public site of a station or a bureau. */
export interface Site {
  organisation: Organisation
  /** `/public`, or `/public/s/<short>`; without a slash at its end. */
  base: string
}

/** What a visitor sent with a form. */
export interface Posted {
  fields: Readonly<Record<string, readonly string[]>>
  /** One photo at most; of what else was sent only why it was not taken. */
  photo?: { name: string; type: string; body: Uint8Array } | { fault: 'type' | 'large' }
  /** Of the form's hidden token. `late`: it was ours, and has expired. */
  token: 'good' | 'late' | 'bad'
}

/** A policy document in force, in our own words. */
export interface PublicPolicy {
  id: string
  title: string
  issuer: string | null
  number: string | null
  date: string | null
  entries: { number: string; title: string; summary: string; path: string }[]
}

export interface PageContext {
  site: Site
  /** All sites of the house, for finding whose something is. */
  sites: readonly Site[]
  /** Address below the site, without the query. */
  path: string
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  posted?: Posted
  large: boolean
  now: number
  /** Where the visitor comes from; only for counting, never kept or logged. */
  remote: string
  ask(name: string, params: Record<string, unknown>): Promise<unknown>
  /** Once per form sent out: pressing twice is one deed. */
  perform(name: string, form: Record<string, unknown>): Promise<Outcome | Refusal>
  /** Keeps the photo that came with the form; its id. */
  keepPhoto(): Promise<string | undefined>
  /** The declared form of a door that is open to the public; undefined where there is none. */
  formOf(door: string): z.ZodObject | undefined
  /** A fresh token for a form on this page. */
  token(): string
  /** Whether a link that staff made for this site and purpose still holds. */
  linkHolds(purpose: string, token: string): boolean
  policies(): Promise<PublicPolicy[]>
  /** A text closed for an address: whoever reads the address, a log or a proxy, learns nothing. It ends when a form's token does. */
  closed(text: string): string
  /** What `closed` made on this site; undefined for everything else, and when its time is over. */
  opened(token: string): string | undefined
  /** One tile of the city's own map, fetched by the server; undefined where there is none. */
  tile(z: number, x: number, y: number): Promise<{ type: string; body: Uint8Array } | undefined>
}

export type PageAnswer =
  | { html: string; status?: number; cache?: 'none' | 'short' }
  | { redirect: string; large?: boolean }
  | { file: { type: string; body: Uint8Array | string }; cache?: 'short' | 'day' }

export interface Page {
  /** Below the site: `/notices/:no`. */
  path: string
  method: 'GET' | 'POST'
  title: string
  /** Whether its form may bring a photo. */
  takesPhoto?: boolean
  /** From one address in a minute, where it is other than usual: what only draws may be asked for more often than what writes. */
  perMinute?: number
  answer(context: PageContext): Promise<PageAnswer>
}

const mac = (vault: Vault, purpose: string, text: string) => vault.blind(`signed:${purpose}`, text)

/** A text that this house signed for a purpose until an instant: `until.text.signature`. */
export function sign(vault: Vault, purpose: string, text: string, until: number): string {
  const body = `${until.toString(36)}.${text}`
  return `${body}.${mac(vault, purpose, body).toString('base64url')}`
}

/** What was signed for this purpose, and whether its time is over; undefined where it is not ours. */
export function openSigned(
  vault: Vault,
  purpose: string,
  token: string,
  now: number,
): { text: string; late: boolean } | undefined {
  const found = /^([0-9a-z]{1,12})\.([\w-]{1,64})\.([\w-]{20,100})$/.exec(token)
  if (!found) return undefined
  const [, until, text, signature] = found as unknown as [string, string, string, string]
  const wanted = mac(vault, purpose, `${until}.${text}`)
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined
  return { text, late: Number.parseInt(until, 36) <= now }
}

/** Purpose under which staff sign links to a page of their site. */
export const linkPurpose = (organisationId: string, purpose: string) => `link:${organisationId}:${purpose}`
