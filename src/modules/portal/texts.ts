/** What the public reads of an organisation: its own words where it gave some, else what the house knows. */
import type { PageContext } from '#kernel/page.ts'
import type { Point } from '#kernel/place.ts'
import { isRefusal } from '#kernel/refusal.ts'
import type { Landmark } from './map.ts'

export interface Texts {
  name: string
  phone: string | null
  hours: string
  address: string | null
  intro: string | null
  way: string | null
  more: string[]
  /** What whoever reports may choose from; none unless somebody wrote them down for that. */
  places: string[]
  /** Public places that are drawn on the map of the report form; they may be chosen as well. */
  landmarks: Landmark[]
}

/** Asks the room's own door; where it does not open, the organisation's name and telephone are enough for a page. */
export async function textsOf(context: PageContext): Promise<Texts> {
  const { organisation } = context.site
  const told = await context.ask('portal.public-texts', {})
  const texts = isRefusal(told) ? {} : (told as Partial<Omit<Texts, 'landmarks'>> & { landmarks?: (Point & { name: string })[] })
  const landmarks = (texts.landmarks ?? []).map(({ name, lat, lng }) => ({ name, at: { lat, lng } }))
  return {
    name: organisation.name,
    phone: texts.phone ?? organisation.phone,
    hours: texts.hours ?? '24 小时有人接',
    address: texts.address ?? organisation.address,
    intro: texts.intro ?? null,
    way: texts.way ?? null,
    more: texts.more ?? [],
    places: [...new Set([...landmarks.map(({ name }) => name), ...(texts.places ?? [])])],
    landmarks,
  }
}
