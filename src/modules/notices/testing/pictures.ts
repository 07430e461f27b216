/** Pictures for tests: small, invented, with everything in them that a camera writes. */

const segment = (marker: number, content: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** Exif with a turn, and a place and device in plain letters behind it. */
export function exif(turn: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex')
  tiff.writeUInt16BE(turn, 18)
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from('GPS N30.51 E114.31 CameraX')]))
}

/** A JPEG in form (no real picture in it): Exif, XMP, a comment, and a film hanging behind its end. */
export function jpegWithPlace(turn = 6): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    exif(turn),
    segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x>N30.51</x>', 'latin1')),
    segment(0xfe, Buffer.from('comment N30.51')),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd9]),
    Buffer.from('....ftypmp42 N30.51'),
  ])
}

const chunk = (kind: string, content: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([length, Buffer.from(kind, 'latin1'), content, Buffer.alloc(4)])
}

export function pngWithPlace(): Buffer {
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.alloc(13, 1)),
    chunk('tEXt', Buffer.from('Comment\0N30.51')),
    chunk('eXIf', Buffer.from('N30.51')),
    chunk('IDAT', Buffer.from([1, 2, 3])),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from('N30.51 behind'),
  ])
}

const riff = (kind: string, content: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(content.length)
  return Buffer.concat([Buffer.from(kind, 'latin1'), length, content, Buffer.alloc(content.length % 2)])
}

export function webpWithPlace(): Buffer {
  const content = Buffer.concat([
    Buffer.from('WEBP'),
    riff('VP8X', Buffer.from([0x2c, 0, 0, 0, 1, 0, 0, 1, 0, 0])),
    riff('VP8 ', Buffer.from([1, 2, 3])),
    riff('EXIF', Buffer.from('N30.51 ')),
    riff('XMP ', Buffer.from('N30.51')),
  ])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content])
}
