import { useEffect, useRef, useState } from 'react'
import { Button, Muted, type PickerProps, type Refusal, RefusalNote, Row, Stack, uploadFile, useAct } from '#web/ui/index.ts'
import type { KnownAnswer } from './answers.ts'

/** Size of the published photo: enough to know a face by, small enough for an old telephone. */
const WIDTH = 480
const HEIGHT = 600

interface Frame {
  /** 0 to 1 of what is left of the picture beside the frame. */
  x: number
  y: number
  /** Part of the largest frame that fits. */
  size: number
}

/** Draws the chosen part anew: whatever the camera wrote beside the picture does not come along. */
function drawn(image: HTMLImageElement, frame: Frame | null): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  if (frame) {
    const largest = Math.min(image.naturalWidth, (image.naturalHeight * WIDTH) / HEIGHT)
    const width = largest * frame.size
    const height = (width * HEIGHT) / WIDTH
    canvas.width = WIDTH
    canvas.height = HEIGHT
    const left = (image.naturalWidth - width) * frame.x
    const top = (image.naturalHeight - height) * frame.y
    canvas.getContext('2d')?.drawImage(image, left, top, width, height, 0, 0, WIDTH, HEIGHT)
    return canvas
  }
  const scale = Math.min(1, 720 / Math.max(image.naturalWidth, image.naturalHeight))
  canvas.width = Math.round(image.naturalWidth * scale)
  canvas.height = Math.round(image.naturalHeight * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}

const SLIDERS = [
  ['x', '左右'],
  ['y', '上下'],
  ['size', '大小'],
] as const

/** The photo of a notice: the file's own (seen with a reason, which is logged) or another, framed and drawn anew here. */
export function picturePicker(known: KnownAnswer, onPicture: (picture: string | undefined) => void) {
  return function Picture({ id, value, draft, onChange }: PickerProps) {
    const whole = draft['photo'] === 'whole'
    const reveal = useAct<{ value?: string }>('people.reveal')
    const [image, setImage] = useState<HTMLImageElement | null>(null)
    const [frame, setFrame] = useState<Frame>({ x: 0.5, y: 0.2, size: 0.8 })
    const [shown, setShown] = useState<string | null>(null)
    const [busy, setBusy] = useState(false)
    const [refusal, setRefusal] = useState<Refusal | null>(null)
    const input = useRef<HTMLInputElement>(null)
    useEffect(() => {
      setShown(image ? drawn(image, whole ? null : frame).toDataURL('image/jpeg', 0.82) : null)
    }, [image, frame, whole])

    function load(address: string) {
      const next = new Image()
      next.onload = () => setImage(next)
      next.src = address
      onChange(undefined)
      onPicture(undefined)
    }
    async function fromFile() {
      const outcome = await reveal.send({ personId: known.personId, what: 'photo', reason: '寻亲公告选照片' })
      if (outcome.ok && outcome.reply.value) load(outcome.reply.value)
    }
    async function use() {
      if (!image) return
      setBusy(true)
      const canvas = drawn(image, whole ? null : frame)
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.82))
      const sent = blob ? await uploadFile(new File([blob], 'notice.jpg', { type: 'image/jpeg' })) : null
      setBusy(false)
      if (!sent) return
      if ('refused' in sent) return setRefusal(sent)
      setRefusal(null)
      onChange([sent.fileId])
      onPicture(shown ?? undefined)
    }
    const taken = Array.isArray(value) && value.length > 0
    return (
      <Stack>
        <Row>
          {known.hasPhoto ? (
            <Button id={id} size="small" icon="eye" busy={reveal.busy} onClick={() => void fromFile()}>
              用档案里的照片（会留痕）
            </Button>
          ) : (
            <Muted>档案里没有照片。</Muted>
          )}
          <Button size="small" icon="camera" onClick={() => input.current?.click()}>
            选一张照片
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            accept="image/jpeg,image/png,image/webp"
            aria-label="照片文件"
            onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file) load(URL.createObjectURL(file))
            }}
          />
        </Row>
        {shown ? (
          <Row>
            <img src={shown} alt="将要登出的照片" style={{ width: 160, borderRadius: 6 }} />
            {whole ? null : (
              <Stack>
                {SLIDERS.map(([key, label]) => (
                  <label key={key}>
                    {label}{' '}
                    <input
                      type="range"
                      min={key === 'size' ? 0.2 : 0}
                      max={1}
                      step={0.02}
                      value={frame[key]}
                      onChange={(event) => {
                        setFrame({ ...frame, [key]: Number(event.target.value) })
                        onChange(undefined)
                      }}
                    />
                  </label>
                ))}
              </Stack>
            )}
          </Row>
        ) : null}
        {shown ? (
          <Row>
            <Button size="small" look={taken ? 'plain' : 'main'} busy={busy} onClick={() => void use()}>
              {taken ? '重新用这张' : '就用这张'}
            </Button>
            {taken ? <Muted>已选定</Muted> : null}
          </Row>
        ) : null}
        <RefusalNote refusal={refusal ?? reveal.refusal} />
      </Stack>
    )
  }
}
