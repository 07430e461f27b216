import { Empty } from '#web/ui/index.ts'
import type { Entry, Original } from './answers.ts'
import { EntryDuties, EntryRow } from './EntryRow.tsx'
import { Figure } from './Figure.tsx'

interface Shown {
  original: Original
  entries: Entry[]
  scope: string | undefined
  period: { from: string; to: string }
}

type Place = Original['places'][number] & { from: number; to: number; paragraph: number }

/** The document itself in its own order and words; counted words underlined, beside them their figures. */
export function OriginalText({ original, entries, scope, period }: Shown) {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const at = new Map<number, Place[]>()
  for (const place of original.places) {
    if (place.paragraph === undefined) continue
    at.set(place.paragraph, [...(at.get(place.paragraph) ?? []), place as Place])
  }
  const placed = new Set(original.places.filter((place) => place.paragraph !== undefined).map((place) => place.entry))
  const lost = entries.filter((entry) => !placed.has(entry.id))
  return (
    <div className="s-entries">
      {original.paragraphs.map((paragraph, index) => {
        const places = (at.get(index) ?? []).toSorted((a, b) => a.from - b.from)
        if (paragraph.heading && places.length === 0)
          return (
            <h2 key={index} className="s-heading">
              {paragraph.text}
            </h2>
          )
        const own = places.flatMap((place) => byId.get(place.entry) ?? [])
        return (
          <article key={index} className={own.length > 0 ? 's-entry' : 's-entry s-plain'} id={own[0]?.id}>
            <div className="s-words">
              <p className="s-song">
                <Marked text={paragraph.text} places={places} />
              </p>
              {own.map((entry) => (
                <EntryDuties key={entry.id} entry={entry} />
              ))}
            </div>
            {own.length > 0 ? (
              <div className="s-figures">
                {own.flatMap((entry) =>
                  entry.figures.map((figure) => <Figure key={figure.clause} figure={figure} scope={scope} period={period} />),
                )}
              </div>
            ) : null}
          </article>
        )
      })}
      {lost.length > 0 ? (
        <>
          <h2 className="s-heading">在这份原文里没有找到位置的条款（我们写的摘要）</h2>
          {lost.map((entry) => (
            <EntryRow key={entry.id} entry={entry} heading={null} scope={scope} period={period} />
          ))}
        </>
      ) : null}
      {original.paragraphs.length === 0 ? <Empty title="原文是空的" /> : null}
    </div>
  )
}

/** The words of a paragraph, anchors underlined. Anchors that overlap are underlined once. */
function Marked({ text, places }: { text: string; places: Place[] }) {
  const parts: { text: string; counted: boolean }[] = []
  let done = 0
  for (const { from, to } of places) {
    if (to <= done) continue
    parts.push({ text: text.slice(done, Math.max(from, done)), counted: false })
    parts.push({ text: text.slice(Math.max(from, done), to), counted: true })
    done = to
  }
  parts.push({ text: text.slice(done), counted: false })
  return parts.map((part, index) => (part.counted ? <u key={index}>{part.text}</u> : <span key={index}>{part.text}</span>))
}
