import { Answer, Panel, useAsk } from '#web/ui/index.ts'
import type { HelpLine } from './answers.ts'
import { HelpLines } from './HelpLines.tsx'

/** Who helps with this inquiry. */
export default function HelpPanel({ subjectId }: { subjectId: string }) {
  const asked = useAsk<{ help: HelpLine[] }>('inquiries.help', { inquiryId: subjectId })
  return (
    <Panel title="协助寻亲">
      <Answer of={asked}>{({ help }) => <HelpLines help={help} on={{ inquiryId: subjectId }} />}</Answer>
    </Panel>
  )
}
