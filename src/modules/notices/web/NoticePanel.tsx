import { useState } from 'react'
import {
  Answer,
  Banner,
  Button,
  Go,
  Muted,
  Panel,
  PaperButton,
  Row,
  Sheet,
  showInstant,
  Stack,
  Tag,
  useAsk,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { wordingLife } from '../lifecycle.ts'
import { type ChannelKey, channelNames, channels, grounds, tipKinds, tipOutcomes, withdrawReasons } from '../words.ts'
import { draftPath, type NoticeAnswer, type PostingAnswer, renewWords, useOfFile, type WordingAnswer } from './answers.ts'
import { Approvals, AtRisk, ConfirmDown, Publish, ReadTip, Renew, Withdraw } from './buttons.tsx'
import { WordingText } from './NoticeText.tsx'

/** What is published of a guest, where, and what waits. */
export default function NoticePanel({ subjectId }: { subjectId: string }) {
  const asked = useOfFile(subjectId)
  const may = useMay()
  return (
    <Panel title="寻亲公告" right={asked.data?.notice ? `寻-${asked.data.notice.no}` : undefined}>
      <Answer of={asked}>
        {({ notice, identity, minor }) => (
          <Stack>
            {minor ? <Banner tone="amb">可能未满十八岁：只在两级审批准许的渠道登，本站公众网页不登。</Banner> : null}
            {identity === 'verified' ? <Muted>身份已核实，不用登公告。</Muted> : null}
            {!notice || (!notice.current && !notice.pending) ? (
              <>
                <Muted>{notice ? '公告已撤下。' : '还没有登公告。入站 24 小时内要发布；推送全国救助寻亲网也算。'}</Muted>
                {may('notices.draft') && identity !== 'verified' ? <Go to={draftPath(subjectId)}>起草寻亲公告</Go> : null}
              </>
            ) : null}
            {notice?.pending ? <Pending notice={notice} wording={notice.pending} /> : null}
            {notice?.current ? <Current notice={notice} wording={notice.current} fileId={subjectId} /> : null}
            {notice ? <Postings notice={notice} /> : null}
            {notice && notice.tips.length > 0 ? <Tips notice={notice} /> : null}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

function Pending({ notice, wording }: { notice: NoticeAnswer; wording: WordingAnswer }) {
  const now = useNow()
  return (
    <Stack>
      <Row>
        <Tag tone="amb">{wordingLife.states[wording.state as 'drafted'].zh}</Tag>
        <Muted>
          {wording.draftedBy ?? '—'} {showInstant(wording.draftedAt, now)} 起草
          {wording.firstBy ? `，${wording.firstBy} 已批` : ''}
        </Muted>
      </Row>
      <WordingText text={wording.text} wordingId={wording.wordingId} hasPhoto={wording.hasPhoto} no={notice.no} />
      <Row>
        <Approvals notice={notice} wording={wording} />
      </Row>
    </Stack>
  )
}

function Current({ notice, wording, fileId }: { notice: NoticeAnswer; wording: WordingAnswer; fileId: string }) {
  const may = useMay()
  return (
    <Stack>
      <Row>
        <Tag tone="grn">已批准</Tag>
        <Muted>
          {[wording.firstBy, wording.secondBy].filter(Boolean).join('、')}
          {wording.ground ? `；${grounds[wording.ground as keyof typeof grounds]}` : ''}
        </Muted>
      </Row>
      {notice.pending ? null : (
        <WordingText text={wording.text} wordingId={wording.wordingId} hasPhoto={wording.hasPhoto} no={notice.no} />
      )}
      <Row>
        <Publish notice={notice} />
        {may('notices.draft') ? <Go to={draftPath(fileId)}>改稿</Go> : null}
        {may('notices.poster') && !wording.minor ? (
          <PaperButton query="notices.poster" params={{ fileId }}>
            打印张贴的公告
          </PaperButton>
        ) : null}
        {may('notices.export-text') ? <ExportText fileId={fileId} wording={wording} /> : null}
      </Row>
    </Stack>
  )
}

/** Text to be put in elsewhere. */
function ExportText({ fileId, wording }: { fileId: string; wording: WordingAnswer }) {
  const outside = (Object.keys(channels) as ChannelKey[]).filter(
    (channel) => !channels[channel].house && (!wording.minor || wording.channels.includes(channel)),
  )
  const [channel, setChannel] = useState<ChannelKey | null>(null)
  const asked = useAsk<{ title: string; text: string }>('notices.export-text', { fileId, channel }, { enabled: channel !== null })
  if (outside.length === 0) return null
  return (
    <>
      <Button size="small" onClick={() => setChannel(outside.includes('toutiao') ? 'toutiao' : (outside[0] as ChannelKey))}>
        抄站外文字
      </Button>
      <Sheet open={channel !== null} onClose={() => setChannel(null)} title="站外公告文字" width={560}>
        <Stack>
          <Row>
            {outside.map((each) => (
              <Button key={each} size="small" look={each === channel ? 'main' : 'plain'} onClick={() => setChannel(each)}>
                {channelNames[each]}
              </Button>
            ))}
          </Row>
          <Answer of={asked}>
            {(told) => (
              <Stack>
                <b>{told.title}</b>
                <textarea
                  className="g-input"
                  rows={9}
                  readOnly
                  aria-label="公告正文"
                  value={told.text}
                  onFocus={(event) => event.target.select()}
                />
                <Row>
                  <Button onClick={() => void navigator.clipboard?.writeText(`${told.title}\n${told.text}`)}>复制</Button>
                  <Muted>登好以后回来办“登出公告”，附链接或回执。</Muted>
                </Row>
              </Stack>
            )}
          </Answer>
        </Stack>
      </Sheet>
    </>
  )
}

function Postings({ notice }: { notice: NoticeAnswer }) {
  const now = useNow()
  const up = notice.postings.filter((posting) => posting.withdrawnAt === null)
  const open = notice.postings.filter((posting) => posting.withdrawnAt !== null && posting.downAt === null)
  const past = notice.postings.filter((posting) => posting.withdrawnAt !== null && posting.downAt !== null)
  const line = (posting: PostingAnswer) => `${posting.channel}:${posting.publishedAt}`
  return (
    <Stack>
      {up.map((posting) => (
        <Row key={line(posting)} between>
          <span>
            {channelNames[posting.channel]} <Muted>{showInstant(posting.publishedAt, now)} 登</Muted>{' '}
            <Tag tone={(posting.days ?? 0) <= 0 ? 'red' : (posting.days ?? 0) <= 7 ? 'amb' : 'gry'}>
              {renewWords(posting.days ?? 0)}
            </Tag>
          </span>
          <Row>
            <Renew noticeId={notice.noticeId} channel={posting.channel} />
            <Withdraw noticeId={notice.noticeId} channel={posting.channel} />
          </Row>
        </Row>
      ))}
      {open.map((posting) => (
        <Row key={line(posting)} between>
          <span>
            <Tag tone="red">{channels[posting.channel].takeDown}</Tag>{' '}
            <Muted>{withdrawReasons[posting.reason as keyof typeof withdrawReasons] ?? posting.reason}</Muted>
          </span>
          <ConfirmDown noticeId={notice.noticeId} channel={posting.channel} />
        </Row>
      ))}
      {up.length > 0 ? (
        <Row>
          <Withdraw noticeId={notice.noticeId} />
          <AtRisk noticeId={notice.noticeId} />
        </Row>
      ) : null}
      {past.length > 0 ? (
        <details>
          <summary>以前登过 {past.length} 处</summary>
          {past.map((posting) => (
            <p key={line(posting)} className="g-muted">
              {channelNames[posting.channel]} {showInstant(posting.publishedAt, now)} 登，
              {showInstant(posting.withdrawnAt as number, now)} 撤（
              {withdrawReasons[posting.reason as keyof typeof withdrawReasons] ?? posting.reason}）
            </p>
          ))}
        </details>
      ) : null}
    </Stack>
  )
}

function Tips({ notice }: { notice: NoticeAnswer }) {
  const now = useNow()
  const unread = notice.tips.filter((tip) => tip.readAt === null)
  const read = notice.tips.filter((tip) => tip.readAt !== null)
  return (
    <Stack>
      {unread.map((tip) => (
        <div key={tip.tipId}>
          <p>
            <Tag tone={tip.kind === 'take-down' ? 'red' : 'amb'}>{tipKinds[tip.kind as keyof typeof tipKinds]}</Tag> {tip.text}
          </p>
          <Row between>
            <Muted>
              {[tip.name, tip.relation, tip.contact].filter(Boolean).join('，') || '没有留姓名电话'}，
              {showInstant(tip.receivedAt, now)}
            </Muted>
            <ReadTip tipId={tip.tipId} />
          </Row>
        </div>
      ))}
      {read.length > 0 ? (
        <details>
          <summary>已处理的来信 {read.length} 封</summary>
          {read.map((tip) => (
            <p key={tip.tipId} className="g-muted">
              {tip.text}（{tipOutcomes[tip.outcome as keyof typeof tipOutcomes] ?? tip.outcome}）
            </p>
          ))}
        </details>
      ) : null}
    </Stack>
  )
}
