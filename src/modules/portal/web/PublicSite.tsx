import { useState } from 'react'
import { ActionButton, Answer, Facts, Muted, Page, Panel, Row, Stack, useAsk } from '#web/ui/index.ts'
import { changePageForm, makeLinkForm } from '../schema.ts'

interface Landmark {
  name: string
  lat: number
  lng: number
}
interface SiteAnswer {
  organisationId: string
  base: string
  name: string
  kind: string
  texts: {
    phone?: string
    hours?: string
    address?: string
    way?: string
    intro?: string
    more?: string[]
    places?: string[]
    landmarks?: Landmark[]
  }
}

/** The public pages of one's own organisations: what they say, where they are, links for a WeChat menu. */
export default function PublicSite() {
  const asked = useAsk<{ items: SiteAnswer[] }>('portal.sites')
  return (
    <Page title="公众网页" sub={<Muted>改完马上生效；公告在“公告”里办</Muted>}>
      <Answer of={asked}>
        {({ items }) => (
          <Stack>
            {items.map((site) => (
              <Site key={site.organisationId} site={site} />
            ))}
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

/** The texts as the form takes them: a landmark is a name and a place. */
const asForm = ({ landmarks, ...texts }: SiteAnswer['texts']) => ({
  ...texts,
  landmarks: landmarks?.map(({ name, lat, lng }) => ({ name, at: { lat, lng, source: 'pin' as const } })),
})

function Site({ site }: { site: SiteAnswer }) {
  const [link, setLink] = useState<{ address: string; until: string } | null>(null)
  const fixed = { organisationId: site.organisationId }
  const { texts } = site
  return (
    <Panel
      title={site.name}
      right={
        <a href={`${site.base}/`} target="_blank" rel="noreferrer">
          打开网页
        </a>
      }
    >
      <Stack>
        <Facts
          rows={[
            ['网址', `${location.origin}${site.base}/`],
            ['救助电话', texts.phone ?? '没有填，网页上显示 12345 转救助管理站'],
            ['接听时间', texts.hours ?? '24 小时有人接'],
            ['地址', texts.address ?? '没有填'],
            ['怎么走', texts.way],
            ['介绍', texts.intro ?? '用通用介绍'],
            ['其他', texts.more?.join('；')],
            [
              '报告时图上画的地点',
              texts.landmarks?.map((each) => each.name).join('、') ?? '没有；既没有这些地点也没有设地图的，报告的人不能在图上点',
            ],
            ['还能选的地点', texts.places?.join('、') ?? '没有写，报告的人自己写在哪里'],
          ]}
        />
        <Row>
          <ActionButton
            action="portal.change-page"
            of={changePageForm}
            title="修改公众网页"
            fixed={fixed}
            initial={asForm(texts)}
          />
          <ActionButton
            action="portal.make-link"
            of={makeLinkForm}
            title="生成登记链接"
            fixed={fixed}
            initial={{ purpose: 'inquiry', days: 366 }}
            onDone={({ reply }) =>
              setLink({ address: `${location.origin}${site.base}${String(reply['path'])}`, until: String(reply['until']) })
            }
          />
        </Row>
        {link ? (
          <p role="status">
            <b>公众号菜单用这个链接：</b> <code>{link.address}</code> <Muted>{link.until} 到期，离开这一页就不再显示</Muted>
          </p>
        ) : null}
      </Stack>
    </Panel>
  )
}
