/** Which ways of leaving are open to a guest, which are not and why, and what to clear first. Pure. */
import type { Answer, Guest } from './guest.ts'
import { type LeavingKind, leavingKinds } from './schema.ts'

/** `no`: forbidden. `first`: something has to be done or found out before. `warn`: may go on, mind this. */
export interface Finding {
  key: string
  weight: 'no' | 'first' | 'warn'
  /** Why, and what to do. */
  zh: string
  basis: string
}

export interface Option {
  kind: LeavingKind
  possible: 'yes' | 'first' | 'no'
  findings: Finding[]
}

const SELF = '工作规程第四章：自行离站'
const SPECIAL = '工作规程第四章：特殊困难受助人员'
const FREE = '国务院令第381号第11条：不得限制受助人员离开'
const BELONGINGS = '民政部令第24号第6条：离站时发还'

/** The ways on which the guest's own declaration is what counts. */
const declared: readonly LeavingKind[] = ['own', 'gave-up']
/** The ways on which belongings may stay behind, listed. */
const withoutBelongings: readonly LeavingKind[] = ['absconded']
/** The ways that may begin in a hospital bed. */
const fromHospital: readonly LeavingKind[] = ['absconded', 'hospital']

/** Sixteen full, as far as it is known or was decided by the duty leader. */
export function sixteenFull(guest: Pick<Guest, 'sixteen' | 'ageDecided' | 'seenFrom'>): Answer {
  if (guest.sixteen === 'unknown' && guest.ageDecided && mayDecideAge(guest)) return 'yes'
  return guest.sixteen
}

/** An age only seen may be decided as plainly sixteen where its lower end is eighteen or more. */
export function mayDecideAge(guest: Pick<Guest, 'sixteen' | 'seenFrom'>): boolean {
  return guest.sixteen === 'unknown' && guest.seenFrom !== null && guest.seenFrom >= 18
}

function ownWord(guest: Guest, kind: LeavingKind): Finding[] {
  const found: Finding[] = []
  const add = (key: string, weight: Finding['weight'], zh: string, basis = SELF) => found.push({ key, weight, zh, basis })
  const sixteen = sixteenFull(guest)
  if (sixteen === 'no') add('under-sixteen', 'no', '未满 16 周岁，由亲属接回或护送返乡。', SPECIAL)
  if (sixteen === 'unknown')
    add(
      'age-unknown',
      'first',
      mayDecideAge(guest)
        ? '年龄不清楚：请值班长认定明显满 16 岁，或先查清出生年月。'
        : '年龄不清楚：先查清出生年月；看上去不到 18 岁的不能自行离站。',
    )
  if (guest.mindImpaired === 'yes') add('mind', 'no', '有精神障碍、智力残疾或失智的表现，由亲属接回或护送。')
  if (guest.mindImpaired === 'unknown') add('mind-unknown', 'first', '还没有看过身心状况：先做健康检视。')
  if (guest.capacity === 'limited' || guest.capacity === 'none')
    add(
      'capacity',
      'no',
      guest.capacity === 'none' ? '无民事行为能力，由监护人接回。' : '限制民事行为能力，由监护人接回或经其同意护送。',
    )
  if (kind === 'own' && guest.immobile) add('immobile', 'no', '行动不便，由亲属接回或护送。', SPECIAL)
  if (needsConsent(guest))
    add(
      'consent',
      'warn',
      '16 至 17 岁（或说不准已满 18 岁）：须经本站同意，写明同意人。',
      '民政部令第24号：未成年人离站应经同意',
    )
  return found
}

function body(guest: Guest, kind: LeavingKind): Finding[] {
  const found: Finding[] = []
  const homeward = kind === 'escort' || kind === 'family' || kind === 'own'
  if (kind === 'escort' && guest.fit === 'no')
    found.push({
      key: 'not-fit',
      weight: 'no',
      zh: '健康检视：暂不能出行。先治疗，再检视。',
      basis: '大提升第9项：身体条件允许的及时返乡',
    })
  if (kind === 'escort' && guest.fit === 'unknown')
    found.push({ key: 'fit-unknown', weight: 'first', zh: '能不能出行还没有结论：先做健康检视。', basis: '大提升第9项' })
  if (homeward && kind !== 'escort' && guest.fit === 'no')
    found.push({ key: 'not-fit-told', weight: 'warn', zh: '健康检视认为暂不宜出行：当面告知，写进说明。', basis: FREE })
  if (guest.infectionSuspected && kind !== 'hospital' && kind !== 'absconded')
    found.push({ key: 'infection', weight: 'warn', zh: '疑似传染病未排除：告知疾控，落实隔离后的交通。', basis: '大提升第3项' })
  return found
}

