import { useState } from 'react'
import { useAskedWords } from '#web/ui/asked-words.ts'
import { Answer, Button, Empty, Muted, Page, Panel, Stack, useAsk } from '#web/ui/index.ts'
import type { LineAnswer } from './answers.ts'
import { ChildTable } from './ChildTable.tsx'
import { Nav } from './Nav.tsx'

/** Looks for a child among those whom one may know. The words name people: they never stand in the address. */
export default function Find() {
  const [words, setWords] = useAskedWords()
  const [typed, setTyped] = useState(words)
  const [shown, setShown] = useState(words)
  if (shown !== words) {
    setShown(words)
    setTyped(words)
  }
  const asked = useAsk<{ remarks: string[]; items: LineAnswer[] }>(
    'minors.search',
    { text: words, limit: 50 },
    { enabled: words !== '' },
  )
  return (
    <Page title="查孩子" sub="先查后录：姓名、读音、首字母、证件号、小名、年龄、地名，可混着写">
      <Nav here="/minors/find" />
      <Panel>
        <form
          className="g-row"
          onSubmit={(event) => {
            event.preventDefault()
            setWords(typed.trim())
          }}
        >
          <input
            className="g-input"
            type="search"
            aria-label="查孩子"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="submit" look="main">
            查找
          </Button>
        </form>
      </Panel>
      {words === '' ? (
        <Panel>
          <Empty title="输入要找的孩子">例如：柳小禾、liuxiaohe、lxh、女 11岁 杨店镇。只找得到您或本单位有关的孩子。</Empty>
        </Panel>
      ) : (
        <Answer of={asked}>
          {(data) => (
            <Stack>
              {data.remarks.map((remark) => (
                <Muted key={remark}>{remark}</Muted>
              ))}
              <Panel flush>
                <ChildTable
                  title="查到的孩子"
                  rows={data.items}
                  total={data.items.length}
                  empty={
                    <Empty title="没有查到">
                      换读音、小名、年龄再试。别的单位的孩子这里查不到；需要保护的，照样可以建档或报告。
                    </Empty>
                  }
                />
              </Panel>
            </Stack>
          )}
        </Answer>
      )}
    </Page>
  )
}
