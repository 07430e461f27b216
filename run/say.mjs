// What the launcher says to people. Everything goes to stderr: the stdout of a task belongs to the task alone, so that
// `npm run -s guitu -- policy check …` prints nothing but JSON.

/** A failure that a person can act on: one sentence, no stack. */
export class Trouble extends Error {}

/** Prints one line for the person at the terminal. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

const known = [
  [
    /ENOSPC|no space left|EDQUOT/i,
    '磁盘已满：请腾出至少 2 GB 空间后再试。[The disk is full: free at least 2 GB, then try again.]',
  ],
  [
    /EACCES|EPERM|EROFS|permission denied/i,
    "无法写入程序目录：请用有写权限的用户运行，或先修正目录权限。[The program's folder cannot be written: run as its owner or correct its permissions.]",
  ],
  [
    /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED|network/i,
    '连不上 npm 软件源：请检查网络、代理，或用 npm config set registry 换一个能连上的源，然后重试。[The npm registry cannot be reached: check network and proxy, or set another one with npm config set registry, then try again.]',
  ],
]

/** The sentence for a failed npm run, from what npm printed; undefined when it is none of the known ones. */
export function explain(output) {
  return known.find(([pattern]) => pattern.test(output))?.[1]
}
