import { useState } from 'react'
import {
  Answer,
  Columns,
  Empty,
  Form,
  Go,
  Muted,
  Page,
  Panel,
  Stack,
  subjectPath,
  useAct,
  useAsk,
  useGo,
  useRoute,
} from '#web/ui/index.ts'
import { startForm } from '../schema.ts'
import { type LineAnswer, sexWord } from './answers.ts'
import { Nav } from './Nav.tsx'
import { placePickers } from './pickers.tsx'

/** Look up first, type second: children already known stand beside the form. */
export default function Start() {
  const { search } = useRoute()
  const [words, setWords] = useState('')
  const starting = useAct<{ childId: string }>('minors.start-file')
  const go = useGo()
  const found = useAsk<{ items: LineAnswer[] }>('minors.search', { text: words, limit: 10 }, { enabled: words.trim().length > 1 })
  const report = search['report']
  return (
    <Page title="建立未保个案" sub="一个孩子一份；不知道的可以不填">
      <Nav here="/minors/new" />
      <Columns layout="main-side">
        <Panel>
          <Form
            of={startForm}
            hidden={['fileId', 'reportId']}
            initial={report ? { from: 'report', reportId: report } : {}}
            pickers={placePickers}
            columns={2}
            draftKey="minors-start"
            submitLabel="建立个案"
            onSubmit={async (form) => {
              const outcome = await starting.send(form)
              if (!outcome.ok) return outcome.refusal
              go(subjectPath('child-file', outcome.reply.childId))
              return null
            }}
          />
        </Panel>
        <Panel title="先查一下">
          <Stack>
            <input
              className="g-input"
              type="search"
              aria-label="先查有没有这个孩子"
              placeholder="姓名、证件号、年龄"
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
            {words.trim().length > 1 ? (
              <Answer of={found}>
                {({ items }) =>
                  items.length === 0 ? (
                    <Empty title="没有查到">您看得到的孩子里没有；可以建档。</Empty>
                  ) : (
                    <Stack>
                      {items.map((each) => (
                        <Go key={each.childId} to={subjectPath('child-file', each.childId)}>
                          {`${each.name}，${sexWord(each.sex)}，${each.age}，${each.no}`}
                        </Go>
                      ))}
                    </Stack>
                  )
                }
              </Answer>
            ) : (
              <Muted>同一个孩子已有个案的，打开那一份办理，不要再建。两份撞上了，系统会提示。</Muted>
            )}
          </Stack>
        </Panel>
      </Columns>
    </Page>
  )
}
