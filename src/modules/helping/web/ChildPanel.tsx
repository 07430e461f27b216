import {
  ActionButton,
  Answer,
  Banner,
  Empty,
  Facts,
  Go,
  GroupHead,
  Muted,
  Panel,
  PaperButton,
  Row,
  showDate,
  showInstant,
  Stack,
  Tag,
  useNow,
} from '#web/ui/index.ts'
import { addItemForm, changePlanForm, dropItemForm, endPlanForm, finishItemForm } from '../schema.ts'
import { needWord } from '../words.ts'
import { type ChildAnswer, type ItemLine, type PlanAnswer, running, useChildHelp } from './answers.ts'
import { ReferService } from './buttons.tsx'
import { ServicePicker } from './pickers.tsx'
import { ReferralButtons } from './referral-buttons.tsx'
import { ItemTag, ReferralTag } from './StateTags.tsx'

/** A child's plan with the departments that do each item, what was asked of whom, and what was given. */
export default function ChildPanel({ subjectId }: { subjectId: string }) {
  const asked = useChildHelp(subjectId)
  const plan = asked.data?.plan
  return (
    <Panel title="帮扶方案" right={plan ? <Muted>{`${plan.all} 项，办成 ${plan.done}`}</Muted> : undefined}>
      <Answer of={asked}>{(data) => <Shown data={data} childId={subjectId} />}</Answer>
    </Panel>
  )
}

function Shown({ data, childId }: { data: ChildAnswer; childId: string }) {
  const { plan, referrals, may } = data
  const loose = referrals.filter((each) => !plan?.items.some((item) => item.referralId === each.referralId))
  return (
    <Stack>
      {data.needs.length > 0 && !running(plan) ? (
        <Banner>
          评估发现需要：{data.needs.map(needWord).join('、')}。{may.plan ? '请制定方案或转介。' : ''}
        </Banner>
      ) : null}
      {plan ? <Plan plan={plan} data={data} childId={childId} /> : null}
      {!plan && referrals.length === 0 && data.given.length === 0 ? (
        <Empty title="还没有帮扶方案">{may.plan ? '从“制定帮扶方案”开始，或直接转介一项服务。' : '由个案主管制定。'}</Empty>
      ) : null}
      {may.plan && !data.closed && data.suggested.length > 0 && !plan?.items.length ? (
        <Row>
          <Muted>按需要可转介：</Muted>
          {data.suggested.slice(0, 6).map((each) => (
            <ReferService key={each.service} childId={childId} service={each.service} size="small" />
          ))}
        </Row>
      ) : null}
      {loose.length > 0 ? <GroupHead title="转介" count={loose.length} /> : null}
      {loose.map((each) => (
        <div key={each.referralId}>
          <Row between>
            <span>
              <Go to={`/helping/referral/${each.referralId}`}>{each.title}</Go> <Muted>{each.to}</Muted>
            </span>
            <ReferralTag referral={each} />
          </Row>
          {each.answer ? <p>{each.answer}</p> : null}
          {may.plan ? <ReferralButtons referral={each} answers={false} follows /> : null}
        </div>
      ))}
      <Given data={data} />
    </Stack>
  )
}

function Plan({ plan, data, childId }: { plan: PlanAnswer; data: ChildAnswer; childId: string }) {
  const now = useNow()
  const live = running(plan) && data.may.plan && !data.closed
  return (
    <Stack>
      <Facts
        rows={[
          ['目标', plan.goals],
          ...(plan.childSays ? [['本人的想法', `“${plan.childSays}”`] as [string, string]] : []),
          ...(plan.familySays ? [['家里的意见', plan.familySays] as [string, string]] : []),
          ['制定', `${showInstant(plan.madeAt, now)}，${plan.by}`],
          ...(plan.outcome ? [['成效', plan.outcome] as [string, string]] : []),
        ]}
      />
      {plan.endReason ? <Tag tone="gry">已结束：{plan.endReason}</Tag> : null}
      {plan.reviewOn && !plan.endReason ? (
        <Muted>
          {showDate(plan.reviewOn)} 检查方案{plan.reviewLate ? '，已过期' : ''}
        </Muted>
      ) : null}
      <ul className="g-stack">
        {plan.items.map((each) => (
          <Item key={each.itemId} item={each} data={data} childId={childId} live={live} />
        ))}
      </ul>
      <Row>
        {live ? (
          <>
            <ActionButton
              action="helping.add-item"
              of={addItemForm}
              title="加帮扶项目"
              size="small"
              fixed={{ planId: plan.planId }}
              pickers={{ service: ServicePicker }}
            />
            <ActionButton
              action="helping.change-plan"
              of={changePlanForm}
              title="改帮扶方案"
              size="small"
              fixed={{ planId: plan.planId }}
            />
            <ActionButton
              action="helping.end-plan"
              of={endPlanForm}
              title="结束方案"
              size="small"
              fixed={{ planId: plan.planId }}
            />
          </>
        ) : null}
        <PaperButton query="helping.paper-plan" params={{ planId: plan.planId }} size="small">
          打印方案
        </PaperButton>
        {data.earlier > 0 ? <Muted>以前还有 {data.earlier} 份方案</Muted> : null}
      </Row>
    </Stack>
  )
}

function Item({ item, data, childId, live }: { item: ItemLine; data: ChildAnswer; childId: string; live: boolean }) {
  const referral = data.referrals.find((each) => each.referralId === item.referralId)
  const open = item.state === 'open' || item.state === 'referred'
  return (
    <li>
      <Row between>
        <span>
          {referral ? <Go to={`/helping/referral/${referral.referralId}`}>{item.title}</Go> : item.title}{' '}
          <Muted>{item.who ?? ''}</Muted>
        </span>
        <ItemTag item={item} />
      </Row>
      {item.goal ? <Muted>{item.goal}</Muted> : null}
      {item.outcome ? <p>{item.outcome}</p> : null}
      {live && open ? (
        <Row>
          {item.state === 'open' ? (
            <ReferService childId={childId} service={item.service} itemId={item.itemId} dueOn={item.dueOn} size="small" />
          ) : null}
          {referral ? <ReferralButtons referral={referral} answers={false} follows /> : null}
          <ActionButton
            action="helping.finish-item"
            of={finishItemForm}
            title="办成"
            size="small"
            fixed={{ itemId: item.itemId }}
          />
          <ActionButton
            action="helping.drop-item"
            of={dropItemForm}
            title="不再办"
            size="small"
            fixed={{ itemId: item.itemId }}
          />
        </Row>
      ) : null}
    </li>
  )
}

function Given({ data }: { data: ChildAnswer }) {
  const now = useNow()
  if (data.given.length === 0) return null
  return (
    <Stack>
      <GroupHead title="已经给予的" count={data.given.length} />
      <ul className="g-stack">
        {data.given.slice(0, 12).map((each) => (
          <li key={each.givenId}>
            <b>{each.title}</b> <Muted>{showInstant(each.at, now)}</Muted>
            {each.what ? <p>{each.what}</p> : null}
            <Muted>
              {[each.by ?? each.organisation, each.next ? `下次 ${showDate(each.next)}` : ''].filter(Boolean).join('，')}
            </Muted>
          </li>
        ))}
      </ul>
    </Stack>
  )
}
