import { Go, Panel, Stack } from '#web/ui/index.ts'
import { kinds } from '../words.ts'
import { useBoard } from './answers.ts'
import { StockWords, Tonight, operationPath } from './parts.tsx'

/** On the leader's first page: the operation by people known and not seen. Nothing when none is open. */
export default function HomePanel() {
  const { data } = useBoard()
  if (!data || data.operations.length === 0) return null
  return (
    <>
      {data.operations.slice(0, 2).map((each) => (
        <Panel
          key={each.operationId}
          title={kinds[each.kind]}
          sub={`${each.from} 至 ${each.until}　第 ${each.day} 天`}
          right={<Go to={operationPath(each.operationId)}>看名单</Go>}
        >
          <Stack>
            <Tonight of={each} />
            <StockWords of={each.goods} />
          </Stack>
        </Panel>
      ))}
    </>
  )
}
