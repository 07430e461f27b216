import { Answer, Facts, Muted, Panel, PaperButton, Row, showInstant, Stack, Tag, useAsk, useMay, useNow } from '#web/ui/index.ts'
import { yuan } from './answers.ts'
import { Amount, CostButtons } from './CostsPanel.tsx'
import { FetchPlan } from './FetchPlan.tsx'
import { bearerWord, type FileCosts, kindWord, type Patient, since } from './hospital-answers.ts'
import './medical.css'

/** A patient's stay in hospital: since when, identified or not, who fetches; and what it costs. */
export default function HospitalPanel({ subjectId }: { subjectId: string }) {
  const asked = useAsk<{ patient: Patient | null }>('medical.patient', { fileId: subjectId })
  const may = useMay()
  const costs = useAsk<FileCosts>('medical.file-costs', { fileId: subjectId }, { enabled: may('medical.file-costs') })
  const now = useNow()
  const patient = asked.data?.patient
  if (asked.data && !patient && (costs.data?.items.length ?? 0) === 0) return null
  return (
    <Panel title="住院和费用">
      <Answer of={asked}>
        {() => (
          <Stack>
            {patient ? (
              <>
                <Facts
                  rows={[
                    ['医院', patient.hospital],
                    ['入院', `${showInstant(patient.since, now)}，${since(patient.since, now)}`],
                    [
                      '甄别',
                      patient.identifiedAt !== null ? (
                        showInstant(patient.identifiedAt, now)
                      ) : patient.fromStreet ? (
                        <Tag tone="amb">待床前甄别</Tag>
                      ) : undefined,
                    ],
                    ['可以出院', patient.readyAt === null ? undefined : showInstant(patient.readyAt, now)],
                    [
                      '费用',
                      patient.bears.length === 0
                        ? undefined
                        : patient.bears.map((step) => (
                            <span key={step.bearer} title={step.basis} className="m-bearer">
                              {bearerWord(step.bearer)}
                              {step.answer === 'unknown' ? '（先问清）' : ''}
                            </span>
                          )),
                    ],
                  ]}
                />
                <FetchPlan patient={patient} />
                <Row>
                  <PaperButton query="medical.paper-referral" params={{ fileId: subjectId }} size="small">
                    打印送医单
                  </PaperButton>
                  <PaperButton query="medical.paper-bedside" params={{ fileId: subjectId }} size="small">
                    打印床前甄别记录
                  </PaperButton>
                  {patient.readyAt === null ? null : (
                    <>
                      <PaperButton query="medical.paper-discharge" params={{ fileId: subjectId }} size="small">
                        打印出院交接单
                      </PaperButton>
                    </>
                  )}
                </Row>
              </>
            ) : null}
            {costs.data && costs.data.items.length > 0 ? <Spent costs={costs.data} fileId={subjectId} /> : null}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

function Spent({ costs, fileId }: { costs: FileCosts; fileId: string }) {
  return (
    <details>
      <summary>
        费用合计 {yuan(costs.fen)}，未付 {yuan(costs.fen - costs.paidFen)}
      </summary>
      <Facts
        rows={[
          ['由谁承担', costs.byBearer.map((each) => `${bearerWord(each.key)} ${yuan(each.fen)}`).join('；') || undefined],
          ['类别', costs.byKind.map((each) => `${kindWord(each.key)} ${yuan(each.fen)}`).join('；') || undefined],
          ['住院', costs.byStay.map((each) => `${each.key || '站内'} ${yuan(each.fen)}`).join('；') || undefined],
        ]}
      />
      <PaperButton query="medical.paper-costs" params={{ fileId }} size="small">
        打印费用清单
      </PaperButton>
      {costs.items.slice(0, 50).map((cost) => (
        <p key={cost.id}>
          {kindWord(cost.kind)} <Amount of={cost} /> <Muted>{bearerWord(cost.chargedTo)}</Muted> <CostButtons of={cost} />
        </p>
      ))}
    </details>
  )
}
