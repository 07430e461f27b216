import { ActionButton, Facts, Muted, PaperButton, Row, showInstant, showLength, Stack, Tag, useNow } from '#web/ui/index.ts'
import { policeRequest } from '../lifecycle.ts'
import { sendAgainForm, withdrawAnswerForm, withdrawRequestForm } from '../schema.ts'
import { kinds, levels, messageFaults, messageStates } from '../words.ts'
import type { MessageAnswer, RequestAnswer } from './answers.ts'
import { RequestButtons } from './buttons.tsx'

const tones = {
  asked: 'amb',
  sampled: 'amb',
  raised: 'amb',
  cannot: 'red',
  found: 'grn',
  'not-found': 'gry',
  withdrawn: 'gry',
} as const

const levelWord = (level: string) => levels[level as keyof typeof levels] ?? level

/** Where a request stands, in words with its time: `已答复：未查到 03-02 10:00`. */
export function RequestState({ request }: { request: RequestAnswer }) {
  const now = useNow()
  const { state } = request
  const since = request.answeredAt ?? request.raisedAt ?? request.sampledAt ?? request.askedAt
  const waits = state === 'asked' || state === 'sampled' || state === 'raised'
  return (
    <Tag tone={tones[state]}>
      {policeRequest.states[state].zh} {waits ? `${showLength(now - since)}前` : showInstant(since, now)}
    </Tag>
  )
}

/** A message that did not go out says so, and what to do. */
export function Message({ message }: { message: MessageAnswer }) {
  const now = useNow()
  if (message.state === 'sent')
    return (
      <Muted>
        已发出 {showInstant(message.sentAt, now)}
        {message.receipt ? `，回执 ${message.receipt}` : ''}
      </Muted>
    )
  if (message.state !== 'failed') return <Muted>{messageStates[message.state]}</Muted>
  return (
    <Row>
      <Tag tone="red">没有发出</Tag>
      <span>
        {messageFaults[message.fault as keyof typeof messageFaults] ?? '发送失败'}，已试 {message.tries} 次。请打印函件送达，或
      </span>
      <ActionButton
        size="small"
        action="identification.send-again"
        of={sendAgainForm}
        title="再发一次"
        fixed={{ messageId: message.messageId }}
      />
    </Row>
  )
}

/** All requests of one guest, with what was told, what was answered, papers and what can be done. */
export function Requests({ requests }: { requests: readonly RequestAnswer[] }) {
  const now = useNow()
  return (
    <Stack>
      {requests.map((request) => (
        <section key={request.requestId} aria-label={kinds[request.kind]}>
          <Row between>
            <b>{kinds[request.kind]}</b>
            <RequestState request={request} />
          </Row>
          <Facts
            rows={[
              ['向', `${request.police ?? '公安机关'}（${levelWord(request.level)}）`],
              [
                '文号',
                `${request.letterNo}，${showInstant(request.askedAt, now)}${request.askedBy ? ` ${request.askedBy}` : ''}`,
              ],
              ['采样', request.sampledAt === null ? undefined : showInstant(request.sampledAt, now)],
              ['答复', request.answer ? answerLine(request.answer) : undefined],
              ...request.raisings.map((each): [string, string] => [
                '上报',
                `${showInstant(each.at, now)} 从${levelWord(each.from)}报${each.police ?? ''}：${each.reason ?? ''}`,
              ]),
            ]}
          />
          {request.messages.map((message) => (
            <Message key={message.messageId} message={message} />
          ))}
          <details>
            <summary>告诉了什么、事由</summary>
            <Facts
              rows={[['事由', request.basis ?? ''], ...request.told.map(({ label, value }): [string, string] => [label, value])]}
            />
          </details>
          <Row>
            <RequestButtons request={request} all={requests} />
            {request.state === 'withdrawn' ? null : (
              <PaperButton
                size="small"
                query="identification.paper-request"
                params={{ fileId: request.fileId, requestId: request.requestId }}
              >
                {request.kind === 'dna' ? '打印采血入库函' : '打印协查函'}
              </PaperButton>
            )}
            <Corrections request={request} />
          </Row>
        </section>
      ))}
    </Stack>
  )
}

function Corrections({ request }: { request: RequestAnswer }) {
  const fixed = { requestId: request.requestId }
  if (request.state === 'asked' || request.state === 'sampled' || request.state === 'raised')
    return (
      <ActionButton
        size="small"
        look="link"
        action="identification.withdraw-request"
        of={withdrawRequestForm}
        title="撤回协查"
        label="撤回"
        fixed={fixed}
      />
    )
  return request.answer ? (
    <ActionButton
      size="small"
      look="link"
      action="identification.withdraw-answer"
      of={withdrawAnswerForm}
      title="撤回记错的答复"
      label="答复记错了"
      fixed={fixed}
    />
  ) : null
}

const answerLine = (answer: NonNullable<RequestAnswer['answer']>) =>
  [answer.words ?? '没有写内容', answer.letterNo, answer.by].filter(Boolean).join('；')
