/**
 * Trouble with the machine rather than with a request: a port in use, a full disk, a database that cannot be reached.
 * Whoever starts the program gets one sentence that says what to do, never a stack.
 */

/** A failure whose message is the sentence for the person at the terminal. */
export class Trouble extends Error {
  override name = 'Trouble'
}

/** The disk has no room for what must be written. */
export function diskFull(): Trouble {
  return new Trouble(
    '磁盘已满：请腾出空间后再启动；已经确认的操作没有丢失。[The disk is full: free space, then start again; nothing acknowledged was lost.]',
  )
}

/** A directory belongs to somebody else. */
export function notPermitted(path: string): Trouble {
  return new Trouble(
    `没有权限读写 ${path}：请用数据的主人运行，或用 GUITU_DATA 换一个目录。[${path} cannot be read or written: run as its owner, or choose another directory with GUITU_DATA.]`,
  )
}

/** Where the failing program wanted to go; fills the sentences. */
export interface Errand {
  port?: number
  databaseUrl?: string | undefined
}

type Sentence = (errand: Errand, error: { message: string }) => string

const target = ({ databaseUrl }: Errand) => {
  if (!databaseUrl) return '自带的数据库'
  try {
    const url = new URL(databaseUrl)
    return `DATABASE_URL（${url.hostname || url.searchParams.get('host') || '本机'}${url.pathname}）`
  } catch {
    return 'DATABASE_URL'
  }
}

const unreachable: Sentence = (errand) =>
  `连不上${target(errand)}：请确认数据库已启动、地址和端口正确。[The database cannot be reached: see that it runs and that address and port in DATABASE_URL are right.]`
const noSpace: Sentence = () => diskFull().message
const refusedLogin: Sentence = (errand) =>
  `${target(errand)} 拒绝了用户名或密码：请检查后再启动。[The database refused user name or password: correct DATABASE_URL, then start again.]`
const notWritable: Sentence = (_, error) => notPermitted(/'(.*)'/.exec(error.message)?.[1] ?? error.message).message

const sentences: Record<string, Sentence> = {
  EADDRINUSE: ({ port }) =>
    `端口 ${port ?? ''} 已被占用：请先停下占用它的程序，或换一个端口，例如 PORT=3001 npm start。[Port ${port ?? ''} is in use: stop that program, or choose another, for example PORT=3001 npm start.]`,
  ENOSPC: noSpace,
  EDQUOT: noSpace,
  EROFS: notWritable,
  EACCES: (errand, error) =>
    /listen/.test(error.message)
      ? `端口 ${errand.port ?? ''} 不许普通用户使用：请换 1024 以上的端口，例如 PORT=3000 npm start。[Port ${errand.port ?? ''} is not open to ordinary users: choose one above 1024.]`
      : notWritable(errand, error),
  EPERM: notWritable,
  ECONNREFUSED: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENOENT: (errand, error) => (/connect/.test(error.message) ? unreachable(errand, error) : ''),
  // PostgreSQL: invalid_password, invalid_authorization_specification, invalid_catalog_name, insufficient_privilege, disk_full.
  '28P01': refusedLogin,
  '28000': refusedLogin,
  '3D000': (errand) =>
    `${target(errand)} 里的数据库不存在：请先建立它（CREATE DATABASE … ENCODING 'UTF8'）。[That database does not exist: create it first, with UTF-8.]`,
  '42501': (errand) =>
    `${target(errand)} 的用户权限不够：请用数据库的主人，并允许建立角色（CREATEROLE）。[The database user lacks rights: use the database's owner, with CREATEROLE.]`,
  '53100': noSpace,
}

/** The sentence for an error, or undefined when it is a defect whose stack should be seen. */
export function explainTrouble(error: unknown, errand: Errand = {}): string | undefined {
  if (error instanceof Trouble) return error.message
  if (!(error instanceof Error)) return undefined
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return sentences[code]?.(errand, error) || (inner ? explainTrouble(inner, errand) : undefined)
}
