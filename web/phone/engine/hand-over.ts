/**
 * What waits, as an encrypted file: for a phone that will not find a network, or a screen that broke. The desk takes it in; the
 * records keep their ids, so that what the phone sends later as well is still done once. Nothing leaves the phone by this.
 */
import type { HandOverContent, HandOverFile } from '#modules/devices/hand-over-file.ts'
import { base64Of, bytesOfBase64, utf8 } from './bytes.ts'
import { offsetOf, type PhoneClock } from './clock.ts'
import type { Me } from './contact.ts'
import type { Notes } from './notes.ts'
import type { Outbox } from './outbox.ts'
import type { Shelf } from './shelf.ts'

export interface DeviceKey {
  deviceId: string
  /** 32 bytes in base64, given by the server when the phone was registered. */
  key: string
}

export interface HandOver {
  crypto: Crypto
  me: Me
  clock: PhoneClock
  /** Measured offsets by frame. */
  frames: ReadonlyMap<string, number>
  notes: Notes
  outbox: Outbox
  shelf: Shelf
}

/**
 * The file, null before the phone was registered. Times are the phone's own, as they would be sent: the same record must be the
 * same on both ways. Beside each stands by how much the clock was wrong when it was made, as a sending would correct it.
 */
export async function handOverFile(on: HandOver): Promise<{ name: string; text: string } | null> {
  const { crypto, me, clock, frames, notes, outbox, shelf } = on
  const { deviceId, key: told } = (await notes.get<Partial<DeviceKey>>('own', 'device'))?.value ?? {}
  if (!deviceId || !told) return null
  const at = { phoneNow: clock.phoneNow(), offset: clock.frame().offset ?? 0 }
  const actions: HandOverContent['actions'] = []
  for (const item of shelf.inOrder()) {
    const content = await outbox.contentOf(item.id)
    if (!content) continue
    const { door: name, form, occurredAt, title, photos } = content
    // No record is of the future: a clock that was set while nobody looked.
    const offset = Math.round(Math.min(offsetOf(content, frames, at.offset), at.phoneNow + at.offset - occurredAt))
    actions.push({ actionId: item.id, name, form, occurredAt, offset, title, ...(photos ? { photos } : {}) })
  }
  const photos: HandOverContent['photos'] = []
  for (const { id: fileId } of [...shelf.photos.values()].sort((a, b) => a.seq - b.seq)) {
    const body = await outbox.bodyOf(fileId)
    if (body) photos.push({ fileId, body: base64Of(body) })
  }
  const content: HandOverContent = { writtenAt: at.phoneNow, offset: Math.round(at.offset), actions, photos }
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const key = await crypto.subtle.importKey('raw', bytesOfBase64(told), 'AES-GCM', false, ['encrypt'])
  const way = { name: 'AES-GCM', iv: nonce, additionalData: utf8(`guitu-phone:${deviceId}`) }
  const body = new Uint8Array(await crypto.subtle.encrypt(way, key, utf8(JSON.stringify(content))))
  const file: HandOverFile = { v: 1, deviceId, account: me.accountId, nonce: base64Of(nonce), body: base64Of(body) }
  return { name: `归途待传-${me.name}-${at.phoneNow}.guitu`, text: JSON.stringify(file) }
}
