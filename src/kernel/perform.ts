/**
 * One write, step by step: parse, lock, may, decide, save, project, chain, commit. The same action id again gives the
 * same reply and changes nothing.
 */
import { z } from 'zod'
import { mayOpen } from './access.ts'
import type { AnyAction, Decision, LoadContext } from './action.ts'
import type { Actor } from './actor.ts'
import { noteRefusal } from './attempts.ts'
import { derivedId, digestOf } from './crypto.ts'
import { beforeCommit, instant, row, sql, type Tx, withActor } from './db.ts'
import { metaOf, valuesOfWidget } from './field.ts'
import { bindFiles } from './files.ts'
import { type House, reactionsTo } from './house.ts'
import { append, type LedgerFact, toLedgerFacts } from './ledger.ts'
import { isRefusal, kernelRefusal, Refused, type Refusal } from './refusal.ts'

export interface Envelope {
  /** UUID made by the client. */
  actionId: string
  form: unknown
  /** Epoch ms by the device's clock; now when left out. */
  occurredAt?: number
  /** The device's clock at sending, to correct `occurredAt` by the offset. */
  sentAt?: number
}

export interface Outcome {
  actionId: string
  reply: Record<string, unknown>
  /** What the projectors told, by their key (`duties`). */
  [projected: string]: unknown
}

export const envelopeSchema = z.strictObject({
  actionId: z.uuid(),
  form: z.record(z.string(), z.unknown()),
  occurredAt: z.number().int().min(0).optional(),
  sentAt: z.number().int().min(0).optional(),
})

/** Clocks of good devices differ by seconds; below this the offset is noise. */
const OFFSET_TOLERANCE_MS = 30_000
/** An occurrence this far ahead of the server's clock is rounding, not the future. */
const FUTURE_TOLERANCE_MS = 120_000

/**
 * Performs an action for an actor. Returns the outcome or a refusal; throws only on a defect.
 * Refused attempts at doors or subjects are themselves told to the ledger.
 */
export async function perform(house: House, actor: Actor, name: string, envelope: Envelope): Promise<Outcome | Refusal> {
  const definition = house.actions.get(name)
  if (!definition || !mayOpen(house.roles, actor, name)) {
    await noteRefusal(house, actor, name, envelope.form)
    return kernelRefusal('NOT_FOUND')
  }
  const form = parseForm(definition.form, envelope.form)
  if (isRefusal(form)) return form
  const now = house.clock.now()
  const offset = envelope.sentAt === undefined ? 0 : now - envelope.sentAt
  const correction = Math.abs(offset) > OFFSET_TOLERANCE_MS ? offset : 0
  const occurredAt = Math.min((envelope.occurredAt ?? now - correction) + correction, now + FUTURE_TOLERANCE_MS + 1)
  if (occurredAt > now + FUTURE_TOLERANCE_MS) return kernelRefusal('FUTURE')
  const digest = digestOf({ name, form: saidIn(definition, envelope.form), occurredAt: envelope.occurredAt ?? null })
  const moment = {
    now,
    occurredAt: Math.min(occurredAt, now),
    actor,
    actionId: envelope.actionId,
    newId: (label: string) => derivedId(envelope.actionId, label),
  }
  try {
    return await withActor(
      house.db,
      actor,
      async (tx) => {
        const context: LoadContext = { ...moment, tx, vault: house.vault }
        const loaded = await loadOnce(house, definition, context, form, digest)
        if (loaded === null) throw new Refused(kernelRefusal('NOT_FOUND'))
        const verdict = definition.may(actor, loaded, form)
        if (verdict !== true) throw new Refused(isRefusal(verdict) ? verdict : kernelRefusal('NOT_FOUND'))
        const decision = definition.decide(loaded, form, moment)
        if (isRefusal(decision)) throw new Refused(decision)
        const missing = await missingUploads(tx, definition, form, decision)
        if (missing) throw new Refused(missing)
        await definition.save(context, decision.changes, loaded)
        return await keep(house, tx, definition, decision, { context, loaded, form, digest, offset: correction })
      },
      now,
    )
  } catch (error) {
    if (error instanceof DoneBefore) return error.outcome
    if (error instanceof Refused) {
      if (error.refusal.code === 'KERNEL.NOT_FOUND') await noteRefusal(house, actor, name, form)
      return (await replyOfTwin(house, definition, actor, envelope.actionId, digest)) ?? error.refusal
    }
    const { code, constraint } = error as { code?: string; constraint?: string }
    // The twin of this very action committed first: its reply is the answer.
    if (code === '23505' && (constraint === 'action_pkey' || constraint === 'ledger_fact_id_key')) {
      return (await replyOfTwin(house, definition, actor, envelope.actionId, digest)) ?? kernelRefusal('CONFLICT')
    }
    if (code === '40P01' || code === '40001')
      return (await replyOfTwin(house, definition, actor, envelope.actionId, digest)) ?? kernelRefusal('CONFLICT')
    const twin = code?.startsWith('23') ? await replyOfTwin(house, definition, actor, envelope.actionId, digest) : undefined
    if (twin) return twin
    // A constraint that a room leaves to the database (one guest in a bed) comes back as that room's refusal.
    if (code?.startsWith('23') && constraint && definition.constraintRefusal) {
      const refusal = definition.constraintRefusal(constraint)
      if (refusal) return refusal
    }
    throw error
  }
}

