import { useState } from 'react'
import {
  ActionButton,
  Answer,
  Banner,
  Columns,
  Empty,
  Form,
  Go,
  Muted,
  Page,
  Panel,
  Row,
  say,
  Stack,
  subjectPath,
  Tag,
  useAct,
  useAsk,
  useRoute,
} from '#web/ui/index.ts'
import { decideAgeForm, type LeavingKind, leaveForm } from '../schema.ts'
import {
  isHandedOver,
  isOpenPlan,
  useJourney,
  type FileAnswer,
  type Finding,
  type OptionAnswer,
  type OptionsAnswer,
  useOptions,
} from './answers.ts'
import { Approve, Escorts, journeyKnown, Plan, Relatives } from './buttons.tsx'
import { Papers } from './FilePanel.tsx'
import { Journey } from './Journey.tsx'
import { Tickets } from './Tickets.tsx'
import './departure.css'

const words = { yes: '可以办', first: '先补', no: '不能办' } as const
const tones = { yes: 'grn', first: 'amb', no: 'gry' } as const

/** Leaving: every way with its answer and reason, and the form of the way chosen. */
export default function Leave() {
  const { params } = useRoute()
  const fileId = params['fileId'] ?? ''
  const asked = useOptions(fileId)
  const name = asked.data?.name
  return (
    <Page
      title={name ? `${name} 离站` : '办离站'}
      sub={asked.data ? <Go to={subjectPath('rescue-file', fileId)}>{asked.data.no}</Go> : null}
    >
      <Answer of={asked}>{(answer) => (answer.open ? <Ways answer={answer} /> : <Done answer={answer} />)}</Answer>
    </Page>
  )
}

function Ways({ answer }: { answer: OptionsAnswer }) {
  const { fileId } = answer
  const { search, setSearch } = useRoute()
  const kind = search['kind'] as LeavingKind | undefined
  const chosen = answer.options.find((each) => each.kind === kind)
  const file = useAsk<FileAnswer>('departure.file', { fileId })
  const shared = sharedObstacles(answer.options)
  const sharedKeys = new Set(shared.map((finding) => finding.key))
  return (
    <Columns layout="main-side">
      <Stack>
        <Panel title="怎么走" sub="救助自愿：站里不限制离开，但要看清谁可以自己走">
          {shared.map((finding) => (
            <Banner key={finding.key}>
              {finding.zh} <Muted>{finding.basis}</Muted>
            </Banner>
          ))}
          <div role="radiogroup" aria-label="离站方式">
            {answer.options.map((option) => (
              <Way
                key={option.kind}
                option={option}
                shared={sharedKeys}
                chosen={option.kind === kind}
                onChoose={() => setSearch({ kind: option.kind })}
              />
            ))}
          </div>
        </Panel>
        {chosen ? <LeaveForm key={chosen.kind} answer={answer} option={chosen} /> : null}
      </Stack>
      <Stack>
        <PlanPanel fileId={fileId} />
        {answer.mayDecideAge ? (
          <Panel title="年龄">
            <p>只有目测年龄，看上去至少 18 岁。查不到出生年月的，由值班长认定明显满 16 岁。</p>
            <ActionButton action="departure.decide-age" of={decideAgeForm} title="认定明显满16岁" fixed={{ fileId }} />
          </Panel>
        ) : null}
        <Panel title="随身物品">
          {answer.kept === 0 ? (
            <Muted>没有还在保管的物品。</Muted>
          ) : (
            <p>
              还保管着 {answer.kept} 件。<Go to={subjectPath('rescue-file', fileId)}>到个案页发还</Go>
            </p>
          )}
        </Panel>
        <Panel title="车票">
          {answer.earlierTickets > 0 ? (
            <Banner>一年内以往在站领过 {answer.earlierTickets} 张车票。这是提醒，不是不给的理由。</Banner>
          ) : null}
          <Tickets fileId={fileId} tickets={answer.tickets} open to={answer.suggested.origin} />
        </Panel>
        <Panel title="文书">
          <Answer of={file}>{(told) => <Papers file={told} fileId={fileId} />}</Answer>
        </Panel>
      </Stack>
    </Columns>
  )
}

/** What stands in most ways alike (things kept, a hospital bed) is said once, above. */
function sharedObstacles(options: OptionAnswer[]): Finding[] {
  const all = options.flatMap((option) => option.findings.filter((finding) => finding.weight === 'first'))
  const often = all.filter((finding) => all.filter((each) => each.key === finding.key).length > options.length / 2)
  return [...new Map(often.map((finding) => [finding.key, finding])).values()]
}

