/**
 * Parts of closed subjects: who reads what of a minor's file is data (`policies/parts.yaml`), absence means no. The database
 * holds a copy, renewed at each start, since row-level security asks it.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { json, row, sql, type Tx } from './db.ts'

const partsSchema = z.strictObject({
  /** Kinds of subject that are closed, and the fact that tells such a subject of a refused attempt at it. */
  closed: z.record(z.string(), z.strictObject({ refused: z.string().optional() })),
  compartments: z.record(
    z.string(),
    z.strictObject({ title: z.string(), help: z.string().optional(), sealed: z.boolean().default(false) }),
  ),
  parts: z.record(
    z.string(),
    z.strictObject({
      title: z.string(),
      /** Held by one account, never by an organisation as a whole. */
      named: z.boolean().default(false),
      /** Kinds of organisation that may hold it; any, where it is left out. */
      organisations: z.array(z.string()).optional(),
      opens: z.array(z.string()),
    }),
  ),
})

export type Parts = z.output<typeof partsSchema>

/** Reads the parts; throws with the path of what is wrong, and where a part opens what no compartment is. */
export function loadParts(file: URL | string): Parts {
  const parts = partsSchema.parse(parse(readFileSync(file, 'utf8')))
  for (const [key, part] of Object.entries(parts.parts)) {
    const unknown = part.opens.filter((each) => !(each in parts.compartments))
    if (unknown.length > 0) throw new Error(`part ${key} opens ${unknown.join(', ')}, which no compartment is`)
  }
  return parts
}

/** Puts the parts, and in which compartment each fact lies, where row-level security reads them. As the owner. */
export async function keepParts(tx: Tx, parts: Parts, facts: readonly { name: string; compartment: string }[]): Promise<void> {
  const opens = Object.entries(parts.parts).flatMap(([part, { opens: all }]) => all.map((compartment) => ({ part, compartment })))
  const kept = await row(
    sql<{ same: boolean }>`select
      (select count(*) from kernel.part_opens) = ${opens.length} and (select count(*) from kernel.fact_compartment) = ${facts.length}
      and not exists (select part, compartment from jsonb_to_recordset(${json(opens)}) as o (part text, compartment text)
        except select part, compartment from kernel.part_opens)
      and not exists (select name, compartment from jsonb_to_recordset(${json(facts)}) as f (name text, compartment text)
        except select name, compartment from kernel.fact_compartment)
      and (select array_agg(kind order by kind) from kernel.closed_kind) is not distinct from ${Object.keys(parts.closed).sort()}::text[] as same`,
    tx,
  )
  if (kept?.same) return
  await sql`delete from kernel.part_opens`.execute(tx)
  await sql`delete from kernel.fact_compartment`.execute(tx)
  await sql`delete from kernel.closed_kind`.execute(tx)
  await sql`insert into kernel.part_opens select part, compartment from jsonb_to_recordset(${json(opens)}) as o (part text, compartment text)`.execute(
    tx,
  )
  await sql`insert into kernel.fact_compartment select name, compartment from jsonb_to_recordset(${json(facts)}) as f (name text, compartment text)`.execute(
    tx,
  )
  await sql`insert into kernel.closed_kind select unnest(${Object.keys(parts.closed)}::text[])`.execute(tx)
}
