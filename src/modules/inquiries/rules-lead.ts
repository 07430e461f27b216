/** A record of another register as the form that a family would have filled in; and our own as others may read it. Pure. */
import { dayOfDate } from '#kernel/time.ts'
import type { PfifPerson, Publishable } from './pfif.ts'
import type { AskerForm, ToldForm } from './schema.ts'
import type { Told } from '#facts/fragments.ts'

function birthOf(person: PfifPerson): Pick<ToldForm, 'birthDate' | 'birthYear'> {
  if (person.birthDate && dayOfDate(person.birthDate) !== null) return { birthDate: person.birthDate }
  const year = person.birthYear ?? (person.birthDate ? Number(person.birthDate.slice(0, 4)) : undefined)
  const seen =
    person.age && person.entry ? Number(person.entry.slice(0, 4)) - Math.round((person.age.min + person.age.max) / 2) : undefined
  const born = year ?? seen
  return born !== undefined && born >= 1880 && born <= 2100 ? { birthYear: born } : {}
}

/** What a record says, as a form; a description becomes sayings of bounded length. */
export function formOfLead(person: PfifPerson): { form: ToldForm; asker: AskerForm } {
  const said = (person.description ?? '')
    .split(/[\n。；]/u)
    .map((each) => Array.from(each.trim()).slice(0, 200).join(''))
    .filter(Boolean)
    .slice(0, 20)
  return {
    form: {
      ...(person.name ? { name: person.name } : {}),
      ...(person.alternate && person.alternate.length > 0 ? { nicknames: person.alternate } : {}),
      ...(person.sex ? { sex: person.sex } : {}),
      ...birthOf(person),
      ...(person.home ? { home: person.home } : {}),
      ...(said.length > 0 ? { phrases: said } : {}),
    },
    asker: {
      ...(person.authorName ? { askerName: person.authorName } : {}),
      ...(person.authorPhone && person.authorPhone.length >= 3 ? { phone: person.authorPhone } : {}),
      ...(person.authorEmail ? { address: `邮箱 ${person.authorEmail}` } : {}),
    },
  }
}

/** Only an adult whose family agreed, and never a lead of somebody else's. */
export function mayPublish(inquiry: { publishConsent: boolean; minor: boolean | null; lead: boolean; state: string }): boolean {
  return (
    inquiry.publishConsent &&
    inquiry.minor === false &&
    !inquiry.lead &&
    ['admitted', 'matched', 'answered'].includes(inquiry.state)
  )
}

/** The publishable part: names, sex, year, county-level home, marks and clothes. Kin, contact and photos stay. */
export function publishable(
  told: Told,
  about: { id: string; entry: string; expiry: string; sourceName: string; home?: string | undefined },
): Publishable {
  const words = [
    ...(told.marks?.length ? [`特征：${told.marks.join('；')}`] : []),
    ...(told.clothes ? [`走失时衣着：${told.clothes}`] : []),
    ...(told.heightCm ? [`身高约 ${told.heightCm} cm`] : []),
    ...(told.languages?.length ? [`会说：${told.languages.join('、')}`] : []),
    ...(told.lostOn ? [`${told.lostOn.slice(0, 4)} 年走失`] : []),
  ]
  const year = told.birthYear ?? (told.birthDate ? Number(told.birthDate.slice(0, 4)) : undefined)
  return {
    id: about.id,
    entry: about.entry,
    expiry: about.expiry,
    sourceName: about.sourceName,
    name: told.name,
    alternate: told.nicknames,
    sex: told.sex,
    birthYear: year,
    home: about.home,
    description: words.join('\n') || undefined,
  }
}
