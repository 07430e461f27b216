/** Belongings in and out: everything kept is given back or accounted for. */
import type { Refusal } from '#kernel/refusal.ts'
import { refuse } from './refusals.ts'
import type { ReturnForm } from './schema-belongings.ts'

export interface KeptItem {
  id: string
  quantity: number
  returned: number
}

export interface ReturnedLine {
  itemId: string
  quantity: number
  /** Nothing of it is left with the station. */
  settled: boolean
}

const leftOf = (item: KeptItem): number => item.quantity - item.returned

/**
 * Which things go out, with quantities. Without lines all that is left goes out. Refuses what is not on the list, and more
 * than is left (two clerks at once give a thing back once).
 */
export function giveBack(items: readonly KeptItem[], lines: ReturnForm['lines']): ReturnedLine[] | Refusal {
  const left = items.filter((item) => leftOf(item) > 0)
  if (left.length === 0) return refuse('NOTHING_KEPT')
  if (!lines || lines.length === 0) return left.map((item) => ({ itemId: item.id, quantity: leftOf(item), settled: true }))
  const asked = new Map<string, number>()
  for (const line of lines) asked.set(line.itemId, (asked.get(line.itemId) ?? 0) + line.quantity)
  const out: ReturnedLine[] = []
  for (const [itemId, quantity] of asked) {
    const item = items.find((each) => each.id === itemId)
    if (!item) return refuse('NOT_KEPT_HERE')
    if (quantity > leftOf(item)) return refuse('TOO_MUCH')
    out.push({ itemId, quantity, settled: quantity === leftOf(item) })
  }
  return out
}

/** Whether who received, or what became of it, is told as far as the way of returning needs it. */
export function receiverTold(form: Pick<ReturnForm, 'how' | 'receiver' | 'note'>): boolean {
  if (form.how === 'returned') return true
  if (form.how === 'lost' || form.how === 'perished') return form.note !== undefined
  return form.receiver !== undefined
}
