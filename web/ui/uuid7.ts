/** UUID version 7 (RFC 9562): 48 bits of time, then random bits; ids made in the same millisecond keep their order. */
let lastTime = 0
let sequence = 0

/** A new id. `now` is only given by tests. */
export function uuid7(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  if (now <= lastTime) {
    sequence += 1
    if (sequence > 0xfff) {
      lastTime += 1
      sequence = 0
    }
  } else {
    lastTime = now
    sequence = ((bytes[6] as number) << 3) | ((bytes[7] as number) & 0x07)
  }
  const time = lastTime
  for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(time / 2 ** (8 * (5 - index))) & 0xff
  bytes[6] = 0x70 | (sequence >> 8)
  bytes[7] = sequence & 0xff
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
