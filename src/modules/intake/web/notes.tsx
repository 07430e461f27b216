/** What stands under the groups of the one-page reception: warnings, carried-over values, ways out. */
import { ActionDialog, Button, Muted, Tag, useAsk } from '#web/ui/index.ts'
import { handoverForm } from '../schema-steps.ts'
import { keepForm } from '../schema-belongings.ts'
import { refuseForm, transferForm, withdrawForm } from '../schema-end.ts'
import type { CarriedOver, ReceptionAnswer, Stated } from './answers.ts'
import { cannotRefuse, RefuseIntro } from './buttons.tsx'

/** The dialogs that a half-filled page can open; the page is kept as a reception first, so that nothing is lost. */
export type Side = 'handover' | 'belongings' | 'transfer' | 'refuse' | 'withdraw'

export type Draft = Record<string, unknown>

const OFFICIAL = ['police', 'city-management']

export function ArrivalNote({
  draft,
  reception,
  onOpen,
}: {
  draft: Draft
  reception: ReceptionAnswer | undefined
  onOpen(side: Side): void
}) {
  if (!OFFICIAL.includes(String(draft['arrival']))) return null
  return (
    <div className="intake-note g-row">
      {reception?.handover ? (
        <Tag tone="grn">✓ 护送交接已双签</Tag>
      ) : (
        <>
          <Tag tone="amb">护送交接未签</Tag>
          <Button size="small" onClick={() => onOpen('handover')}>
            签护送交接
          </Button>
        </>
      )}
      <Muted>
        {reception ? '' : '路上已经双签了交接单的，登记后自动对上，不用再签。'}
        大提升 第12项：交接在受理之前；夜里来不及的先收人，补签记为迟办
      </Muted>
    </div>
  )
}

/** The number is looked at while it is typed; a wrong one is kept all the same. */
export function NumberNote({ draft }: { draft: Draft }) {
  const number = typeof draft['idNumber'] === 'string' ? draft['idNumber'].trim() : ''
  const asked = useAsk<{ level: string; sentence: string; sex: string | null; birth: string | null }>(
    'intake.read-number',
    { number },
    { enabled: number.length >= 15 && number.length <= 64 },
  )
  if (number.length < 15 || !asked.data) return null
  const { sentence, sex, birth } = asked.data
  if (sentence) return <Tag tone="amb">{sentence}</Tag>
  return (
    <Muted>{`校验通过${birth ? `：${birth} 生` : ''}${sex ? `，${sex === 'male' ? '男' : '女'}` : ''}；出生和性别不用再填`}</Muted>
  )
}

/** Values that are known but shown masked, and earlier stays. */
export function CarriedNote({
  carried,
  chosen,
}: {
  carried: Pick<CarriedOver, 'stated' | 'earlier' | 'lastLeft'> | undefined
  chosen: boolean
}) {
  if (!carried) return null
  const { earlier, lastLeft } = carried
  return (
    <div>
      <Muted>
        {chosen || earlier.count > 0 ? '绿底：沿用旧档，请当面核对。' : ''}
        {statedWords(carried.stated)}
      </Muted>
      {earlier.count > 0 ? (
        <p className="g-muted">
          来过 {earlier.count} 次{lastLeft ? `，上次：${lastLeft}` : ''}
          {earlier.withinMonth ? '；离站不到一个月又来，只作了解，不影响受理' : ''}
        </p>
      ) : null}
    </div>
  )
}

function statedWords({ idNumber, phone, kin }: Stated): string {
  const words = [
    typeof idNumber === 'string' ? `证件号 ${idNumber}` : '',
    typeof phone === 'string' ? `电话 ${phone}` : '',
    kin.length > 0 ? `亲属 ${kin.map((one) => `${one.relation}${one.name}`).join('、')}` : '',
  ].filter(Boolean)
  return words.length > 0 ? `已有（不改不用填）：${words.join('；')}` : ''
}

export function BodyNote({
  draft,
  reception,
  onOpen,
}: {
  draft: Draft
  reception: ReceptionAnswer | undefined
  onOpen(side: Side): void
}) {
  const hot = Number(draft['temperature']) >= 37.3
  return (
    <div className="intake-note g-row">
      {hot ? <Tag tone="red">发热：不进普通区，受理后安排观察区</Tag> : null}
      <Button size="small" icon="bag" onClick={() => onOpen('belongings')}>
        保管物品
      </Button>
      <Muted>
        {reception && reception.belongingsLeft > 0 ? `已保管 ${reception.belongingsLeft} 件` : '生活必需品本人带着，其余清点双签'}
      </Muted>
    </div>
  )
}

/** Ways other than help in this station; each with its own form. */
export function DecisionNote({ reception, onOpen }: { reception: ReceptionAnswer | undefined; onOpen(side: Side): void }) {
  const stopped = reception ? cannotRefuse(reception) : undefined
  return (
    <div className="intake-note g-row">
      <Muted>其他去向：</Muted>
      <Button size="small" onClick={() => onOpen('transfer')}>
        移交公安、他站
      </Button>
      <Button size="small" onClick={() => onOpen('withdraw')}>
        放弃求助
      </Button>
      <Button size="small" look="danger" impossible={stopped} onClick={() => onOpen('refuse')}>
        不予救助（须法定情形）
      </Button>
      {stopped ? <Muted>{stopped}</Muted> : null}
    </div>
  )
}

const dialogs = {
  handover: { action: 'intake.sign-handover', of: handoverForm, title: '签护送交接', ends: false },
  belongings: { action: 'intake.keep-belongings', of: keepForm, title: '保管物品', ends: false },
  transfer: { action: 'intake.transfer', of: transferForm, title: '移交其他单位', ends: true },
  refuse: { action: 'intake.refuse', of: refuseForm, title: '出具不予救助通知书', ends: true },
  withdraw: { action: 'intake.withdraw', of: withdrawForm, title: '记放弃求助', ends: true },
} as const

interface SideDialogProps {
  side: Side
  fileId: string
  draft: Draft
  onClose(): void
  /** The reception came to its end by this dialog. */
  onEnd(): void
}

/** The form behind one of those buttons, for a reception that is kept already. */
export function SideDialog({ side, fileId, draft, onClose, onEnd }: SideDialogProps) {
  const { action, of, title, ends } = dialogs[side]
  const initial = initialOf(side, draft)
  return (
    <ActionDialog
      open
      onClose={onClose}
      action={action}
      of={of as never}
      title={title}
      fixed={{ fileId } as never}
      initial={initial as never}
      intro={side === 'refuse' ? <RefuseIntro /> : undefined}
      onDone={() => (ends ? onEnd() : undefined)}
    />
  )
}

/** What the page knows already. */
function initialOf(side: Side, draft: Draft): Draft {
  const { escortUnit: fromUnit, escortPerson: officer, foundPlace, secondStaff } = draft
  if (side === 'handover') return { fromUnit, officer, foundPlace }
  return side === 'belongings' ? { items: [{ quantity: 1 }], secondStaff } : {}
}
