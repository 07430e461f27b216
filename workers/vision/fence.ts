/**
 * Loaded before anything else: this process speaks to nobody but the one that started it. Files and further processes are
 * shut off by Node's own permission model (`--permission`, see `start` in src/modules/vision/worker.ts); the network here.
 */
import dgram from 'node:dgram'
import dns from 'node:dns'
import { constants } from 'node:fs'
import net from 'node:net'

function shut(): never {
  throw new Error('this process has no network')
}

net.Socket.prototype.connect = shut as never
net.Server.prototype.listen = shut as never
dgram.Socket.prototype.bind = shut as never
dgram.Socket.prototype.send = shut as never
dns.lookup = shut as never
dns.promises.lookup = shut as never
globalThis.fetch = shut as never
globalThis.WebSocket = shut as never

// The answers have stdout for themselves.
for (const way of ['log', 'info', 'debug', 'warn', 'time', 'timeEnd'] as const)
  console[way] = () => undefined

  // A library asks Node's inside for the numbers of file flags, which the permission model refuses. They are public knowledge.
;(process as unknown as { binding: unknown }).binding = () => ({ fs: constants })
