import { Answer, Empty, Page, Panel, Stack, useAsk } from '#web/ui/index.ts'
import type { RequestAnswer } from './answers.ts'
import { Nav } from './Nav.tsx'
import { RequestLine } from './RequestLine.tsx'

/** What waits for one's leave, and what one has asked for oneself. */
export default function Approvals() {
  const asked = useAsk<{ items: RequestAnswer[]; waiting: number }>('minors.approvals')
  return (
    <Page title="待批的查看和导出" sub="申请人不能自己批准">
      <Nav here="/minors/approvals" />
      <Answer of={asked}>
        {({ items }) => {
          const waiting = items.filter((each) => each.mayDecide)
          const mine = items.filter((each) => each.mine && !each.mayDecide)
          return (
            <Stack>
              <Panel title="等您批准" right={`${waiting.length} 件`}>
                {waiting.length === 0 ? (
                  <Empty title="没有等您批准的">有人申请查看或导出时，会出现在这里。</Empty>
                ) : (
                  <Stack>
                    {waiting.map((each) => (
                      <RequestLine key={each.requestId} request={each} withChild />
                    ))}
                  </Stack>
                )}
              </Panel>
              {mine.length > 0 ? (
                <Panel title="您申请的" right={`${mine.length} 件`}>
                  <Stack>
                    {mine.map((each) => (
                      <RequestLine key={each.requestId} request={each} withChild />
                    ))}
                  </Stack>
                </Panel>
              ) : null}
            </Stack>
          )
        }}
      </Answer>
    </Page>
  )
}
