import { type PointerEvent, useId, useState } from 'react'
import { BigButton, Chips, TextField } from '#web/ui/phone/index.ts'
import { INK, type InkPoint, inkOf, isFar } from '../../ink.ts'
import { notDrawn } from '../../words.ts'

export interface Signed {
  ink?: string
  typed?: string
  as?: keyof typeof notDrawn
  reason?: string
}

/** Drawn, or a name with what it stands for and why. */
export const isSigned = (signed: Signed | undefined): boolean =>
  Boolean(signed?.ink || (signed?.typed && signed.as && signed.reason))

interface InkPadProps {
  label: string
  value: Signed | undefined
  onChange(value: Signed | undefined): void
}

/**
 * A signature by finger. Its strokes travel in the record itself, so that neither a photo nor a network has to come first.
 * Signed is what is drawn: there is no button to forget.
 */
export function InkPad({ label, value, onChange }: InkPadProps) {
  const [typing, setTyping] = useState(value?.typed !== undefined)
  // What was drawn before this page was opened again stays below the new strokes.
  const [base, setBase] = useState(value?.ink ?? '')
  const [strokes, setStrokes] = useState<InkPoint[][]>([])
  const [drawing, setDrawing] = useState(false)
  const id = useId()
  const tell = (part: Signed) => onChange({ ...value, ...part })

  const at = (event: PointerEvent<SVGSVGElement>): InkPoint => {
    const box = event.currentTarget.getBoundingClientRect()
    return {
      x: ((event.clientX - box.left) / box.width) * INK.width,
      y: ((event.clientY - box.top) / box.height) * INK.height,
    }
  }
  function begin(event: PointerEvent<SVGSVGElement>) {
    event.currentTarget.setPointerCapture(event.pointerId)
    const point = at(event)
    setDrawing(true)
    setStrokes((before) => [...before, [point]])
  }
  function draw(event: PointerEvent<SVGSVGElement>) {
    if (!drawing) return
    const point = at(event)
    setStrokes((before) => {
      const last = before.at(-1) ?? []
      return isFar(last.at(-1), point) ? [...before.slice(0, -1), [...last, point]] : before
    })
  }
  function end() {
    if (!drawing) return
    setDrawing(false)
    const ink = base + inkOf(strokes)
    if (ink.length > 0 && ink.length <= INK.longest) onChange({ ink })
  }
  function again() {
    setBase('')
    setStrokes([])
    onChange(undefined)
  }

  const shown = inkOf(strokes)
  return (
    <section className="p-field" aria-labelledby={id}>
      <h2 className="p-label" id={id}>
        {label}
      </h2>
      {typing ? (
        <>
          <TextField label="签名人姓名" value={value?.typed ?? ''} most={40} onChange={(typed) => tell({ typed })} />
          <Chips
            label="为什么不手写"
            options={notDrawn}
            value={value?.as}
            onChange={(as) => onChange(as ? { ...value, as } : { typed: value?.typed ?? '', reason: value?.reason ?? '' })}
          />
          <TextField label="说明" value={value?.reason ?? ''} most={200} onChange={(reason) => tell({ reason })} />
        </>
      ) : (
        <>
          <svg
            className={value?.ink ? 'p-pad p-kept' : 'p-pad'}
            viewBox={`0 0 ${INK.width} ${INK.height}`}
            role="img"
            aria-label={`${label}：用手指在框里签${value?.ink ? '，已签' : ''}`}
            onPointerDown={begin}
            onPointerMove={draw}
            onPointerUp={end}
            onPointerCancel={end}
          >
            {[base, shown].map((path, index) =>
              path ? (
                <path
                  key={index === 0 ? 'kept' : 'drawn'}
                  d={path}
                  fill="none"
                  stroke="currentColor"
                  strokeWidth="5"
                  strokeLinecap="round"
                  strokeLinejoin="round"
                />
              ) : null,
            )}
          </svg>
          <BigButton small look="quiet" disabled={!value?.ink && strokes.length === 0} onClick={again}>
            重签
          </BigButton>
        </>
      )}
      <BigButton
        look="quiet"
        small
        onClick={() => {
          again()
          setTyping(!typing)
        }}
      >
        {typing ? '改为手写' : '不能手写：打姓名，按手印或代签'}
      </BigButton>
    </section>
  )
}