function leftBehind(guest: Guest, kind: LeavingKind): Finding[] {
  const found: Finding[] = []
  if (guest.hospital && !fromHospital.includes(kind))
    found.push({
      key: 'in-hospital',
      weight: 'first',
      zh: `还在${guest.hospital}住院：先记接回，或办“转送医院”。`,
      basis: '工作规程：住院的按出院手续离站',
    })
  if (guest.kept.length > 0)
    found.push(
      withoutBelongings.includes(kind)
        ? {
            key: 'belongings-stay',
            weight: 'warn',
            zh: `还保管着 ${guest.kept.length} 件物品：继续保管，列入登记表。`,
            basis: BELONGINGS,
          }
        : {
            key: 'belongings',
            weight: 'first',
            zh: `还保管着 ${guest.kept.length} 件物品：先发还或交接领人、接收单位。`,
            basis: BELONGINGS,
          },
    )
  return found
}

/** Who comes to fetch is looked into before; whoever is no relative takes nobody along. */
function relatives(guest: Guest): Finding[] {
  const basis = '工作规程第四章：亲属接领，核对证件并留存复印件'
  if (guest.relatives === 'not')
    return [{ key: 'relatives-not', weight: 'no', zh: '核实结论：不是亲属，或不宜交接。另找亲属或护送。', basis }]
  if (guest.relatives === 'doubtful')
    return [{ key: 'relatives-doubtful', weight: 'first', zh: '接领亲属还有疑问：先核实清楚。', basis }]
  if (guest.relatives === undefined)
    return [
      { key: 'relatives-unchecked', weight: 'warn', zh: '还没有核实接领亲属：先看证明，打电话问村（居）委会或派出所。', basis },
    ]
  return []
}

/** What stands for and against one way of leaving. */
export function findingsFor(guest: Guest, kind: LeavingKind): Finding[] {
  const found: Finding[] = []
  if (declared.includes(kind)) found.push(...ownWord(guest, kind))
  if (kind === 'terminated' && sixteenFull(guest) !== 'yes')
    found.push(
      sixteenFull(guest) === 'no'
        ? { key: 'under-sixteen', weight: 'no', zh: '未满 16 周岁的不终止救助，由亲属接回或护送。', basis: SPECIAL }
        : { key: 'age-unknown', weight: 'first', zh: '年龄不清楚：先查清，未满 16 周岁的不终止救助。', basis: SPECIAL },
    )
  if (kind === 'terminated' && (guest.mindImpaired === 'yes' || guest.capacity === 'limited' || guest.capacity === 'none'))
    found.push({ key: 'mind', weight: 'no', zh: '有精神、智力障碍或不具完全行为能力的，不终止救助。', basis: SPECIAL })
  if (kind === 'settled' && !guest.settled)
    found.push({ key: 'not-settled', weight: 'first', zh: '还没有落户或安置的记录：先在“落户安置”里办。', basis: '大提升第13项' })
  if (kind === 'family' && guest.eighteen !== 'yes')
    found.push({
      key: 'guardian',
      weight: 'warn',
      zh: '未成年人交给监护人：先看家庭有没有监护能力，有伤害线索的先报告，不交接。',
      basis: '未成年人保护法：返家前评估监护',
    })
  if (kind === 'family') found.push(...relatives(guest))
  found.push(...body(guest, kind), ...leftBehind(guest, kind))
  return found
}

/** Every way of leaving with its answer, in the order of the form. */
export function optionsFor(guest: Guest): Option[] {
  return (Object.keys(leavingKinds) as LeavingKind[]).map((kind) => {
    const findings = findingsFor(guest, kind)
    const possible = findings.some((each) => each.weight === 'no')
      ? 'no'
      : findings.some((each) => each.weight === 'first')
        ? 'first'
        : 'yes'
    return { kind, possible, findings }
  })
}

/** The finding that stands in the way, the heaviest first; undefined when the way is open. */
export function obstacle(findings: readonly Finding[]): Finding | undefined {
  return findings.find((each) => each.weight === 'no') ?? findings.find((each) => each.weight === 'first')
}

/** Whether consent of the station has to be told: sixteen full but not surely eighteen, and no duty leader has decided. */
export function needsConsent(guest: Guest): boolean {
  return guest.sixteen === 'yes' && guest.eighteen !== 'yes'
}
