import { Go, Muted, Panel, Row, Stack, Tag, useAsk } from '#web/ui/index.ts'
import { needWord } from '../rules-referral.ts'
import type { ReferralsAnswer } from './needs-answers.ts'

/** On the home page of an office: needs handed to it that wait for its answer. Nothing when there are none. */
export default function HomeNeeds() {
  const asked = useAsk<ReferralsAnswer>('follow-up.referrals', { mine: true })
  const waiting = asked.data?.items ?? []
  if (waiting.length === 0) return null
  return (
    <Panel title="要本单位答复的转介" right={<Go to="/follow-up/needs">全部 {asked.data?.total} 件</Go>}>
      <Stack>
        {waiting.slice(0, 6).map((each) => (
          <Row key={each.referralId}>
            <b>{each.name}</b>
            {needWord(each.need)}
            <Muted>{each.silentDays} 天没有消息</Muted>
            {each.silent ? <Tag tone="red">久没答复</Tag> : null}
          </Row>
        ))}
      </Stack>
    </Panel>
  )
}
