/** Finding faces in a picture and making a template of one. */
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { aligned, type Point, SIDE } from './align.ts'
import { type Area, type Picture, stretched } from './image.ts'
import { models, weights } from './models.ts'
import { judge, measure, pose, type Quality, type Verdict } from './quality.ts'

const NET = { width: 320, height: 240 }
const LANDMARK_SIDE = 64
/** Below this the detector's box is no face. */
const SURE = 0.65
/** Boxes that overlap more than this are one face. */
const SAME = 0.4
/** Faces looked at in one picture. */
const MOST_FACES = 20

export interface Face extends Verdict {
  /** Left, top, width, height as shares of the picture, for the frame on the screen. */
  box: [number, number, number, number]
  score: number
  quality: Quality
}

export interface TemplateAnswer {
  faces: Face[]
  /** Why there is no template; empty when there is one. */
  refusals: string[]
  warnings: string[]
  /** 512 float32, little endian, base64. */
  template?: string
  model: { id: string; version: number; sha256: string }
}

const oneThread = { intraOpNumThreads: 1, interOpNumThreads: 1 } as const
const open = async (name: 'detect' | 'landmark' | 'feature') => InferenceSession.create(await weights(name), oneThread)

let opened: Promise<{ detect: InferenceSession; landmark: InferenceSession; feature: InferenceSession }> | undefined

/** Reads and proves the weights, once. */
export function openFaces() {
  opened ??= (async () => ({ detect: await open('detect'), landmark: await open('landmark'), feature: await open('feature') }))()
  return opened
}

/** Bytes of RGB as the networks want them: planes, (value − 127) / 128. */
function planes(bytes: Uint8Array, width: number, height: number): Tensor {
  const size = width * height
  const data = new Float32Array(size * 3)
  for (let at = 0; at < size; at += 1)
    for (let channel = 0; channel < 3; channel += 1) data[channel * size + at] = ((bytes[at * 3 + channel] as number) - 127) / 128
  return new Tensor('float32', data, [1, 3, height, width])
}

interface Box {
  x1: number
  y1: number
  x2: number
  y2: number
  score: number
}

const overlap = (one: Box, two: Box) => {
  const width = Math.min(one.x2, two.x2) - Math.max(one.x1, two.x1)
  const height = Math.min(one.y2, two.y2) - Math.max(one.y1, two.y1)
  if (width <= 0 || height <= 0) return 0
  const area = (box: Box) => (box.x2 - box.x1) * (box.y2 - box.y1)
  return (width * height) / (area(one) + area(two) - width * height)
}

/** The surest of boxes that overlap. */
export function thinned(boxes: Box[]): Box[] {
  const kept: Box[] = []
  for (const box of boxes.toSorted((one, two) => two.score - one.score)) {
    if (kept.length === MOST_FACES) break
    if (kept.every((each) => overlap(each, box) < SAME)) kept.push(box)
  }
  return kept
}

async function detect(picture: Picture): Promise<Box[]> {
  const { detect: net } = await openFaces()
  const answer = await net.run({ input: planes(await stretched(picture, NET), NET.width, NET.height) })
  const scores = answer.scores?.data as Float32Array
  const corners = answer.boxes?.data as Float32Array
  const boxes: Box[] = []
  for (let index = 0; index < scores.length / 2; index += 1) {
    const score = scores[index * 2 + 1] as number
    if (score <= SURE) continue
    const [x1, y1, x2, y2] = corners.subarray(index * 4, index * 4 + 4) as unknown as [number, number, number, number]
    if (x2 > x1 && y2 > y1) boxes.push({ x1, y1, x2, y2, score })
  }
  return thinned(boxes)
}

/** A square as high as the box, within the picture. */
function squareOf(box: Box, picture: Picture): Area {
  const height = (box.y2 - box.y1) * picture.height
  const [x, y] = [((box.x1 + box.x2) / 2) * picture.width, ((box.y1 + box.y2) / 2) * picture.height]
  const left = Math.max(0, Math.min(picture.width - 2, Math.round(x - height / 2)))
  const top = Math.max(0, Math.min(picture.height - 2, Math.round(y - height / 2)))
  const right = Math.min(picture.width, Math.round(x + height / 2))
  const bottom = Math.min(picture.height, Math.round(y + height / 2))
  return { x: left, y: top, width: Math.max(2, right - left), height: Math.max(2, bottom - top) }
}

async function pointsOf(picture: Picture, area: Area): Promise<Point[]> {
  const { landmark } = await openFaces()
  const grey = await stretched(picture, { width: LANDMARK_SIDE, height: LANDMARK_SIDE, grey: true }, area)
  const data = Float32Array.from(grey, (value) => value / 256)
  const answer = await landmark.run({ input: new Tensor('float32', data, [1, 1, LANDMARK_SIDE, LANDMARK_SIDE]) })
  const found = answer.output?.data as Float32Array
  return Array.from({ length: 68 }, (_, index) => [
    area.x + (found[index * 2] as number) * area.width,
    area.y + (found[index * 2 + 1] as number) * area.height,
  ])
}

async function featureOf(crop: Uint8Array): Promise<Float32Array> {
  const { feature } = await openFaces()
  const answer = await feature.run({ input: planes(crop, SIDE, SIDE) })
  return (Object.values(answer)[0] as Tensor).data as Float32Array
}

/** Looks at every face of a picture; a template of the only one, or of the one picked, when it is good enough. */
export async function template(picture: Picture, pick?: number): Promise<TemplateAnswer> {
  const model = { ...models.face, sha256: models.files.feature.sha256 }
  const boxes = await detect(picture)
  const looked = await Promise.all(
    boxes.map(async (box) => {
      const points = await pointsOf(picture, squareOf(box, picture))
      const crop = aligned(picture, points)
      const quality = { ...pose(points), ...measure(crop, SIDE) }
      const face: Face = {
        box: [box.x1, box.y1, box.x2 - box.x1, box.y2 - box.y1],
        score: box.score,
        quality,
        ...judge(quality),
      }
      return { crop, face }
    }),
  )
  const faces = looked.map(({ face }) => face)
  const none = (refusal: string) => ({ faces, refusals: [refusal], warnings: [], model })
  if (looked.length === 0) return none('照片里没有找到人脸。请正对镜头、光线均匀，重拍一张。')
  if (pick === undefined && looked.length > 1) return none(`照片里有 ${looked.length} 张脸，请指明是哪一张，或裁剪后再用。`)
  const chosen = looked[pick ?? 0]
  if (!chosen) return none('没有这一张脸，请重新指明。')
  const { refusals, warnings } = chosen.face
  if (refusals.length > 0) return { faces, refusals, warnings, model }
  const values = await featureOf(chosen.crop)
  return { faces, refusals, warnings, template: Buffer.from(new Float32Array(values).buffer).toString('base64'), model }
}
