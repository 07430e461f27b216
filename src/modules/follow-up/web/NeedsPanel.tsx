import { Answer, Banner, Empty, Muted, Panel, Row, showInstant, Stack, Tag, useNow } from '#web/ui/index.ts'
import { needWord } from '../rules-referral.ts'
import { harms } from '../words-needs.ts'
import { useNeeds } from './needs-answers.ts'
import { ListHousehold, ReferralButtons, Refer, TellingButtons } from './needs-buttons.tsx'
import { stateTag } from './Needs.tsx'

/** On a file: what this person needs, with whom it lies, what came of it. */
export default function NeedsPanel({ subjectId }: { subjectId: string }) {
  const asked = useNeeds(subjectId)
  const now = useNow()
  return (
    <Answer of={asked}>
      {({ referrals, tellings, hardshipAt }) => (
        <Panel title="需要与转介" right={<Muted>{referrals.filter((each) => each.closedAt === null).length} 件没办完</Muted>}>
          <Stack>
            {hardshipAt === null ? null : <Banner>{showInstant(hardshipAt, now)} 发现困难，还没有转介。</Banner>}
            {referrals.length === 0 ? (
              <Empty title="还没有转介过">低保、就医、就学、落户……发现需要就转给能办的单位。</Empty>
            ) : null}
            {referrals.map((each) => (
              <div key={each.referralId}>
                <Row>
                  <b>{needWord(each.need)}</b>
                  {stateTag(each)}
                </Row>
                <p>
                  {each.to} <Muted>{showInstant(each.madeAt, now)} 转</Muted>
                  {each.closedAt === null && each.silentDays > 0 ? <Muted>，{each.silentDays} 天没有消息</Muted> : null}
                </p>
                {each.answer ? <p>{each.answer}</p> : null}
                <ReferralButtons referral={each} />
              </div>
            ))}
            <Row>
              <Refer subjectId={subjectId} />
              <ListHousehold subjectId={subjectId} />
            </Row>
            {tellings.map((each) => (
              <div key={each.tellingId}>
                <Row>
                  <b>报公安：{harms[each.kind as keyof typeof harms]}</b>
                  <Tag tone={each.answeredAt === null ? 'amb' : each.filed ? 'grn' : 'gry'}>
                    {each.answeredAt === null ? '等答复' : each.filed ? '立案' : '不立案'}
                  </Tag>
                </Row>
                <p>
                  {each.police} <Muted>{showInstant(each.toldAt, now)}</Muted>
                </p>
                {each.answer ? <p>{each.answer}</p> : null}
                <TellingButtons telling={each} />
              </div>
            ))}
          </Stack>
        </Panel>
      )}
    </Answer>
  )
}
