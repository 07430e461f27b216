/** Who acts: one signed-in person in one organisation, the public on its pages, or the system itself (jobs, seeds, imports). */
export interface Range {
  /** Inclusive lower end of organisation paths, C-collated. */
  from: string
  /** Exclusive upper end. */
  to: string
}

export interface ActorOrganisation {
  id: string
  /** Ends in a separator: `44.4401.440105.`; compared as a C-collated range, never with LIKE. */
  path: string
  kind: string
  name: string
}

export interface Actor {
  kind: 'person' | 'public' | 'system'
  accountId: string
  name: string
  organisation: ActorOrganisation
  /** Role keys of `policies/roles.yaml`, in force now. */
  roles: readonly string[]
  range: Range
}

/** Every path that starts with `path`. `.` is directly followed by `/` in C order, so the neighbour `…05x.` stays out. */
export function rangeOf(path: string): Range {
  if (path === '') return { from: '', to: '\u{10ffff}' }
  if (!path.endsWith('.')) throw new Error('an organisation path ends in a separator')
  return { from: path, to: `${path.slice(0, -1)}/` }
}

/** Whether the subject's owner lies in the actor's range. Compared by code unit, as PostgreSQL compares under C for ASCII paths. */
export function inRange(actor: Actor, ownerPath: string): boolean {
  return ownerPath >= actor.range.from && ownerPath < actor.range.to
}

/** The city of a path, its first two segments: names, numbers and who may be asked stay inside it. */
export function cityOf(path: string): string {
  return path.match(/^[^.]+\.[^.]+\./)?.[0] ?? path
}

export const systemActor: Actor = {
  kind: 'system',
  accountId: '00000000-0000-7000-8000-000000000000',
  name: '系统',
  organisation: { id: '00000000-0000-7000-8000-000000000001', path: '', kind: 'system', name: '归途' },
  roles: ['system'],
  range: rangeOf(''),
}

/** The system acting for one organisation: a job that follows a station's own fact writes into that station's chain. */
export function systemActorFor(organisation: ActorOrganisation): Actor {
  return { ...systemActor, organisation, range: rangeOf(organisation.path) }
}

/** Whoever uses the public pages of one organisation: nobody's account, and only the doors of the role `public`. */
export function publicActorFor(organisation: ActorOrganisation): Actor {
  return {
    kind: 'public',
    accountId: '00000000-0000-7000-8000-000000000002',
    name: '公众',
    organisation,
    roles: ['public'],
    range: rangeOf(organisation.path),
  }
}
