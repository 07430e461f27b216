import type { ReactNode } from 'react'
import {
  Answer,
  Facts,
  Go,
  Muted,
  Page,
  Panel,
  PaperButton,
  showDate,
  showInstant,
  Stack,
  subjectPath,
  useAsk,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import type { ReferralPage } from './answers.ts'
import { ReferralButtons } from './referral-buttons.tsx'
import { ReferralTag } from './StateTags.tsx'

/** One service asked of one organisation: all that it sees, and how it went. */
export default function Referral() {
  const { params } = useRoute()
  const referralId = params['referralId'] ?? ''
  const asked = useAsk<ReferralPage>('helping.referral', { referralId })
  return (
    <Page title={asked.data?.title ?? '转介'} sub={asked.data ? `${asked.data.sender} 请 ${asked.data.to} 办` : undefined}>
      <Answer of={asked}>{(data) => <Shown data={data} />}</Answer>
    </Page>
  )
}

function Shown({ data }: { data: ReferralPage }) {
  const now = useNow()
  const child = data.childId && data.child ? <Go to={subjectPath('child-file', data.childId)}>{data.child}</Go> : null
  const rows: [string, ReactNode][] = [
    ['孩子', child ?? data.name ?? '转介单位没有告知姓名'],
    ['年龄', data.age ?? '没有告知'],
    ['请办什么', data.asks ?? ''],
    ['期限', data.dueOn ? showDate(data.dueOn) : '没有定'],
    ['联系人', [data.contact, data.call].filter(Boolean).join('，')],
    ...(data.answer ? ([['答复', data.answer]] as [string, ReactNode][]) : []),
    ...(data.times ? ([['次数', `已 ${data.sessions} / ${data.times} 次`]] as [string, ReactNode][]) : []),
  ]
  return (
    <Stack>
      <Panel
        title="这一件"
        right={
          <PaperButton query="helping.paper-referral" params={{ referralId: data.referralId }} size="small">
            打印转介单
          </PaperButton>
        }
      >
        <Stack>
          <ReferralTag referral={data} />
          <Facts rows={rows} />
          {data.mine && !data.follows ? (
            <Muted>只用于办这一件，不转给他人。孩子的个案对本单位封闭，其他情况请问联系人。</Muted>
          ) : null}
          <ReferralButtons referral={data} answers={data.mine} follows={data.follows} />
        </Stack>
      </Panel>
      {data.given.length > 0 ? (
        <Panel title="办过的" right={<Muted>{`${data.given.length} 次`}</Muted>}>
          <ul className="g-stack">
            {data.given.map((each) => (
              <li key={each.givenId}>
                <Muted>{showInstant(each.at, now)}</Muted> {each.what}
                {each.next ? <Muted>，下次 {showDate(each.next)}</Muted> : null}
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
      <Panel title="经过">
        <ul className="g-stack">
          {data.course.map((step) => (
            <li key={`${step.at}${step.what}`}>
              <Muted>{showInstant(step.at, now)}</Muted> <b>{step.what}</b> <Muted>{step.by}</Muted>
              {step.words ? <p>{step.words}</p> : null}
            </li>
          ))}
        </ul>
      </Panel>
    </Stack>
  )
}
