/** The description of every door, without a database: the house is only described, never opened. */
import { join } from 'node:path'
import { loadRoles } from '#kernel/access.ts'
import { root } from '#kernel/config.ts'
import { doorsOf } from '#kernel/house.ts'
import { modules } from '../modules.ts'
import { openapiDocument } from '../openapi.ts'

export async function openapi(_args: string[], out: (line: string) => void): Promise<number> {
  const { actions, queries } = doorsOf(modules, loadRoles(join(root, 'policies', 'roles.yaml')))
  out(JSON.stringify(openapiDocument({ modules, actions, queries }), null, 2))
  return 0
}
