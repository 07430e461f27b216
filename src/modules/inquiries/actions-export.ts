/** The publishable part of what is looked for, handed to another register; each one leaves its trace. */
import { action } from '#kernel/action.ts'
import { instant } from '#kernel/db.ts'
import { DAY } from '#kernel/time.ts'
import { divisionNames } from '#modules/people-and-cases/index.ts'
import { mayReceive } from './access.ts'
import { writePfif } from './pfif.ts'
import { mayPublish, publishable } from './rules-lead.ts'
import { exportForm } from './schema-forms.ts'
import { inquiryRef } from './store.ts'
import { publishableOnes } from './store-read.ts'

/** After this others are asked to delete what they were given. */
const KEPT_BY_OTHERS = 90 * DAY

/** The format knows no fractions of a second. */
const plain = (at: number) => instant(at).replace(/\.\d+Z$/u, 'Z')

export const exportPfif = action({
  name: 'inquiries.export-pfif',
  title: '提供给其他寻人平台',
  help: '只有家属单独同意的成年人；姓名、特征、县级住址，没有联系方式和照片。',
  legalBasis: '个人信息保护法第23条',
  form: exportForm,
  async load({ tx, vault, actor }) {
    return (await publishableOnes(tx, vault, actor.organisation.path)).filter(mayPublish)
  },
  may: (actor) => mayReceive(actor),
  decide: (ones, form) => ({
    facts: ones.map((each) => ({
      subject: inquiryRef(each),
      name: 'dossier.exported',
      details: { to: form.to, reason: form.reason },
    })),
    changes: null,
    reply: { count: ones.length },
  }),
  save: async () => undefined,
  replyNotKept: true,
  answer: async ({ now, actor }, ones) => ({
    xml: writePfif(
      ones.flatMap((each) => {
        const { content } = each
        if (!content) return []
        const home = content.form.homeDivision ? divisionNames(content.form.homeDivision).join('') : undefined
        return [
          publishable(content.told, {
            id: `guitu.local/${each.id}`,
            entry: plain(each.receivedAt),
            expiry: plain(now + KEPT_BY_OTHERS),
            sourceName: actor.organisation.name,
            home,
          }),
        ]
      }),
    ),
  }),
})
