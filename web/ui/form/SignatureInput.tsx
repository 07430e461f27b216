import { type PointerEvent, useEffect, useId, useRef, useState } from 'react'
import { isRefusal } from '#kernel/refusal.ts'
import { signedAs, type Signature } from '#kernel/signature.ts'
import { Button } from '../Button.tsx'
import { uploadFile } from '../files.ts'

interface SignatureInputProps {
  id: string
  value: unknown
  onChange(value: unknown): void
  label: string
  'aria-invalid'?: boolean | undefined
  'aria-describedby'?: string | undefined
}

const HEIGHT = 180

/** Written out, or undefined where nothing is left: an empty word is no answer. */
function given(signature: Signature): Signature | undefined {
  const kept = Object.fromEntries(Object.entries(signature).filter(([, part]) => part !== undefined && part !== ''))
  return Object.keys(kept).length > 0 ? (kept as Signature) : undefined
}

/** A signature drawn with finger, pen or mouse and sent up as a picture; or, by keyboard, a name and what it stands for. */
export function SignatureInput({ id, value, onChange, label, ...rest }: SignatureInputProps) {
  const signature = (typeof value === 'object' && value !== null ? value : {}) as Signature
  const [typing, setTyping] = useState(signature.typed !== undefined)
  return (
    <div className="g-signature">
      {typing ? (
        <Typed id={id} rest={rest} signature={signature} onChange={onChange} />
      ) : (
        <Drawn id={id} rest={rest} label={label} picture={signature.picture} onChange={onChange} />
      )}
      <Button
        look="link"
        onClick={() => {
          onChange(undefined)
          setTyping(!typing)
        }}
      >
        {typing ? '改为手写' : '不能手写：打姓名，按手印或代签'}
      </Button>
    </div>
  )
}

interface DrawnProps {
  id: string
  rest: { 'aria-invalid'?: boolean | undefined; 'aria-describedby'?: string | undefined }
  label: string
  picture: string | undefined
  onChange(value: unknown): void
}

function Drawn({ id, rest, label, picture, onChange }: DrawnProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const last = useRef<{ x: number; y: number } | null>(null)
  const [drawn, setDrawn] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')

  const begun = useRef(false)

  // The picture is as fine as the screen; white below, so that it prints. In a drawer that is still shut the pad has no width yet:
  // it is laid out anew whenever it gets another one, until the pen is set down.
  useEffect(() => {
    const surface = canvas.current
    if (!surface) return
    const watched = new ResizeObserver(() => {
      if (begun.current || surface.clientWidth === 0) return
      surface.width = Math.round(surface.clientWidth * devicePixelRatio)
      surface.height = Math.round(HEIGHT * devicePixelRatio)
      wipe(surface)
    })
    watched.observe(surface)
    return () => watched.disconnect()
  }, [])

  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - box.left) * devicePixelRatio, y: (event.clientY - box.top) * devicePixelRatio }
  }

  function begin(event: PointerEvent<HTMLCanvasElement>) {
    if (busy || picture) return
    begun.current = true
    event.currentTarget.setPointerCapture(event.pointerId)
    last.current = at(event)
  }

  function draw(event: PointerEvent<HTMLCanvasElement>) {
    const from = last.current
    const pen = event.currentTarget.getContext('2d')
    if (!from || !pen) return
    const to = at(event)
    pen.lineWidth = 3 * devicePixelRatio
    pen.lineCap = 'round'
    pen.strokeStyle = getComputedStyle(event.currentTarget).color
    pen.beginPath()
    pen.moveTo(from.x, from.y)
    pen.lineTo(to.x, to.y)
    pen.stroke()
    last.current = to
    if (!drawn) setDrawn(true)
  }

  function again() {
    if (canvas.current) wipe(canvas.current)
    begun.current = false
    setDrawn(false)
    setTrouble('')
    onChange(undefined)
  }

  async function keep() {
    setBusy(true)
    setTrouble('')
    const blob = await new Promise<Blob | null>((done) => {
      if (canvas.current) canvas.current.toBlob(done, 'image/png')
      else done(null)
    })
    const answer = blob ? await uploadFile(new File([blob], 'signature.png', { type: 'image/png' })) : null
    setBusy(false)
    if (!answer) setTrouble('签名没有取到，请重签。')
    else if (isRefusal(answer)) setTrouble(answer.sentence)
    else onChange({ picture: answer.fileId })
  }

  return (
    <>
      <canvas
        ref={canvas}
        className={picture ? 'g-signature-pad g-kept' : 'g-signature-pad'}
        style={{ height: HEIGHT }}
        role="img"
        aria-label={`${label}：用手指在框里签`}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={() => {
          last.current = null
        }}
        onPointerCancel={() => {
          last.current = null
        }}
      />
      <div className="g-signature-tools">
        <Button id={id} {...rest} look="main" busy={busy} disabled={!drawn || picture !== undefined} onClick={() => void keep()}>
          {picture ? '已签好' : '签好了'}
        </Button>
        <Button disabled={busy || (!drawn && !picture)} onClick={again}>
          重签
        </Button>
      </div>
      {drawn && !picture && !busy ? <p className="g-help">签完请按“签好了”，才算签上。</p> : null}
      {trouble ? (
        <p className="g-error" role="alert">
          {trouble}
        </p>
      ) : null}
    </>
  )
}

function wipe(surface: HTMLCanvasElement): void {
  const pen = surface.getContext('2d')
  if (!pen) return
  pen.fillStyle = getComputedStyle(surface).backgroundColor
  pen.fillRect(0, 0, surface.width, surface.height)
}

interface TypedProps {
  id: string
  rest: DrawnProps['rest']
  signature: Signature
  onChange(value: unknown): void
}

function Typed({ id, rest, signature, onChange }: TypedProps) {
  const reasonId = useId()
  const name = useId()
  const tell = (part: Partial<Signature>) => onChange(given({ ...signature, ...part }))
  return (
    <>
      <div className="g-in">
        <input
          id={id}
          {...rest}
          type="text"
          autoComplete="off"
          maxLength={40}
          placeholder="签名人姓名"
          value={signature.typed ?? ''}
          onChange={(event) => tell({ typed: event.target.value })}
        />
      </div>
      <div className="g-chips">
        {Object.entries(signedAs).map(([key, words]) => (
          <label key={key} className={signature.as === key ? 'g-chip g-on' : 'g-chip'}>
            <input
              type="radio"
              name={name}
              checked={signature.as === key}
              onChange={() => tell({ as: key as keyof typeof signedAs })}
            />
            {words}
          </label>
        ))}
      </div>
      <label className="g-label" htmlFor={reasonId}>
        为什么不手写
      </label>
      <div className="g-in">
        <input
          id={reasonId}
          type="text"
          autoComplete="off"
          maxLength={200}
          placeholder="不会写字，由谁代签、纸上手印在哪"
          value={signature.reason ?? ''}
          onChange={(event) => tell({ reason: event.target.value })}
        />
      </div>
    </>
  )
}
