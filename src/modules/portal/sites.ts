/** Which organisations have a public site, and where it lies. Pure. */

export interface SiteOf {
  id: string
  path: string
  kind: string
  level: string
  /** When it was opened, epoch ms. */
  openedAt: number
}

const last = (path: string) => path.split('.').at(-2) as string

/** First two segments of a path: the city. */
const cityOf = (path: string) => path.split('.').slice(0, 2).join('.')
const opened = (a: SiteOf, b: SiteOf) => a.openedAt - b.openedAt || (a.path < b.path ? -1 : 1)

/** The city's station first, then other stations, then bureaus. */
function before(a: SiteOf, b: SiteOf): number {
  const rank = (each: SiteOf) => (each.kind === 'station' ? 0 : 2) + (each.level === 'city' ? 0 : 1)
  return rank(a) - rank(b) || (a.path < b.path ? -1 : 1)
}

/**
 * Name and base of every site, in their order: the city that was here first, then the others. The first lies at `/public`;
 * a site is named by the last segment of its path, and by the whole path where an earlier one ends alike. An address that
 * stands on a poster does not move because another city joins.
 */
export function basesOf<T extends SiteOf>(organisations: readonly T[]): { organisation: T; name: string; base: string }[] {
  const all = organisations.filter(({ kind }) => kind === 'station' || kind === 'bureau')
  const inTime = all.toSorted(opened)
  const home = cityOf(inTime[0]?.path ?? '')
  const away = (each: SiteOf) => Number(cityOf(each.path) !== home)
  return all
    .toSorted((a, b) => away(a) - away(b) || before(a, b))
    .map((organisation, index) => {
      const earlier = inTime.slice(0, inTime.indexOf(organisation))
      const alone = !earlier.some((other) => last(other.path) === last(organisation.path))
      const name = alone ? last(organisation.path) : organisation.path.slice(0, -1)
      return { organisation, name, base: index === 0 ? '/public' : `/public/s/${name}` }
    })
}
