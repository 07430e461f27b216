/** The built pages: the desk at every address, the phone's app below `/phone/`. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import serveStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { root } from '#kernel/config.ts'
import { kernelRefusal } from '#kernel/refusal.ts'
import { sendRefusal } from './answer.ts'

/** Asked for anew each time: by them a browser learns that there is a newer app. */
const NEVER_OLD = /\/(sw\.js|index\.html|manifest\.webmanifest)(\.br|\.gz)?$/

// The build puts .br and .gz beside its scripts and styles: nothing is compressed while somebody waits.
const built = { wildcard: false, index: false, preCompressed: true, cacheControl: false } as const
const setHeaders = (reply: FastifyReply, path: string) => {
  void reply.header('cache-control', NEVER_OLD.test(path) ? 'no-cache' : 'public, max-age=31536000, immutable')
}

export async function webRoutes(server: FastifyInstance): Promise<void> {
  const desk = join(root, 'dist', 'desk')
  const phone = join(root, 'dist', 'phone')
  const hasDesk = existsSync(join(desk, 'index.html'))
  const hasPhone = existsSync(join(phone, 'index.html'))
  if (hasDesk) await server.register(serveStatic, { root: desk, ...built, setHeaders })
  if (hasPhone) {
    await server.register(serveStatic, { root: phone, prefix: '/phone/', decorateReply: !hasDesk, ...built, setHeaders })
    server.get('/phone', async (_request, reply) => reply.redirect('/phone/'))
  }
  server.setNotFoundHandler(async (request, reply) => {
    const [path = ''] = request.url.split('?')
    const shell = path.startsWith('/phone/') ? (hasPhone ? phone : undefined) : hasDesk ? desk : undefined
    // A script of an earlier build is not there any more; the page in its place would be read as a script.
    const noPage = path.startsWith('/api/') || /\/assets\/|^\/phone\/.*\.js$/.test(path) || request.method !== 'GET'
    if (noPage || !shell) return sendRefusal(reply, kernelRefusal('NOT_FOUND'))
    return reply.sendFile('index.html', shell)
  })
}
