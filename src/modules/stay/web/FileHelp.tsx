import { ActionButton, Answer, Empty, Facts, Panel, showDate, showInstant, Stack, Tag, useAsk, useNow } from '#web/ui/index.ts'
import { endBehaviourForm, finishTrainingForm, reviewBehaviourForm } from '../schema.ts'
import type { StayOfFile } from './answers.ts'

/** Training and work, behaviour plans, extensions: what was begun and what became of it. */
export default function FileHelp({ subjectId }: { subjectId: string }) {
  const asked = useAsk<StayOfFile>('stay.file', { fileId: subjectId })
  return (
    <Panel title="培训、行为方案、延期">
      <Answer of={asked}>
        {(stay) =>
          stay.trainings.length + stay.plans.length + stay.extensions.length === 0 ? (
            <Empty title="都没有">有劳动能力且自愿的，可安排技能培训；特殊情况可延长救助并报备。</Empty>
          ) : (
            <Stack>
              {stay.plans.map((plan) => (
                <Plan key={plan.id} plan={plan} />
              ))}
              {stay.trainings.map((training) => (
                <Training key={training.id} training={training} />
              ))}
              {stay.extensions.map((each) => (
                <Extension key={each.id} extension={each} />
              ))}
            </Stack>
          )
        }
      </Answer>
    </Panel>
  )
}

function Plan({ plan }: { plan: StayOfFile['plans'][number] }) {
  const now = useNow()
  const fixed = { planId: plan.id }
  return (
    <section>
      <div className="g-row g-between">
        <h3>行为约束和矫治：防止{plan.groundWords}</h3>
        <Tag tone={plan.running ? 'amb' : 'gry'}>{plan.running ? `${showDate(plan.reviewOn, now)} 前复核` : '已终止'}</Tag>
      </div>
      <Facts
        rows={[
          ['为什么', plan.reason],
          ['措施', plan.measures.join('、')],
          ['怎么做', plan.how],
          ['告知', plan.told ?? undefined],
          ['制定', `${showInstant(plan.madeAt, now)} ${plan.by}`],
          ['终止', plan.endedAt === null ? undefined : `${showInstant(plan.endedAt, now)} ${plan.endedReason ?? ''}`],
        ]}
      />
      {plan.reviews.map((review) => (
        <p key={review.id} className="g-muted">
          {showInstant(review.at, now)} {review.by} 复核：{review.finding}
        </p>
      ))}
      {plan.running ? (
        <div className="g-row">
          <ActionButton action="stay.review-behaviour" of={reviewBehaviourForm} title="复核方案" fixed={fixed} size="small" />
          <ActionButton action="stay.end-behaviour" of={endBehaviourForm} title="终止方案" fixed={fixed} size="small" />
        </div>
      ) : null}
    </section>
  )
}

function Training({ training }: { training: StayOfFile['trainings'][number] }) {
  const now = useNow()
  return (
    <section>
      <div className="g-row g-between">
        <h3>
          {training.kindWords}：{training.topic}
        </h3>
        <Tag tone={training.result === 'ongoing' ? 'amb' : 'grn'}>{training.resultWords}</Tag>
      </div>
      <p className="g-muted">
        {showDate(training.beganOn, now)} — {training.endedOn ? showDate(training.endedOn, now) : '现在'}
        {training.hours === null ? '' : `，${training.hours} 课时`}
        {training.givenBy ? `，${training.givenBy}` : ''}
        {training.note ? `，${training.note}` : ''}
      </p>
      {training.result === 'ongoing' ? (
        <ActionButton
          action="stay.finish-training"
          of={finishTrainingForm}
          title="记结果"
          fixed={{ trainingId: training.id }}
          size="small"
        />
      ) : null}
    </section>
  )
}

function Extension({ extension }: { extension: StayOfFile['extensions'][number] }) {
  const now = useNow()
  return (
    <section>
      <div className="g-row g-between">
        <h3>延长救助至 {showDate(extension.until, now)}</h3>
        {extension.acknowledgedAt === null ? (
          <Tag tone="amb">已报，待备案</Tag>
        ) : (
          <Tag tone="grn">{extension.acknowledgedBy} 已备案</Tag>
        )}
      </div>
      <p className="g-muted">
        {extension.groundWords}，{extension.approvedBy} {showInstant(extension.filedAt, now)}
      </p>
    </section>
  )
}
