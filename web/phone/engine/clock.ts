/**
 * The phone's clock, which may be a day wrong and may be put right in the middle of a shift. Time is cut into frames within
 * which nobody set the clock: an opening of the app, or what follows a jump. Each contact measures how far the server is ahead
 * in the frame of the moment. A record keeps the phone's own time and its frame; when it is sent, `sentAt` is given in the
 * record's frame, so that the server's correction (its now − sentAt) yields the true time and `occurredAt` stays as recorded,
 * however often it is sent: the server tells a repeated action by its form and this time.
 */
import type { Clock } from './parts.ts'

/** Jumps below this are rounding, slow timers, slow answers. */
export const JUMP_MS = 120_000

export interface Frame {
  id: string
  /** Server minus phone, measured or carried over; null before any contact. */
  offset: number | null
  measured: boolean
}

/** When a record was made, as kept with it. */
export interface Moment {
  frame: string
  offset: number | null
}

export interface PhoneClock {
  /** The frame of now. Sees a clock that was set since the last call. */
  frame(): Frame
  /** The phone's own time. */
  phoneNow(): number
  /** Corrected by what is known. */
  now(): number
  /** The server said `serverNow` while the phone waited from `asked` until now. Answers the frame that was measured. */
  contact(serverNow: number, asked: number): Frame
}

/** `carried` is the offset of the last contact before this opening. */
export function phoneClock(clock: Clock, newId: () => string, carried: number | null): PhoneClock {
  let frame: Frame = { id: newId(), offset: carried, measured: false }
  let began = { wall: clock.now(), steady: clock.steady() }

  function current(): Frame {
    const wall = clock.now()
    const steady = clock.steady()
    const drift = wall - began.wall - (steady - began.steady)
    if (Math.abs(drift) <= JUMP_MS) return frame
    frame = { id: newId(), offset: carriedOver(frame.offset, drift), measured: false }
    began = { wall, steady }
    return frame
  }

  return {
    frame: current,
    phoneNow: () => clock.now(),
    now: () => clock.now() + (current().offset ?? 0),
    contact(serverNow, asked) {
      const here = current()
      const heard = clock.now()
      const offset = Math.round(serverNow - (asked + Math.max(0, heard - asked) / 2))
      // Set while the phone slept and steady time stood still: what was measured before holds for what was recorded before.
      if (here.measured && here.offset !== null && Math.abs(here.offset - offset) > JUMP_MS) {
        frame = { id: newId(), offset, measured: true }
        began = { wall: heard, steady: clock.steady() }
      } else {
        frame = { ...here, offset, measured: true }
      }
      return frame
    },
  }
}

/**
 * What is believed of the offset after a jump, until the next contact. Set back: certainly somebody set it. Forward may be sleep
 * (steady time stands still on many phones), unless it is just the step that puts a wrong clock right.
 */
function carriedOver(offset: number | null, drift: number): number | null {
  if (offset === null) return null
  if (drift < 0 || Math.abs(offset - drift) <= JUMP_MS) return offset - drift
  return offset
}

/** How far the server was ahead when a record was made: measured in its frame at whatever time, else as believed then, else as now. */
export function offsetOf(moment: Moment, measured: ReadonlyMap<string, number>, now: number): number {
  return measured.get(moment.frame) ?? moment.offset ?? now
}

/**
 * The phone's time of sending as the clock of the record's frame would show it. Within two minutes it is the clock as it is:
 * one sending serves for all of these.
 */
export function sentAtFor(offset: number, at: { phoneNow: number; offset: number }): number {
  return Math.abs(offset - at.offset) <= JUMP_MS ? at.phoneNow : at.phoneNow + at.offset - offset
}
