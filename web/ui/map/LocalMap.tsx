/**
 * A map without the internet: points on a plain plane, with scale, north and distances; beneath it the site's own tiles or its
 * approved map file, where there is one. By finger, by mouse, or by keyboard: arrows move, + and − zoom, Enter picks the middle.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react'
import { bearingWords, type Point } from '#kernel/place.ts'
import { Icon } from '../Icon.tsx'
import { below, fitting, moved, onScreen, type Spot, scaleBar, tilesOf, type View, ZOOMS } from '#kernel/plane.ts'
import type { MapGround } from './ground.ts'
import './map.css'

export interface MapPoint {
  id: string
  at: Point
  label: string
  /** `red` for what nobody saw yet, `grn` for what was seen, `amb` for what waits; `acc` otherwise. */
  tone?: 'acc' | 'red' | 'amb' | 'grn' | 'gry'
  /** A figure or letter on the point. */
  mark?: string
  /** Metres about which the point may be wrong. */
  accuracyM?: number | undefined
}

export interface LocalMapProps {
  label: string
  points: readonly MapPoint[]
  /** The point from which distances are told. */
  chosen?: string | undefined
  onChoose?: (id: string) => void
  /** Somebody puts a pin: a tap, or Enter for the middle. */
  onPick?: ((point: Point) => void) | undefined
  /** Where to begin when there is no point yet. */
  start?: Point | undefined
  height?: number
  /** What lies beneath; none without. `DeskMap` asks the site's. */
  ground?: MapGround | null
  /** Points as a list below: for keyboard and screen readers, with distances. */
  list?: boolean
}

/** What has to be in sight of a point: it may lie anywhere within its accuracy. */
function around({ at, accuracyM = 0 }: MapPoint): Point[] {
  const north = accuracyM / 111_320
  const east = north / Math.cos((at.lat * Math.PI) / 180)
  return [
    { lat: at.lat + north, lng: at.lng + east },
    { lat: at.lat - north, lng: at.lng - east },
  ]
}

const STEP = 60
const SLIP = 6

