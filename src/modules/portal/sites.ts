/** Which organisations have a public site, and where it lies. Pure. */

export interface SiteOf {
  id: string
  path: string
  kind: string
  level: string
}

const last = (path: string) => path.split('.').at(-2) as string

/** The city's station first, then other stations, then bureaus. */
function before(a: SiteOf, b: SiteOf): number {
  const rank = (each: SiteOf) => (each.kind === 'station' ? 0 : 2) + (each.level === 'city' ? 0 : 1)
  return rank(a) - rank(b) || (a.path < b.path ? -1 : 1)
}

/**
 * Name and base of every site, in their order. The first lies at `/public`; a site is named by the last segment of its
 * path, and by the whole path where others end alike.
 */
export function basesOf<T extends SiteOf>(organisations: readonly T[]): { organisation: T; name: string; base: string }[] {
  return organisations
    .filter(({ kind }) => kind === 'station' || kind === 'bureau')
    .toSorted(before)
    .map((organisation, index, all) => {
      const alone = all.filter((other) => last(other.path) === last(organisation.path)).length === 1
      const name = alone ? last(organisation.path) : organisation.path.slice(0, -1)
      return { organisation, name, base: index === 0 ? '/public' : `/public/s/${name}` }
    })
}
