import { Answer, Facts, Go, Muted, Panel, Reveal, Stack, subjectPath } from '#web/ui/index.ts'
import type { AskerForm } from '../schema.ts'
import { askerRelations } from '../words.ts'
import { useInquiry } from './answers.ts'

function Contact({ inquiryId, contact }: { inquiryId: string; contact: AskerForm | null }) {
  const relation = contact?.askerRelation ? askerRelations[contact.askerRelation] : undefined
  if (!contact || Object.keys(contact).length === 0) return <Muted>没有联系方式</Muted>
  return (
    <Stack>
      <Facts
        rows={[
          ['联系人', contact.askerName],
          ['自称', relation],
          ['电话', contact.phone],
          ['微信', contact.wechat],
          ['地址', contact.address],
        ]}
      />
      <Reveal<{ contact?: AskerForm }> action="inquiries.reveal" fixed={{ inquiryId, what: 'contact' }} label="查看联系方式">
        {({ contact: clear }) => (
          <b>{[clear?.askerName, clear?.phone, clear?.wechat, clear?.address].filter(Boolean).join(' · ')}</b>
        )}
      </Reveal>
    </Stack>
  )
}

/** How to reach who asks; masked until a reason is given. */
export default function Asker({ subjectId }: { subjectId: string }) {
  const asked = useInquiry(subjectId)
  return (
    <Panel title="谁在找" sub="关系未经证明">
      <Answer of={asked}>
        {({ contact, joined }) => (
          <Stack>
            <Contact inquiryId={subjectId} contact={contact} />
            {joined.map((each) => (
              <Stack key={each.inquiryId}>
                <Go to={subjectPath('inquiry', each.inquiryId)}>{`另一位家属 ${each.no}`}</Go>
                <Contact inquiryId={each.inquiryId} contact={each.contact} />
              </Stack>
            ))}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}
