import { Steps } from './StepsPanel.tsx'

/** On a file's page, where the buttons stand under 现在可以办. */
export default function FilePanel({ subjectId }: { subjectId: string }) {
  return <Steps subjectId={subjectId} inline={false} title="身份核查" />
}
