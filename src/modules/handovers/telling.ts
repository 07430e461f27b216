/** What a handover tells the ledger: which organisations in the value, whoever signed in the sealed details. */
import type { LoadContext, NewFact } from '#kernel/action.ts'
import { isUnknown } from '#kernel/field.ts'
import { shownNumber } from './rules.ts'
import { changeHandover, type Content, type Handover, subjectRef } from './store.ts'
import { consciousness } from './words.ts'

type Told = Pick<
  Handover,
  'id' | 'no' | 'version' | 'about' | 'subjectId' | 'subjectOwner' | 'toId' | 'preparedFact' | 'content'
> & { signedAt: number | null }

/** Names of organisations of the house stand in the open; a name that somebody typed does not. */
export const unitsOf = ({ toId, content }: Pick<Told, 'toId' | 'content'>) => ({
  from: content.fromName,
  ...(toId ? { to: content.toName, organisation: toId } : {}),
})

/** Condition in one line, for the papers of reception. */
export function conditionWords(content: Content): string {
  const { conscious, condition, injuries } = content
  const hurt = typeof injuries === 'string' ? injuries : isUnknown(injuries) ? '外伤查不清' : undefined
  return [consciousness[conscious as keyof typeof consciousness], condition, hurt && `外伤：${hurt}`].filter(Boolean).join('；')
}

/** What was handed over with somebody, in words. */
export const goodsWords = (content: Content): string =>
  content.belongings.map(({ what, count }) => (count ? `${what} ${count} 件` : what)).join('、')

const detailsOf = (handover: Told) => {
  const { content } = handover
  return {
    handoverId: handover.id,
    no: shownNumber(handover.no, handover.version),
    to: content.toName,
    officer: content.officer,
    officerNo: content.officerNo,
    officerPhone: content.officerPhone,
    place: content.place,
    condition: conditionWords(content),
    goods: goodsWords(content),
    papers: content.papers,
    receivedBy: content.receiver,
    remarks: content.remarks,
    why: content.why,
  }
}

/** The giver has written its half and signed it. */
export const preparedFact = (handover: Told): NewFact => ({
  subject: subjectRef(handover),
  name: 'handover.prepared',
  value: unitsOf(handover),
  details: detailsOf(handover),
})

/** A correction keeps the time of the handover that it corrects: what happened, happened then. */
export const signedFact = (handover: Told, before: Handover | null): NewFact => ({
  subject: subjectRef(handover),
  name: 'handover.signed',
  value: unitsOf(handover),
  details: detailsOf(handover),
  ...(handover.signedAt === null ? {} : { occurredAt: handover.signedAt }),
  ...(before?.signedFact ? { replaces: before.signedFact } : {}),
})

/** The version that a signed correction takes the place of. */
export async function settleReplaced(context: LoadContext, before: Handover | null): Promise<void> {
  if (before && before.state !== 'replaced') await changeHandover(context, before, { state: 'replaced' })
}
