/** Papers and the workbook. A child's paper is printed from an open file only. */
import { z } from 'zod'
import { factsOf } from '#kernel/ledger.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, type FileAnswer, query } from '#kernel/query.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { workbookOf, XLSX } from '#kernel/sheet.ts'
import { childById, compartmentsOf, notOpened } from '#modules/people-and-cases/index.ts'
import { agreementPaper, approvalPaper, handoverPaper, type Printing } from './paper-data.ts'
import { boardNow } from './queries-lists.ts'
import { assessmentForReturn } from './rules.ts'
import { childQuery } from './schema.ts'
import { sheetsOf } from './sheet.ts'
import { careOf } from './store.ts'

function paper(name: string, title: string, template: string, data: (printing: Printing) => object | Refusal) {
  return query({
    name,
    title,
    params: childQuery,
    result: 'file',
    may: () => true,
    async read(context, { childId }): Promise<FileAnswer | Refusal | null> {
      const { tx, vault, actor, now } = context
      const shut = await notOpened(context, childId)
      if (shut) return shut
      const child = await childById(tx, childId)
      const opens = await compartmentsOf(tx, childId)
      if (!child || !opens.has('guardianship')) return null
      const care = await careOf(tx, vault, childId)
      const since = care.hold?.since ?? care.lastHold?.since ?? child.openedAt
      const assessed = opens.has('assessment') ? assessmentForReturn(await factsOf(tx, [childId]), since, now) : null
      const filled = data({ child, from: actor.organisation.name, care, assessed })
      if (isRefusal(filled)) return filled
      const url = new URL(`./papers/${template}.typ`, import.meta.url)
      return paperAnswer(`${title} ${child.no}`, await renderPaper(url, filled, { printedBy: actor.name, printedAt: now }))
    },
  })
}

const sheet = query({
  name: 'guardianship.sheet',
  title: '监护安置名单',
  params: z.strictObject({}),
  result: 'file',
  may: () => true,
  async read(context): Promise<FileAnswer> {
    const body = await workbookOf(sheetsOf(await boardNow(context)))
    return { file: { name: '监护安置名单.xlsx', type: XLSX, body } }
  },
})

export const papers: AnyQuery[] = [
  paper('guardianship.paper-approval', '监护审批表', 'approval', approvalPaper),
  paper('guardianship.paper-agreement', '委托照料协议', 'agreement', agreementPaper),
  paper('guardianship.paper-handover', '返家交接单', 'handover', handoverPaper),
  sheet,
]
