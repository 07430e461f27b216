/** What is taken on the spot: photos and the place. Nothing here holds a record up. */
import { useEffect, useId, useRef, useState } from 'react'
import type { Place } from '#kernel/place.ts'
import { Icon } from '../Icon.tsx'
import { TextField } from './fields.tsx'
import { usePhone } from './phone.ts'
import { BigButton } from './touch.tsx'

export interface PhotoButtonProps {
  /** File ids of photos kept on the phone; hand them to `record(…, { photos: { field, ids } })`. */
  ids: readonly string[]
  onChange(ids: string[]): void
  title?: string
  most?: number
  help?: string
}

/** Takes photos with the camera and keeps them on the phone, made small. */
export function PhotoButton({ ids, onChange, title = '拍照', most = 6, help }: PhotoButtonProps) {
  const phone = usePhone()
  const id = useId()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')

  async function keep(files: readonly File[]) {
    setBusy(true)
    setTrouble('')
    const kept: string[] = []
    try {
      for (const file of files.slice(0, most - ids.length)) kept.push(await phone.keepPhoto(file))
    } catch {
      setTrouble('照片没有存下：手机空间不够，或这张图读不出。记录照样可以保存。')
    }
    if (kept.length > 0) onChange([...ids, ...kept])
    setBusy(false)
  }

  return (
    <div className="p-field">
      <div className="p-photos">
        {ids.map((each, at) => (
          <Thumbnail key={each} id={each} at={at + 1} onRemove={() => onChange(ids.filter((other) => other !== each))} />
        ))}
        {ids.length < most ? (
          <>
            <input
              id={id}
              className="p-unseen"
              type="file"
              accept="image/*"
              capture="environment"
              multiple
              disabled={busy}
              onChange={(event) => {
                const files = [...(event.target.files ?? [])]
                event.target.value = ''
                void keep(files)
              }}
            />
            <label className="p-shoot" htmlFor={id}>
              <Icon name="camera" />
              <span>{busy ? '正在存…' : ids.length > 0 ? '再拍一张' : title}</span>
            </label>
          </>
        ) : null}
      </div>
      {help ? <p className="p-help">{help}</p> : null}
      {trouble ? (
        <p className="p-error" role="alert">
          {trouble}
        </p>
      ) : null}
    </div>
  )
}

function Thumbnail({ id, at, onRemove }: { id: string; at: number; onRemove(): void }) {
  const phone = usePhone()
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let alive = true
    void phone
      .photo(id)
      .catch(() => null)
      .then((blob) => {
        if (!blob || !alive) return
        made = URL.createObjectURL(blob)
        setAddress(made)
      })
    return () => {
      alive = false
      if (made) URL.revokeObjectURL(made)
    }
  }, [phone, id])
  return (
    <span className="p-thumb">
      {address ? <img src={address} alt={`第 ${at} 张照片`} /> : <span>照片 {at}</span>}
      <button type="button" aria-label={`去掉第 ${at} 张照片`} onClick={onRemove}>
        <Icon name="close" small />
      </button>
    </span>
  )
}

export interface PlaceFieldProps {
  value: Place | undefined
  onChange(place: Place | undefined): void
  label?: string
  placeholder?: string
  /** Asks for the position by itself when there is none yet. */
  auto?: boolean
  /** Where the phone was a moment ago, as the track knows it: `auto` takes it at once. */
  near?(): Place | undefined
  /** Common places, one press each. */
  offers?: readonly string[]
}

type Finding = 'idle' | 'finding' | 'failed' | 'denied'

/** Where it is: one position by the phone with its error, words, or both. */
export function PlaceField({ value, onChange, label = '地点', placeholder, auto, near, offers }: PlaceFieldProps) {
  const [finding, setFinding] = useState<Finding>('idle')
  const latest = useRef({ value, onChange })
  latest.current = { value, onChange }

  function find() {
    if (!('geolocation' in navigator)) return setFinding('failed')
    setFinding('finding')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setFinding('idle')
        const now = latest.current
        const point = {
          lat: round(coords.latitude, 6),
          lng: round(coords.longitude, 6),
          accuracyM: Math.min(100_000, Math.max(0, Math.round(coords.accuracy))),
          source: 'device' as const,
        }
        now.onChange({ ...(now.value?.words ? { words: now.value.words } : {}), ...point })
      },
      (error) => setFinding(error.code === error.PERMISSION_DENIED ? 'denied' : 'failed'),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    )
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    if (!auto || value?.lat !== undefined) return
    const known = near?.()
    if (known) onChange({ ...(value?.words ? { words: value.words } : {}), ...known })
    else find()
  }, [])

  return (
    <div className="p-field">
      <TextField
        label={label}
        value={value?.words ?? ''}
        most={200}
        placeholder={placeholder ?? '哪里，靠近什么'}
        {...(offers ? { offers } : {})}
        onChange={(words) => onChange(withWords(value, words))}
      />
      <div className="p-place">
        <span className="p-help" role="status">
          {value?.lat === undefined ? wordsOf[finding] : `位置已记，误差约 ${value.accuracyM ?? '？'} 米`}
        </span>
        {finding === 'finding' ? null : (
          <BigButton small icon="place" onClick={find}>
            {value?.lat === undefined ? '记下位置' : '重新定位'}
          </BigButton>
        )}
      </div>
    </div>
  )
}

const wordsOf: Record<Finding, string> = {
  idle: '还没有记位置，可以只写文字',
  finding: '正在定位，不用等，接着往下填',
  failed: '没有定到位置，写上文字就行',
  denied: '手机没有允许定位，写上文字就行',
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/** The place with other words; undefined where nothing is left. */
export function withWords(place: Place | undefined, words: string): Place | undefined {
  const { words: _before, ...rest } = place ?? { source: 'words' as const }
  if (words) return { ...rest, words }
  return rest.lat === undefined ? undefined : rest
}
