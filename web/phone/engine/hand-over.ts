/**
 * What waits, as an encrypted file: for a phone that will not find a network, or a screen that broke. The desk takes it in; the
 * records keep their ids, so that what the phone sends later as well is still done once. Nothing leaves the phone by this.
 */
import type { HandOverContent, HandOverFile } from '#modules/devices/hand-over-file.ts'
import { base64Of, bytesOfBase64, utf8 } from './bytes.ts'
import type { Outbox } from './outbox.ts'
import type { Shelf } from './shelf.ts'

export interface DeviceKey {
  deviceId: string
  /** 32 bytes in base64, given by the server when the phone was registered. */
  key: string
}

export interface HandOver {
  crypto: Crypto
  account: string
  device: DeviceKey
  /** The phone's own time and the server's lead. */
  at: { phoneNow: number; offset: number }
  outbox: Outbox
  shelf: Shelf
}

/** The text of the file. Times are the phone's own, as they would be sent: the same record must be the same on both ways. */
export async function handOverFile({ crypto, account, device, at, outbox, shelf }: HandOver): Promise<string> {
  const actions: HandOverContent['actions'] = []
  for (const item of shelf.inOrder()) {
    const content = await outbox.contentOf(item.id)
    if (!content) continue
    const { door: name, form, occurredAt, title, photos } = content
    actions.push({ actionId: item.id, name, form, occurredAt, title, ...(photos ? { photos } : {}) })
  }
  const photos: HandOverContent['photos'] = []
  for (const { id: fileId } of [...shelf.photos.values()].sort((a, b) => a.seq - b.seq)) {
    const body = await outbox.bodyOf(fileId)
    if (body) photos.push({ fileId, body: base64Of(body) })
  }
  const content: HandOverContent = { writtenAt: at.phoneNow, offset: Math.round(at.offset), actions, photos }
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const key = await crypto.subtle.importKey('raw', bytesOfBase64(device.key), 'AES-GCM', false, ['encrypt'])
  const way = { name: 'AES-GCM', iv: nonce, additionalData: utf8(`guitu-phone:${device.deviceId}`) }
  const body = new Uint8Array(await crypto.subtle.encrypt(way, key, utf8(JSON.stringify(content))))
  const file: HandOverFile = { v: 1, deviceId: device.deviceId, account, nonce: base64Of(nonce), body: base64Of(body) }
  return JSON.stringify(file)
}