export function LocalMap(props: LocalMapProps) {
  const { points, chosen, onChoose, onPick, start, height = 320, label, list = true, ground = null } = props
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const [view, setView] = useState<View | null>(null)
  const helpId = useId()
  const drag = useRef<{ from: Spot; view: View; moved: boolean } | null>(null)

  useEffect(() => {
    const element = box.current
    if (!element) return
    const seen = new ResizeObserver(() => setWidth(element.clientWidth))
    seen.observe(element)
    setWidth(element.clientWidth)
    return () => seen.disconnect()
  }, [])

  const system = ground?.system ?? 'wgs84'
  const beginning = start ?? ground?.centre
  const known = points.length > 0 ? points.flatMap(around) : beginning ? [beginning] : []
  const first = width > 0 ? fitting(known, { width, height, system }) : null
  const drawn = view ? { ...view, width, height, system } : first
  const from = points.find((point) => point.id === chosen)

  if (!drawn && width > 0)
    return (
      <div className="g-map g-map-none" ref={box}>
        还没有可画的位置。可以写文字，或在下面填坐标。
      </div>
    )

  const zoom = (by: number) => {
    if (drawn) setView({ ...drawn, zoom: Math.min(ZOOMS.most, Math.max(ZOOMS.least, drawn.zoom + by)) })
  }
  const spotOf = (event: PointerEvent<HTMLDivElement>): Spot => {
    const frame = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - frame.left, y: event.clientY - frame.top }
  }
  function begin(event: PointerEvent<HTMLDivElement>) {
    if (!drawn) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { from: spotOf(event), view: drawn, moved: false }
  }
  function pull(event: PointerEvent<HTMLDivElement>) {
    const hand = drag.current
    if (!hand) return
    const by = { x: hand.from.x - spotOf(event).x, y: hand.from.y - spotOf(event).y }
    if (!hand.moved && Math.hypot(by.x, by.y) < SLIP) return
    hand.moved = true
    setView(moved(hand.view, by))
  }
  function end(event: PointerEvent<HTMLDivElement>) {
    const hand = drag.current
    drag.current = null
    if (!hand || hand.moved || !drawn) return
    const spot = spotOf(event)
    const near = points
      .map((point) => ({ point, at: onScreen(drawn, point.at) }))
      .map(({ point, at }) => ({ point, far: Math.hypot(at.x - spot.x, at.y - spot.y) }))
      .toSorted((a, b) => a.far - b.far)[0]
    if (onChoose && near && near.far < 24) onChoose(near.point.id)
    else if (onPick) onPick(below(drawn, spot))
  }
  function key(event: KeyboardEvent<HTMLDivElement>) {
    if (!drawn || event.ctrlKey || event.metaKey || event.altKey) return
    const by: Record<string, Spot> = {
      ArrowUp: { x: 0, y: -STEP },
      ArrowDown: { x: 0, y: STEP },
      ArrowLeft: { x: -STEP, y: 0 },
      ArrowRight: { x: STEP, y: 0 },
    }
    const step = by[event.key]
    if (step) setView(moved(drawn, step))
    else if (event.key === '+' || event.key === '=') zoom(1)
    else if (event.key === '-') zoom(-1)
    else if (event.key === 'Enter' && onPick) onPick(drawn.centre)
    else return
    event.preventDefault()
  }
  const bar = drawn ? scaleBar(drawn) : null
  return (
    <div className="g-map" ref={box}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the plane is moved by arrows */}
      <div
        className={onPick ? 'g-map-plane g-map-picks' : 'g-map-plane'}
        style={{ height }}
        role="application"
        aria-label={label}
        aria-describedby={helpId}
        tabIndex={0}
        onPointerDown={begin}
        onPointerMove={pull}
        onPointerUp={end}
        onPointerCancel={() => {
          drag.current = null
        }}
        onKeyDown={key}
      >
        {drawn && ground?.tiles
          ? tilesOf(drawn).map((tile) => (
              <img
                key={tile.key}
                className="g-map-tile"
                src={`/api/tiles/${tile.z}/${tile.x}/${tile.y}`}
                style={{ left: tile.left, top: tile.top }}
                alt=""
                draggable={false}
                onError={(event) => {
                  event.currentTarget.hidden = true
                }}
              />
            ))
          : null}
        {drawn ? <Drawing view={drawn} ground={ground} points={points} chosen={chosen} picks={Boolean(onPick)} /> : null}
        <span className="g-map-north" aria-hidden="true">
          北 ↑
        </span>
        {bar ? (
          <span className="g-map-scale" style={{ width: bar.pixels }}>
            {bar.words}
          </span>
        ) : null}
      </div>
      <div className="g-map-keys">
        <button type="button" aria-label="放大" onClick={() => zoom(1)}>
          <Icon name="plus" small />
        </button>
        <button type="button" aria-label="缩小" onClick={() => zoom(-1)}>
          <span aria-hidden="true">−</span>
        </button>
        <button type="button" aria-label="看全部" onClick={() => setView(null)}>
          <Icon name="home" small />
        </button>
      </div>
      <p className="g-map-words" id={helpId}>
        {onPick ? '点图定位；键盘：方向键移动，+ − 缩放，回车取图中心。' : '方向键移动，+ − 缩放。'}
        {ground ? `底图：${ground.attribution}　审图号：${ground.approval}` : '没有底图，只画位置和距离。'}
      </p>
      {list && points.length > 0 ? (
        <ul className="g-map-list">
          {points.slice(0, 60).map((point) => (
            <li key={point.id}>
              <button type="button" aria-pressed={point.id === chosen} disabled={!onChoose} onClick={() => onChoose?.(point.id)}>
                <i className={`g-map-dot g-map-${point.tone ?? 'acc'}`} aria-hidden="true" />
                {point.label}
                {from && from.id !== point.id ? <span>{bearingWords(from.at, point.at)}</span> : null}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

interface DrawingProps {
  view: View
  ground: MapGround | null
  points: readonly MapPoint[]
  chosen: string | undefined
  picks: boolean
}

function Drawing({ view, ground, points, chosen, picks }: DrawingProps) {
  const each = (metres: number, at: Point) => {
    const there = onScreen(view, { lat: at.lat + metres / 111_320, lng: at.lng })
    return Math.abs(there.y - onScreen(view, at).y)
  }
  const grid = Array.from({ length: Math.ceil(view.width / 64) + 1 }, (_, at) => at * 64)
  return (
    <svg className="g-map-drawing" width={view.width} height={view.height} aria-hidden="true">
      {ground?.tiles ? null : (
        <g className="g-map-grid">
          {grid.map((at) => (
            <g key={at}>
              <line x1={at} y1={0} x2={at} y2={view.height} />
              <line x1={0} y1={at} x2={view.width} y2={at} />
            </g>
          ))}
        </g>
      )}
      {(ground?.shapes ?? []).map((shape) => {
        const spots = shape.line.map(([lng, lat]) => onScreen(view, { lat, lng }))
        const way = spots.map((spot) => `${spot.x.toFixed(1)},${spot.y.toFixed(1)}`).join(' ')
        return shape.closed ? (
          <polygon key={shape.key} className="g-map-area" points={way} />
        ) : (
          <polyline key={shape.key} className="g-map-way" points={way} />
        )
      })}
      {points.map((point) => {
        const spot = onScreen(view, point.at)
        const tone = `g-map-${point.tone ?? 'acc'}`
        return (
          <g key={point.id} transform={`translate(${spot.x.toFixed(1)} ${spot.y.toFixed(1)})`} className={tone}>
            {point.accuracyM ? <circle className="g-map-about" r={Math.min(400, each(point.accuracyM, point.at))} /> : null}
            {point.id === chosen ? <circle className="g-map-chosen" r={14} /> : null}
            <circle r={point.mark ? 10 : 7} />
            {point.mark ? (
              <text dy="4" textAnchor="middle">
                {point.mark}
              </text>
            ) : null}
          </g>
        )
      })}
      {picks ? (
        <path
          className="g-map-cross"
          d={`M${view.width / 2 - 10} ${view.height / 2}h20M${view.width / 2} ${view.height / 2 - 10}v20`}
        />
      ) : null}
    </svg>
  )
}
