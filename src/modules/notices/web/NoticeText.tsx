import { useAsk } from '#web/ui/index.ts'
import { UNCERTAIN } from '../words.ts'
import type { TextAnswer } from './answers.ts'

/** The notice as the public reads it. */
export function NoticeText({ text, picture, no }: { text: TextAnswer; picture?: string | undefined; no?: string | undefined }) {
  return (
    <div style={{ display: 'flex', gap: 14 }}>
      {picture ? (
        <img src={picture} alt="公告照片" width={96} height={118} style={{ objectFit: 'cover', borderRadius: 6 }} />
      ) : null}
      <div>
        <p>
          <b>{text.headline}</b>
        </p>
        {text.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {text.found ? <p className="g-muted">{text.found}</p> : null}
        <p className="g-muted">
          {no ? `编号 寻-${no}　` : ''}
          {UNCERTAIN}
        </p>
      </div>
    </div>
  )
}

/** With the wording's own photo, where it has one. */
export function WordingText({
  text,
  wordingId,
  hasPhoto,
  no,
}: {
  text: TextAnswer
  wordingId: string
  hasPhoto: boolean
  no: string
}) {
  const asked = useAsk<{ picture: string }>('notices.picture', { wordingId }, { enabled: hasPhoto })
  return <NoticeText text={text} no={no} picture={asked.data?.picture} />
}
