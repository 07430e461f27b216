/** How a handover is answered: the line of a list, the page of one. */
import { z } from 'zod'
import { choice, field, isUnknown, unknownKinds } from '#kernel/field.ts'
import { signatureWords } from '#kernel/signature.ts'
import { inkPicture } from './ink.ts'
import { type HandoverState, stateKeys } from './lifecycle.ts'
import { boxesOf, checkCode, codeLine, doorsNow } from './rules.ts'
import type { Handover, Mark } from './store.ts'
import { conditionWords } from './telling.ts'
import { abouts, reasons } from './words.ts'

const personal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const state = z.enum(stateKeys as [HandoverState, ...HandoverState[]])

export const line = z.strictObject({
  handoverId: z.string(),
  no: z.string(),
  version: z.number(),
  state,
  about: choice(abouts),
  subjectId: z.string(),
  who: personal('被交接人'),
  from: z.string(),
  to: z.string(),
  /** Which side whoever asks is on; null of neither. */
  side: z.enum(['from', 'to']).nullable(),
  waits: z.boolean(),
  reason: choice(reasons),
  condition: personal('身体、精神状况'),
  officer: personal('移交人'),
  receiver: personal('接收人'),
  signedOnOne: z.boolean(),
  preparedAt: z.number(),
  signedAt: z.number().nullable(),
})
export type Line = z.output<typeof line>

const standing = (handover: Handover) => ({
  state: handover.state,
  fromPath: handover.fromPath,
  toPath: handover.toPath,
  unseen: handover.signedOnOne && handover.seenAt === null,
})

/** The line of a handover, for whoever asks from this path. */
export function listed(handover: Handover, path: string): Line {
  const { content } = handover
  return {
    handoverId: handover.id,
    no: handover.no,
    version: handover.version,
    state: handover.state,
    about: handover.about,
    subjectId: handover.subjectId,
    who: content.who,
    from: content.fromName,
    to: content.toName,
    side: handover.fromPath === path ? 'from' : handover.toPath === path ? 'to' : null,
    waits: boxesOf(standing(handover), path).includes('to-sign'),
    reason: handover.reason as keyof typeof reasons,
    condition: conditionWords(content),
    officer: content.officer,
    receiver: content.receiver ?? null,
    signedOnOne: handover.signedOnOne,
    preparedAt: handover.preparedAt,
    signedAt: handover.signedAt,
  }
}

/** A signature as it is shown: a drawing, a picture, or words. */
export const shownMark = z
  .strictObject({
    /** Address of the drawing, `data:image/…`. */
    picture: personal('手写签名'),
    words: personal('签名'),
  })
  .nullable()

/** A signature for the screen; null where nobody signed yet. */
export function markShown(mark: Mark | undefined): z.output<typeof shownMark> {
  if (!mark) return null
  const picture = mark.ink
    ? `data:image/svg+xml;base64,${Buffer.from(inkPicture(mark.ink)).toString('base64')}`
    : mark.png
      ? `data:image/png;base64,${mark.png}`
      : mark.jpg
        ? `data:image/jpeg;base64,${mark.jpg}`
        : null
  return {
    picture,
    words: picture ? null : signatureWords(mark),
  }
}

export const page = line.extend({
  reasonNote: personal('说明'),
  belongings: z
    .array(z.strictObject({ what: field(z.string(), { label: '物品', sensitivity: 'personal' }), count: z.number().nullable() }))
    .max(30),
  papers: personal('随交证件、材料'),
  place: personal('交接地点'),
  officerNo: personal('警号、工号'),
  officerPhone: field(z.string().nullable(), { label: '移交人电话', sensitivity: 'personal', mask: 'phone' }),
  receiverNo: personal('接收人工号'),
  remarks: personal('接收时的说明'),
  why: personal('更正了什么'),
  declined: personal('为什么不接收'),
  withdrawn: personal('为什么撤回'),
  contested: personal('异议'),
  /** The receiver has an account in the house, so that it can sign by itself. */
  inSystem: z.boolean(),
  toId: z.string().nullable(),
  conscious: z.string(),
  conditionNote: personal('身体、精神状况'),
  injuries: personal('看到的外伤'),
  injuriesUnknown: choice(unknownKinds).nullable(),
  fromMark: shownMark,
  toMark: shownMark,
  /** Null until both have signed. */
  code: z.string().nullable(),
  /** Codes that papers of this handover may carry, and what has become of each. */
  codes: z.array(z.strictObject({ code: z.string(), line: z.string() })).max(100),
  may: z.array(z.string()).max(10),
  versions: z.array(z.strictObject({ handoverId: z.string(), version: z.number(), state, at: z.number() })).max(50),
})

/** What the check code is made of: all that stands on the paper. Words of a later step (contested, withdrawn) are not on it. */
const codeWithout = (handover: Handover, signedAt: number | null, without: readonly string[]): string =>
  checkCode({
    id: handover.id,
    no: handover.no,
    version: handover.version,
    signedAt,
    ...Object.fromEntries(
      Object.entries(handover.content).filter(([key]) => !['declined', 'withdrawn', 'contested', ...without].includes(key)),
    ),
  })

/** Only what both have signed has a code: another word, another code. */
export const codeOf = (handover: Handover): string | null =>
  handover.signedAt === null ? null : codeWithout(handover, handover.signedAt, [])

/** What has become of a paper with this code, of any version that is here; also of one printed before both had signed. */
export function codesOf(versions: readonly Handover[]): { code: string; line: string }[] {
  return versions.flatMap((each) => {
    const code = codeOf(each)
    const unsigned = codeWithout(each, null, SIGNING)
    const before = { code: unsigned, line: codeLine(each.version, null) }
    return code === null ? [before] : [{ code, line: codeLine(each.version, each.state) }, before]
  })
}

/** What the receiver writes in signing. */
const SIGNING = ['receiver', 'receiverNo', 'remarks']

/** Everything that stands on the page of one handover. */
export function shownPage(
  handover: Handover,
  path: string,
  more: { marks: { from?: Mark; to?: Mark }; versions: readonly Handover[] },
): z.output<typeof page> {
  const { content } = handover
  return {
    ...listed(handover, path),
    reasonNote: content.reasonNote ?? null,
    belongings: content.belongings.map(({ what, count }) => ({ what, count: count ?? null })),
    papers: content.papers ?? null,
    place: content.place ?? null,
    officerNo: content.officerNo ?? null,
    officerPhone: content.officerPhone ?? null,
    receiverNo: content.receiverNo ?? null,
    remarks: content.remarks ?? null,
    why: content.why ?? null,
    declined: content.declined ?? null,
    withdrawn: content.withdrawn ?? null,
    contested: content.contested ?? null,
    inSystem: handover.toId !== null,
    toId: handover.toId,
    conscious: content.conscious,
    conditionNote: content.condition ?? null,
    injuries: typeof content.injuries === 'string' ? content.injuries : null,
    injuriesUnknown: isUnknown(content.injuries) ? content.injuries.unknown : null,
    fromMark: markShown(more.marks.from),
    toMark: markShown(more.marks.to),
    code: codeOf(handover),
    codes: codesOf(more.versions),
    may: doorsNow(standing(handover), path),
    versions: more.versions.map((each) => ({
      handoverId: each.id,
      version: each.version,
      state: each.state,
      at: each.signedAt ?? each.preparedAt,
    })),
  }
}
