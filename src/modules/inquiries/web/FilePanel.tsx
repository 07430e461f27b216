import { ActionButton, Answer, Go, Muted, Panel, Row, Stack, subjectPath, Tag, useAsk } from '#web/ui/index.ts'
import { guestWishForm } from '../schema-forms.ts'
import { wishes } from '../words.ts'
import type { HelpLine } from './answers.ts'
import { HelpLines } from './HelpLines.tsx'

interface OfFile {
  pairs: { inquiryId: string; no: string | null; confirmed: boolean; wish: keyof typeof wishes | null; at: number }[]
  help: HelpLine[]
}

/** On the guest's side: which inquiries were compared, the guest's own word, who helps. */
export default function FilePanel({ subjectId }: { subjectId: string }) {
  const asked = useAsk<OfFile>('inquiries.of-file', { fileId: subjectId })
  return (
    <Panel title="家属寻亲">
      <Answer of={asked}>
        {({ pairs, help }) => (
          <Stack>
            {pairs.length === 0 ? <Muted>还没有比对到家属登记。有了候选会出现在这里。</Muted> : null}
            {pairs.map((pair) => (
              <Row key={pair.inquiryId}>
                {pair.no ? <Go to={subjectPath('inquiry', pair.inquiryId)}>{pair.no}</Go> : <span>外单位的登记</span>}
                <Tag tone={pair.confirmed ? 'grn' : 'gry'}>{pair.confirmed ? '两人已确认' : '候选'}</Tag>
                <Muted>{pair.wish ? `本人${wishes[pair.wish]}` : '还没有问本人'}</Muted>
                <ActionButton
                  size="small"
                  action="inquiries.record-guest-wish"
                  of={guestWishForm}
                  title="记本人意愿"
                  fixed={{ fileId: subjectId, inquiryId: pair.inquiryId }}
                />
              </Row>
            ))}
            <HelpLines help={help} on={{ fileId: subjectId }} />
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}
