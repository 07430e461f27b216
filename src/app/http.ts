/** HTTP: one route for every action, one for every query, sessions, uploads, the desk's files. */
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance } from 'fastify'
import { openDoors } from '#kernel/access.ts'
import { ask } from '#kernel/ask.ts'
import { LARGEST_UPLOAD } from '#kernel/files.ts'
import type { House } from '#kernel/house.ts'
import { isRefusal, kernelRefusal } from '#kernel/refusal.ts'
import { actorOf } from '#kernel/session.ts'
import { actorIn, COOKIE, sendRefusal, traceOf } from './answer.ts'
import { actRoutes } from './http-act.ts'
import { deviceRoutes } from './http-devices.ts'
import { fileRoutes } from './http-files.ts'
import { modules } from './modules.ts'
import { openapiDocument } from './openapi.ts'
import { portalRoutes } from './portal.ts'
import { type Setup, setupRoutes } from './setup.ts'
import { tileRoutes, tilesOf } from './http-tiles.ts'
import { webRoutes } from './http-web.ts'
import { sessionRoutes } from './session-routes.ts'

/** Largest JSON body: a form with much text, far below what would hurt. */
const LARGEST_FORM = 1024 * 1024

/** Host of an Origin header; undefined for `null` and whatever else is no address. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

/** Builds the server, with a certificate of the site's own where `tls` is given. `log` receives ids and codes only, never a body, a query or a name. */
export async function buildServer(
  house: House,
  setup: Setup,
  log: (line: string) => void,
  { trustProxy = ['loopback'], tls }: { trustProxy?: string[]; tls?: { cert: Buffer; key: Buffer } | undefined } = {},
): Promise<FastifyInstance> {
  const options = { bodyLimit: LARGEST_FORM, trustProxy, logger: false as const, forceCloseConnections: true as const }
  // Typed as without TLS: nothing below asks which of the two it is.
  const server = tls ? (Fastify({ ...options, https: tls }) as unknown as FastifyInstance) : Fastify(options)
  await server.register(cookie)
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        // antd writes its styles into the page at run time; scripts stay closed.
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        // A recording is fetched like a paper, with a question, and played from what came.
        'media-src': ["'self'", 'blob:'],
        'connect-src': ["'self'"],
        'frame-src': ["'self'", 'blob:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  })
  await server.register(rateLimit, { global: false })
  await server.register(multipart, { limits: { fileSize: LARGEST_UPLOAD, files: 1, fields: 2 } })
  // JSON and uploads only: what another site's form can send without asking is not even read.
  server.removeContentTypeParser('text/plain')
  server.decorateRequest('signed', undefined)

  server.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return
    void reply.header('cache-control', 'no-store')
    // A form of another site cannot send JSON without asking first; an Origin that is not ours is turned away besides.
    const origin = request.headers.origin
    if (request.method !== 'GET' && origin && hostOf(origin) !== request.headers.host)
      return sendRefusal(reply, kernelRefusal('NOT_FOUND'))
    const token = request.cookies[COOKIE]
    if (token) request.signed = await actorOf(house, token, house.clock.now())
  })

  server.setErrorHandler(async (error, request, reply) => {
    const { statusCode, code } = error as { statusCode?: number; code?: string }
    if (code === 'FST_REQ_FILE_TOO_LARGE') return sendRefusal(reply, kernelRefusal('UPLOAD_LARGE'))
    if (statusCode === 413) return sendRefusal(reply, kernelRefusal('TOO_LARGE'))
    if (statusCode === 429) return sendRefusal(reply, kernelRefusal('TOO_MANY'))
    if (statusCode && statusCode < 500)
      return sendRefusal(reply, { ...kernelRefusal('FORM', { count: 1 }), status: statusCode === 415 ? 415 : 400 })
    const id = crypto.randomUUID().slice(0, 8)
    log(`defect ${id} at ${request.routeOptions.url ?? 'unknown route'}: ${traceOf(error as Error)}`)
    return sendRefusal(reply, kernelRefusal('DEFECT', { id }))
  })

  await server.register(swagger, { mode: 'static', specification: { document: openapiDocument(house) as never } })
  await server.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
  server.get('/api/openapi.json', async () => openapiDocument(house))

  actRoutes(server, house, log)

  server.post<{ Params: { name: string } }>('/api/ask/:name', async (request, reply) => {
    const actor = actorIn(request)
    if (isRefusal(actor)) return sendRefusal(reply, actor)
    const answer = await ask(house, actor, request.params.name, request.body ?? {})
    if (isRefusal(answer)) return sendRefusal(reply, answer)
    if ('answer' in answer) return reply.send(answer)
    return reply
      .type(answer.file.type)
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(answer.file.name)}`)
      .send(Buffer.from(answer.file.body))
  })

  fileRoutes(server, house)
  const tiles = tilesOf(house)
  tileRoutes(server, tiles)
  deviceRoutes(server, house, log)

  server.get('/api/me', async (request) => {
    const { signed } = request
    const doors = [...house.actions.keys(), ...house.queries.keys()]
    return {
      setup: setup.done() ? 'done' : 'needed',
      sampleCity: setup.isSample(),
      now: house.clock.now(),
      version: setup.version,
      me: signed
        ? {
            accountId: signed.actor.accountId,
            name: signed.actor.name,
            login: signed.login,
            organisation: signed.actor.organisation,
            roles: signed.actor.roles.map((key) => ({ key, title: house.roles.get(key)?.title ?? key })),
            doors: signed.mustChange ? [] : openDoors(house.roles, signed.actor, doors),
            sample: signed.sample,
            mustChangePassword: signed.mustChange,
            secondFactor: signed.secondFactor,
          }
        : null,
    }
  })
  sessionRoutes(server, house, setup)
  setupRoutes(server, house, setup, log)
  await portalRoutes(
    server,
    house,
    modules.flatMap((room) => room.pages ?? []),
    tiles,
    log,
  )

  await webRoutes(server)
  return server
}
