/** Errors of the engine that carry the sentence to show. */
const TOLD = new Set(['StorageFull', 'PhoneClosed', 'PhotoUnreadable', 'OnItsWay'])

/** Why something was not kept on the phone and what to do, for whoever wrote it. */
export function whyNotKept(error: unknown): string {
  if (error instanceof Error && TOLD.has(error.name)) return error.message
  return '手机没有存下，原因不明；填的都还在。请再点一次；还不行就锁上再打开归途。'
}
