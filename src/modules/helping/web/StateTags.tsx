import { Muted, Row, showDate, Tag } from '#web/ui/index.ts'
import type { ItemLine, ReferralLine } from './answers.ts'

const tones = { granted: 'grn', refused: 'amb' } as const

/** Where a referral stands, and for how long nobody said a word. */
export function ReferralTag({ referral }: { referral: ReferralLine }) {
  const tone = referral.late ? 'red' : (tones[referral.state as keyof typeof tones] ?? 'gry')
  return (
    <Row>
      <Tag tone={tone}>{referral.late ? `${referral.stateWord}，过期` : referral.stateWord}</Tag>
      {referral.closedAt === null ? (
        <Muted>
          {referral.silentDays > 0 ? `${referral.silentDays} 天没有消息` : '今天有消息'}
          {referral.reminders > 0 ? `，催过 ${referral.reminders} 次` : ''}
          {referral.raisedAt === null ? '' : '，已报上级'}
        </Muted>
      ) : null}
    </Row>
  )
}

const progress = ({ times, given }: ItemLine) => (times ? `已 ${given} / ${times} 次` : given > 0 ? `已 ${given} 次` : '')

export function ItemTag({ item }: { item: ItemLine }) {
  const tone = item.state === 'done' ? 'grn' : item.late ? 'red' : item.state === 'referred' ? 'amb' : 'gry'
  return (
    <Row>
      <Muted>
        {[progress(item), item.state === 'open' && item.dueOn ? `${showDate(item.dueOn)} 前` : ''].filter(Boolean).join('，')}
      </Muted>
      <Tag tone={tone}>{item.state === 'done' ? '✓ 办成' : item.stateWord}</Tag>
    </Row>
  )
}
