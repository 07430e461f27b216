/**
 * The index of a server process, in a thread of its own, so that a city's two hundred thousand inquiries never hold up a
 * desk. It is built when it is first needed, brought up to date by the profiles' versions, and given back when nobody asks.
 * Every server has its own; what they find meets in the database.
 */
import { Worker } from 'node:worker_threads'
import { systemActor } from '#kernel/actor.ts'
import type { Vault } from '#kernel/crypto.ts'
import { type Database, withActor } from '#kernel/db.ts'
import type { Answered, MatcherRequest, ReplyOf } from './matcher-words.ts'
import { changedSince, type GuestContent, type InquiryContent, type Profile } from './store-profiles.ts'
import { questionsText, weightsText } from './weights-files.ts'

/** Profiles brought over at a time. */
const PAGE = 1000
/** A question that takes longer than this is a defect; the thread is ended and made anew. */
const LONGEST_MS = 120_000
/** Without a question for so long the memory is given back. */
const IDLE_MS = 15 * 60_000
/** Room for some 200,000 inquiries. */
const MOST_MEMORY_MB = 2048

interface Waiting {
  resolve(reply: unknown): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

/** Of a guest, what a hit at the door needs before anything is read: no names. */
export interface GuestTag {
  personId: string
  ownerPath: string
}

export interface Matcher {
  /** Up to which version the others are known. */
  readonly version: number
  readonly weights: string
  ask<R extends MatcherRequest>(request: R): Promise<ReplyOf<R>>
  guest(id: string): GuestTag | undefined
  inquiry(id: string): { rootId: string; ownerPath: string } | undefined
}

class Thread implements Matcher {
  version = 0
  readonly weights: string
  private worker: Worker | undefined
  private nextId = 0
  private readonly waiting = new Map<number, Waiting>()
  private readonly guests = new Map<string, GuestTag>()
  private readonly inquiries = new Map<string, { rootId: string; ownerPath: string }>()
  private idle: NodeJS.Timeout | undefined
  over = false

  constructor(weights: string) {
    this.weights = weights
    const made = new Worker(new URL('./matcher-worker.ts', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    })
    made.on('message', (answered: Answered) => {
      const each = this.waiting.get(answered.id)
      if (!each) return
      this.settle(answered.id)
      if ('fault' in answered) each.reject(new Error(`matcher: ${answered.fault}`))
      else each.resolve(answered.reply)
    })
    made.on('error', (error) => this.end(error))
    made.on('exit', () => this.end(new Error('the matcher ended')))
    made.unref()
    this.worker = made
  }

  private settle(id: number): void {
    const each = this.waiting.get(id)
    if (!each) return
    this.waiting.delete(id)
    clearTimeout(each.timer)
    if (this.waiting.size === 0) this.worker?.unref()
  }

  end(reason: Error): void {
    this.over = true
    clearTimeout(this.idle)
    const gone = this.worker
    this.worker = undefined
    for (const [id, each] of this.waiting) {
      this.settle(id)
      each.reject(reason)
    }
    void gone?.terminate()
  }

  ask<R extends MatcherRequest>(request: R): Promise<ReplyOf<R>> {
    const worker = this.worker
    if (!worker) return Promise.reject(new Error('the matcher ended'))
    clearTimeout(this.idle)
    this.idle = setTimeout(() => this.end(new Error('idle')), IDLE_MS)
    this.idle.unref()
    const id = this.nextId++
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.end(new Error('the matcher took too long')), LONGEST_MS)
      timer.unref()
      this.waiting.set(id, { resolve: resolve as (reply: unknown) => void, reject, timer })
      worker.ref()
      worker.postMessage({ ...request, id })
    })
  }

  guest(id: string): GuestTag | undefined {
    return this.guests.get(id)
  }

  inquiry(id: string): { rootId: string; ownerPath: string } | undefined {
    return this.inquiries.get(id)
  }

  async take(page: readonly Profile[]): Promise<void> {
    const guests = page.filter((each) => each.kind === 'guest')
    const inquiries = page.filter((each) => each.kind === 'inquiry')
    const looking = inquiries.filter((each) => each.open)
    for (const each of guests) this.guests.set(each.subjectId, { personId: each.personId as string, ownerPath: each.ownerPath })
    for (const { subjectId, rootId, ownerPath, open } of inquiries) {
      if (open) this.inquiries.set(subjectId, { rootId, ownerPath })
      else this.inquiries.delete(subjectId)
    }
    await this.ask({
      op: 'put',
      guests: guests.map((each) => ({ report: (each.content as GuestContent).report, open: each.open })),
      inquiries: looking.map((each) => (each.content as InquiryContent).report),
      gone: inquiries.filter((each) => !each.open).map((each) => each.subjectId),
    })
    this.version = page.at(-1)?.version ?? this.version
  }
}

/** Two bureaus of one house may compare by different weights; a third takes the place of the one longest unused. */
const MOST_THREADS = 2

interface Kept {
  threads: Map<string, Thread>
  /** One bringing up to date at a time. */
  turn: Promise<unknown>
}
const kept = new WeakMap<Vault, Kept>()

async function upToDate(thread: Thread, db: Database, vault: Vault): Promise<void> {
  for (;;) {
    const page = await withActor(db, systemActor, (tx) => changedSince(tx, vault, thread.version, PAGE))
    if (page.length > 0) await thread.take(page)
    if (page.length < PAGE) return
  }
}

function threadOf(threads: Map<string, Thread>, weights: string): Thread | undefined {
  const found = threads.get(weights)
  threads.delete(weights)
  if (!found || found.over) return undefined
  threads.set(weights, found)
  return found
}

async function opened(threads: Map<string, Thread>, weights: string): Promise<Thread> {
  for (const [key, each] of threads) {
    if (threads.size < MOST_THREADS) break
    each.end(new Error('other weights'))
    threads.delete(key)
  }
  const made = new Thread(weights)
  await made.ask({ op: 'open', weights: weightsText(weights), questions: questionsText() })
  threads.set(weights, made)
  return made
}

/** The index of this process with these weights, up to date. For jobs: it reads all profiles as the system. */
export async function matcherFor(db: Database, vault: Vault, weights: string): Promise<Matcher> {
  const here = kept.get(vault) ?? { threads: new Map<string, Thread>(), turn: Promise.resolve() }
  kept.set(vault, here)
  const ready = here.turn
    .catch(() => undefined)
    .then(async () => {
      const thread = threadOf(here.threads, weights) ?? (await opened(here.threads, weights))
      await upToDate(thread, db, vault)
      return thread
    })
  here.turn = ready
  return ready
}

/** The index as it stands in this process, or nothing when no job has needed one yet; never waits for one to be built. */
export function matcherAtHand(vault: Vault): Matcher | undefined {
  return [...(kept.get(vault)?.threads.values() ?? [])].findLast((thread) => !thread.over && thread.version > 0)
}
