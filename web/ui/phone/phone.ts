/**
 * What the phone gives to the rooms' screens (`src/modules/<room>/web/phone/index.tsx` exports `phone: PhoneRoom`). A screen
 * writes by `record` and never waits for the network; it reads what was received last. The shell provides the engine.
 */
import { createContext, useContext } from 'react'
import type { Refusal } from '#kernel/refusal.ts'
import type { IconName } from '../Icon.tsx'
import type { Lazy } from '../room.ts'

/** An entry of the bar at the bottom. */
export interface PhoneTab {
  key: string
  title: string
  icon: IconName
  order: number
  path: string
  /** Shown only to who may open this door. */
  door: string
}

export interface PhoneScreen {
  /** `/met/$encounterId`; parameters come from `usePhoneRoute()`. */
  path: string
  screen: Lazy
}

/** A query whose answer a shift needs without network: asked after sign-in, at every contact, and when a screen wants it. */
export interface PhoneSupply {
  query: string
  params?: object
}

export interface PhoneRoom {
  name: string
  tabs?: PhoneTab[]
  screens: PhoneScreen[]
  supplies?: PhoneSupply[]
}

export type WaitingState =
  /** Lies on the phone, encrypted; is sent by itself. */
  | 'waiting'
  /** On its way; not received until the server said so. */
  | 'sending'
  /** The server said no: kept with its reason until a person settles it. */
  | 'refused'

/** One recorded action or photo that the server has not received. */
export interface Waiting {
  /** The action's id; of a photo its file's. */
  id: string
  kind: 'action' | 'photo'
  /** What it is, in words for its writer; encrypted on the phone like the form. */
  title: string
  door: string
  /** Epoch ms by the phone's clock. */
  recordedAt: number
  state: WaitingState
  refusal?: Refusal
  /** The refused record that this one rests on: it is tried again by itself when that one went through. */
  behind?: string
  /** The refused record or photo that this one hands to the desk: it leaves the phone with this one's receipt. */
  settles?: string
  tries: number
  /** Bytes of a photo that have arrived. */
  sent?: { bytes: number; of: number }
}

/** What the server received in this shift; the form is gone from the phone, its title stays until sign-out. */
export interface Received {
  id: string
  title: string
  door: string
  recordedAt: number
  receivedAt: number
}

export interface RecordOptions {
  /** In words for its writer: `北环涵洞，老人，醉酒`. */
  title: string
  /** Epoch ms by the phone's clock; now when left out. */
  occurredAt?: number
  /** Made by the phone; given when a screen wants to name it beforehand. */
  actionId?: string
  /** Photos of `keepPhoto`: the action waits until they have arrived and carries their file ids in this field of its form. */
  photos?: { field: string; ids: readonly string[] }
}

export interface PhoneState {
  me: { accountId: string; name: string; organisation: { id: string; name: string; kind: string }; doors: string[] }
  /** Whether the last contact succeeded; the browser's own word is not believed. */
  online: boolean
  /** The server knows us no more: everything is still recorded, and sent after signing in again. */
  signedOut: boolean
  waiting: readonly Waiting[]
  received: readonly Received[]
  lastContactAt: number | null
  /** Free room on the phone is short: `low` warns, `full` = a photo could not be kept. */
  storage: 'good' | 'low' | 'full'
}

/** The engine as screens see it. */
export interface Phone {
  state(): PhoneState
  subscribe(listener: () => void): () => void
  /** Epoch ms, corrected by the offset measured at the last contact. */
  now(): number
  /** Epoch ms by the phone's own clock, right or wrong: what a record carries. */
  phoneNow(): number
  /** Keeps an action on the phone; resolves with its id when it lies there encrypted. Throws `StorageFull`. */
  record(door: string, form: Record<string, unknown>, options: RecordOptions): Promise<string>
  /** Shrinks a photo (longest side 1,600 px, JPEG, without position) and keeps it; answers its file id. */
  keepPhoto(photo: Blob): Promise<string>
  /** A kept photo, for showing; null once it has arrived and was dropped. */
  photo(id: string): Promise<Blob | null>
  /** What a query answered last, and when; null when never. Asks anew where there is a network. */
  received<A>(query: string, params?: object): Promise<{ answer: A; at: number } | null>
  refresh(query: string, params?: object): Promise<void>
  /** `copy`: what is known elsewhere, too; gone at sign-out, and given up by a full phone before any record. */
  draft<D>(key: string, of?: { copy?: boolean }): Promise<D | null>
  keepDraft(key: string, draft: object | null, of?: { copy?: boolean }): Promise<void>
  /** Tries to send now. Several tabs send once. */
  flush(): Promise<void>
  /** Sends a refused record again, with another form where given. */
  retry(id: string, form?: Record<string, unknown>): Promise<void>
  /** Hands a refused record with its reason to the desk, where a person settles it: nothing is thrown away. */
  setAside(id: string, reason: string): Promise<void>
  /** The form of a waiting record, to look at or amend. */
  formOf(id: string): Promise<Record<string, unknown> | null>
}

export const PhoneContext = createContext<Phone | null>(null)

/** The phone's engine. Only below the unlocked shell. */
export function usePhone(): Phone {
  const phone = useContext(PhoneContext)
  if (!phone) throw new Error('usePhone outside of the unlocked phone')
  return phone
}
