/** Handovers on the pages of people, files and reports: what was signed, and a new one. */
import { useState } from 'react'
import { ActionButton, Panel, Row, useAsk, useGo, useMay, useMe } from '#web/ui/index.ts'
import { prepareForm, signBothForm } from '../schema.ts'
import type { About } from '../words.ts'
import { handoverPath } from './answers.ts'
import { HandoverTable } from './HandoverTable.tsx'
import type { HandoverLine } from './phone/answers.ts'
import { ReceiverPicker } from './pickers.tsx'

interface Subject {
  subjectId: string
}

function panelOf(about: About) {
  return function HandoverPanel({ subjectId }: Subject) {
    const asked = useAsk<{ items: HandoverLine[] }>('handovers.of-subject', { subjectId })
    return (
      <Panel title="书面交接" flush right={<New about={about} subjectId={subjectId} />}>
        <HandoverTable
          title="书面交接"
          asked={asked}
          rows={asked.data?.items}
          empty="交给别的单位、别的单位交来的，都写一份，双方签名。"
        />
      </Panel>
    )
  }
}

/** A fresh id for each handover that is begun. */
function New({ about, subjectId }: Subject & { about: About }) {
  const [handoverId, renew] = useState(() => crypto.randomUUID())
  const go = useGo()
  const may = useMay()
  const me = useMe()
  if (!may('handovers.prepare')) return null
  const common = {
    fixed: { handoverId, about, subjectId },
    initial: { officer: me?.name ?? '' },
    pickers: { toId: ReceiverPicker },
    onDone: () => {
      renew(crypto.randomUUID())
      go(handoverPath(handoverId))
    },
  }
  return (
    <div className="g-panel-body">
      <Row>
        <ActionButton action="handovers.prepare" of={prepareForm} title="填写书面交接" {...common} />
        <ActionButton action="handovers.sign-both" of={signBothForm} title="双方当面签交接" {...common} />
      </Row>
    </div>
  )
}

export const OfPerson = panelOf('person')
export const OfFile = panelOf('rescue-file')
export const OfChild = panelOf('child-file')
export const OfReport = panelOf('report')
