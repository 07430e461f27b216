/**
 * The file in which a phone hands over what it could not send. Fit for a browser: the phone writes it, the house reads it.
 * The key is the device's own (`devices.register`); who does not hold it can neither read nor make such a file.
 */
import { z } from 'zod'

/** Largest file that is taken in, in bytes: some fifty photos. */
export const LARGEST_HAND_OVER = 48 * 1024 * 1024

/** What stands outside: whose it is, and nothing else in the clear. `body` is AES-256-GCM with the tag at its end, both base64. */
export const handOverFile = z.strictObject({
  v: z.literal(1),
  deviceId: z.uuid(),
  account: z.uuid(),
  nonce: z.base64().max(40),
  body: z.base64(),
})
export type HandOverFile = z.output<typeof handOverFile>

/** Bound into the cipher, so that a body cannot be put under another device. */
export const boundTo = (deviceId: string): string => `guitu-phone:${deviceId}`

export const handOverContent = z.strictObject({
  /** By the phone's clock. */
  writtenAt: z.int().min(0),
  /** The server's clock less the phone's at the last contact, in ms: for records that say nothing of their own. */
  offset: z.int(),
  actions: z
    .array(
      z.object({
        actionId: z.uuid(),
        name: z.string().max(80),
        form: z.record(z.string(), z.unknown()),
        /** By the phone's clock. */
        occurredAt: z.int().min(0),
        /** The server's clock less the phone's when this was recorded, in ms: the clock may have been set since. */
        offset: z.int().optional(),
        title: z.string().max(400),
        /** Photos that belong into this field of the form. */
        photos: z.strictObject({ field: z.string().max(40), ids: z.array(z.uuid()).max(20) }).optional(),
      }),
    )
    .max(5000),
  photos: z.array(z.object({ fileId: z.uuid(), body: z.base64() })).max(500),
})
export type HandOverContent = z.output<typeof handOverContent>
