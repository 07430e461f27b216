import { useEffect, useState } from 'react'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { Button, fetchFile, Popover, RefusalNote, showInstant, useMay, useNow } from '#web/ui/index.ts'

interface Recording {
  id: string
  at: number
  by: string
}

/** 听录音: the recordings of a guest's interviews, fetched when somebody wants to hear them. */
export default function Recordings({ fileId, recordings }: { fileId: string; recordings: Recording[] }) {
  const may = useMay()
  const now = useNow()
  if (recordings.length === 0 || !may('tracing.recording')) return null
  return (
    <Popover
      label="录音"
      width={380}
      trigger={(props) => (
        <Button {...props} icon="phone">
          听录音 {recordings.length} 段
        </Button>
      )}
    >
      {recordings.map((each) => (
        <div key={each.id}>
          <span>
            {showInstant(each.at, now)} {each.by}
          </span>
          <Player fileId={fileId} recordingId={each.id} />
        </div>
      ))}
    </Popover>
  )
}

function Player({ fileId, recordingId }: { fileId: string; recordingId: string }) {
  const [address, setAddress] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address])
  async function load() {
    setBusy(true)
    const found = await fetchFile('tracing.recording', { fileId, recordingId })
    setBusy(false)
    if (isRefusal(found)) setRefusal(found)
    else setAddress(URL.createObjectURL(found))
  }
  // biome-ignore lint: what was said stands in words beside it
  if (address) return <audio className="t-audio" src={address} controls autoPlay />
  return (
    <div className="g-row">
      <Button size="small" busy={busy} onClick={() => void load()}>
        放这一段
      </Button>
      <RefusalNote refusal={refusal} />
    </div>
  )
}
