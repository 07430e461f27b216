/**
 * Mounts the rooms' public pages below /public. Whoever comes is the public of the site's organisation. No session and no
 * cookie but the size of the text: a form carries a signed token that ends, and pressing twice is one deed.
 */
import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mayOpen } from '#kernel/access.ts'
import { publicActorFor, systemActor, systemActorFor } from '#kernel/actor.ts'
import { ask } from '#kernel/ask.ts'
import { derivedId, digestOf } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { keepFile, typeOfContent } from '#kernel/files.ts'
import type { House } from '#kernel/house.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import {
  linkPurpose,
  openSigned,
  type Page,
  type PageAnswer,
  type PageContext,
  type Posted,
  type PublicPolicy,
  sign,
  type Site,
} from '#kernel/page.ts'
import { perform } from '#kernel/perform.ts'
import { withoutMetadata } from '#kernel/photo-metadata.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { basesOf } from '#modules/portal/sites.ts'
import { siteRows } from '#modules/portal/store.ts'
import { books } from '#modules/supervision/books.ts'
import { traceOf } from './answer.ts'
import type { Tiles } from './http-tiles.ts'

/** Bytes of a form without a photo. */
const LARGEST_TEXT = 64 * 1024
const LARGEST_PHOTO = 12 * 1024 * 1024
/** How long a form may lie open. */
const TOKEN_MS = 6 * 3_600_000
/** How long the list of sites is remembered. */
const SITES_MS = 30_000
const TEXT_COOKIE = 'guitu_text'

const CSP = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const CACHE = { none: 'no-store', short: 'private, max-age=60', day: 'public, max-age=86400' } as const

/** The sites by their names, the first of them at /public itself. */
async function readSites(house: House): Promise<Map<string, Site>> {
  return withActor(house.db, systemActor, async (tx) => {
    const found = new Map<string, Site>()
    for (const { organisation, name, base } of basesOf(await siteRows(tx)))
      found.set(name, { organisation: (await organisationById(tx, organisation.id)) as Organisation, base })
    return found
  })
}

/** The sites as of the last half minute. */
function siteBook(house: House): () => Promise<Map<string, Site>> {
  let read: { at: number; sites: Promise<Map<string, Site>> } | undefined
  return () => {
    const now = house.clock.now()
    if (!read || now - read.at > SITES_MS || now < read.at) read = { at: now, sites: readSites(house) }
    const { sites } = read
    sites.catch(() => {
      read = undefined
    })
    return sites
  }
}

async function policiesOf(house: House, site: Site): Promise<PublicPolicy[]> {
  const asked = await ask(house, systemActorFor(site.organisation), 'supervision.policies', {})
  if (isRefusal(asked) || !('answer' in asked)) return []
  const { packs } = asked.answer as { packs: { id: string; inForce: boolean }[] }
  const shelf = await books()
  return packs.flatMap(({ id, inForce }) => {
    const outline = inForce ? shelf.packs.get(id)?.outline : undefined
    if (!outline) return []
    const { title, issuer, number, date } = outline.document
    const entries = outline.clauses.map((clause) => ({
      number: clause.number ?? '',
      title: clause.title,
      summary: clause.summary,
      path: clause.path.join(' '),
    }))
    return [{ id, title, issuer: issuer ?? null, number: number ?? null, date: date ?? null, entries }]
  })
}

const closedPlace = (site: Site) => `portal.address:${site.organisation.id}`

function openClosed({ vault }: House, site: Site, token: string, now: number): string | undefined {
  if (!/^[\w-]{20,2000}$/.test(token)) return undefined
  try {
    const { text, until } = vault.openJson<{ text: string; until: number }>(closedPlace(site), Buffer.from(token, 'base64url'))
    return until > now ? text : undefined
  } catch {
    // Altered, of another site, or closed with a key that is gone: it is not ours.
    return undefined
  }
}

const onlyTexts = (query: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries((query ?? {}) as object).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  )

interface Sent {
  fields: Record<string, string[]>
  photo?: Posted['photo']
}

