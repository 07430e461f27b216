/** A signature drawn on a phone without network: its strokes as a path, so that it travels in the form. Fit for a browser. */

export const INK = { width: 600, height: 240, longest: 16_000 } as const

export interface InkPoint {
  x: number
  y: number
}

const clamp = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value)))

/** Strokes as a path in a box of 600 × 240: `M10 20L30 40`. Empty where nothing was drawn. */
export function inkOf(strokes: readonly (readonly InkPoint[])[]): string {
  return strokes
    .filter((stroke) => stroke.length > 1)
    .map((stroke) =>
      stroke.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${clamp(x, INK.width)} ${clamp(y, INK.height)}`).join(''),
    )
    .join('')
}

/** Points closer than this to the last one say nothing; the path stays short. */
export function isFar(from: InkPoint | undefined, to: InkPoint): boolean {
  return !from || Math.abs(from.x - to.x) + Math.abs(from.y - to.y) >= 3
}

export const INK_PATTERN = /^M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})+(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})+)*$/

/** A picture for a paper or a page. The path is only digits, M and L: nothing of a stranger's gets into the drawing. */
export function inkPicture(ink: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${INK.width} ${INK.height}"><path d="${ink}" fill="none" stroke="#111" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/></svg>`
}
