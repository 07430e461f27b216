/** Goods that came, went, were counted. What the patrol gives is counted by what it tells (`reactions.ts`). */
import { action, type LoadContext } from '#kernel/action.ts'
import { startOfDay } from '#kernel/time.ts'
import { mayRecord, takesPart } from './access.ts'
import { refuse } from './refusals.ts'
import { stockOf } from './rules.ts'
import { countForm, issueForm, receiveForm } from './schema.ts'
import { type GoodsRow, goodsOf, insertGoods, lockOperation, operationRef } from './store.ts'
import { type Item, items } from './words.ts'

interface Line {
  item: Item
  count: number
}
const twice = (goods: readonly Line[]) => new Set(goods.map((line) => line.item)).size !== goods.length
const pieces = (goods: readonly Line[]) => goods.reduce((sum, line) => sum + line.count, 0)
/** Noon of the day that was written; now otherwise. */
const when = (day: string | undefined, moment: { occurredAt: number }) =>
  day === undefined ? moment.occurredAt : Math.min(startOfDay(day) + 12 * 3_600_000, moment.occurredAt)

/** The operation's row is locked: whoever gives out at the same moment sees what is left after the first. */
async function withStock(context: LoadContext, id: string) {
  const operation = await lockOperation(context, id)
  return operation && { ...operation, stock: stockOf(await goodsOf(context.tx, [id])) }
}
type Loaded = NonNullable<Awaited<ReturnType<typeof withStock>>>

const rowOf = (
  operation: Loaded,
  line: Line,
  more: Pick<GoodsRow, 'id' | 'ownerPath' | 'at' | 'way' | 'content'> & { areaId?: string | undefined },
): GoodsRow => ({ operationId: operation.id, item: line.item, count: line.count, ...more, areaId: more.areaId ?? null })

export const receiveGoods = action({
  name: 'weather.receive-goods',
  title: '登记调入物资',
  help: '行动结束后补到的单据也在这里登记，写实际到的那天。',
  form: receiveForm,
  load: (context, form) => withStock(context, form.operationId),
  may: (actor, operation) => mayRecord(actor) && takesPart(actor, operation),
  decide(operation, form, moment) {
    if (twice(form.goods)) return refuse('ITEMS')
    const at = when(form.day, moment)
    return {
      facts: [
        {
          subject: operationRef(operation),
          name: 'weather.goods-received',
          value: { pieces: pieces(form.goods) },
          details: { goods: form.goods, from: form.from },
          occurredAt: at,
        },
      ],
      changes: form.goods.map((line) =>
        rowOf(operation, line, {
          id: moment.newId(`goods:${line.item}`),
          ownerPath: moment.actor.organisation.path,
          at,
          way: 'received',
          content: { from: form.from },
        }),
      ),
      reply: { operationId: operation.id },
    }
  },
  save: (context, lines) => insertGoods(context, lines),
})

export const issueGoods = action({
  name: 'weather.issue-goods',
  title: '登记发出物资',
  help: '发到避寒点、值班室的；巡查路上发给人的由手机记，这里不重记。',
  form: issueForm,
  load: (context, form) => withStock(context, form.operationId),
  may: (actor, operation) => mayRecord(actor) && takesPart(actor, operation),
  decide(operation, form, moment) {
    if (twice(form.goods)) return refuse('ITEMS')
    if (form.areaId && !operation.areas.some((area) => area.id === form.areaId)) return refuse('NO_AREA')
    for (const line of form.goods) {
      const stock = operation.stock.get(line.item)?.stock ?? 0
      if (line.count > stock && !form.shortReason)
        return refuse('STOCK', { item: items[line.item], stock: Math.max(0, stock), count: line.count })
    }
    const at = when(form.day, moment)
    return {
      facts: [
        {
          subject: operationRef(operation),
          name: 'weather.goods-issued',
          value: { pieces: pieces(form.goods) },
          details: { goods: form.goods, to: form.to, reason: form.shortReason },
          occurredAt: at,
        },
      ],
      changes: form.goods.map((line) =>
        rowOf(
          operation,
          { item: line.item, count: -line.count },
          {
            id: moment.newId(`goods:${line.item}`),
            ownerPath: moment.actor.organisation.path,
            at,
            way: 'issued',
            areaId: form.areaId,
            content: { to: form.to, reason: form.shortReason },
          },
        ),
      ),
      reply: { operationId: operation.id },
    }
  },
  save: (context, lines) => insertGoods(context, lines),
})

export const countGoods = action({
  name: 'weather.count-goods',
  title: '盘点',
  help: '实际数和账面不同的，写明原因；原来的各笔都留着。',
  form: countForm,
  load: (context, form) => withStock(context, form.operationId),
  may: (actor, operation) => mayRecord(actor) && takesPart(actor, operation),
  decide(operation, form, moment) {
    const by = form.count - (operation.stock.get(form.item)?.stock ?? 0)
    if (by === 0) return refuse('SAME')
    return {
      facts: [
        {
          subject: operationRef(operation),
          name: 'weather.goods-counted',
          value: { pieces: form.count },
          details: { item: form.item, by, reason: form.reason },
        },
      ],
      changes: [
        rowOf(
          operation,
          { item: form.item, count: by },
          {
            id: moment.newId('goods'),
            ownerPath: moment.actor.organisation.path,
            at: moment.occurredAt,
            way: 'counted',
            content: { reason: form.reason },
          },
        ),
      ],
      reply: { operationId: operation.id },
    }
  },
  save: (context, lines) => insertGoods(context, lines),
})
