/** This room's SQL. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { SiteOf } from './sites.ts'

export interface KeptTexts {
  phone?: string | undefined
  hours?: string | undefined
  address?: string | undefined
  way?: string | undefined
  intro?: string | undefined
  more?: string[] | undefined
  places?: string[] | undefined
  landmarks?: { name: string; lat: number; lng: number }[] | undefined
}

const place = (organisationId: string) => `portal.texts.content:${organisationId}`

export async function textsOf(tx: Tx, vault: Vault, organisationId: string): Promise<KeptTexts | undefined> {
  const found = await row(
    sql<{ content: Buffer }>`select content from portal.texts where organisation_id = ${organisationId}`,
    tx,
  )
  return found && vault.openJson<KeptTexts>(place(organisationId), found.content)
}

export async function writeTexts(
  { tx, vault, actor, now }: LoadContext,
  organisation: { id: string; path: string },
  texts: KeptTexts,
): Promise<void> {
  await sql`insert into portal.texts (organisation_id, owner_path, content, changed_at, changed_by)
    values (${organisation.id}, ${organisation.path}, ${vault.sealJson(place(organisation.id), texts)}, ${instant(now)}, ${actor.accountId})
    on conflict (organisation_id) do update set content = excluded.content, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by`.execute(tx)
}

export interface SiteRow extends SiteOf {
  name: string
  phone: string | null
  address: string | null
  /** Whether it lies in the range of whoever asks. */
  own: boolean
}

/** Organisations with a public site; organisations hold no personal data. */
export function siteRows(tx: Tx): Promise<SiteRow[]> {
  return rows(
    sql<SiteRow>`select id, path, kind, level, created_at as "openedAt", name, phone, address, kernel.in_range(path) as own from kernel.organisation
      where kind in ('station', 'bureau') and active order by path limit 500`,
    tx,
  )
}
