/**
 * The only reader of the environment. Everything else is handed the typed values; a value that cannot be understood
 * stops the program with one sentence.
 */
import { isIP } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Trouble } from './trouble.ts'

export interface Config {
  /** The clone: where policies and the built web lie. */
  readonly root: string
  /** Where the server listens; 3000 unless PORT says otherwise. */
  readonly port: number
  /** The address it listens on: this machine alone, until HOST (0.0.0.0 for all) opens it to the office. */
  readonly host: string
  /** Database, files and lock. `./data`, or GUITU_DATA. */
  readonly dataDir: string
  /** Encryption keys, never below `dataDir`, so that no backup holds both. `./keys` beside `./data`, or GUITU_KEYS. */
  readonly keyDir: string
  /** One's own PostgreSQL 15 or later; without it the embedded one is started. */
  readonly databaseUrl: string | undefined
  /** A certificate of the site's own and its key (PEM files): phones work without network only where they came by https. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined
  /** Whose word for a visitor's address is taken: this machine, or what GUITU_PROXY names (addresses, CIDR, by comma). */
  readonly trustedProxies: string[]
  /** Where requests about identities go out: a folder or an address. Nowhere, unless GUITU_EXCHANGE names one. */
  readonly exchange:
    | { readonly kind: 'folder'; readonly dir: string }
    | { readonly kind: 'http'; readonly url: string }
    | undefined
  /** The secret shared with the other side, beside the keys: `exchange.key`. */
  readonly exchangeKey: string
  /** Under a test runner: no waiting for people, no network. */
  readonly isTest: boolean
}

/** The clone this file belongs to. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Reads the configuration out of an environment. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  // npm changes into the clone before it starts a script: a relative path means the folder the person was in.
  const from = environment.INIT_CWD ?? process.cwd()
  const dataDir = environment.GUITU_DATA ? resolve(from, environment.GUITU_DATA) : join(root, 'data')
  const keyDir = environment.GUITU_KEYS
    ? resolve(from, environment.GUITU_KEYS)
    : join(dirname(dataDir), dataDir === join(root, 'data') ? 'keys' : `${dataDir.split(/[/\\]/).at(-1)}-keys`)
  if (`${keyDir}/`.startsWith(`${dataDir}/`)) {
    throw new Trouble(
      `密钥目录 ${keyDir} 不能放在数据目录里：一份备份不能同时含有数据和密钥，请改 GUITU_KEYS。[Keys must not lie within the data: a backup would hold both; change GUITU_KEYS.]`,
    )
  }
  return {
    root,
    port: portOf(environment.PORT),
    host: environment.HOST || 'localhost',
    dataDir,
    keyDir,
    databaseUrl: urlOf(environment.DATABASE_URL),
    exchange: exchangeOf(environment.GUITU_EXCHANGE, from),
    exchangeKey: join(keyDir, 'exchange.key'),
    tls: tlsOf(environment.GUITU_TLS_CERT, environment.GUITU_TLS_KEY, from),
    trustedProxies: proxiesOf(environment.GUITU_PROXY),
    isTest: environment.VITEST !== undefined || environment.GUITU_TEST !== undefined,
  }
}

/** Both or neither: one of them alone is a mistake that would leave the site without https. */
function tlsOf(cert: string | undefined, key: string | undefined, from: string): Config['tls'] {
  if (!cert && !key) return undefined
  if (cert && key) return { cert: resolve(from, cert), key: resolve(from, key) }
  throw new Trouble(
    'GUITU_TLS_CERT 和 GUITU_TLS_KEY 要一起设：证书和私钥两个 PEM 文件。[GUITU_TLS_CERT and GUITU_TLS_KEY belong together: two PEM files.]',
  )
}

function portOf(text: string | undefined): number {
  if (!text) return 3000
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Trouble(
    `PORT=${text} 不是端口号：请用 1 到 65535 的整数。[PORT=${text} is no port: use a whole number from 1 to 65535.]`,
  )
}

/** An address is taken only with TLS, but for this machine itself: people's data go through it. */
function exchangeOf(text: string | undefined, from: string): Config['exchange'] {
  if (!text) return undefined
  if (!/^[a-z]+:\/\//i.test(text)) return { kind: 'folder', dir: resolve(from, text) }
  if (/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$))/i.test(text)) return { kind: 'http', url: text }
  throw new Trouble(
    'GUITU_EXCHANGE 看不懂：应是文件夹，或 https:// 开头的网址。[GUITU_EXCHANGE cannot be understood: a folder, or an address that begins with https://.]',
  )
}

function urlOf(text: string | undefined): string | undefined {
  if (!text) return undefined
  if (/^postgres(ql)?:\/\/./.test(text)) return text
  throw new Trouble(
    'DATABASE_URL 看不懂：应形如 postgresql://用户:密码@主机:5432/数据库。[DATABASE_URL cannot be understood: it looks like postgresql://user:password@host:5432/database.]',
  )
}

/** Without this a proxy on another machine would make all visitors one: they would share one limit of wrong tries. */
function proxiesOf(text: string | undefined): string[] {
  const named = (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
  const wrong = named.find((each) => isIP(each.split('/')[0] ?? '') === 0 || !/^[^/]+(\/\d{1,3})?$/.test(each))
  if (wrong === undefined) return ['loopback', ...named]
  throw new Trouble(
    `GUITU_PROXY 里的 ${wrong} 不是地址：应形如 10.1.2.3 或 10.1.0.0/16，多个用逗号隔开。[GUITU_PROXY: ${wrong} is no address.]`,
  )
}
