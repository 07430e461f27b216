/** What is asked of the guardians: supervised, and what courts were asked and said. */
import { action } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import { childRef } from '#modules/people-and-cases/index.ts'
import { mayWork } from './access.ts'
import { closedFile } from './common.ts'
import { parameter } from './parameters.ts'
import { refuse } from './refusals.ts'
import { orderUntilOk } from './rules.ts'
import { askOrderForm, recordOrderForm, superviseForm } from './schema.ts'
import { lockCare } from './store.ts'
import { decideOrder, insertOrder } from './store-care.ts'
import { orderResults } from './words.ts'

export const supervise = action({
  name: 'guardianship.supervise',
  title: '监督指导监护人',
  legalBasis: '镇街专项行动五（五）4；未成年人保护法第一百一十八条',
  form: superviseForm,
  load: (context, form) => lockCare(context, form.childId),
  may: (actor, care) => mayWork(actor, care),
  decide(care, form) {
    const closed = closedFile(care)
    if (closed) return closed
    const { childId: _child, manner, ...told } = form
    return {
      facts: [{ subject: childRef(care.child), name: 'child.guardian-supervised', value: { manner }, details: told }],
      changes: {},
    }
  },
  save: async () => undefined,
})

export const askOrder = action({
  name: 'guardianship.ask-order',
  title: '申请保护令或撤销监护',
  legalBasis: '未成年人保护法第一百零八条；反家庭暴力法第二十三条',
  form: askOrderForm,
  load: (context, form) => lockCare(context, form.childId),
  may: (actor, care) => mayWork(actor, care),
  decide(care, form, moment) {
    const closed = closedFile(care)
    if (closed) return closed
    const { court, against, reason, files } = form
    return {
      facts: [
        {
          subject: childRef(care.child),
          name: 'child.protection-order-asked',
          value: { kind: form.kind },
          details: { court, against, reason, files },
        },
      ],
      changes: { id: moment.newId('order'), kind: form.kind, content: { court, against, reason, by: moment.actor.name } },
      reply: { orderId: moment.newId('order') },
    }
  },
  save: (context, changes, care) => insertOrder(context, { ...changes, childId: care.child.id }),
})

export const recordOrder = action({
  name: 'guardianship.record-order',
  title: '记法院结果',
  help: '撤销监护人资格并指定民政部门监护的，接着申请长期监护。',
  form: recordOrderForm,
  async load(context, form) {
    const care = await lockCare(context, form.childId)
    const order = care?.orders.find((each) => each.id === form.orderId)
    return care && order ? { ...care, order } : null
  },
  may: (actor, care) => mayWork(actor, care),
  decide(care, form, moment) {
    const { order } = care
    if (order.state !== 'asked') return refuse('ORDER_DECIDED', { state: orderResults[order.state] })
    const today = dateOf(moment.occurredAt)
    const granted = order.kind === 'protection-order' && form.result === 'granted'
    if (granted && (!form.until || !orderUntilOk(form.until, today)))
      return refuse('ORDER_UNTIL', { months: parameter('orderMonths', today).value })
    const until = granted ? (form.until ?? null) : null
    return {
      facts: [
        {
          subject: childRef(care.child),
          name: 'child.protection-order-answered',
          value: { kind: order.kind, result: form.result, ...(until ? { until } : {}) },
          details: { documentNo: form.documentNo, note: form.note, files: form.files },
        },
      ],
      changes: {
        order,
        change: {
          state: form.result,
          until,
          content: { ...order.content, result: { documentNo: form.documentNo, note: form.note, by: moment.actor.name } },
        },
      },
    }
  },
  save: (context, { order, change }) => decideOrder(context, order, change),
})
