/** Codes that somebody without an account asks with later: ten signs, fifty bits. */
import type { Vault } from './crypto.ts'

/** Without letters that look like digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SIGNS = 10

/**
 * The code of one sending: shown with the answer, never kept. It follows from the sending's own id under the house's key, so that
 * whoever lost the answer and sends the same once more hears the same code; nobody else can make it.
 */
export function codeOfSending(vault: Vault, room: string, actionId: string): string {
  const drawn = [...vault.blind(`${room}.code`, actionId).subarray(0, SIGNS)].map((byte) => ALPHABET[byte % ALPHABET.length])
  return `${drawn.slice(0, SIGNS / 2).join('')}-${drawn.slice(SIGNS / 2).join('')}`
}
