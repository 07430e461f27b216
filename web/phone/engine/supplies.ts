/** What the server answered last, kept for where there is no network. It is a copy: it may go at any time and is wiped at sign-out. */
import type { PhoneSupply } from '#web/ui/phone/phone.ts'
import type { Caller } from './call.ts'
import type { Notes } from './notes.ts'

/** Answers of earlier shifts are nobody's business any more. */
const KEPT_MS = 3 * 86_400_000

export type Asked = 'answered' | 'refused' | 'signed-out' | 'later'

export interface SuppliesParts {
  caller: Caller
  notes: Notes
  now(): number
  changed(): void
}

export class Supplies {
  readonly #on: SuppliesParts
  readonly #under = new Map<string, Promise<Asked>>()

  constructor(parts: SuppliesParts) {
    this.#on = parts
  }

  async last<A>(query: string, params: object = {}): Promise<{ answer: A; at: number } | null> {
    const note = await this.#on.notes.get<A>('answer', keyOf(query, params))
    return note ? { answer: note.value, at: note.at } : null
  }

  /** Asks anew; who asks the same meanwhile gets the same answer. */
  ask(query: string, params: object = {}): Promise<Asked> {
    const key = keyOf(query, params)
    const under = this.#under.get(key)
    if (under) return under
    const mine = this.#ask(key, query, params).finally(() => this.#under.delete(key))
    this.#under.set(key, mine)
    return mine
  }

  /** One after the other; ends at the first that gets no answer. */
  async askAll(supplies: readonly PhoneSupply[]): Promise<Asked> {
    for (const { query, params } of supplies) {
      const asked = await this.ask(query, params)
      if (asked === 'later' || asked === 'signed-out') return asked
    }
    return 'answered'
  }

  async forgetOld(): Promise<void> {
    await this.#on.notes.wipe('answer', this.#on.now() - KEPT_MS)
  }

  async #ask(key: string, query: string, params: object): Promise<Asked> {
    const { caller, notes, now, changed } = this.#on
    const answer = await caller.json<{ answer?: unknown }>(
      `/api/ask/${encodeURIComponent(query)}`,
      params,
      (body) => 'answer' in body,
    )
    if (answer.kind === 'answer') {
      // Room for records goes before copies.
      if (!(await notes.put('answer', key, answer.body.answer, now()))) await notes.wipe('answer')
      changed()
      return 'answered'
    }
    if (answer.kind === 'refused') {
      // No longer to be seen: then not here either.
      if (answer.refusal.status === 404 || answer.refusal.status === 403) {
        await notes.remove('answer', key)
        changed()
      }
      return 'refused'
    }
    return answer.kind
  }
}

/** The same question has the same key, in whatever order its parameters were written. */
function keyOf(query: string, params: object): string {
  const sorted = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value
  return `${query} ${JSON.stringify(params, sorted)}`
}
