/** The receipt: what its holder may hear with number and code, and a new code for who lost it. */
import { timingSafeEqual } from 'node:crypto'
import { action } from '#kernel/action.ts'
import { countPublicAttempt, remoteKey } from '#kernel/public-limit.ts'
import { codeOfSending } from '#kernel/receipt-code.ts'
import { isPublic, mayWork } from './access.ts'
import { refuse } from './refusals.ts'
import { numberKey, receiptState } from './rules.ts'
import { stateForm } from './schema.ts'
import { renewReceiptForm } from './schema-forms.ts'
import { inquiryRef, lockInquiry, receiptDigest, receiptsOf, writeReceipt } from './store.ts'
import { type ReceiptState, receiptWords } from './words.ts'

/** Tries in an hour for one number, and from one address. */
export const TRIES_PER_NUMBER = 10
export const TRIES_PER_ADDRESS = 30
/** Numbers are counted per organisation: as many of one writing as there can be, always compared. */
const COMPARED = 4

/**
 * Told as a fact of nobody: an answer, never a refusal, so that a wrong try is counted. Every try does the same work, and
 * what is answered depends on nothing but the state of the holder's own inquiry.
 */
export const stateOfReceipt = action({
  name: 'inquiries.state-of-receipt',
  title: '查询登记办理情况',
  help: '只答办到哪一步；不答有没有找到、在哪里。',
  form: stateForm,
  async load(context, form): Promise<{ state: ReceiptState }> {
    const { tx, vault } = context
    const byNumber = await countPublicAttempt(context, 'inquiries.state-number', numberKey(form.number))
    const byAddress = await countPublicAttempt(context, 'inquiries.state-address', remoteKey(form.remote))
    const found = await receiptsOf(tx, form.number)
    const wanted = receiptDigest(vault, form.number, form.code)
    let own: ReceiptState | undefined
    for (let index = 0; index < COMPARED; index += 1) {
      const receipt = found[index]
      const same = timingSafeEqual(receipt?.receipt ?? Buffer.alloc(wanted.length), wanted)
      if (same && receipt) own = receiptState(receipt.state, receipt.callPlanned)
    }
    if (byNumber.hour > TRIES_PER_NUMBER || byAddress.hour > TRIES_PER_ADDRESS) return { state: 'later' }
    return { state: own ?? 'no-match' }
  },
  may: (actor) => isPublic(actor),
  // Kept with the action: the same try sent again is answered alike and is no second try.
  decide: ({ state }) => ({ facts: [], changes: null, reply: { state, words: receiptWords[state] } }),
  save: async () => undefined,
})

export const renewReceipt = action({
  name: 'inquiries.renew-receipt',
  title: '重发查询码',
  help: '核对来电人就是登记人以后才重发；旧码作废。',
  form: renewReceiptForm,
  async load({ tx, vault, actionId }, form) {
    const inquiry = await lockInquiry(tx, vault, form.inquiryId)
    return inquiry && inquiry.state !== 'erased' ? { inquiry, code: codeOfSending(vault, 'inquiries', actionId) } : null
  },
  may: (actor, { inquiry }) => mayWork(actor, inquiry),
  decide({ inquiry }, form) {
    if (inquiry.lead) return refuse('NOTHING_TO_REVEAL')
    return {
      facts: [
        {
          subject: inquiryRef(inquiry),
          name: 'sensitive.viewed',
          value: { what: 'inquiry-receipt' },
          details: { reason: form.reason },
        },
      ],
      changes: null,
      reply: { inquiryId: inquiry.id, number: inquiry.no },
    }
  },
  save: (context, _changes, { inquiry, code }) => writeReceipt(context, inquiry, code),
  replyNotKept: true,
  answer: async (_context, { code }) => ({ code }),
})
