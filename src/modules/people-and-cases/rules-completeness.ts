/** Which records a file has by now and which it lacks, stage by stage; what a stage does not ask of this guest is not counted. */

export const stages = { reception: '接待', stay: '在站', tracing: '寻亲', leaving: '离站' } as const
export type Stage = keyof typeof stages

/** What the rule looks at: the names of facts that hold, and a few things about the file. */
export interface FileSoFar {
  facts: ReadonlySet<string>
  state: string
  arrival: string | null
  leftKind: string | null
  identity: string
}

export interface Piece {
  stage: Stage
  title: string
  there: boolean
  /** The action that would record it. */
  action: string
}

interface Wanted {
  title: string
  /** Any of these facts is enough. */
  by: readonly string[]
  action: string
  when?: (file: FileSoFar) => boolean
}

const BY_HAND = 'people.record-done'
const helped = ({ state }: FileSoFar) => state === 'in' || state === 'left'
const left = ({ state }: FileSoFar) => state === 'left'
const nameless = (file: FileSoFar) => helped(file) && (file.identity === 'unknown' || file.facts.has('tracing.face-compared'))
const official = ({ arrival }: FileSoFar) => arrival === 'police' || arrival === 'city-management'
const wentHome = ({ leftKind }: FileSoFar) => leftKind === 'escort' || leftKind === 'family'

const wanted: Record<Stage, readonly Wanted[]> = {
  reception: [
    { title: '求助登记', by: ['intake.registered'], action: 'intake.receive' },
    { title: '护送交接', by: ['handover.signed'], action: 'intake.sign-handover', when: official },
    { title: '安全检查', by: ['intake.safety-checked', 'intake.safety-refused'], action: 'intake.check-safety' },
    {
      title: '受理或不予救助的决定',
      by: ['intake.accepted', 'intake.refused', 'intake.withdrawn', 'intake.transferred'],
      action: 'intake.accept',
    },
  ],
  stay: [
    { title: '健康检视', by: ['medical.screened', 'medical.hospitalised'], action: 'medical.screen', when: helped },
    { title: '床位', by: ['stay.bed-assigned', 'medical.hospitalised'], action: 'stay.assign-bed', when: helped },
    { title: '照料记录', by: ['stay.care-logged', 'medical.hospitalised'], action: 'stay.log-care', when: helped },
    { title: '身心状况', by: ['person.condition-noted'], action: 'people.correct-person', when: helped },
  ],
  tracing: [
    { title: '人像比对', by: ['tracing.face-compared'], action: BY_HAND, when: nameless },
    { title: '公安协查', by: ['tracing.police-asked'], action: BY_HAND, when: nameless },
    { title: '寻亲公告', by: ['tracing.notice-published', 'tracing.pushed-national'], action: BY_HAND, when: nameless },
    {
      title: 'DNA 采集',
      by: ['tracing.dna-sampled'],
      action: BY_HAND,
      when: (file) => file.identity === 'unknown' && helped(file),
    },
  ],
  leaving: [
    { title: '离站手续', by: ['departure.left'], action: 'departure.leave', when: left },
    {
      title: '到达交接',
      by: ['departure.handed-over'],
      action: 'departure.sign-handover',
      when: (file) => left(file) && wentHome(file),
    },
    {
      title: '返乡告知函',
      by: ['departure.origin-told'],
      action: 'departure.tell-origin',
      when: (file) => left(file) && wentHome(file),
    },
  ],
}

/** Every piece that this file should hold by now, in the order of the stages. */
export function piecesOf(file: FileSoFar): Piece[] {
  return (Object.keys(stages) as Stage[]).flatMap((stage) =>
    wanted[stage]
      .filter((piece) => piece.when?.(file) ?? true)
      .map((piece) => ({
        stage,
        title: piece.title,
        there: piece.by.some((name) => file.facts.has(name)),
        action: piece.action,
      })),
  )
}
