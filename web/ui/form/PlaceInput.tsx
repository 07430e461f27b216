import { lazy, Suspense, useState } from 'react'
import { type Place, placeSources, type Point, pointOf, toWgs84 } from '#kernel/place.ts'
import { Button } from '../Button.tsx'
import '../map/map.css'

const DeskMap = lazy(() => import('../map/DeskMap.tsx').then((all) => ({ default: all.DeskMap })))

interface PlaceInputProps {
  id: string
  value: unknown
  onChange(value: unknown): void
  label: string
  placeholder?: string | undefined
  'aria-invalid'?: boolean | undefined
  'aria-describedby'?: string | undefined
  'aria-required'?: boolean | undefined
}

type System = 'wgs84' | 'gcj02' | 'bd09'
const systems: Record<System, string> = {
  wgs84: 'GPS 坐标（WGS-84）',
  gcj02: placeSources.gcj02,
  bd09: placeSources.bd09,
}
const numberIn = (text: string): number | undefined => {
  const plain = text.trim().replace(/[０-９．－]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
  const number = Number(plain)
  return plain === '' || Number.isNaN(number) ? undefined : number
}

/** A place: words, and where somebody can say it a pin or the coordinates off any map. Kept as WGS-84 whatever was typed. */
export default function PlaceInput({ id, value, onChange, label, placeholder, ...rest }: PlaceInputProps) {
  const place = (typeof value === 'object' && value !== null ? value : {}) as Partial<Place>
  const point = pointOf(place)
  const [open, setOpen] = useState(false)
  const give = (next: Partial<Place>) => {
    const words = next.words === '' ? undefined : next.words
    const at = pointOf(next)
    if (words === undefined && !at) return onChange(undefined)
    onChange({
      ...(words === undefined ? {} : { words }),
      ...(at ? { ...at, ...(next.accuracyM === undefined ? {} : { accuracyM: next.accuracyM }) } : {}),
      source: at ? (next.source ?? 'pin') : 'words',
    })
  }
  const { words } = place
  const put = (at: Point, source: Place['source']) => give({ ...(words ? { words } : {}), ...at, source })
  return (
    <div className="g-place">
      <div className="g-in">
        <input
          {...rest}
          id={id}
          aria-label={`${label}：文字`}
          type="text"
          autoComplete="off"
          maxLength={200}
          value={words ?? ''}
          placeholder={placeholder ?? '路口、门牌、桥下哪一侧'}
          onChange={(event) => give({ ...place, words: event.target.value })}
        />
        <button type="button" className="g-in-btn" aria-expanded={open} onClick={() => setOpen(!open)}>
          {point ? '已定位' : '图上定位'}
        </button>
      </div>
      {open ? (
        <>
          <Suspense fallback={null}>
            <DeskMap
              label={`${label}：地图`}
              points={point ? [{ id: 'pin', at: point, label: words || '所选位置', accuracyM: place.accuracyM }] : []}
              onPick={(at) => put({ lat: rounded(at.lat), lng: rounded(at.lng) }, 'pin')}
              height={240}
              list={false}
            />
          </Suspense>
          <Typed label={label} point={point} onPut={put} />
          {point ? (
            <Button look="link" onClick={() => give(words ? { words } : {})}>
              去掉定位，只留文字
            </Button>
          ) : null}
        </>
      ) : null}
    </div>
  )
}

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6

interface TypedProps {
  label: string
  point: Point | undefined
  onPut(point: Point, source: Place['source']): void
}

/** Coordinates as somebody reads them off another map; said which, because the same figures mean another street there. */
function Typed({ label, point, onPut }: TypedProps) {
  const [system, setSystem] = useState<System>('wgs84')
  const [lng, setLng] = useState('')
  const [lat, setLat] = useState('')
  const [trouble, setTrouble] = useState('')
  function take() {
    const [x, y] = [numberIn(lng), numberIn(lat)]
    if (x === undefined || y === undefined || Math.abs(x) > 180 || Math.abs(y) > 90)
      return setTrouble('经度在前，纬度在后，如 108.94、34.26。')
    setTrouble('')
    const at = toWgs84(system, x, y)
    onPut({ lat: rounded(at.lat), lng: rounded(at.lng) }, system === 'wgs84' ? 'pin' : system)
    setLng('')
    setLat('')
  }
  return (
    <>
      <div className="g-place-coordinates">
        <div className="g-in">
          <input
            type="text"
            inputMode="decimal"
            aria-label={`${label}：经度`}
            placeholder="经度"
            value={lng}
            onChange={(event) => setLng(event.target.value)}
          />
        </div>
        <div className="g-in">
          <input
            type="text"
            inputMode="decimal"
            aria-label={`${label}：纬度`}
            placeholder="纬度"
            value={lat}
            onChange={(event) => setLat(event.target.value)}
          />
        </div>
        <select
          aria-label={`${label}：坐标来自哪种地图`}
          value={system}
          onChange={(event) => setSystem(event.target.value as System)}
        >
          {Object.entries(systems).map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
        <Button onClick={take}>用这个坐标</Button>
      </div>
      {trouble ? <p className="g-error">{trouble}</p> : null}
      {point ? <p className="g-help">{`已定位：经度 ${point.lng}，纬度 ${point.lat}（WGS-84）`}</p> : null}
    </>
  )
}
