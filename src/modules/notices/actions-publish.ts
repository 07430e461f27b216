/** Publishing channel by channel, renewing, withdrawing, and what the public writes. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { mayOversee, mayWork } from './access.ts'
import { loadNotice } from './actions-draft.ts'
import { refuse } from './refusals.ts'
import { maybeMinor, mayStandOn } from './rules.ts'
import { confirmDownForm, publishForm, readTipForm, recheckForm, renewForm, tipForm, withdrawForm } from './schema.ts'
import {
  confirmDown,
  endPostings,
  insertPosting,
  insertTip,
  type LoadedNotice,
  lockNoticeOfFile,
  lockTip,
  markRead,
  moveWordings,
  noticeOfNumber,
  type PostingRow,
  type Proof,
  putOnPage,
  renewPosting,
  useWording,
} from './store.ts'
import { channelNames, channels, withdrawReasons } from './words.ts'

const up = (loaded: LoadedNotice) => loaded.postings.filter((posting) => posting.withdrawnAt === null)
const proofOf = ({ link, receipt, screenshot }: Proof): Proof => ({ link, receipt, screenshot })
const proven = ({ link, receipt, screenshot }: Proof) => Boolean(link || receipt || screenshot?.length)

export const publish = action({
  name: 'notices.publish',
  title: '登出公告',
  help: '本站公众网页一按就登；站外渠道登好以后在这里记，附凭据。',
  legalBasis: '民发〔2015〕158号；入站 24 小时内',
  form: publishForm,
  load: loadNotice,
  may: (actor, loaded) => mayWork(actor, loaded),
  decide(loaded, form, moment) {
    const { current, notice } = loaded
    const channel = channels[form.channel]
    if (loaded.person.identity === 'verified') return refuse('IDENTIFIED')
    if (!current) return refuse('NOT_APPROVED')
    if (!mayStandOn(form.channel, current)) return refuse('MINOR_CHANNEL', { channel: channel.zh })
    if (!current.minor && maybeMinor(loaded.person.description, dateOf(moment.now))) return refuse('AGE_CHANGED')
    if (up(loaded).some((posting) => posting.channel === form.channel)) return refuse('ALREADY', { channel: channel.zh })
    if (!channel.house && !proven(form)) return refuse('PROOF')
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'tracing.notice-published',
          value: { channel: form.channel },
          details: { no: notice.no, ...proofOf(form) },
        },
      ],
      changes: { id: moment.newId('posting'), channel: form.channel, proof: proofOf(form) },
      reply: { noticeId: notice.id, no: notice.no },
    }
  },
  async save(context, changes, { notice }) {
    await insertPosting(context, { ...changes, noticeId: notice.id, fileId: notice.fileId, ownerPath: notice.ownerPath })
    if (changes.channel === 'portal') await putOnPage(context, notice.id, true)
  },
  constraintRefusal: (constraint) => (constraint === 'posting_up' ? refuse('ALREADY', { channel: '这个渠道' }) : undefined),
})

export const renew = action({
  name: 'notices.renew',
  title: '更新公告',
  help: '一个月核对一次：照片、特征、年龄还对不对，新问出来的补进去。',
  legalBasis: '民发〔2015〕158号：滞留超过一个月的更新、完善寻亲公告',
  form: renewForm,
  load: loadNotice,
  may: (actor, loaded) => mayWork(actor, loaded),
  decide(loaded, form) {
    const posting = up(loaded).find((each) => each.channel === form.channel)
    if (!posting) return refuse('NOT_THERE', { channel: channelNames[form.channel] })
    if (!channels[form.channel].house && !proven(form)) return refuse('PROOF')
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'tracing.notice-renewed',
          value: { channel: form.channel },
          details: { checked: form.checked, ...proofOf(form) },
        },
      ],
      changes: { postingId: posting.id },
      reply: { noticeId: loaded.notice.id },
    }
  },
  save: (context, { postingId }) => renewPosting(context, postingId),
})

function withdrawals(loaded: LoadedNotice, postings: readonly PostingRow[], details: Record<string, unknown>): NewFact[] {
  return postings.map(({ channel }) => ({
    subject: fileRef(loaded.file),
    name: 'tracing.notice-withdrawn',
    value: { channel },
    details,
  }))
}

/** Takes postings down; with the last of them, or all, the wordings end too. */
async function takeDown(
  context: LoadContext,
  loaded: LoadedNotice,
  change: { postings: readonly PostingRow[]; reason: string; whole: boolean },
): Promise<void> {
  const { notice } = loaded
  await endPostings(
    context,
    change.postings.map((posting) => posting.id),
    change.reason,
  )
  if (change.whole || change.postings.some((posting) => posting.channel === 'portal')) await putOnPage(context, notice.id, false)
  if (!change.whole) return
  await moveWordings(context.tx, notice.id, 'notices.withdraw')
  await useWording(context, notice.id, null)
}

