/** Households at the edge of hardship: listed, shared, looked at again each year, taken off. */
import { action, type LoadContext } from '#kernel/action.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { addMonths, dateOf } from '#kernel/time.ts'
import { mayWatch, mayWork } from './access-needs.ts'
import { factAt, loadSubject, type LoadedSubject } from './loads-needs.ts'
import { refuse } from './refusals-needs.ts'
import {
  addMemberForm,
  listHouseholdForm,
  reviewHouseholdForm,
  shareHouseholdsForm,
  unlistHouseholdForm,
} from './schema-household.ts'
import {
  householdOf,
  type HouseholdRow,
  insertHousehold,
  insertMember,
  insertShare,
  lockHousehold,
  type MemberLine,
  membersOf,
  reviewHouseholdRow,
  unlistHouseholdRow,
} from './store-household.ts'
import { departments, REVIEW_MONTHS } from './words-needs.ts'

const refOf = (member: { fileId: string | null; personId: string; ownerPath: string }) =>
  member.fileId
    ? { kind: 'rescue-file', id: member.fileId, ownerPath: member.ownerPath }
    : { kind: 'person', id: member.personId, ownerPath: member.ownerPath }

interface Listing extends LoadedSubject {
  household: HouseholdRow | null
  town: Organisation | undefined
}

export const listHousehold = action({
  name: 'follow-up.list-household',
  title: '列为边缘户',
  help: '生活在困难边缘、家里有人流浪过的，列入名册，与防返贫部门共享，每年复核。',
  legalBasis: '大提升第14项：与扶贫部门信息共享，对边缘地带困难家庭中有流浪乞讨经历的重点关注',
  form: listHouseholdForm,
  async load(context, form): Promise<Listing | null> {
    const subject = await loadSubject(context, form)
    if (!subject) return null
    return {
      ...subject,
      household: await householdOf(context.tx, context.vault, subject.person.id),
      town: form.townId ? await organisationById(context.tx, form.townId) : undefined,
    }
  },
  may: (actor, loaded) => mayWork(actor, loaded),
  decide(loaded, form, moment) {
    if (loaded.household) return refuse('HOUSEHOLD_LISTED', { date: dateOf(loaded.household.listedAt) })
    if (form.townId && loaded.town?.kind !== 'town' && loaded.town?.kind !== 'village') return refuse('NO_TOWN')
    const id = moment.newId('household')
    const own = ['town', 'village'].includes(moment.actor.organisation.kind) ? moment.actor.organisation : undefined
    const town = loaded.town ?? own
    const { head, address, people, situation } = form
    return {
      facts: [
        {
          subject: loaded.ref,
          name: 'follow-up.household-listed',
          value: { household: id },
          details: { household: { head, address, people, situation, relation: form.relation } },
        },
      ],
      changes: {
        id,
        memberId: moment.newId('member'),
        relation: form.relation ?? null,
        household: {
          id,
          ownerPath: loaded.ref.ownerPath,
          carePath: town?.path ?? null,
          townId: town?.id ?? null,
          division: form.division ?? null,
          reasons: form.reasons ?? [],
          body: { head, address, people, situation },
          nextReview: addMonths(dateOf(moment.now), REVIEW_MONTHS),
        },
      },
      reply: { householdId: id },
    }
  },
  async save(context, { household, memberId, relation }, loaded) {
    await insertHousehold(context, household)
    await insertMember(context, {
      id: memberId,
      householdId: household.id,
      fileId: loaded.file?.id ?? null,
      personId: loaded.person.id,
      ownerPath: loaded.ref.ownerPath,
      carePath: household.carePath,
      relation,
      factId: factAt(context.actionId),
    })
  },
})

/** One that stands, or when it was taken off. */
const listed = (household: HouseholdRow) =>
  household.state === 'listed'
    ? household
    : refuse('HOUSEHOLD_GONE', { date: dateOf(household.unlistedAt ?? household.listedAt) })

