/** What stands in the cells of the paper. */
import { isUnknown, unknownKinds } from '#kernel/field.ts'
import { signatureWords } from '#kernel/signature.ts'
import { printInstant } from '#kernel/time.ts'
import { inkPicture } from './ink.ts'
import { handoverLife } from './lifecycle.ts'
import { shownNumber } from './rules.ts'
import type { Handover, Mark } from './store.ts'
import { abouts, consciousness, reasons } from './words.ts'

interface Drawn {
  /** Bytes of a picture, and of what kind. */
  picture: number[] | null
  format: 'png' | 'jpg' | 'svg'
  words: string
}

function drawn(mark: Mark | undefined): Drawn | null {
  if (!mark) return null
  if (mark.ink) return { picture: [...Buffer.from(inkPicture(mark.ink))], format: 'svg', words: '手写签名' }
  if (mark.png) return { picture: [...Buffer.from(mark.png, 'base64')], format: 'png', words: '手写签名' }
  if (mark.jpg) return { picture: [...Buffer.from(mark.jpg, 'base64')], format: 'jpg', words: '手写签名' }
  return { picture: null, format: 'png', words: signatureWords(mark) }
}

const instant = (at: number | null) => (at === null ? '' : printInstant(at).slice(0, 16).replace('T', ' '))

/** What the paper is filled with: both halves, both signatures, and once both have signed the code it is checked by. */
export function paperData(handover: Handover, marks: { from?: Mark; to?: Mark }, code: string | null) {
  const { content } = handover
  const { injuries } = content
  return {
    no: shownNumber(handover.no, handover.version),
    state: handoverLife.states[handover.state].zh,
    from: content.fromName,
    to: content.toName,
    who: content.who,
    about: abouts[handover.about],
    reason: [reasons[handover.reason as keyof typeof reasons] ?? handover.reason, content.reasonNote].filter(Boolean).join('：'),
    conscious: consciousness[content.conscious as keyof typeof consciousness] ?? '',
    condition: content.condition ?? '',
    injuries: typeof injuries === 'string' ? injuries : isUnknown(injuries) ? unknownKinds[injuries.unknown] : '',
    belongings: content.belongings.map(({ what, count }) => [what, count ? `${count} 件` : ''] as const),
    papers: content.papers ?? '',
    place: content.place ?? '',
    officer: [content.officer, content.officerNo].filter(Boolean).join('　'),
    phone: content.officerPhone ?? '',
    receiver: [content.receiver, content.receiverNo].filter(Boolean).join('　'),
    remarks: content.remarks ?? '',
    why: content.why ?? '',
    preparedAt: instant(handover.preparedAt),
    signedAt: instant(handover.signedAt),
    signedOnOne: handover.signedOnOne,
    fromMark: drawn(marks.from),
    toMark: drawn(marks.to),
    code: code ?? '',
  }
}
