/** Whether a road was walked before: how alike two pieces of wording are. Pure; the screen shows the same as the refusal goes by. */

/** Words that stand in almost every lead and tell nothing. */
const COMMON =
  /(可能|也许|大概|应该|联系|打电话|电话|核实|查询|询问|请|当地|看看|是否|有没有|那边|一带|寻亲|家属|亲属|本人|派出所|救助站|民政局)/g
const SIGNS = /[\s\p{P}\p{S}]+/gu

/** The pieces by which two leads are compared: pairs of neighbouring characters, whole words of letters and digits. */
export function piecesOfWording(text: string): Set<string> {
  const pieces = new Set<string>()
  for (const word of text.toLowerCase().replace(COMMON, ' ').split(SIGNS)) {
    if (/^[a-z0-9]+$/.test(word)) pieces.add(word)
    const characters = Array.from(word)
    for (let at = 0; at + 1 < characters.length; at += 1) pieces.add(`${characters[at]}${characters[at + 1]}`)
  }
  return pieces
}

/** From 0 (nothing in common) to 1 (the same): shared pieces over those of the shorter one, a short one weighing less. */
export function likeness(a: string, b: string): number {
  const [one, other] = [piecesOfWording(a), piecesOfWording(b)]
  const fewer = Math.min(one.size, other.size)
  if (fewer === 0) return 0
  const shared = [...one].filter((piece) => other.has(piece)).length
  return shared / Math.max(fewer, 3)
}

/** From here on a lead is pointed out as walked before. */
export const ALIKE = 0.5

export interface Walked {
  id: string
  hypothesis: string
  todo: string
}

/** Earlier leads that sound like a new one, the likest first. What is to be done counts as much as what is supposed. */
export function walkedBefore<L extends Walked>(text: { hypothesis: string; todo: string }, leads: readonly L[]): L[] {
  const whole = (each: { hypothesis: string; todo: string }) => `${each.hypothesis} ${each.todo}`
  return leads
    .map((lead) => ({
      lead,
      alike: Math.max(likeness(text.hypothesis, lead.hypothesis), likeness(whole(text), whole(lead))),
    }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .map(({ lead }) => lead)
}
