/** Pictures, recordings and papers of a complaint: fetched when asked for, shown on the page, left in no folder of a shared desk. */
import { useEffect, useState } from 'react'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { Button, fetchFile, PaperButton, RefusalNote, Row } from '#web/ui/index.ts'

interface Shown {
  id: string
  address: string
  type: string
}

export function Material({ complaintId, ids }: { complaintId: string; ids: readonly string[] }) {
  const [shown, setShown] = useState<readonly Shown[]>([])
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  useEffect(() => () => shown.forEach(({ address }) => URL.revokeObjectURL(address)), [shown])
  if (ids.length === 0) return null
  async function open() {
    const taken: Shown[] = []
    setRefusal(null)
    for (const id of ids) {
      const found = await fetchFile('complaints.file', { complaintId, attachmentId: id })
      if (isRefusal(found)) {
        setRefusal(found)
        break
      }
      const blob = found as Blob
      taken.push({ id, address: URL.createObjectURL(blob), type: blob.type })
    }
    setShown(taken)
  }
  return (
    <>
      {shown.length === 0 ? (
        <div>
          <Button size="small" icon="document" onClick={() => void open()}>{`看 ${ids.length} 份材料`}</Button>
        </div>
      ) : (
        <Row>
          {shown.map(({ id, address, type }, index) =>
            type.startsWith('image/') ? (
              // In full in a tab of its own: small, a paper cannot be read.
              <a key={id} href={address} target="_blank" rel="noreferrer" title="看大图">
                <img className="g-later" src={address} alt={`材料 ${index + 1}，看大图`} />
              </a>
            ) : type.startsWith('audio/') ? (
              // biome-ignore lint/a11y/useMediaCaption: what a complainant recorded has no captions
              <audio key={id} src={address} controls aria-label={`录音 ${index + 1}`} />
            ) : (
              <PaperButton key={id} query="complaints.file" params={{ complaintId, attachmentId: id }} size="small">
                {`看材料 ${index + 1}`}
              </PaperButton>
            ),
          )}
        </Row>
      )}
      <RefusalNote refusal={refusal} />
    </>
  )
}
