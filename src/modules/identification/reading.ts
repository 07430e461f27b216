/** Rows worded for an answer: names of accounts, what facts tell beside their values. */
import { isUnknown } from '#kernel/field.ts'
import { inRange } from '#kernel/actor.ts'
import { detailsOf } from '#kernel/ledger.ts'
import type { ReadContext } from '#kernel/query.ts'
import type { z } from 'zod'
import type { decisionShape, requestShape, stepsShape } from './answers.ts'
import type { Covered } from './rules.ts'
import type { DecisionRow } from './store-decision.ts'
import { messagesOf, type RequestRow } from './store.ts'
import { accountNames } from './store-read.ts'
import { sendables, type Step } from './words.ts'

const text = (value: unknown) => (typeof value === 'string' ? value : null)

export async function wordedRequests(
  context: ReadContext,
  requests: readonly RequestRow[],
): Promise<z.input<typeof requestShape>[]> {
  const { tx, vault, actor } = context
  const facts = requests.flatMap((each) => (each.answerFact ? [each.answerFact] : []))
  const [details, names, messages] = [
    await detailsOf(tx, vault, facts),
    await accountNames(
      tx,
      requests.map((each) => each.askedBy),
    ),
    await messagesOf(
      tx,
      requests.map((each) => each.id),
    ),
  ]
  return requests.map((request) => {
    const answer = request.answerFact ? (details.get(request.answerFact) ?? {}) : undefined
    const { content } = request
    return {
      requestId: request.id,
      fileId: request.fileId,
      kind: request.kind,
      level: request.level,
      state: request.state,
      letterNo: request.letterNo,
      police: content.police,
      basis: content.basis,
      told: content.told.map(({ key, value }) => ({ label: sendables[key], value })),
      askedAt: request.askedAt,
      sampledAt: request.sampledAt,
      answeredAt: request.answeredAt,
      raisedAt: request.raisedAt,
      askedBy: names.get(request.askedBy) ?? null,
      answer: answer
        ? {
            result: request.state === 'cannot' ? 'cannot-at-this-level' : request.state,
            words: text(answer.words),
            letterNo: text(answer.letterNo),
            by: text(answer.by),
          }
        : null,
      raisings: (content.raisings ?? []).slice(-20),
      mine: request.policePath !== null && inRange(actor, request.policePath),
      messages: messages
        .filter((each) => each.requestId === request.id)
        .slice(0, 20)
        .map(({ id, kind, state, tries, fault, receipt, madeAt, sentAt }) => ({
          messageId: id,
          kind,
          state,
          tries,
          fault,
          receipt,
          madeAt,
          sentAt,
        })),
    }
  })
}

export async function wordedDecisions(
  context: ReadContext,
  decisions: readonly DecisionRow[],
): Promise<z.input<typeof decisionShape>[]> {
  const { tx, actor } = context
  const names = await accountNames(
    tx,
    decisions.flatMap((each) => [each.proposedBy, each.decidedBy, each.undoBy]),
  )
  const nameOf = (id: string | null) => (id ? (names.get(id) ?? null) : null)
  return decisions.map((decision) => {
    const { content } = decision
    const { writtenName, idNumber, birthDate, division } = content.writes
    return {
      decisionId: decision.id,
      state: decision.state,
      way: decision.way,
      evidence: decision.evidence,
      source: content.source,
      writtenName: isUnknown(writtenName) ? null : (writtenName ?? null),
      idNumber: isUnknown(idNumber) ? null : (idNumber ?? null),
      birthDate: birthDate ?? null,
      division: division ?? null,
      proposedAt: decision.proposedAt,
      proposedBy: nameOf(decision.proposedBy),
      proposedByMe: decision.proposedBy === actor.accountId,
      decidedAt: decision.decidedAt,
      decidedBy: nameOf(decision.decidedBy),
      seen: content.seen ?? null,
      rejected: content.rejected ?? null,
      undoReason: content.undo?.reason ?? null,
      undoBy: nameOf(decision.undoBy),
      undoByMe: decision.undoBy === actor.accountId,
      undoneAt: decision.undoneAt,
    }
  })
}

/** The three steps of somebody, with the reasons of the exceptions. */
export function wordedSteps(covered: Covered, details: Map<string, Record<string, unknown>>): z.input<typeof stepsShape> {
  const of = (step: Step) => {
    const exception = covered.exceptions.find((each) => each.step === step)
    return { at: covered.at[step], exception: exception ? text(details.get(exception.factId)?.reason) : null }
  }
  return { pushed: of('pushed'), dna: of('dna'), face: of('face') }
}