function Way({
  option,
  shared,
  chosen,
  onChoose,
}: {
  option: OptionAnswer
  shared: ReadonlySet<string>
  chosen: boolean
  onChoose(): void
}) {
  const { kind, title, possible, findings } = option
  const obstacles = findings.filter((finding) => finding.weight !== 'warn')
  const own = obstacles.filter((finding) => !shared.has(finding.key))
  return (
    <label className="departure-way">
      <input type="radio" name="way" value={kind} checked={chosen} onChange={onChoose} />
      <b>{title}</b>
      <Tag tone={tones[possible]}>{words[possible]}</Tag>
      <span>
        {own.map((finding) => (
          <span key={finding.key}>
            {finding.zh} <Muted>{finding.basis}</Muted>{' '}
          </span>
        ))}
        {own.length === 0 && obstacles.length > 0 ? <Muted>先办上面这一步</Muted> : null}
      </span>
    </label>
  )
}

/** The plan beside the ways: who leaves by it finds it approved, its escorts named. */
function PlanPanel({ fileId }: { fileId: string }) {
  const asked = useJourney(fileId)
  const journey = asked.data
  if (!journey) return null
  const open = isOpenPlan(journey.plan?.state)
  return (
    <Panel title="返乡方案">
      <Stack>
        {open ? <Journey journey={journey} /> : <Muted>还没有方案。护送返乡的，先定方案、批准、定护送人员。</Muted>}
        <Row>
          <Plan subjectId={fileId} />
          <Approve subjectId={fileId} />
          <Escorts subjectId={fileId} />
          <Relatives subjectId={fileId} />
        </Row>
      </Stack>
    </Panel>
  )
}

function LeaveForm({ answer, option }: { answer: OptionsAnswer; option: OptionAnswer }) {
  const journey = useJourney(answer.fileId)
  const acting = useAct<{ warnings?: string[] }>('departure.leave')
  const [known] = useState(() => journeyKnown(answer))
  const stop = option.findings.find((each) => each.weight !== 'warn')
  // Drawn once the plan is known: a form keeps what it began with.
  if (journey.isPending) return null
  const named = option.kind === 'escort' || option.kind === 'other-station' ? (journey.data?.escorts ?? []) : []
  const escorts = named.length > 0 ? { escorts: named.map(({ name, sex }) => ({ name, sex })) } : {}
  if (stop) {
    return (
      <Panel title={option.title}>
        <Empty title={option.possible === 'no' ? '这种方式办不了' : '先补这一步'}>
          {stop.zh}（{stop.basis}）
        </Empty>
      </Panel>
    )
  }
  return (
    <Panel title={option.title}>
      {option.findings.map((finding) => (
        <Banner key={finding.key}>
          请注意：{finding.zh} <Muted>{finding.basis}</Muted>
        </Banner>
      ))}
      {option.kind === 'escort' && journey.data?.plan?.state === 'drafted' ? (
        <Banner>返乡方案还没有批准：先请值班长批准，再办护送返乡。</Banner>
      ) : null}
      <Form
        of={leaveForm}
        hidden={['fileId', 'kind']}
        initial={{ fileId: answer.fileId, kind: option.kind, ...known, ...escorts }}
        carried={new Set(Object.keys(known))}
        draftKey={`leave:${answer.fileId}:${option.kind}`}
        submitLabel={`办理${option.title}`}
        busy={acting.busy}
        onSubmit={async (form) => {
          const outcome = await acting.send(form)
          if (!outcome.ok) return outcome.refusal
          say(`已办：${option.title}`)
          return null
        }}
      />
    </Panel>
  )
}

function Done({ answer }: { answer: OptionsAnswer }) {
  const asked = useAsk<FileAnswer>('departure.file', { fileId: answer.fileId })
  return (
    <Panel title="离站手续">
      <Answer of={asked}>
        {(file) =>
          file.leaving ? (
            <Stack>
              <p>
                已办：{file.leaving.title}。{file.leaving.note}
              </p>
              <Papers file={file} fileId={answer.fileId} />
              <p>
                床位会自动腾出。
                {isHandedOver(file.leaving) && file.leaving.handedOverAt === null ? (
                  <>
                    到了以后<Go to={`/handover/${answer.fileId}`}>签到达交接</Go>。
                  </>
                ) : null}
                {file.leaving.sentHome && file.leaving.originToldAt === null ? (
                  <>
                    返乡告知函在<Go to={subjectPath('rescue-file', answer.fileId)}>个案页</Go>发。
                  </>
                ) : null}
              </p>
            </Stack>
          ) : (
            <Empty title="现在不能办离站">
              还在接待中的，请在<Go to={subjectPath('rescue-file', answer.fileId)}>个案页</Go>办受理、移交或放弃求助。
            </Empty>
          )
        }
      </Answer>
    </Panel>
  )
}
