import { Banner, Facts, Muted, showDate, showInstant, Stack, Tag, useNow } from '#web/ui/index.ts'
import { costKinds, bearers, conclusions, escortRoles, funds, means, whose } from '../schema-journey.ts'
import { raiseLevels, raiseResults } from '../schema-letters.ts'
import { type CostAnswer, type JourneyAnswer, yuan } from './answers.ts'

const tones = {
  drafted: 'amb',
  approved: 'acc',
  'under-way': 'acc',
  refused: 'red',
  arrived: 'grn',
  gone: 'grn',
  cancelled: 'gry',
} as const
const word = (words: Record<string, string>, key: string) => words[key] ?? key

/** The way home as it stands: plan and route, who goes along, letters and answers, the ladder, what happened, what it cost. */
export function Journey({ journey }: { journey: JourneyAnswer }) {
  const now = useNow()
  const { plan, escorts, letters, answers, relatives, refusal, exceptions, costs } = journey
  return (
    <Stack>
      {plan ? (
        <Facts
          rows={[
            [
              '方案',
              <>
                <Tag tone={tones[plan.state as keyof typeof tones] ?? 'gry'}>{plan.stateTitle}</Tag> {word(means, plan.means)}
                {plan.routeTitle ? `，${plan.routeTitle}` : ''}
              </>,
            ],
            [
              '回哪里',
              [plan.origin, plan.organisation?.name].filter((each, at, all) => each && all.indexOf(each) === at).join('，') ||
                undefined,
            ],
            [
              '日期',
              plan.plannedOn
                ? `${showDate(plan.plannedOn, now)} 走${plan.arrivesOn ? `，${showDate(plan.arrivesOn, now)} 到` : ''}`
                : undefined,
            ],
            ['详细', plan.line ?? undefined],
            [
              '护送',
              escorts.length > 0
                ? escorts
                    .map(
                      (each) =>
                        `${each.name}${each.role ? `（${word(escortRoles, each.role)}）` : ''}${each.phone ? ` ${each.phone}` : ''}`,
                    )
                    .join('、')
                : undefined,
            ],
          ]}
        />
      ) : null}
      {relatives ? (
        <p>
          <Tag tone={relatives.conclusion === 'confirmed' ? 'grn' : 'red'}>{word(conclusions, relatives.conclusion)}</Tag>{' '}
          {relatives.line} <Muted>{showInstant(relatives.at, now)}</Muted>
        </p>
      ) : null}
      {letters.map((letter) => (
        <p key={`${letter.no}:${letter.sentAt}`}>
          {letter.kind === 'ask' ? '函商' : '告知'} {letter.no} {letter.to} <Muted>{showInstant(letter.sentAt, now)}</Muted>
        </p>
      ))}
      {answers.map((answer) => (
        <p key={answer.at}>
          <Tag tone={answer.accepts ? 'grn' : 'red'}>{answer.accepts ? '同意接收' : '不予接收'}</Tag> {answer.from} {answer.line}{' '}
          <Muted>{showInstant(answer.at, now)}</Muted>
        </p>
      ))}
      {refusal ? <Ladder refusal={refusal} /> : null}
      {exceptions.map((each) => (
        <Banner key={`${each.kind}:${each.at}`}>
          <b>{each.title}</b> {each.line} <Muted>{showInstant(each.at, now)}</Muted>
        </Banner>
      ))}
      {costs.length > 0 ? <Costs costs={costs} /> : null}
    </Stack>
  )
}

function Ladder({ refusal }: { refusal: NonNullable<JourneyAnswer['refusal']> }) {
  const now = useNow()
  return (
    <div>
      <p>
        <Tag tone={refusal.open ? 'red' : 'grn'}>{refusal.stateTitle}</Tag> {refusal.line}{' '}
        <Muted>{showInstant(refusal.refusedAt, now)}</Muted>
      </p>
      {refusal.steps.length > 0 ? (
        <ol className="departure-ladder" aria-label="逐级上报">
          {refusal.steps.map((step) => (
            <li key={`${step.level}:${step.raisedAt}`}>
              {word(raiseLevels, step.level)} <Muted>{showInstant(step.raisedAt, now)}</Muted>{' '}
              {step.result ? (
                <Tag tone={step.result === 'cannot-settle' ? 'amb' : 'grn'}>{word(raiseResults, step.result)}</Tag>
              ) : (
                <Tag tone="amb">等答复</Tag>
              )}{' '}
              {step.answer}
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  )
}

/** Costs in lines with their sum; the same for one file and for a month. */
export function Costs({ costs }: { costs: CostAnswer[] }) {
  const sum = costs.reduce((all, each) => all + each.fen, 0)
  return (
    <table className="departure-costs">
      <thead>
        <tr>
          <th>费用</th>
          <th>谁的</th>
          <th>从哪里出</th>
          <th>由谁承担</th>
          <th>金额（元）</th>
        </tr>
      </thead>
      <tbody>
        {costs.map((each) => (
          <tr key={[each.kind, each.whose, each.fund, each.chargedTo].join(':')}>
            <td>{word({ ...costKinds, ticket: '车票' }, each.kind)}</td>
            <td>{word(whose, each.whose)}</td>
            <td>{word(funds, each.fund)}</td>
            <td>{word(bearers, each.chargedTo)}</td>
            <td>{yuan(each.fen)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4}>合计</td>
          <td>{yuan(sum)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
