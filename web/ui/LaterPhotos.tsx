import { useEffect, useState } from 'react'
import { isRefusal } from '#kernel/refusal.ts'
import type { Refusal } from './api.ts'
import { Button } from './Button.tsx'
import { fetchFile } from './files.ts'
import { Row } from './Layout.tsx'
import { RefusalNote } from './Refusal.tsx'

interface LaterPhotosProps {
  /** The query that answers with one file. */
  query: string
  ids: readonly string[]
  /** What the query is asked for one of them. */
  params(id: string): object
  /** What they are, for who does not see them: `标牌照片`. */
  alt: string
  /** How they are counted on the button: `张照片`. */
  unit?: string
}

/** Photos and films, fetched when asked for: a page stays light on a slow line, and who looked has asked. */
export function LaterPhotos({ query, ids, params, alt, unit = '张照片' }: LaterPhotosProps) {
  const [shown, setShown] = useState<readonly { address: string; film: boolean }[]>([])
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  useEffect(() => () => shown.forEach(({ address }) => URL.revokeObjectURL(address)), [shown])
  if (ids.length === 0) return null
  async function open() {
    const taken: { address: string; film: boolean }[] = []
    setRefusal(null)
    for (const id of ids) {
      const found = await fetchFile(query, params(id))
      if (isRefusal(found)) {
        setRefusal(found)
        break
      }
      const blob = found as Blob
      taken.push({ address: URL.createObjectURL(blob), film: !blob.type.startsWith('image/') })
    }
    setShown(taken)
  }
  return (
    <>
      {shown.length === 0 ? (
        <Button size="small" icon="camera" onClick={() => void open()}>{`看 ${ids.length} ${unit}`}</Button>
      ) : (
        <Row>
          {shown.map(({ address, film }, index) =>
            film ? (
              // biome-ignore lint/a11y/useMediaCaption: what was recorded on the street has no captions
              <video key={address} className="g-later" src={address} controls />
            ) : (
              <img key={address} className="g-later" src={address} alt={`${alt} ${index + 1}`} />
            ),
          )}
        </Row>
      )}
      <RefusalNote refusal={refusal} />
    </>
  )
}
