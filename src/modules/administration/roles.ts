/** The roles of `policies/roles.yaml`, read once. */
import { join } from 'node:path'
import { loadRoles, type Role, type Roles } from '#kernel/access.ts'
import { root } from '#kernel/config.ts'

let loaded: Roles | undefined

export function allRoles(): Roles {
  loaded ??= loadRoles(join(root, 'policies', 'roles.yaml'))
  return loaded
}

export function roleOf(key: string): Role | undefined {
  return allRoles().get(key)
}
