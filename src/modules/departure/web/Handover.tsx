import { useState } from 'react'
import {
  Answer,
  Banner,
  Empty,
  Facts,
  Form,
  Go,
  Page,
  Panel,
  say,
  showInstant,
  Stack,
  subjectPath,
  useAct,
  useAsk,
  useMay,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { alongs, handoverOnPhone } from '../schema-journey.ts'
import type { HandoverAnswer } from './answers.ts'
import './departure.css'

const closedWords = {
  'not-left': ['还没有离站', '先办离站，再签到达交接。'],
  alone: ['自行离站，不用交接', '没有人护送，也就没有要签的。'],
  'not-home': ['不是接送返乡', '这次离站没有要签的到达交接。'],
} as const

/** Arrival, signed on a phone: one column, large letters, what was promised to take along ready to be ticked. */
export default function Handover() {
  const { params } = useRoute()
  const fileId = params['fileId'] ?? ''
  const asked = useAsk<HandoverAnswer>('departure.handover-page', { fileId })
  return (
    <div className="departure-phone">
      <Page title="到达交接" sub={asked.data ? `${asked.data.name} ${asked.data.no}` : null}>
        <Answer of={asked}>{(answer) => <Told answer={answer} />}</Answer>
      </Page>
    </div>
  )
}

function Told({ answer }: { answer: HandoverAnswer }) {
  const now = useNow()
  const may = useMay()
  const toFile = may('people.file') ? <Go to={subjectPath('rescue-file', answer.fileId)}>看个案</Go> : null
  if (answer.closed === 'done')
    return (
      <Stack>
        <Banner tone="acc">
          {answer.doneBy}已于 {showInstant(answer.doneAt ?? 0, now)} 签好，不用再签。
        </Banner>
        <p>{answer.doneLine}</p>
        {toFile}
      </Stack>
    )
  if (answer.closed)
    return (
      <Empty title={closedWords[answer.closed][0]}>
        {closedWords[answer.closed][1]} {toFile}
      </Empty>
    )
  return (
    <Stack>
      <Panel>
        <Facts
          rows={[
            ['送到', answer.to ?? undefined],
            ['联系人', answer.contact ?? undefined],
            ['出发', answer.leftAt === null ? undefined : showInstant(answer.leftAt, now)],
            ['路上照顾', answer.needs ?? undefined],
            [
              '随带',
              answer.along.length > 0
                ? answer.along.map((each) => alongs[each as keyof typeof alongs] ?? each).join('、')
                : undefined,
            ],
            ['清单', answer.alongText ?? undefined],
            ['护送', answer.escorts.length > 0 ? answer.escorts.map((each) => each.name).join('、') : undefined],
          ]}
        />
      </Panel>
      <Sign answer={answer} />
    </Stack>
  )
}

function Sign({ answer }: { answer: HandoverAnswer }) {
  const acting = useAct('departure.sign-handover')
  const may = useMay()
  const now = useNow()
  // The time stands as it was when the page was opened.
  const [initial] = useState(() => ({
    fileId: answer.fileId,
    arrivedAt: Math.floor(now / 60_000) * 60_000,
    ...(answer.to ? { receivedBy: answer.to } : {}),
  }))
  if (!may('departure.sign-handover')) return <Empty title="您不能签交接">请护送人员或接待员来签。</Empty>
  return (
    <Form
      of={handoverOnPhone}
      columns={1}
      hidden={['fileId']}
      initial={initial}
      draftKey={`handover:${answer.fileId}`}
      submitLabel="签好交接"
      busy={acting.busy}
      onSubmit={async (form) => {
        const outcome = await acting.send(form)
        if (!outcome.ok) return outcome.refusal
        say('交接已签好')
        return null
      }}
    />
  )
}