export const withdraw = action({
  name: 'notices.withdraw',
  title: '撤下公告',
  help: '立即生效，一个人就能办。本站网页马上撤；站外的列入“要到别处撤下”，撤完再勾。',
  legalBasis: '个人信息保护法第47条：目的已实现的删除',
  form: withdrawForm,
  load: loadNotice,
  may: (actor, loaded) => mayOversee(actor, loaded),
  decide(loaded, form) {
    const chosen = form.channels?.length ? new Set<string>(form.channels) : null
    const postings = up(loaded).filter((posting) => !chosen || chosen.has(posting.channel))
    if (chosen && postings.length < chosen.size) {
      const absent = [...chosen].filter((channel) => !postings.some((posting) => posting.channel === channel))
      return refuse('NOT_THERE', {
        channel: absent.map((channel) => channelNames[channel as keyof typeof channelNames]).join('、'),
      })
    }
    if (postings.length === 0 && !loaded.current && !loaded.pending) return refuse('NOTHING_UP')
    const elsewhere = postings.filter((posting) => !channels[posting.channel].house)
    return {
      facts: withdrawals(loaded, postings, { reason: withdrawReasons[form.reason], note: form.note }),
      changes: { postings, reason: form.reason, whole: !chosen },
      reply: { noticeId: loaded.notice.id, elsewhere: elsewhere.map((posting) => channels[posting.channel].takeDown) },
    }
  },
  save: (context, changes, loaded) => takeDown(context, loaded, changes),
})

export const confirmTakenDown = action({
  name: 'notices.confirm-down',
  title: '确认站外已撤下',
  form: confirmDownForm,
  load: loadNotice,
  may: (actor, loaded) => mayOversee(actor, loaded),
  decide(loaded, form) {
    const ended = loaded.postings.filter((posting) => posting.channel === form.channel && posting.withdrawnAt !== null)
    const open = ended.filter((posting) => posting.downAt === null)
    if (open.length === 0)
      return ended.length > 0 ? refuse('DOWN_ALREADY') : refuse('NOT_THERE', { channel: channelNames[form.channel] })
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'tracing.notice-taken-down',
          value: { channel: form.channel },
          details: { seen: form.seen },
        },
      ],
      changes: { ids: open.map((posting) => posting.id) },
      reply: { noticeId: loaded.notice.id },
    }
  },
  async save(context, { ids }) {
    for (const id of ids) await confirmDown(context, id)
  },
})

/** The system's own: withdraws everywhere when the identity is verified, or when eighteen years are in doubt. */
export const recheck = action({
  name: 'notices.recheck',
  title: '按最新资料复核公告',
  form: recheckForm,
  load: ({ tx, vault }, form) => lockNoticeOfFile(tx, vault, form.fileId),
  may: (actor) => actor.kind === 'system',
  decide(loaded, _form, { now }) {
    const postings = up(loaded)
    const identified = loaded.person.identity === 'verified'
    const wording = loaded.current ?? loaded.pending
    const turnedMinor = wording?.minor === false && maybeMinor(loaded.person.description, dateOf(now))
    const whole = (identified || turnedMinor) && (postings.length > 0 || wording !== undefined)
    const reason = identified ? 'identified' : 'minor'
    return {
      facts: whole ? withdrawals(loaded, postings, { reason: withdrawReasons[reason] }) : [],
      changes: { postings: whole ? postings : [], reason, whole },
      reply: { withdrawn: whole },
    }
  },
  async save(context, changes, loaded) {
    if (changes.whole) await takeDown(context, loaded, changes)
  },
})

export const receiveTip = action({
  name: 'notices.receive-tip',
  title: '收公众来信',
  help: '公众在公告下面写的话。工作人员看过才会处理，自己不会改动任何东西。',
  form: tipForm,
  load: async ({ tx }, form) => {
    const notice = await noticeOfNumber(tx, form.no)
    return notice ? { notice } : null
  },
  may: (actor, { notice }) => actor.kind === 'public' && notice.ownerPath === actor.organisation.path,
  decide({ notice }, form, moment) {
    const { no: _no, kind, ...content } = form
    return {
      facts: [
        {
          subject: { kind: 'rescue-file', id: notice.fileId, ownerPath: notice.ownerPath },
          name: 'tracing.tip-received',
          details: { kind, ...content },
        },
      ],
      changes: { id: moment.newId('tip'), kind, content },
      // The same to everybody, whatever was written.
      reply: { received: true },
    }
  },
  save: (context, changes, { notice }) => insertTip(context, { ...changes, notice }),
})

export const readTip = action({
  name: 'notices.read-tip',
  title: '处理来信',
  help: '先核对，再回电话。像的作为线索，由比对和核实定，不凭一封信认人。',
  form: readTipForm,
  load: ({ tx, vault }, form) => lockTip(tx, vault, form.tipId),
  may: (actor, loaded) => mayOversee(actor, loaded),
  decide(loaded, form) {
    if (loaded.tip.readAt !== null) return refuse('READ_ALREADY')
    return {
      facts:
        form.outcome === 'lead'
          ? [
              {
                subject: fileRef(loaded.file),
                name: 'tracing.lead-noted',
                details: { source: '公众来信', tipId: loaded.tip.id, note: form.note },
              },
            ]
          : [],
      changes: { id: loaded.tip.id, outcome: form.outcome },
      reply: { noticeId: loaded.notice.id },
    }
  },
  save: (context, changes) => markRead(context, changes.id, changes.outcome),
})
