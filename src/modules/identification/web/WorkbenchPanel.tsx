import { Steps } from './StepsPanel.tsx'

/** On the workbench: each step with its next button. */
export default function WorkbenchPanel({ subjectId }: { subjectId: string }) {
  return <Steps subjectId={subjectId} inline title="公安、DNA、推送" />
}
