import { Answer, Facts, Go, Muted, Panel, Row, showInstant, Stack, Tag } from '#web/ui/index.ts'
import {
  arrivals,
  causes,
  refusalGrounds,
  remarkWords,
  requests,
  stepTitles,
  transferTargets,
  triageDecisions,
  triageSigns,
} from '../words.ts'
import { type ReceptionAnswer, type StepState, useReception } from './answers.ts'
import { PrintPaper } from './PrintPaper.tsx'

const tones: Record<StepState, { tone: 'grn' | 'gry' | 'amb' | 'red' | 'out'; words: string }> = {
  done: { tone: 'grn', words: '✓' },
  open: { tone: 'gry', words: '未办' },
  late: { tone: 'amb', words: '待补' },
  'not-needed': { tone: 'out', words: '不需' },
  trouble: { tone: 'red', words: '拒绝' },
}

const word = (labels: Record<string, string>, key: string | null | undefined) => (key ? (labels[key] ?? key) : undefined)

/** How a file's reception went, step by step, with its papers. */
export default function ReceptionPanel({ subjectId }: { subjectId: string }) {
  const asked = useReception(subjectId)
  return (
    <Panel title="接待" right={asked.data?.state === 'asked' ? <Go to={`/reception?file=${subjectId}`}>继续接待</Go> : null}>
      <Answer of={asked}>
        {(data) => (
          <Stack>
            <Steps reception={data} />
            {data.warnings.map((each) => (
              <Muted key={each}>{remarkWords[each] ?? each}</Muted>
            ))}
            <Facts rows={factsOf(data)} />
            <Row>
              {data.registeredAt ? <PrintPaper fileId={subjectId} paper="registration" /> : null}
              {data.handover ? <PrintPaper fileId={subjectId} paper="handover" /> : null}
              {data.decision?.kind === 'intake.refused' ? <PrintPaper fileId={subjectId} paper="refusal" /> : null}
            </Row>
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

function factsOf(data: ReceptionAnswer): [string, string | undefined][] {
  const triage = data.triage
  return [
    ['到站', `${showInstant(data.arrivedAt)} ${word(arrivals, data.arrival) ?? ''}`],
    ['护送', [data.escortUnit, data.escortPerson].filter(Boolean).join(' ') || undefined],
    ['发现地点', data.foundPlace ?? undefined],
    [
      '初检',
      triage
        ? [
            ...triage.signs.map((sign) => word(triageSigns, sign)),
            triage.temperature ? `${triage.temperature} ℃` : '',
            word(triageDecisions, triage.decision),
          ]
            .filter(Boolean)
            .join('、')
        : undefined,
    ],
    [
      '交接',
      data.handover
        ? `${data.handover.fromUnit ?? ''} ${showInstant(data.handover.signedAt)}${data.handover.late ? '（迟签）' : ''}`
        : undefined,
    ],
    ['安检', data.safety.state === 'deferred' ? `暂缓：${data.safety.why ?? ''}` : undefined],
    ['原因', word(causes, data.cause)],
    ['经过', data.causeNote ?? undefined],
    ['请求', word(requests, data.request)],
    ['决定', decisionWord(data)],
  ]
}

function decisionWord({ decision }: ReceptionAnswer): string | undefined {
  if (!decision) return undefined
  const at = showInstant(decision.at)
  if (decision.kind === 'intake.accepted') return `受理 ${at}`
  if (decision.kind === 'intake.refused')
    return `不予救助 ${at} ${word(refusalGrounds, decision.ground) ?? ''} ${decision.noticeNo ?? ''}`
  if (decision.kind === 'intake.withdrawn') return `放弃求助 ${at}`
  return `移交${word(transferTargets, decision.ground) ?? ''} ${at}`
}

/** Steps as tags: done, open, to be made up. */
export function Steps({ reception }: { reception: Pick<ReceptionAnswer, 'steps'> }) {
  return (
    <Row>
      {(Object.entries(stepTitles) as [string, string][])
        .filter(([step]) => reception.steps[step] !== 'not-needed')
        .map(([step, title]) => {
          const { tone, words } = tones[reception.steps[step] ?? 'open']
          return (
            <Tag key={step} tone={tone}>
              {title} {words}
            </Tag>
          )
        })}
    </Row>
  )
}
