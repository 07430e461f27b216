/** What is known of the server: whether it answers, whether it knows us, how late it is; and what is asked of it besides. */
import type { PhoneSupply } from '#web/ui/phone/phone.ts'
import { uuid7 } from '#web/ui/uuid7.ts'
import type { Caller } from './call.ts'
import type { PhoneClock } from './clock.ts'
import type { DeviceKey } from './hand-over.ts'
import type { Notes } from './notes.ts'
import type { Parts } from './parts.ts'
import type { Connection } from './state.ts'
import type { Asked, Supplies } from './supplies.ts'

export type Me = Connection['me']

/** How often supplies are asked anew at most. */
export const SUPPLIES_EVERY_MS = 120_000

/** `/api/me`. */
interface Told {
  now: number
  me: (Me & { mustChangePassword?: boolean }) | null
}

export interface ContactParts {
  parts: Parts
  caller: Caller
  clock: PhoneClock
  notes: Notes
  supplies: Supplies
  /** Measured offsets by frame. */
  frames: Map<string, number>
  me: Me
  changed(): void
  over(): boolean
}

export class Contact {
  readonly #on: ContactParts
  /** Answers kept fresh. */
  wanted: readonly PhoneSupply[] = []
  #connection: Connection
  #suppliedAt = Number.NEGATIVE_INFINITY
  /** The server gave no key: not asked again before the app is opened anew. */
  #keyless = false

  constructor(parts: ContactParts) {
    this.#on = parts
    this.#connection = { me: parts.me, online: false, signedOut: false, lastContactAt: null, storage: 'good' }
  }

  get connection(): Connection {
    return this.#connection
  }

  set(changes: Partial<Connection>): void {
    this.#connection = { ...this.#connection, ...changes }
    this.#on.changed()
  }

  /** Whether something must be asked before anything is sent: whose session it is, and how late it is. */
  get due(): boolean {
    const { signedOut, online } = this.#connection
    return signedOut || !online || !this.#on.clock.frame().measured
  }

  /** Whether the server answered and knows us. */
  async meet(): Promise<boolean> {
    const { caller, clock, notes, me, over } = this.#on
    const asked = clock.phoneNow()
    const answer = await caller.json<Told>('/api/me', null, (body) => typeof body.now === 'number' && 'me' in body)
    if (over()) return false
    if (answer.kind !== 'answer') {
      this.set(answer.kind === 'signed-out' ? { signedOut: true } : { online: false })
      return false
    }
    await this.measured(answer.body.now, asked)
    const told = answer.body.me
    if (told?.accountId !== me.accountId || told.mustChangePassword) {
      this.set({ signedOut: true })
      return false
    }
    const fresh: Me = { accountId: told.accountId, name: told.name, organisation: told.organisation, doors: told.doors }
    if (JSON.stringify(fresh) !== JSON.stringify(this.#connection.me)) await notes.put('own', 'me', fresh, clock.phoneNow())
    this.set({ me: fresh, signedOut: false })
    await this.#register(fresh)
    return true
  }

  /** The server said how late it is. */
  async measured(serverNow: number, asked: number): Promise<void> {
    const { clock, frames, notes } = this.#on
    const frame = clock.contact(serverNow, asked)
    const offset = frame.offset ?? 0
    const known = frames.get(frame.id)
    if (known === undefined || Math.abs(known - offset) > 1000) {
      frames.set(frame.id, offset)
      await notes.put('frame', frame.id, offset, clock.phoneNow())
      await notes.put('own', 'offset', offset, clock.phoneNow())
    }
    this.set({ online: true, lastContactAt: clock.now() })
  }

  /** Asks for the supplies, not more often than makes sense. */
  async supply(): Promise<void> {
    const { parts, supplies, over } = this.#on
    const now = parts.clock.steady()
    const { online, signedOut } = this.#connection
    if (over() || !online || signedOut || now - this.#suppliedAt < SUPPLIES_EVERY_MS) return
    this.#suppliedAt = now
    this.heard(await supplies.askAll(this.wanted))
  }

  heard(asked: Asked): void {
    if (asked === 'signed-out') this.set({ signedOut: true })
    else if (asked === 'later') this.set({ online: false })
  }

  /** Asks the server for the key of hand-over files, once. */
  async #register(me: Me): Promise<void> {
    const { caller, clock, notes } = this.#on
    if (this.#keyless || !me.doors.includes('devices.register')) return
    const known = (await notes.get<Partial<DeviceKey>>('own', 'device'))?.value
    if (known?.key) return
    const at = clock.phoneNow()
    const deviceId = known?.deviceId ?? uuid7(at)
    if (!known) await notes.put('own', 'device', { deviceId }, at)
    const envelope = { actionId: uuid7(at), form: { deviceId, name: `${me.name}的手机` } }
    const answer = await caller.json<{ reply?: { key?: string } }>(
      '/api/act/devices.register',
      envelope,
      (body) => typeof body.reply?.key === 'string',
    )
    if (answer.kind === 'refused') this.#keyless = true
    if (answer.kind === 'answer') await notes.put('own', 'device', { deviceId, key: answer.body.reply?.key }, at)
  }
}
