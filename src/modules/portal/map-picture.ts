/**
 * The map of the report form as a picture: the city's own tiles or map file beneath, else nothing but the public places that
 * somebody wrote down for it; scale, north, the middle, the pin. A picture loads nothing from elsewhere, so tiles lie within it.
 */
import { onScreen, type Spot, scaleBar, tilesOf, type View } from '#kernel/plane.ts'
import { html, type Html } from './html.ts'
import { accuracyOf, type Ground, type Landmark, type Look, SIZE, viewOf } from './map.ts'

export type Tile = (z: number, x: number, y: number) => Promise<{ type: string; body: Uint8Array } | undefined>

const { width, height } = SIZE
const one = (value: number) => value.toFixed(1)

async function tileImages(view: View, tile: Tile): Promise<Html[]> {
  return Promise.all(
    tilesOf(view).map(async ({ z, x, y, left, top }) => {
      const found = await tile(z, x, y)
      return found
        ? html`<image x="${one(left)}" y="${one(top)}" width="256" height="256" href="data:${found.type};base64,${Buffer.from(found.body).toString('base64')}"/>`
        : html``
    }),
  )
}

/** Lines that touch the picture; points that fall on the same pixel are drawn once. */
function shapesIn(view: View, ground: Ground): Html[] {
  return ground.shapes.flatMap(({ closed, line }) => {
    const spots = line.map(([lng, lat]) => onScreen(view, { lat, lng }))
    const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)]
    const away = Math.max(...xs) < 0 || Math.max(...ys) < 0 || Math.min(...xs) > width || Math.min(...ys) > height
    const way = spots.map(({ x, y }) => `${Math.round(x)},${Math.round(y)}`).filter((each, at, all) => each !== all[at - 1])
    if (away || way.length < 2) return []
    const points = way.join(' ')
    return [
      closed
        ? html`<polygon points="${points}" fill="#eef2ee" stroke="#a9b8ae" stroke-width="1"/>`
        : html`<polyline points="${points}" fill="none" stroke="#8b95a1" stroke-width="2"/>`,
    ]
  })
}

const LETTER = 13

/** Every place in sight as a dot; its name where it covers no other one's. */
function places(view: View, landmarks: readonly Landmark[]): Html[] {
  const taken: { left: number; right: number; y: number }[] = []
  const seen = landmarks
    .map(({ name, at }) => ({ name, spot: onScreen(view, at) }))
    .filter(({ spot }) => spot.x >= 0 && spot.x <= width && spot.y >= 0 && spot.y <= height)
  const words = seen.map(({ name, spot }) => {
    const long = [...name].length * LETTER
    const ways: [left: number, y: number][] = [
      [spot.x + 9, spot.y],
      [spot.x - 9 - long, spot.y],
      [spot.x - long / 2, spot.y + 16],
      [spot.x - long / 2, spot.y - 15],
    ]
    const found = ways.find(
      ([left, y]) =>
        left >= 2 &&
        left + long <= width - 2 &&
        !taken.some((each) => Math.abs(each.y - y) < 15 && left < each.right && left + long > each.left),
    )
    if (!found) return html``
    const [left, y] = found
    taken.push({ left, right: left + long, y })
    // Twice, since old browsers know no outline behind the letters.
    const text = (fill: string, wide: number) =>
      html`<text x="${one(left)}" y="${one(y + 4.5)}" fill="${fill}" stroke="#fff" stroke-width="${wide}">${name}</text>`
    return html`${text('#fff', 3)}${text('#1d2733', 0)}`
  })
  return [
    ...seen.map(
      ({ spot }) => html`<circle cx="${one(spot.x)}" cy="${one(spot.y)}" r="5" fill="#1f5fae" stroke="#fff" stroke-width="1.5"/>`,
    ),
    ...words,
  ]
}

function pinned(view: View, pin: Look, ground: Ground | null, bar: { metres: number; pixels: number }): Html {
  const { x, y }: Spot = onScreen(view, pin.at)
  const about = Math.min(400, (accuracyOf(pin, ground) / bar.metres) * bar.pixels)
  return html`<circle cx="${one(x)}" cy="${one(y)}" r="${one(about)}" fill="#c0392b" fill-opacity="0.14" stroke="#c0392b" stroke-opacity="0.5"/>
<path d="M${one(x)} ${one(y)}l-9 -20a10 10 0 1 1 18 0z" fill="#c0392b" stroke="#fff" stroke-width="1.5"/><circle cx="${one(x)}" cy="${one(y - 24)}" r="3.5" fill="#fff"/>`
}

export interface Picture {
  look: Look
  pin: Look | undefined
  ground: Ground | null
  landmarks: readonly Landmark[]
}

export async function pictureOf({ look, pin, ground, landmarks }: Picture, tile: Tile): Promise<string> {
  const view = viewOf(look, ground)
  const bar = scaleBar(view, 100)
  const tiles = ground?.kind === 'tiles' ? await tileImages(view, tile) : []
  const grid = Array.from({ length: 4 }, (_, at) => 57.6 * (at + 1))
  const lines = grid.map(
    (at) => html`<path d="M${one(at)} 0V${height}M0 ${one(at)}H${width}" stroke="#e3e8ec" stroke-width="1"/>`,
  )
  const [middle, low] = [width / 2, height - 12]
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="${LETTER}">
<rect width="${width}" height="${height}" fill="#f7f9fa"/>${tiles.length > 0 ? tiles : lines}${ground ? shapesIn(view, ground) : ''}
${places(view, landmarks)}
<path d="M${middle - 8} ${middle}h16M${middle} ${middle - 8}v16" stroke="#5b6672" stroke-width="1.5"/>
${pin ? pinned(view, pin, ground, bar) : ''}
<rect x="6" y="${low - 18}" width="${one(bar.pixels + 8)}" height="24" fill="#fff" fill-opacity="0.8"/><path d="M10 ${low - 4}v4h${one(bar.pixels)}v-4" fill="none" stroke="#1d2733" stroke-width="1.5"/><text x="${one(10 + bar.pixels / 2)}" y="${low - 5}" text-anchor="middle" font-size="12" fill="#1d2733">${bar.words}</text>
<rect x="${width - 30}" y="4" width="26" height="34" fill="#fff" fill-opacity="0.8"/><path d="M${width - 17} 7l-5 10h10z" fill="#1d2733"/><text x="${width - 17}" y="32" text-anchor="middle" font-size="12" fill="#1d2733">北</text>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="none" stroke="#b8c2cc"/>
</svg>
`.text
}
