import { Banner, dateOf, Reveal, Row, showDate, Tag, useAsk, useNow } from '#web/ui/index.ts'
import type { FileAnswer } from './answers.ts'
import { leftWords } from './answers.ts'

/** The file's first line: who, number, identity, state, how long; a sealed file asks its reason here. */
export default function FileHead({ subjectId }: { subjectId: string }) {
  const asked = useAsk<FileAnswer>('people.file', { fileId: subjectId })
  const now = useNow()
  if (asked.refusal) {
    return (
      <div data-shut="">
        <Banner>
          <b>{asked.refusal.sentence}</b>
          {asked.refusal.code === 'KERNEL.SEALED_NEEDS_REASON' ? (
            <Reveal action="people.open-sealed" fixed={{ fileId: subjectId }} label="写明理由查看">
              {() => <span>已打开，30 分钟内可看。</span>}
            </Reveal>
          ) : null}
        </Banner>
      </div>
    )
  }
  if (!asked.data) return null
  const { file, person } = asked.data
  const days = file.acceptedAt && !file.leftAt ? Math.floor((now - file.acceptedAt) / 86_400_000) + 1 : null
  return (
    <Row>
      <title>{`${file.no} · 归途`}</title>
      <h1>{person.displayName}</h1>
      <span className="g-muted">{file.no}</span>
      <Tag tone={person.identity === 'verified' ? 'grn' : 'vio'}>{`身份${person.identityWord}`}</Tag>
      <Tag>{file.state === 'left' ? (leftWords[file.leftKind ?? ''] ?? file.stateWord) : file.stateWord}</Tag>
      {days ? <Tag>{`在站 ${days} 天`}</Tag> : null}
      {file.leftAt ? <Tag>{`${showDate(dateOf(file.leftAt))} 离站`}</Tag> : null}
      {file.sealed ? <Tag tone="vio">已封存</Tag> : null}
    </Row>
  )
}
