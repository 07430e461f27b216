/** Who may open which door: roles are data (`policies/roles.yaml`), absence means no. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Actor } from './actor.ts'

const roleSchema = z.strictObject({
  title: z.string(),
  help: z.string().optional(),
  /** Kinds of organisation in which the role can be held. */
  organisations: z.array(z.string()).min(1),
  /** Door names; `room.*` opens a room's doors. */
  doors: z.array(z.string()),
  /** `own`: the organisation's own range (the default). `parts`: only subjects of which the organisation holds a part. */
  reach: z.enum(['own', 'parts']).default('own'),
  /** Whether holders see people's data and so need a second factor. */
  seesPeople: z.boolean().default(true),
})

export type Role = z.output<typeof roleSchema> & { key: string }

export type Roles = ReadonlyMap<string, Role>

/** Reads the roles; throws with the path of what is wrong. */
export function loadRoles(file: URL | string): Roles {
  const raw = z.strictObject({ roles: z.record(z.string(), roleSchema) }).parse(parse(readFileSync(file, 'utf8')))
  return new Map(Object.entries(raw.roles).map(([key, role]) => [key, { ...role, key }]))
}

function matches(pattern: string, door: string): boolean {
  return pattern === door || (pattern.endsWith('.*') && door.startsWith(pattern.slice(0, -1)))
}

/** Whether one of the actor's roles names this door. The system opens all: it is told by code, not by a person. */
export function mayOpen(roles: Roles, actor: Actor, door: string): boolean {
  if (actor.kind === 'system') return true
  return actor.roles.some((key) => {
    const role = roles.get(key)
    return (
      role !== undefined &&
      role.organisations.includes(actor.organisation.kind) &&
      role.doors.some((pattern) => matches(pattern, door))
    )
  })
}

/** Doors of the house that these roles open for this actor, for the screens. */
export function openDoors(roles: Roles, actor: Actor, doors: Iterable<string>): string[] {
  return [...doors].filter((door) => mayOpen(roles, actor, door))
}
