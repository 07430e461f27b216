/** Buttons of a notice; what cannot be done now says why. */
import { useEffect } from 'react'
import { ActionButton, Button, useGo, useRoute } from '#web/ui/index.ts'
import {
  approveForm,
  approveMinorForm,
  confirmDownForm,
  publishForm,
  readTipForm,
  renewForm,
  returnForm,
  withdrawForm,
} from '../schema.ts'
import { channels, type ChannelKey, channelNames } from '../words.ts'
import { draftPath, type NoticeAnswer, useOfFile, type WordingAnswer } from './answers.ts'

interface Subject {
  subjectId: string
}

/** Leads to the draft; a duty that wants a notice leads there at once when nothing is approved yet. */
export function DraftButton({ subjectId }: Subject) {
  const asked = useOfFile(subjectId)
  const go = useGo()
  const { search } = useRoute()
  const notice = asked.data?.notice
  const wanted =
    search['do'] === 'notices.draft' || (search['do'] === 'notices.publish' && asked.data && !notice?.current && !notice?.pending)
  useEffect(() => {
    if (wanted) go(draftPath(subjectId))
  }, [wanted, go, subjectId])
  if (!asked.data || asked.data.identity === 'verified') return null
  return (
    <Button look={notice ? 'plain' : 'main'} onClick={() => go(draftPath(subjectId))}>
      {notice?.current || notice?.pending ? '改寻亲公告' : '起草寻亲公告'}
    </Button>
  )
}

/** Channels on which the approved wording may stand and does not yet. */
export function openChannels(notice: NoticeAnswer): ChannelKey[] {
  const { current } = notice
  if (!current) return []
  const up = new Set(notice.postings.filter((posting) => posting.withdrawnAt === null).map((posting) => posting.channel))
  return (Object.keys(channels) as ChannelKey[]).filter(
    (channel) =>
      !up.has(channel) && (!current.minor || (channels[channel].minors === 'approved' && current.channels.includes(channel))),
  )
}

export function PublishButton({ subjectId }: Subject) {
  const asked = useOfFile(subjectId)
  const notice = asked.data?.notice
  if (!notice?.current || openChannels(notice).length === 0) return null
  return <Publish notice={notice} />
}

export function Publish({ notice }: { notice: NoticeAnswer }) {
  const open = openChannels(notice)
  const up = notice.postings.some((posting) => posting.withdrawnAt === null)
  const first = open[0]
  return (
    <ActionButton
      action="notices.publish"
      of={publishForm}
      title="登出公告"
      look={up ? 'plain' : 'main'}
      fixed={{ noticeId: notice.noticeId }}
      initial={first ? { channel: first } : {}}
      intro={
        <p className="g-muted">
          还能登在：{open.map((channel) => channelNames[channel]).join('、')}。本站网页一按就登；站外先登好，再在这里附凭据。
        </p>
      }
    />
  )
}

export function Approvals({ notice, wording }: { notice: NoticeAnswer; wording: WordingAnswer }) {
  const fixed = { noticeId: notice.noticeId, wordingId: wording.wordingId }
  const own = wording.mine ? '起草人不能自己审批' : undefined
  if (!wording.minor)
    return (
      <>
        <ActionButton action="notices.approve" of={approveForm} title="批准公告" look="main" fixed={fixed} impossible={own} />
        <ActionButton action="notices.return" of={returnForm} title="退回公告稿" fixed={fixed} />
      </>
    )
  return (
    <>
      {wording.state === 'drafted' ? (
        <ActionButton
          action="notices.approve-at-station"
          of={approveMinorForm}
          title="站长审批孩子的公告"
          label="站长审批"
          look="main"
          fixed={fixed}
          impossible={own}
        />
      ) : (
        <ActionButton
          action="notices.approve-minor"
          of={approveMinorForm}
          title="民政局审批孩子的公告"
          label="民政局审批"
          look="main"
          fixed={fixed}
          initial={{ channels: wording.channels as never }}
          impossible={own}
        />
      )}
      <ActionButton action="notices.return" of={returnForm} title="退回公告稿" fixed={fixed} />
    </>
  )
}

export function Renew({ noticeId, channel }: { noticeId: string; channel: ChannelKey }) {
  return (
    <ActionButton
      size="small"
      action="notices.renew"
      of={renewForm}
      title={`更新公告：${channelNames[channel]}`}
      label="更新"
      fixed={{ noticeId, channel }}
      intro={<p className="g-muted">核对照片、特征、年龄还对不对。内容要改的先改稿送审。</p>}
    />
  )
}

export function Withdraw({ noticeId, channel }: { noticeId: string; channel?: ChannelKey }) {
  return (
    <ActionButton
      size="small"
      action="notices.withdraw"
      of={withdrawForm}
      title={channel ? `撤下公告：${channelNames[channel]}` : '全部撤下'}
      label={channel ? '撤下' : '全部撤下'}
      fixed={{ noticeId, ...(channel ? { channels: [channel] } : {}) }}
    />
  )
}

/** Says at once that there is danger: one press, one question. */
export function AtRisk({ noticeId }: { noticeId: string }) {
  return (
    <ActionButton
      size="small"
      action="notices.withdraw"
      of={withdrawForm.pick({ noticeId: true, reason: true })}
      title="有风险，立即全部撤下"
      kind="modal"
      fixed={{ noticeId, reason: 'risk' }}
    />
  )
}

export function ConfirmDown({ noticeId, channel }: { noticeId: string; channel: ChannelKey }) {
  return (
    <ActionButton
      size="small"
      action="notices.confirm-down"
      of={confirmDownForm}
      title={`确认已撤下：${channelNames[channel]}`}
      label="确认已撤"
      fixed={{ noticeId, channel }}
    />
  )
}

export function ReadTip({ tipId }: { tipId: string }) {
  return <ActionButton size="small" action="notices.read-tip" of={readTipForm} title="处理来信" fixed={{ tipId }} />
}
