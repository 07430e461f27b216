/** The infirmary's buttons on a file's page; what cannot be done now says why. */
import type { ReactNode } from 'react'
import { ActionButton, type Outcome, say, useAsk } from '#web/ui/index.ts'
import { advices, type Advice } from '../rules.ts'
import {
  bedsideForm,
  costForm,
  diseaseControlAnswerForm,
  disinfectForm,
  endIsolationForm,
  fetchForm,
  hospitaliseForm,
  isolateForm,
  readyForm,
  screenForm,
  tellDiseaseControlForm,
  treatmentForm,
} from '../schema.ts'
import { type FileAnswer, useFile } from './answers.ts'
import type { Patient } from './hospital-answers.ts'
import HospitalPicker from './HospitalPicker.tsx'

interface Subject {
  subjectId: string
}

/** Draws while the guest is here or asking; nothing otherwise. */
function Here({ subjectId, children }: Subject & { children: (file: FileAnswer) => ReactNode }) {
  const asked = useFile(subjectId)
  return asked.data && (asked.data.state === 'in' || asked.data.state === 'asked') ? children(asked.data) : null
}

/** Says what the check advises. */
export function sayAdvice(outcome: Extract<Outcome<Record<string, unknown>>, { ok: true }>) {
  const { advice } = outcome.reply as { advice?: Advice[] }
  for (const each of advice ?? []) say(advices[each])
}

export function Screen({ subjectId }: Subject) {
  return (
    <Here subjectId={subjectId}>
      {(file) => (
        <ActionButton
          action="medical.screen"
          of={screenForm}
          title={file.screenedAt === null ? '记健康检视' : '再做健康检视'}
          look={file.screenedAt === null && file.state === 'in' ? 'main' : 'plain'}
          fixed={{ fileId: subjectId }}
          draftKey={`screen:${subjectId}`}
          onDone={sayAdvice}
        />
      )}
    </Here>
  )
}

export function Hospitalise({ subjectId }: Subject) {
  return (
    <Here subjectId={subjectId}>
      {(file) =>
        file.hospital ? null : (
          <ActionButton
            action="medical.hospitalise"
            of={hospitaliseForm}
            title="送医住院"
            fixed={{ fileId: subjectId }}
            pickers={{ hospitalId: HospitalPicker }}
            intro={<p className="g-muted">危重的先打 120。先救治，后登记：接待没有办完也可以送。</p>}
          />
        )
      }
    </Here>
  )
}

export function Bedside({ subjectId }: Subject) {
  return (
    <Here subjectId={subjectId}>
      {(file) =>
        file.hospital && file.hospital.identifiedAt === null ? (
          <ActionButton action="medical.identify-at-bedside" of={bedsideForm} title="记床前甄别" fixed={{ fileId: subjectId }} />
        ) : null
      }
    </Here>
  )
}

/** Draws while he lies in hospital; also for whoever fetches, to whom the rest of the infirmary's record is closed. */
function InHospital({ subjectId, children }: Subject & { children: ReactNode }) {
  const asked = useAsk<{ patient: Patient | null }>('medical.patient', { fileId: subjectId })
  return asked.data?.patient ? children : null
}

export function Ready({ subjectId }: Subject) {
  return (
    <InHospital subjectId={subjectId}>
      <ActionButton action="medical.ready-for-discharge" of={readyForm} title="记可以出院" fixed={{ fileId: subjectId }} />
    </InHospital>
  )
}

export function Fetch({ subjectId }: Subject) {
  return (
    <InHospital subjectId={subjectId}>
      <ActionButton action="medical.fetch-back" of={fetchForm} title="记接回" fixed={{ fileId: subjectId }} />
    </InHospital>
  )
}

export function Isolate({ subjectId }: Subject) {
  return (
    <Here subjectId={subjectId}>
      {(file) =>
        file.isolatedSince === null ? (
          file.infection === 'suspected' ? (
            <ActionButton action="medical.isolate" of={isolateForm} title="隔离" look="main" fixed={{ fileId: subjectId }} />
          ) : null
        ) : (
          <ActionButton action="medical.end-isolation" of={endIsolationForm} title="解除隔离" fixed={{ fileId: subjectId }} />
        )
      }
    </Here>
  )
}

export function Treat({ subjectId }: Subject) {
  return (
    <Here subjectId={subjectId}>
      {() => <ActionButton action="medical.log-treatment" of={treatmentForm} title="记诊治用药" fixed={{ fileId: subjectId }} />}
    </Here>
  )
}

/** Less frequent doors, in the panel: disease control, disinfection, costs. */
export function Others({ file, fileId }: { file: FileAnswer; fileId: string }) {
  const fixed = { fileId }
  const here = file.state === 'in' || file.state === 'asked'
  return (
    <div className="g-row">
      {here && file.isolatedSince === null && file.infection !== 'suspected' ? (
        <ActionButton size="small" action="medical.isolate" of={isolateForm} title="隔离" fixed={fixed} />
      ) : null}
      {here ? <ActionButton size="small" action="medical.disinfect" of={disinfectForm} title="记消毒" fixed={fixed} /> : null}
      {file.diseaseControl === 'told' ? (
        <ActionButton
          size="small"
          action="medical.disease-control-answer"
          of={diseaseControlAnswerForm}
          title="记疾控答复"
          fixed={fixed}
        />
      ) : (
        <ActionButton
          size="small"
          action="medical.tell-disease-control"
          of={tellDiseaseControlForm}
          title="报告疾控"
          fixed={fixed}
        />
      )}
      <ActionButton size="small" action="medical.record-cost" of={costForm} title="记医疗费用" fixed={fixed} />
    </div>
  )
}
