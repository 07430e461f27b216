/** Who came and who went; and a record taken back. */
import { action, type LoadContext } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import { mayKeep } from './access.ts'
import { loadMembers, type LoadedMember, mayKeepAll, namesOf, staffRef, words } from './actions.ts'
import { refuse } from './refusals.ts'
import { dutiesHeld, firstAfter, joiningAt, leavingAt, standingOf, stretchesOf, type Told, undoing } from './rules.ts'
import { correctForm, joinForm, leaveForm, withdrawForm } from './schema.ts'
import { dutyWords, type Post } from './words.ts'

const loadOne = async (context: LoadContext, form: { accountId: string }): Promise<LoadedMember | null> =>
  (await loadMembers(context, [form.accountId]))?.[0] ?? null

const joining = (post: Post) => ({ post, business: post === 'business' })
const afterwards = (member: LoadedMember, after: Told) =>
  refuse('AFTERWARDS', { name: member.name, on: dateOf(after.occurredAt) })
const nothing = async () => undefined

export const recordJoined = action({
  name: 'staff.record-joined',
  title: '登记到岗',
  help: '登记了到岗，培训、考核、体检的要求才会对这个人开始算。',
  form: joinForm,
  load: (context, { accountIds }) => loadMembers(context, accountIds),
  may: mayKeepAll,
  decide(members, { joinedOn, post }, moment) {
    if (joinedOn > dateOf(moment.now)) return refuse('FUTURE')
    if (new Set(members.map((each) => each.stationId)).size > 1) return refuse('ONE_STATION')
    const here = members.filter((each) => standingOf(each.facts) === 'here')
    if (here.length > 0) return refuse('HERE_ALREADY', { names: namesOf(here) })
    const at = joiningAt(joinedOn)
    const early = members.filter(({ facts }) => (stretchesOf(facts).at(-1)?.left?.occurredAt ?? at) > at)
    if (early.length > 0) return refuse('BEFORE_LEAVING', { names: namesOf(early) })
    return {
      facts: members.map((each) => ({
        subject: staffRef(each),
        name: 'staff.joined',
        value: joining(post),
        occurredAt: at,
      })),
      changes: null,
      reply: { people: members.length },
    }
  },
  save: nothing,
})

export const correctJoined = action({
  name: 'staff.correct-joined',
  title: '更正到岗',
  help: '到岗日期或岗位登错了的；原来的一条留在链上。',
  form: correctForm,
  load: loadOne,
  may: (actor, member) => mayKeep(actor, member),
  decide(member, { joinedOn, post }, moment) {
    if (joinedOn > dateOf(moment.now)) return refuse('FUTURE')
    const stretches = stretchesOf(member.facts)
    const last = stretches.at(-1)
    if (!last || last.left !== null) return refuse('NOT_HERE', { name: member.name })
    const at = joiningAt(joinedOn)
    const before = stretches.at(-2)?.left
    if (before && before.occurredAt > at) return refuse('BEFORE_LEAVING', { names: member.name })
    const first = firstAfter(member.facts, last.joined.occurredAt, last.joined.id)
    if (first && first.occurredAt < at) return afterwards(member, first)
    return {
      facts: [
        {
          subject: staffRef(member),
          name: 'staff.joined',
          value: joining(post),
          occurredAt: at,
          replaces: last.joined.id,
        },
      ],
      changes: null,
      reply: { accountId: member.accountId },
    }
  },
  save: nothing,
})

export const recordLeft = action({
  name: 'staff.record-left',
  title: '登记离岗',
  help: '调走、退休、辞职。离岗以后的年度要求不再算；账号请安全管理员停用。',
  form: leaveForm,
  load: loadOne,
  may: (actor, member) => mayKeep(actor, member),
  decide(member, { leftOn, reason }, moment) {
    if (leftOn > dateOf(moment.now)) return refuse('FUTURE')
    const last = stretchesOf(member.facts).at(-1)
    if (!last || last.left !== null) return refuse('NOT_HERE', { name: member.name })
    const joinedOn = dateOf(last.joined.occurredAt)
    if (leftOn < joinedOn) return refuse('BEFORE_JOINING', { name: member.name, on: joinedOn })
    const duty = dutiesHeld(member.facts)[0]
    if (duty !== undefined) return refuse('OFFICER', { name: member.name, duty: dutyWords[duty] ?? '' })
    const at = leavingAt(leftOn, moment.now)
    const after = firstAfter(member.facts, at, last.joined.id)
    if (after) return afterwards(member, after)
    return {
      facts: [{ subject: staffRef(member), name: 'staff.left', details: words({ reason }), occurredAt: at }],
      changes: null,
      reply: { accountId: member.accountId },
    }
  },
  save: nothing,
})

export const withdrawRecord = action({
  name: 'staff.withdraw-record',
  title: '撤回登记',
  help: '原记录和撤回都留在链上；应办事项按撤回后的重算。',
  form: withdrawForm,
  load: loadOne,
  may: (actor, member) => mayKeep(actor, member),
  decide(member, { factId, reason }) {
    const answer = undoing(member.facts, factId)
    if (answer === 'not-ours') return refuse('NOT_OURS')
    if (answer === 'gone') return refuse('GONE')
    if (answer === 'only-joining') return refuse('ONLY_JOINING', { name: member.name })
    if (answer === 'relieved') return refuse('RELIEVED', { name: member.name })
    if (answer !== 'yes') return afterwards(member, answer.after)
    return {
      facts: [{ subject: staffRef(member), name: 'fact.withdrawn', replaces: factId, details: { reason } }],
      changes: null,
      reply: { factId },
    }
  },
  save: nothing,
})
