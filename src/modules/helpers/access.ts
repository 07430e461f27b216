/** Who may. Row-level security has let the row through already; this says it once more, in the open. */
import type { Actor } from '#kernel/actor.ts'

interface Opened {
  opens: ReadonlySet<string>
}

/** The justice office that is responsible, or the case worker. */
export const mayManage = (actor: Actor, { opens }: Opened): boolean =>
  opens.has('helper') && (actor.roles.includes('justice-officer') || opens.has('whole') || actor.kind === 'system')

/** The helper who is named, or the office. Who sits in the office and is nobody's helper has no business in the file. */
export const mayHelp = (actor: Actor, loaded: Opened & { care: { helperId: string | null } | undefined }): boolean =>
  loaded.opens.has('helper') && (loaded.care?.helperId === actor.accountId || mayManage(actor, loaded))

/** The prison that was asked. */
export const isPrison = (actor: Actor, path: string | null): boolean =>
  actor.organisation.kind === 'prison' && path === actor.organisation.path

/** Only the system follows facts of other rooms. */
export const bySystem = (actor: Actor): boolean => actor.kind === 'system'