/** This very action was done before: leaves the transaction without a trace, and its reply is the answer. */
class DoneBefore extends Error {
  readonly outcome: Outcome

  constructor(outcome: Outcome) {
    super()
    this.outcome = outcome
  }
}

/** Loads what the decision needs. The look for an earlier reply goes with it and costs no wait of its own. */
async function loadOnce(
  house: House,
  definition: AnyAction,
  context: LoadContext,
  form: unknown,
  digest: Buffer,
): Promise<unknown> {
  const [before, loaded] = await Promise.allSettled([
    priorReply(house, definition, context.tx, context.actor, context.actionId, digest),
    definition.load(context, form),
  ])
  if (before.status === 'rejected') throw before.reason
  if (before.value) throw new DoneBefore(before.value)
  if (loaded.status === 'rejected') throw loaded.reason
  return loaded.value
}

/** Uploads are the actor's own organisation's, and belong from now on to the subject that they were attached to. */
async function missingUploads(
  tx: Tx,
  definition: AnyAction,
  form: unknown,
  decision: Decision<unknown>,
): Promise<Refusal | undefined> {
  const uploads = valuesOfWidget(definition.form, form, 'file')
  if (uploads.size === 0) return undefined
  const bound = decision.facts.find((fact) => !UNBOUND.has(fact.subject.kind))
  const subject = bound ? { ...bound.subject, fact: bound.name } : null
  const ids = [...new Set([...uploads.values()].flat())]
  if ((await bindFiles(tx, ids, subject)) === ids.length) return undefined
  const fields = Object.fromEntries([...uploads.keys()].map((key) => [key, '上传的文件没有找到，请重新上传']))
  return { ...kernelRefusal('FORM', { count: uploads.size }), fields }
}

/** An upload for an organisation is seen by the organisation it came from, like one for nobody. */
const UNBOUND = new Set(['organisation', 'account'])

interface Kept {
  context: LoadContext
  loaded: unknown
  form: unknown
  digest: Buffer
  offset: number
}

async function keep(house: House, tx: Tx, definition: AnyAction, decision: Decision<unknown>, kept: Kept): Promise<Outcome> {
  const { actor, actionId, now, occurredAt } = kept.context
  const facts = toLedgerFacts(decision.facts, { actor, actionId, now, occurredAt, version: house.facts.version })
  for (const fact of facts) {
    const fault = house.facts.fault(fact.name, fact.value)
    if (fault) throw new Error(`${definition.name} told ${fact.name} out of shape: ${fault}`)
  }
  const outcome: Outcome = { actionId, reply: decision.reply ?? {} }
  const subjects = uniqueSubjects(facts)
  const later = (work: Promise<unknown>) => beforeCommit(tx, work)
  for (const projector of house.projectors) outcome[projector.key] = await projector.project({ tx, now, subjects, facts, later })
  if (definition.answer) outcome.reply = { ...outcome.reply, ...(await definition.answer(kept.context, kept.loaded, kept.form)) }
  const jobs = [...(decision.jobs ?? []), ...reactionsTo(house, facts)]
  if (jobs.length > 0) await house.jobs.insert(tx, jobs)
  const stored = definition.replyNotKept ? { actionId, reply: decision.reply ?? {} } : outcome
  const noted =
    sql`insert into kernel.action (id, name, account_id, organisation_id, owner_path, form_digest, reply, occurred_at, received_at, device_offset_ms)
    values (${actionId}, ${definition.name}, ${actor.accountId}, ${actor.organisation.id}, ${actor.organisation.path}, ${kept.digest},
      ${house.vault.sealJson(`action.reply:${actionId}`, stored)}, ${instant(occurredAt)}, ${instant(now)}, ${kept.offset})`.execute(
      tx,
    )
  const chained = append(
    tx,
    house.vault,
    actor.organisation.id,
    facts,
    decision.facts.map((fact) => fact.details),
  )
  // Sent one behind the other, with the commit behind them: the chain's lock is taken last and held no longer than needed.
  beforeCommit(tx, noted)
  beforeCommit(tx, chained)
  return outcome
}

