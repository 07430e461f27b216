/** What goes out and comes in by itself: sending, trying again, fetching answers; parts that have nothing left to answer end. */
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { readConfig } from '#kernel/config.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { JobContext, JobHandler } from '#kernel/module.ts'
import { organisationById } from '#kernel/org.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { MINUTE } from '#kernel/time.ts'
import { fileById } from '#modules/people-and-cases/index.ts'
import { type Arrived, NotSent } from './adapter.ts'
import { openAdapter, type Opened } from './adapters.ts'
import { SEND, SETTLE_PARTS } from './actions-police.ts'
import { type Inbound, readInbound, type Refused } from './exchange-document.ts'
import { dueMessages, endIdleParts, lockMessage, lockOwner, markMessage, requestById, stopAnswered } from './store.ts'
import type { MessageFault } from './words.ts'

/** Minutes until a message that did not go out is tried again: by the number of tries. */
const PAUSES = [1, 5, 15, 60, 180, 360]
/** Messages of one round. */
const MOST = 50

/** Sends one message, if it is still to be sent. What became of it stands in its row; the screen shows it. */
export async function sendMessage(context: JobContext, opened: Opened | MessageFault, id: string): Promise<void> {
  const { db, vault, clock } = context
  const message = await withActor(db, systemActor, (tx) => lockMessage(tx, vault, id))
  if (!message || (message.state !== 'waiting' && message.state !== 'failed')) return
  const tries = message.tries + 1
  const failed = (fault: MessageFault) => ({
    state: 'failed' as const,
    tries,
    fault,
    nextAt: clock.now() + (PAUSES[Math.min(tries, PAUSES.length) - 1] as number) * MINUTE,
  })
  const outcome =
    typeof opened === 'string' ? failed(opened) : await attempt(opened, message.document, clock.now(), tries, failed)
  await withActor(db, systemActor, async (tx) => {
    const now = await lockMessage(tx, vault, id)
    // Sent or stopped by somebody else meanwhile: that holds.
    if (now && (now.state === 'waiting' || now.state === 'failed')) await markMessage(tx, id, outcome)
  })
}

async function attempt(
  { adapter }: Opened,
  document: Record<string, unknown>,
  now: number,
  tries: number,
  failed: (fault: MessageFault) => { state: 'failed'; tries: number; fault: MessageFault; nextAt: number },
) {
  try {
    const receipt = await adapter.send(document, now)
    return { state: 'sent' as const, tries, sentAt: now, ...(receipt === null ? {} : { receipt }) }
  } catch (error) {
    if (error instanceof NotSent) return failed(error.fault)
    throw error
  }
}

/** Sends what is due and takes what has come. */
export async function exchangeRound(context: JobContext): Promise<{ sent: number; taken: number; refused: number }> {
  const { db, clock } = context
  const due = await withActor(db, systemActor, (tx) => dueMessages(tx, clock.now(), MOST))
  const config = readConfig()
  const counted = { sent: due.length, taken: 0, refused: 0 }
  // Nothing set up, and nothing that waits for it.
  if (!config.exchange && due.length === 0) return counted
  const opened = openAdapter(config)
  for (const { id } of due) await sendMessage(context, opened, id)
  if (typeof opened === 'string') return counted
  const arrived = await opened.adapter.collect(clock.now()).catch((error: unknown) => {
    // The other side is away: what waits there waits.
    if (error instanceof NotSent) return [] as Arrived[]
    throw error
  })
  for (const each of arrived) {
    const read = readInbound(opened.key, each.raw)
    const outcome = typeof read === 'string' ? read : await take(context, read)
    if (outcome === 'taken') counted.taken += 1
    else counted.refused += 1
    await each.settle(outcome).catch((error: unknown) => {
      if (!(error instanceof NotSent)) throw error
    })
  }
  return counted
}

/** Takes one answer or receipt, as the system acting for the station whose request it is. */
async function take(context: JobContext, inbound: Inbound): Promise<'taken' | Refused> {
  const { db, vault } = context
  if (inbound.type === 'receipt') {
    return withActor(db, systemActor, async (tx) => {
      const message = await lockMessage(tx, vault, inbound.message)
      if (message?.state !== 'sent') return 'unknown-request'
      const { tries, state } = message
      await markMessage(tx, message.id, { state, tries, receipt: inbound.receipt })
      return 'taken'
    })
  }
  const station = await withActor(db, systemActor, async (tx) => {
    const request = await requestById(tx, vault, inbound.request)
    const file = request && (await fileById(tx, request.fileId))
    return file && organisationById(tx, file.stationId)
  })
  if (!station) return 'unknown-request'
  const { request: requestId, message: messageId, kind, level, result, answeredAt, words, by } = inbound
  const form = {
    requestId,
    messageId,
    kind,
    level,
    result,
    answeredAt,
    ...(words === undefined ? {} : { words }),
    ...(by === undefined ? {} : { by }),
  }
  const actionId = derivedId(inbound.id, 'identification.take-answer')
  const outcome = await context.perform(systemActorFor(station), 'identification.take-answer', { actionId, form })
  return isRefusal(outcome) ? whyRefused(outcome) : 'taken'
}

function whyRefused({ code }: Refusal): Refused {
  if (code === 'IDENTIFICATION.NOT_NOW') return 'answered-already'
  if (code === 'KERNEL.ID_REUSED') return 'id-reused'
  if (code === 'KERNEL.NOT_FOUND') return 'unknown-request'
  if (code === 'KERNEL.CONFLICT') throw new Error(code)
  return 'not-for-request'
}

export const jobs: JobHandler[] = [
  {
    name: SEND,
    title: '发出协查',
    run: (context, data) => sendMessage(context, openAdapter(readConfig()), (data as { messageId: string }).messageId),
  },
  {
    name: 'identification.exchange',
    title: '数据交换：补发、收答复',
    every: '*/5 * * * *',
    async run(context) {
      await exchangeRound(context)
    },
  },
  {
    name: SETTLE_PARTS,
    title: '已答复的协查：停止查看、停发',
    async run({ db, clock }, data) {
      await withActor(db, systemActor, async (tx) => {
        const { fileId } = data as { fileId: string }
        const file = await lockOwner(tx, fileId)
        if (!file) return
        await endIdleParts(tx, file, clock.now())
        await stopAnswered(tx, fileId)
      })
    },
  },
]
