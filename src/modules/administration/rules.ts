/** Pure decisions about organisations and roles. */
import type { Role } from '#kernel/access.ts'
import type { OrganisationKind } from '#kernel/org-words.ts'

/** Under what an organisation of a kind may stand. Areas make the tree; everything else hangs on an area or a town. */
const parents: Record<OrganisationKind, readonly (OrganisationKind | null)[]> = {
  platform: [null],
  area: [null, 'area'],
  bureau: ['area'],
  station: ['area'],
  'protection-centre': ['area'],
  'protection-point': ['area', 'town'],
  town: ['area'],
  village: ['town'],
  police: ['area', 'town'],
  'city-management': ['area', 'town'],
  transport: ['area'],
  hospital: ['area', 'town'],
  school: ['area', 'town'],
  institution: ['area', 'town'],
  education: ['area'],
  'human-resources': ['area'],
  'justice-office': ['area', 'town'],
  prison: ['area'],
  federation: ['area', 'town'],
  department: ['area'],
  'social-organisation': ['area', 'town'],
}

export function mayStandUnder(kind: OrganisationKind, parent: OrganisationKind | null): boolean {
  return parents[kind].includes(parent)
}

const administrators = new Set(['system-admin', 'security-admin', 'audit-admin'])

/** The three administrators are three people, and none of them does the stations' work. */
export function apart(roles: readonly string[]): boolean {
  const held = roles.filter((role) => administrators.has(role))
  return held.length === 0 || (held.length === 1 && roles.length === 1)
}

export function fitsOrganisation(role: Role, kind: string): boolean {
  return role.organisations.includes(kind)
}
