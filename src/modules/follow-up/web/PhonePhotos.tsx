import { useId, useState } from 'react'
import { isRefusal } from '#kernel/refusal.ts'
import { Icon, type Refusal, RefusalNote, uploadFile } from '#web/ui/index.ts'

const MOST = 6

/** Takes pictures with the telephone; they go up at once and belong to nothing until the visit names them. */
export function PhonePhotos({ ids, onChange }: { ids: readonly string[]; onChange(ids: readonly string[]): void }) {
  const id = useId()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  async function take(files: FileList | null) {
    setBusy(true)
    setRefusal(null)
    let taken = ids
    for (const file of [...(files ?? [])].slice(0, MOST - ids.length)) {
      const up = await uploadFile(file)
      if (isRefusal(up)) {
        setRefusal(up)
        break
      }
      taken = [...taken, up.fileId]
    }
    onChange(taken)
    setBusy(false)
  }
  return (
    <div>
      <input
        id={id}
        className="g-hidden phone-file"
        type="file"
        accept="image/*"
        capture="environment"
        disabled={busy || ids.length >= MOST}
        onChange={(event) => void take(event.target.files)}
      />
      <label className="phone-photo" htmlFor={id}>
        <Icon name="camera" />
        {ids.length > 0 ? `已加 ${ids.length} 张照片，再拍` : '拍照（可以不拍）'}
      </label>
      {busy ? <p role="status">正在上传…</p> : null}
      <RefusalNote refusal={refusal} />
    </div>
  )
}