export const addHouseholdMember = action({
  name: 'follow-up.add-household-member',
  title: '加上流浪过的家人',
  form: addMemberForm,
  async load(context, form) {
    const household = await lockHousehold(context.tx, context.vault, form.householdId)
    const subject = household && (await loadSubject(context, form))
    if (!household || !subject) return null
    return { household, subject, other: await householdOf(context.tx, context.vault, subject.person.id) }
  },
  may: (actor, loaded) => mayWatch(actor, loaded.household) && mayWork(actor, loaded.subject),
  decide({ household, subject, other }, form, moment) {
    const here = listed(household)
    if (isRefusal(here)) return here
    if (other?.id === household.id) return refuse('MEMBER_LISTED')
    if (other) return refuse('HOUSEHOLD_LISTED', { date: dateOf(other.listedAt) })
    return {
      facts: [{ subject: subject.ref, name: 'follow-up.household-listed', value: { household: household.id } }],
      changes: { memberId: moment.newId('member'), relation: form.relation ?? null },
    }
  },
  save: (context, { memberId, relation }, { household, subject }) =>
    insertMember(context, {
      id: memberId,
      householdId: household.id,
      fileId: subject.file?.id ?? null,
      personId: subject.person.id,
      ownerPath: subject.ref.ownerPath,
      carePath: household.carePath,
      relation,
      factId: factAt(context.actionId),
    }),
  constraintRefusal: (constraint) => (constraint === 'household_member_once' ? refuse('MEMBER_LISTED') : undefined),
})

interface WithMembers {
  household: HouseholdRow
  members: MemberLine[]
}

async function loadHousehold(context: LoadContext, form: { householdId: string }): Promise<WithMembers | null> {
  const household = await lockHousehold(context.tx, context.vault, form.householdId)
  return household && { household, members: await membersOf(context.tx, context.vault, [household.id]) }
}

export const reviewHousehold = action({
  name: 'follow-up.review-household',
  title: '复核边缘户',
  form: reviewHouseholdForm,
  load: loadHousehold,
  may: (actor, loaded) => mayWatch(actor, loaded.household),
  decide({ household, members }, form, moment) {
    const here = listed(household)
    if (isRefusal(here)) return here
    return {
      facts: members.map((member) => ({
        subject: refOf(member),
        name: 'follow-up.household-reviewed',
        value: { finding: form.finding },
        details: form.note === undefined ? {} : { household: { note: form.note } },
      })),
      changes: { finding: form.finding, nextReview: form.nextOn ?? addMonths(dateOf(moment.now), REVIEW_MONTHS) },
    }
  },
  save: (context, { finding, nextReview }, { household }) =>
    reviewHouseholdRow(context.tx, household.id, { at: context.occurredAt, finding, nextReview }),
})

export const unlistHousehold = action({
  name: 'follow-up.unlist-household',
  title: '移出边缘户',
  form: unlistHouseholdForm,
  load: loadHousehold,
  may: (actor, loaded) => mayWatch(actor, loaded.household),
  decide({ household, members }, form) {
    const here = listed(household)
    if (isRefusal(here)) return here
    return {
      facts: members.map((member) => ({
        subject: refOf(member),
        name: 'follow-up.household-unlisted',
        value: { reason: form.reason },
        details: form.note === undefined ? {} : { household: { note: form.note } },
      })),
      changes: form.reason,
    }
  },
  save: (context, reason, { household }) => unlistHouseholdRow(context.tx, household.id, context.now, reason),
})

export const shareHouseholds = action({
  name: 'follow-up.share-households',
  title: '共享边缘户',
  help: '选给谁、给哪些内容；给了什么留痕，表按所选内容出。',
  legalBasis: '大提升第14项：信息共享；个人信息保护法：最小必要',
  form: shareHouseholdsForm,
  async load(context, form) {
    const households: WithMembers[] = []
    for (const householdId of [...new Set(form.householdIds)].sort()) {
      const found = await loadHousehold(context, { householdId })
      if (!found) return null
      households.push(found)
    }
    return households
  },
  may: (actor, loaded) => loaded.every(({ household }) => mayWatch(actor, household)),
  decide(loaded, form, moment) {
    const standing = loaded.filter(({ household }) => household.state === 'listed')
    if (standing.length === 0) return refuse('NOTHING_TO_SHARE')
    const id = moment.newId('share')
    return {
      facts: standing.flatMap(({ members }) =>
        members.map((member) => ({
          subject: refOf(member),
          name: 'follow-up.household-shared',
          value: { to: departments[form.department], columns: form.columns },
          details: { share: { toName: form.toName, purpose: form.purpose } },
        })),
      ),
      changes: {
        id,
        department: form.department,
        columns: [...new Set(form.columns)],
        households: standing.map(({ household }) => household.id),
        body: { toName: form.toName, purpose: form.purpose },
      },
      reply: { shareId: id, households: standing.length },
    }
  },
  save: (context, share) => insertShare(context, share),
})
