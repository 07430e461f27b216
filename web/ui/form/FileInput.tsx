import { useState } from 'react'
import { isRefusal } from '#kernel/refusal.ts'
import { Button } from '../Button.tsx'
import { uploadFile, type UploadedFile } from '../files.ts'

interface FileInputProps {
  id: string
  many: boolean
  value: unknown
  onChange(value: unknown): void
  label: string
  'aria-describedby'?: string | undefined
}

/** Files: sent at once, the form keeps their ids. */
export function FileInput({ id, many, value, onChange, label, ...rest }: FileInputProps) {
  const [sent, setSent] = useState<UploadedFile[]>([])
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const ids = Array.isArray(value) ? (value as string[]) : value ? [String(value)] : []
  const give = (next: string[]) => onChange(many ? (next.length ? next : undefined) : next[0])

  async function take(files: FileList | null) {
    if (!files?.length) return
    setBusy(true)
    setTrouble('')
    const taken: UploadedFile[] = []
    for (const file of Array.from(files)) {
      const answer = await uploadFile(file)
      if (isRefusal(answer)) setTrouble(`${file.name}：${answer.sentence}`)
      else taken.push(answer)
    }
    setBusy(false)
    setSent((before) => [...before, ...taken])
    give(many ? [...ids, ...taken.map((file) => file.fileId)] : taken.slice(-1).map((file) => file.fileId))
  }

  return (
    <div className="g-files">
      <input
        id={id}
        {...rest}
        aria-label={label}
        type="file"
        multiple={many}
        disabled={busy}
        onChange={(event) => void take(event.target.files)}
      />
      {busy ? <span className="g-muted">正在上传……</span> : null}
      {ids.map((fileId, index) => {
        const name = sent.find((file) => file.fileId === fileId)?.name ?? `文件 ${index + 1}`
        return (
          <span key={fileId} className="g-tag g-gry">
            {name}
            <Button look="link" aria-label={`去掉${name}`} onClick={() => give(ids.filter((other) => other !== fileId))}>
              去掉
            </Button>
          </span>
        )
      })}
      {trouble ? (
        <p className="g-error" role="alert">
          {trouble}
        </p>
      ) : null}
    </div>
  )
}
