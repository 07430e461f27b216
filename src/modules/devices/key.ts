/** The key of a device, derived from its id under the house's own secret; and a file of it opened. */
import { createDecipheriv } from 'node:crypto'
import type { Vault } from '#kernel/crypto.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { boundTo, type HandOverContent, handOverContent, type HandOverFile, handOverFile } from './hand-over-file.ts'
import { refuse } from './refusals.ts'

/** 32 bytes; the same for as long as the house keeps its secret. */
export const deviceKey = (vault: Vault, deviceId: string): Buffer =>
  Buffer.concat([vault.blind('devices.device.key:1', deviceId), vault.blind('devices.device.key:2', deviceId)])

/** Reads the outside of a file: whose it says it is. */
export function readOutside(text: string): HandOverFile | Refusal {
  try {
    const read = handOverFile.safeParse(JSON.parse(text))
    return read.success ? read.data : refuse('NOT_A_FILE')
  } catch {
    return refuse('NOT_A_FILE')
  }
}

/** Opens a file. One that was altered, or made by who does not hold the key, is refused whole. */
export function openHandOver(vault: Vault, file: HandOverFile): HandOverContent | Refusal {
  const sealed = Buffer.from(file.body, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', deviceKey(vault, file.deviceId), Buffer.from(file.nonce, 'base64'))
    decipher.setAAD(Buffer.from(boundTo(file.deviceId)))
    decipher.setAuthTag(sealed.subarray(-16))
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString('utf8')
    const content = handOverContent.safeParse(JSON.parse(text))
    return content.success ? content.data : refuse('DAMAGED')
  } catch (error) {
    if (isRefusal(error)) return error
    return refuse('DAMAGED')
  }
}
