/** The receipt that the family takes home. It says how to ask again, and nothing of what was told. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { printInstant } from '#kernel/time.ts'
import { refuse } from './refusals.ts'
import { inquiryById, receiptDigest } from './store.ts'
import { receiptOf } from './store-read.ts'

const receiptPaper = query({
  name: 'inquiries.receipt-paper',
  title: '寻亲登记回执',
  params: z.strictObject({
    inquiryId: field(z.uuid(), { label: '登记', widget: 'hidden' }),
    code: field(z.string().max(20).optional(), { label: '查询码', help: '不填就留空，由家属自己记' }),
  }),
  result: 'file',
  may: () => true,
  async read({ tx, vault, actor, now }, { inquiryId, code }) {
    const inquiry = await inquiryById(tx, vault, inquiryId)
    const organisation = inquiry && (await organisationById(tx, inquiry.organisationId))
    if (!inquiry || !organisation) return null
    if (code !== undefined) {
      const kept = await receiptOf(tx, inquiry.id)
      if (!kept?.equals(receiptDigest(vault, inquiry.no, code))) return refuse('WRONG_CODE')
    }
    const body = await renderPaper(
      new URL('./papers/receipt.typ', import.meta.url),
      {
        station: organisation.name,
        phone: organisation.phone ?? '',
        address: organisation.address ?? '',
        no: inquiry.no,
        code: code ?? '',
        receivedAt: printInstant(inquiry.receivedAt).slice(0, 16).replace('T', ' '),
        photos: inquiry.photos,
        face: inquiry.faceConsent,
      },
      { printedBy: actor.name, printedAt: now },
    )
    return paperAnswer(`寻亲登记回执 ${inquiry.no}`, body)
  },
})

export const papers: AnyQuery[] = [receiptPaper]
