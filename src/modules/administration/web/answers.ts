/** Shapes of administration's answers as the screens use them. */
export interface OrganisationLine {
  id: string
  path: string
  parentId: string | null
  kind: string
  kindWord: string
  levelWord: string
  name: string
  shortName: string
  division: string | null
  phone: string | null
  address: string | null
  active: boolean
}

export interface AccountLine {
  id: string
  login: string
  name: string
  post: string | null
  organisationId: string
  organisationName: string
  roles: { key: string; title: string }[]
  enrolled: boolean
  secondFactor: boolean
  disabledAt: number | null
  lockedUntil: number | null
  sample: boolean
}

export interface RoleLine {
  key: string
  title: string
  organisations: string[]
  organisationWords: string[]
  doors: string[]
  seesPeople: boolean
}

/** Depth of an organisation in the tree, for indenting its name. */
export const depthOf = (path: string) => path.split('.').length - 2
