import { Answer, Empty, Muted, Page, Panel, showInstant, Stack, useAsk, useNow } from '#web/ui/index.ts'
import { pairKinds } from '../words.ts'
import type { Pair } from './answers.ts'
import { Meet } from './buttons.tsx'

/** On the telephone of whoever is paired: the children, when they met last, a large button to write it down. */
export default function Mine() {
  const asked = useAsk<{ items: Pair[] }>('pairing.mine')
  const now = useNow()
  return (
    <Page title="我结对的孩子" sub="不打听家里的事，不拍照发布，不带孩子过夜">
      <Answer of={asked}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title="现在没有结对的孩子">所在单位结对以后会出现在这里。</Empty>
          ) : (
            <Stack>
              {data.items.map((each) => (
                <Panel key={each.pairId} title={each.name} sub={`${each.age}，${pairKinds[each.kind]}`}>
                  <Stack>
                    <p>{each.plan ?? each.need}</p>
                    <Muted>{each.lastMet === null ? '还没有记过活动' : `上次 ${showInstant(each.lastMet, now)}`}</Muted>
                    <Meet pairId={each.pairId} large />
                  </Stack>
                </Panel>
              ))}
            </Stack>
          )
        }
      </Answer>
    </Page>
  )
}
