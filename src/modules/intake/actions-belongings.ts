/** Doors for belongings: into the station's keeping, and out again. */
import { action } from '#kernel/action.ts'
import type { LoadContext } from '#kernel/action.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { mayWorkOn } from './access.ts'
import { lockReception } from './loads.ts'
import { refuse } from './refusals.ts'
import { notHere, type Reception } from './rules.ts'
import { giveBack, receiverTold, type ReturnedLine } from './rules-belongings.ts'
import { twoStaff } from './rules-safety.ts'
import { clean } from './rules-text.ts'
import { keepForm, returnForm } from './schema-belongings.ts'
import { type Belonging, belongingsOf, insertBelongings, insertReturns } from './store.ts'

interface WithBelongings extends Reception {
  items: Belonging[]
}

async function lockBelongings(context: LoadContext, form: { fileId: string }): Promise<WithBelongings | null> {
  const reception = await lockReception(context, form)
  return reception ? { ...reception, items: await belongingsOf(context.tx, context.vault, form.fileId) } : null
}

export const keepBelongings = action({
  name: 'intake.keep-belongings',
  title: '保管物品',
  help: '除生活必需品外，清点后由本站保管：一式清单，本人和两名经手人签。',
  legalBasis: '民政部令第24号第6条',
  form: keepForm,
  load: lockReception,
  may: mayWorkOn,
  decide(reception: Reception, raw, moment) {
    const form = clean(raw)
    const { file } = reception
    const gone = notHere(file, '再收物品保管')
    if (gone) return gone
    if (!twoStaff(form.secondStaff, moment)) return refuse('TWO_STAFF')
    const ids = form.items.map((_, index) => moment.newId(`belonging ${index}`))
    return {
      facts: [
        {
          subject: fileRef(file),
          name: 'intake.belongings-kept',
          value: { items: ids },
          details: { signing: form.signing, secondStaff: form.secondStaff, firstStaff: moment.actor.name },
        },
      ],
      changes: { id: moment.newId('list'), fileId: file.id, ownerPath: file.ownerPath, items: form.items, ids },
      reply: { fileId: file.id, items: ids },
    }
  },
  save: (context, changes) => insertBelongings(context, changes),
})

export const returnBelongings = action({
  name: 'intake.return-belongings',
  title: '发还物品',
  help: '可以只发还一部分。离站前，保管的物品须全部发还，或写明去向。',
  legalBasis: '民政部令第24号第6条',
  form: returnForm,
  load: lockBelongings,
  may: mayWorkOn,
  decide(loaded: WithBelongings, raw, moment) {
    const form = clean(raw)
    if (!twoStaff(form.secondStaff, moment)) return refuse('TWO_STAFF')
    if (!receiverTold(form)) return refuse('RECEIVER')
    const lines = giveBack(loaded.items, form.lines)
    if (isRefusal(lines)) return lines
    const settled = lines.filter((line) => line.settled).map((line) => line.itemId)
    const out = lines.map((line): ReturnedLine & { id: string } => ({ ...line, id: moment.newId(`return ${line.itemId}`) }))
    const left = loaded.items.filter((item) => item.returned < item.quantity && !settled.includes(item.id)).length
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'intake.belongings-returned',
          value: { items: settled, how: form.how },
          details: {
            lines,
            receiver: form.receiver,
            signing: form.signing,
            secondStaff: form.secondStaff,
            firstStaff: moment.actor.name,
            note: form.note,
          },
        },
      ],
      changes: { fileId: loaded.file.id, ownerPath: loaded.file.ownerPath, lines: out, form },
      reply: { fileId: loaded.file.id, left },
    }
  },
  save: (context, changes) => insertReturns(context, changes),
  constraintRefusal: (constraint) => (constraint === 'belonging_returned_fits' ? refuse('TOO_MUCH') : undefined),
})
