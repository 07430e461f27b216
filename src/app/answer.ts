/** How the server answers: who asks, and what a refusal looks like. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { kernelRefusal, type Refusal } from '#kernel/refusal.ts'
import type { Signed } from '#kernel/session.ts'

export const COOKIE = 'guitu'

declare module 'fastify' {
  interface FastifyRequest {
    signed: Signed | undefined
  }
}

export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.code(refusal.status).send({ refusal })
}

/** A phone names the account whose records it sends: on a shared phone the cookie may meanwhile be another worker's. */
export const ACCOUNT_HEADER = 'guitu-account'

/** The actor of a request, or why there is none. Who must change the password first may do nothing else. */
export function actorIn(request: FastifyRequest) {
  if (!request.signed) return kernelRefusal('SIGN_IN')
  const meant = request.headers[ACCOUNT_HEADER]
  if (meant !== undefined && meant !== request.signed.actor.accountId) return kernelRefusal('SIGN_IN')
  if (request.signed.mustChange) return kernelRefusal('CHANGE_PASSWORD')
  return request.signed.actor
}

/** Where a defect happened. What the database says of a value may hold it: only its code and the constraint are told. */
export function traceOf(error: Error & { code?: string; constraint?: string; severity?: string }): string {
  const frames = error.stack?.split(/\n\s+(?=at )/).slice(1) ?? []
  const what = error.severity
    ? `database ${error.code} ${error.constraint ?? ''}`
    : `${error.name}: ${error.message.slice(0, 200)}`
  return [what, ...frames].join(' | ')
}
