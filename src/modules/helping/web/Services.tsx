import { Answer, Muted, Page, Panel, Row, Stack, Tag } from '#web/ui/index.ts'
import { needWord } from '../words.ts'
import { type ServicesAnswer, useServices } from './answers.ts'
import { Nav } from './Nav.tsx'

/** What the sixteen departments do for one child, with the heading it comes from. */
export default function Services() {
  const asked = useServices()
  return (
    <Page title="服务目录" sub="十六部门能为一个孩子办的事">
      <Nav here="/helping/services" />
      <Answer of={asked}>{(data) => <Shown data={data} />}</Answer>
    </Page>
  )
}

function Shown({ data }: { data: ServicesAnswer }) {
  return (
    <Stack>
      {data.departments.map((each) => (
        <Panel key={each.number} title={`（${each.number}）${each.title}`}>
          {each.none ? <Muted>{each.none}</Muted> : null}
          <ul className="g-stack">
            {data.services
              .filter((service) => service.department === each.department)
              .map((service) => (
                <li key={service.id}>
                  <Row>
                    <b>{service.title}</b>
                    {service.needs.map((need) => (
                      <Tag key={need} tone="gry">
                        {needWord(need)}
                      </Tag>
                    ))}
                    {service.sealed ? <Tag tone="amb">封存部分</Tag> : null}
                  </Row>
                  {service.help ? <p>{service.help}</p> : null}
                  <Muted>
                    {service.basis}；建议 {service.days} 天内办成（假定）{service.times ? `，一般 ${service.times} 次` : ''}
                  </Muted>
                </li>
              ))}
          </ul>
        </Panel>
      ))}
    </Stack>
  )
}
