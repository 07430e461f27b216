import { useState } from 'react'
import { Banner, Button, Form, Go, Page, Panel, Row, Stack, subjectPath, useAct, useGo } from '#web/ui/index.ts'
import { receiveForm } from '../schema.ts'
import { ReceiptShown } from './Receipt.tsx'

interface Received {
  inquiryId: string
  number: string
  code: string
  similar: { inquiryId: string; number: string }[]
}

/** One page for the telephone: who calls, whom they look for, by what they would know them. */
export default function NewInquiry() {
  const acting = useAct<Received>('inquiries.receive')
  const [made, setMade] = useState<Received | null>(null)
  const go = useGo()
  if (made)
    return (
      <Page title="已登记，开始比对">
        <Panel title="回执">
          <Stack>
            <ReceiptShown {...made} />
            {made.similar.length > 0 ? (
              <Banner>
                可能已经登记过：
                {made.similar.map((each) => (
                  <Go key={each.inquiryId} to={subjectPath('inquiry', each.inquiryId)}>
                    {each.number}
                  </Go>
                ))}
              </Banner>
            ) : null}
            <Row>
              <Button look="main" onClick={() => go(subjectPath('inquiry', made.inquiryId))}>
                打开这份登记
              </Button>
              <Button onClick={() => setMade(null)}>再登记一份</Button>
            </Row>
          </Stack>
        </Panel>
      </Page>
    )
  return (
    <Page title="登记家属寻亲" sub="留一样联系方式、说一样情况就能保存；其他都可以不详">
      <Banner>不要说“有”或“没有”这个人，也不要说地点。请对方同时报警，并到派出所免费采血。</Banner>
      <Panel>
        <Form
          of={receiveForm}
          submitLabel="登记并开始比对"
          draftKey="inquiry"
          initial={{ channel: 'hotline' }}
          showKeys
          onSubmit={async (form) => {
            const outcome = await acting.send(form)
            if (!outcome.ok) return outcome.refusal
            setMade(outcome.reply)
            return null
          }}
        />
      </Panel>
    </Page>
  )
}
