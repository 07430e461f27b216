import { Answer, Empty, Muted, Panel, Row, showInstant, Stack, Tag, useAsk, useNow } from '#web/ui/index.ts'

interface HereAnswer {
  items: {
    organisationId: string
    organisation: string
    name: string | null
    callAt: string | null
    rostered: boolean
    turn: number | null
    until: number | null
  }[]
}

/** So many are shown; further up the way nobody is called first. */
const SHOWN = 4

/** Whom to call now at a place, the nearest first. */
export function Here({ organisationId }: { organisationId?: string }) {
  const asked = useAsk<HereAnswer>('network.here', organisationId ? { organisationId } : {})
  const now = useNow()
  return (
    <Panel title="现在找谁" sub="先打第一个，找不到再打下一个">
      <Answer of={asked}>
        {(here) =>
          here.items.length === 0 ? (
            <Empty title="这里还没有人值班">请保护中心或镇街排值班表。</Empty>
          ) : (
            <Stack>
              {here.items.slice(0, SHOWN).map((each, index) => (
                <Row key={`${each.organisationId}:${index}`} between>
                  <span>
                    <b>{each.name ?? each.organisation}</b> {each.name ? <Muted>{each.organisation}</Muted> : null}{' '}
                    {each.turn === 2 ? <Tag>备班</Tag> : null}
                    {each.rostered ? null : <Tag tone="amb">没有排班</Tag>}
                  </span>
                  <span>
                    {each.callAt ? (
                      <a href={`tel:${each.callAt.replaceAll(/[^\d+]/g, '')}`}>{each.callAt}</a>
                    ) : (
                      <Muted>没有电话</Muted>
                    )}{' '}
                    {each.until ? <Muted>{`到 ${showInstant(each.until, now)}`}</Muted> : null}
                  </span>
                </Row>
              ))}
            </Stack>
          )
        }
      </Answer>
    </Panel>
  )
}

export default function HomeHere() {
  return <Here />
}
