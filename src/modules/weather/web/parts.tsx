/** What the board, the page and the home page share. */
import { Go, Muted, Row, Stack, Stat, Tag } from '#web/ui/index.ts'
import { stockWords } from '../rules.ts'
import { items, kinds, levels } from '../words.ts'
import type { AreaLine, Casualties, Head, Running, StockLine } from './answers.ts'
import { CountedSquares, countsOf } from './Squares.tsx'

export const operationPath = (operationId: string) => `/weather/${operationId}`
export const itemWord = (item: string) => items[item as keyof typeof items] ?? item

export function HeadLine({ of }: { of: Head }) {
  return (
    <Row>
      <Go to={operationPath(of.operationId)}>
        <b>{kinds[of.kind]}</b>
      </Go>
      <Muted>{`${of.no}　${of.from} 至 ${of.until}`}</Muted>
      {of.level && of.level !== 'none' ? <Tag tone="amb">{levels[of.level]}</Tag> : null}
      {of.state === 'closed' ? <Tag>已结束</Tag> : null}
    </Row>
  )
}

/** Deaths and injuries: nought is said as nought, what is not known is said beside it. */
export function CasualtyStats({ of }: { of: Casualties }) {
  return (
    <>
      <Stat label="冻饿热死亡" value={of.deaths} tone={of.deaths > 0 ? 'red' : 'grn'}>
        {of.unknown > 0 ? <Muted>{`另有 ${of.unknown} 起原因没查清`}</Muted> : null}
      </Stat>
      <Stat label="冻饿热受伤" value={of.injuries} tone={of.injuries > 0 ? 'red' : 'grn'}>
        {of.beside > 0 ? <Muted>{`${of.beside} 起后来另有认定，仍计入`}</Muted> : null}
      </Stat>
    </>
  )
}

const sum = (areas: readonly AreaLine[], key: 'planned' | 'held' | 'brought') =>
  areas.reduce((total, each) => total + each[key], 0)

/** Tonight in one look: rounds, a square for everybody who is known, and where those are whom nobody saw. */
export function Tonight({ of }: { of: Running }) {
  const without = of.areas.filter((each) => each.notSeen > 0)
  return (
    <Stack>
      <Row>
        <CasualtyStats of={of} />
        <Stat label="今夜巡查" value={`${sum(of.areas, 'held')} / ${sum(of.areas, 'planned')} 班`} />
        <Stat label="今夜劝导进站" value={sum(of.areas, 'brought')} />
      </Row>
      <CountedSquares of={countsOf(of.areas)} />
      {without.length > 0 ? <p>{`未见到：${without.map((each) => `${each.name} ${each.notSeen} 人`).join('、')}。`}</p> : null}
    </Stack>
  )
}

export function StockWords({ of }: { of: readonly StockLine[] }) {
  if (of.length === 0) return <Muted>还没有登记物资。</Muted>
  return (
    <p>
      {of.map((each) => (
        <span key={each.item}>{`${itemWord(each.item)} ${stockWords(each.stock)}　`}</span>
      ))}
    </p>
  )
}
