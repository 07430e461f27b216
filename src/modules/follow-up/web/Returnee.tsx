import { Answer, Go, Page, Panel, subjectPath, useAsk, useMay, useRoute } from '#web/ui/index.ts'
import type { ReturneeAnswer } from './answers.ts'
import { ReturneeView } from './ReturneeView.tsx'

/** A page of one's own for whoever looks in on somebody: town, village, and people who were never rescued. */
export default function Returnee() {
  const { params } = useRoute()
  const may = useMay()
  const asked = useAsk<ReturneeAnswer>('follow-up.returnee', { returneeId: params['returneeId'] })
  const file = asked.data?.fileId
  return (
    <Page title={asked.data?.name ?? '回访'} sub={asked.data?.no ?? '村（社区）上报'}>
      <Panel title="回访" right={file && may('people.file') ? <Go to={subjectPath('rescue-file', file)}>看个案</Go> : undefined}>
        <Answer of={asked}>{(of) => <ReturneeView of={of} />}</Answer>
      </Panel>
    </Page>
  )
}