function uniqueSubjects(facts: LedgerFact[]) {
  return [...new Map(facts.map((fact) => [fact.subject.id, fact.subject])).values()]
}

async function priorReply(
  house: House,
  definition: AnyAction,
  tx: Tx,
  actor: Actor,
  actionId: string,
  digest: Buffer,
): Promise<Outcome | undefined> {
  const before = await row(
    sql<{
      account_id: string | null
      form_digest: Buffer
      reply: Buffer
      received_at: number
    }>`select a.account_id, a.form_digest, a.reply, a.received_at from (select ${actionId}::uuid as id) sent left join kernel.action a using (id)
      where a.id is not null or kernel.action_taken(sent.id)`,
    tx,
  )
  if (!before) return undefined
  // Another organisation's is there, and its row is not for these eyes.
  if (before.account_id !== actor.accountId) throw new Refused(kernelRefusal('ID_REUSED'))
  const outcome = house.vault.openJson<Outcome>(`action.reply:${actionId}`, before.reply)
  const lately = house.clock.now() - before.received_at <= AGAIN_MS
  const again = lately ? definition.again?.({ vault: house.vault, actionId }) : undefined
  const told: Outcome = again ? { ...outcome, reply: { ...outcome.reply, ...again } } : outcome
  if (before.form_digest.equals(digest)) return told
  // Something else under the same id: whoever sent the first may have lost its answer, and hears it.
  throw new Refused({ ...kernelRefusal('ID_REUSED'), ...(again ? { details: textsOf(told.reply) } : {}) })
}

const textsOf = (reply: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(reply).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])))

/** How long an answer that is not kept is made again for whoever sends the same once more. */
const AGAIN_MS = 6 * 3_600_000

/** What a form says, without where it was sent from. */
function saidIn({ beside }: AnyAction, form: unknown): unknown {
  if (!beside || typeof form !== 'object' || form === null) return form
  return Object.fromEntries(Object.entries(form).filter(([key]) => !beside.includes(key)))
}

async function replyOfTwin(
  house: House,
  definition: AnyAction,
  actor: Actor,
  actionId: string,
  digest: Buffer,
): Promise<Outcome | undefined> {
  try {
    return await withActor(house.db, actor, (tx) => priorReply(house, definition, tx, actor, actionId, digest))
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

const strictForms = new WeakMap<z.ZodObject, z.ZodObject>()

/** The schema that refuses unknown keys. Kept: a fresh one would be compiled at each use. */
function strict(schema: z.ZodObject): z.ZodObject {
  const known = strictForms.get(schema) ?? schema.strict()
  strictForms.set(schema, known)
  return known
}

/** Reads a form through its schema. Unknown keys are refused; messages are by field, in Chinese. */
export function parseForm<F extends z.ZodObject>(schema: F, raw: unknown): z.output<F> | Refusal {
  const result = strict(schema).safeParse(raw)
  if (result.success) return result.data as z.output<F>
  const fields: Record<string, string> = {}
  for (const issue of result.error.issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')]
    for (const key of keys) fields[key] ??= issue.code === 'unrecognized_keys' ? '没有这一项' : sentenceOf(schema, issue)
  }
  const count = Object.keys(fields).length
  return { ...kernelRefusal('FORM', { count }), fields }
}

function sentenceOf(schema: z.ZodObject, issue: z.core.$ZodIssue): string {
  const key = String(issue.path[0] ?? '')
  const label = schema.shape[key] ? (metaOf(schema.shape[key] as z.ZodType)?.label ?? key) : key
  if (issue.code === 'custom' && issue.message) return issue.message
  if (issue.code === 'invalid_type' && issue.input === undefined) return `请填写${label}`
  if (issue.code === 'too_big') return `${label}太长或太大`
  if (issue.code === 'too_small') return `${label}太短或太小`
  return /[一-鿿]/.test(issue.message) ? issue.message : `${label}没有填对`
}