/** A form with a photo: one photo at most, typed by its content; texts bounded. */
async function multipartOf(request: FastifyRequest): Promise<Sent> {
  const sent: Sent = { fields: {} }
  // A photo that is too large is cut and told of on the page; the plugin's own types do not know this option yet.
  const options = {
    limits: { fileSize: LARGEST_PHOTO, files: 1, fields: 300, fieldSize: 16 * 1024, parts: 301 },
    throwFileSizeLimit: false,
  }
  for await (const part of request.parts(options)) {
    if (part.type === 'field') {
      const own = (sent.fields[part.fieldname] ??= [])
      own.push(String(part.value))
      continue
    }
    const pieces: Buffer[] = []
    for await (const piece of part.file) pieces.push(piece as Buffer)
    const body = Buffer.concat(pieces)
    if (part.file.truncated) sent.photo = { fault: 'large' }
    else if (body.byteLength > 0) {
      const type = typeOfContent(body)
      // Where it was taken and with which telephone is nobody's to keep; what cannot be read so far is not taken.
      const clean = type?.startsWith('image/') ? withoutMetadata(type, body) : undefined
      sent.photo = type && clean ? { name: part.filename || 'photo', type, body: clean } : { fault: 'type' }
    }
  }
  return sent
}

/** Mounts the pages of all rooms. `log` receives ids and codes only. */
export async function portalRoutes(
  server: FastifyInstance,
  house: House,
  pages: Page[],
  tiles: Tiles,
  log: (line: string) => void,
): Promise<void> {
  const sites = siteBook(house)

  async function contextFor(request: FastifyRequest, page: Page, sent: Sent | undefined): Promise<PageContext | undefined> {
    const book = await sites()
    const all = [...book.values()]
    const { site: short, '*': _rest, ...params } = request.params as Record<string, string>
    const site = short === undefined ? all[0] : book.get(short)
    if (!site) return undefined
    const now = house.clock.now()
    const actor = publicActorFor(site.organisation)
    const path = request.url.split('?')[0]?.slice((short === undefined ? '/public' : `/public/s/${short}`).length) || '/'
    // A token belongs to one page of one site; texts of the form itself may change between two presses.
    const purpose = `form:${site.organisation.id}:${page.path}`
    const given = sent?.fields.token?.[0] ?? ''
    const opened = sent && openSigned(house.vault, purpose, given, now)
    const photo = sent?.photo && 'body' in sent.photo ? sent.photo : undefined
    const { token: _token, ...fields } = sent?.fields ?? {}
    return {
      site,
      sites: all,
      path,
      params,
      query: onlyTexts(request.query),
      ...(sent
        ? {
            posted: {
              fields,
              ...(sent.photo ? { photo: sent.photo } : {}),
              token: opened ? (opened.late ? ('late' as const) : ('good' as const)) : ('bad' as const),
            },
          }
        : {}),
      large: request.cookies[TEXT_COOKIE] === 'large',
      now,
      remote: request.ip,
      async ask(name, told) {
        if (!house.queries.has(name)) return { refused: true, code: 'PORTAL.NO_DOOR', status: 404, sentence: '' }
        const answer = await ask(house, actor, name, told)
        return isRefusal(answer) || !('answer' in answer) ? answer : answer.answer
      },
      perform: (name, form) => perform(house, actor, name, { actionId: derivedId(given, name), form }),
      async keepPhoto() {
        if (!photo) return undefined
        // The same photo sent with the same form is the same upload.
        const id = derivedId(given, `photo:${digestOf(Buffer.from(photo.body).toString('base64')).toString('hex')}`)
        await withActor(house.db, actor, (tx) => keepFile(tx, house.vault, actor, { ...photo, id, now })).catch(
          (error: { code?: string }) => {
            if (error.code !== '23505') throw error
          },
        )
        return id
      },
      formOf(door) {
        const action = house.actions.get(door)
        return action && mayOpen(house.roles, actor, door) ? action.form : undefined
      },
      token: () => sign(house.vault, purpose, randomBytes(12).toString('base64url'), now + TOKEN_MS),
      linkHolds(what, token) {
        const link = openSigned(house.vault, linkPurpose(site.organisation.id, what), token, now)
        return link !== undefined && !link.late
      },
      policies: () => policiesOf(house, site),
      closed: (text) => house.vault.sealJson(closedPlace(site), { text, until: now + TOKEN_MS }).toString('base64url'),
      opened: (token) => openClosed(house, site, token, now),
      tile: (z, x, y) => tiles(actor, z, x, y),
    }
  }

  function send(reply: FastifyReply, answer: PageAnswer, base: string): FastifyReply {
    if ('redirect' in answer) {
      if (answer.large !== undefined)
        void reply.setCookie(TEXT_COOKIE, answer.large ? 'large' : 'standard', {
          path: '/public',
          maxAge: 365 * 86_400,
          sameSite: 'lax',
          httpOnly: true,
        })
      return reply.header('cache-control', 'no-store').redirect(answer.redirect || base, 303)
    }
    const cache = CACHE[answer.cache ?? 'none']
    if ('file' in answer) {
      const { type, body } = answer.file
      return reply
        .header('cache-control', cache)
        .type(type)
        .send(typeof body === 'string' ? body : Buffer.from(body))
    }
    // Withdrawn means gone: nothing of these pages is to be kept by those who index.
    return reply
      .code(answer.status ?? 200)
      .header('cache-control', cache)
      .header('x-robots-tag', 'noarchive')
      .type('text/html; charset=utf-8')
      .send(answer.html)
  }

  await server.register(async (scope) => {
    // Forms only: what a program would send has its own doors.
    scope.removeContentTypeParser('application/json')
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: LARGEST_TEXT },
      (_request, body, done) => {
        const fields: Record<string, string[]> = {}
        for (const [key, value] of [...new URLSearchParams(body as string)].slice(0, 400)) (fields[key] ??= []).push(value)
        done(null, { fields })
      },
    )
    scope.addHook('onRequest', async (_request, reply) => {
      void reply.header('content-security-policy', CSP).header('x-frame-options', 'DENY').header('referrer-policy', 'same-origin')
    })
    scope.setErrorHandler(async (error, request, reply) => {
      const { statusCode } = error as { statusCode?: number }
      const known = statusCode !== undefined && statusCode < 500 ? statusCode : 500
      const id = known === 500 ? crypto.randomUUID().slice(0, 8) : ''
      if (id) log(`defect ${id} at ${request.routeOptions.url ?? 'unknown page'}: ${traceOf(error as Error)}`)
      const sentence =
        known === 429
          ? '操作太频繁，请过几分钟再试。着急的请直接打救助电话。'
          : known === 413
            ? '内容太大，没有交上。照片最多 12 MB，文字请写短一些。请按“返回”，您填的还在。'
            : known === 500
              ? `网页出错，没有交上。请再试一次，或者打救助电话。编号 ${id}`
              : '没有交上。请按“返回”再试一次，或者打救助电话。'
      return reply
        .code(known)
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(
          `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>没有办成</title><link rel="stylesheet" href="/public/portal.css"></head><body><div class="in" role="main"><h1>没有办成</h1><p>${sentence}</p><p><a href="/public/">回到首页</a></p></div></body></html>`,
        )
    })
    for (const page of pages) {
      for (const base of ['/public', '/public/s/:site']) {
        scope.route({
          method: page.method,
          url: `${base}${page.path}`,
          config: { rateLimit: { max: page.perMinute ?? (page.method === 'POST' ? 20 : 240), timeWindow: '1 minute' } },
          handler: async (request, reply) => {
            const posted = page.method === 'POST'
            const isParts = posted && request.headers['content-type']?.startsWith('multipart/form-data')
            const sent = posted
              ? isParts && page.takesPhoto
                ? await multipartOf(request)
                : ((request.body as Sent | null | undefined) ?? { fields: {} })
              : undefined
            const context = await contextFor(request, page, sent)
            if (!context) return reply.code(404).type('text/plain; charset=utf-8').send('没有这个网站')
            return send(reply, await page.answer(context), context.site.base)
          },
        })
      }
    }
    scope.get('/public', async (_request, reply) => reply.redirect('/public/', 308))
  })
}
