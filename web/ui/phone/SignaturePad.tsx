/** A signature by finger, or a name in its place. Apart, because the words of signatures bring Zod with them. */
import { useEffect, useRef, useState } from 'react'
import { type Signature, signedAs } from '#kernel/signature.ts'
import { TextField } from './fields.tsx'
import { usePhone } from './phone.ts'
import { BigButton, Chips } from './touch.tsx'

export interface SignaturePadProps {
  label: string
  value: Signature | undefined
  onChange(signature: Signature | undefined): void
}

/** A signature by finger, kept on the phone as a picture; or a name with what it stands for and why. */
export function SignaturePad({ label, value, onChange }: SignaturePadProps) {
  const [typing, setTyping] = useState(value?.typed !== undefined)
  const tell = (part: Partial<Signature>) => {
    const kept = Object.entries({ ...value, ...part }).filter(([, each]) => each !== undefined && each !== '')
    onChange(kept.length > 0 ? (Object.fromEntries(kept) as Signature) : undefined)
  }
  return (
    <div className="p-field">
      <h2 className="p-label">{label}</h2>
      {typing ? (
        <>
          <TextField label="签名人姓名" value={value?.typed ?? ''} most={40} onChange={(typed) => tell({ typed })} />
          <Chips label="为什么不手写" options={signedAs} value={value?.as} onChange={(as) => tell({ as })} />
          <TextField label="说明" value={value?.reason ?? ''} most={200} onChange={(reason) => tell({ reason })} />
        </>
      ) : (
        <Pad label={label} picture={value?.picture} onChange={(picture) => onChange(picture ? { picture } : undefined)} />
      )}
      <BigButton
        look="quiet"
        small
        onClick={() => {
          onChange(undefined)
          setTyping(!typing)
        }}
      >
        {typing ? '改为手写' : '不能手写：打姓名，按手印或代签'}
      </BigButton>
    </div>
  )
}

const PAD_HEIGHT = 200

interface PadProps {
  label: string
  picture: string | undefined
  onChange(picture: string | undefined): void
}

function Pad({ label, picture, onChange }: PadProps) {
  const phone = usePhone()
  const canvas = useRef<HTMLCanvasElement>(null)
  const last = useRef<{ x: number; y: number } | null>(null)
  const [drawn, setDrawn] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')

  useEffect(() => {
    const surface = canvas.current
    if (!surface) return
    surface.width = Math.round(surface.clientWidth * devicePixelRatio)
    surface.height = Math.round(PAD_HEIGHT * devicePixelRatio)
    blank(surface)
    let alive = true
    if (picture)
      void phone.photo(picture).then(async (blob) => {
        if (!blob || !alive) return
        const bitmap = await createImageBitmap(blob)
        if (alive) surface.getContext('2d')?.drawImage(bitmap, 0, 0, surface.width, surface.height)
      })
    return () => {
      alive = false
    }
    // drawn anew only when the page opens: what the finger drew stays as it is
    // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  }, [])

  const at = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - box.left) * devicePixelRatio, y: (event.clientY - box.top) * devicePixelRatio }
  }

  function draw(event: React.PointerEvent<HTMLCanvasElement>) {
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
    setDrawn(true)
  }

  async function keep() {
    setBusy(true)
    setTrouble('')
    try {
      const blob = await new Promise<Blob | null>((done) => canvas.current?.toBlob(done, 'image/png') ?? done(null))
      if (!blob) throw new Error('no picture')
      onChange(await phone.keepPhoto(blob))
    } catch {
      setTrouble('签名没有存下：手机空间不够。可以改为打姓名。')
    }
    setBusy(false)
  }

  return (
    <>
      <canvas
        ref={canvas}
        className={picture ? 'p-pad p-kept' : 'p-pad'}
        style={{ height: PAD_HEIGHT }}
        role="img"
        aria-label={`${label}：用手指在框里签`}
        onPointerDown={(event) => {
          if (busy || picture) return
          event.currentTarget.setPointerCapture(event.pointerId)
          last.current = at(event)
        }}
        onPointerMove={draw}
        onPointerUp={() => {
          last.current = null
        }}
        onPointerCancel={() => {
          last.current = null
        }}
      />
      <div className="p-button-row">
        <BigButton
          onClick={() => {
            if (canvas.current) blank(canvas.current)
            setDrawn(false)
            onChange(undefined)
          }}
          disabled={busy || (!drawn && !picture)}
        >
          重签
        </BigButton>
        <BigButton look="main" busy={busy} disabled={!drawn || picture !== undefined} onClick={() => void keep()}>
          {picture ? '已签好' : '签好了'}
        </BigButton>
      </div>
      {drawn && !picture && !busy ? <p className="p-help">签完请按“签好了”，才算签上。</p> : null}
      {trouble ? (
        <p className="p-error" role="alert">
          {trouble}
        </p>
      ) : null}
    </>
  )
}

function blank(surface: HTMLCanvasElement): void {
  const pen = surface.getContext('2d')
  if (!pen) return
  pen.fillStyle = getComputedStyle(surface).backgroundColor
  pen.fillRect(0, 0, surface.width, surface.height)
}
