import { ActionButton, Muted, PaperButton, Row, showInstant, Tag, useNow } from '#web/ui/index.ts'
import { fetchers, needs } from '../rules-fetch.ts'
import { fetchForm, readyForm } from '../schema.ts'
import { assignFetchForm, explainForm } from '../schema-back.ts'
import FetcherPicker from './FetcherPicker.tsx'
import type { Patient } from './hospital-answers.ts'

/** Who has to fetch a patient, by which rule, who was told, why he is still there; with the next button. */
export function FetchPlan({ patient }: { patient: Patient }) {
  const now = useNow()
  const { fetch, assigned, explained, fileId } = patient
  if (!fetch) return null
  return (
    <div className="m-fetch">
      <Row>
        <b>{fetchers[fetch.by]}接回</b>
        {fetch.waiting ? <Tag tone="amb">等结案</Tag> : null}
        {fetch.sure ? null : <Tag>还缺：{fetch.needs.map((need) => needs[need]).join('、')}</Tag>}
        {patient.overstays ? <Tag tone="red">滞留 {patient.readyDays ?? 0} 天</Tag> : null}
      </Row>
      <p title={fetch.clause}>
        {fetch.reason}。<Muted>{fetch.clause}</Muted>
      </p>
      {assigned ? (
        <p>
          已确定由 <b>{assigned.name}</b> 接回 <Muted>{showInstant(assigned.at, now)}</Muted>
        </p>
      ) : null}
      {explained ? (
        <p>
          还在医院：{explained.reason}，{explained.text} <Muted>{showInstant(explained.at, now)}</Muted>
        </p>
      ) : null}
      <Row>
        <ActionButton
          action="medical.fetch-back"
          of={fetchForm}
          title="记接回"
          size="small"
          look={fetch.waiting ? 'plain' : 'main'}
          fixed={{ fileId }}
        />
        {fetch.by === 'family' ? null : (
          <ActionButton
            action="medical.assign-fetch"
            of={assignFetchForm}
            title={assigned ? '改定接回单位' : '确定接回单位'}
            size="small"
            fixed={{ fileId }}
            initial={{ by: fetch.by }}
            pickers={{ organisationId: FetcherPicker }}
            intro={<p className="g-muted">{fetch.reason}。</p>}
          />
        )}
        {fetch.waiting ? (
          <ActionButton
            action="medical.ready-for-discharge"
            of={readyForm}
            title="记已结案"
            size="small"
            fixed={{ fileId, canPay: 'unknown', nobody: 'unknown', openCase: 'no' }}
            kind="modal"
          />
        ) : null}
        <PaperButton query="medical.paper-fetch-notice" params={{ fileId }} size="small">
          打印接回通知书
        </PaperButton>
        <ActionButton action="medical.explain-overstay" of={explainForm} title="说明滞留原因" size="small" fixed={{ fileId }} />
      </Row>
    </div>
  )
}
