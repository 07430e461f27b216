import {
  ActionButton,
  Answer,
  DeskMap,
  Empty,
  Facts,
  Muted,
  Page,
  Panel,
  showInstant,
  Stack,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { fileForm, removeForm, systems, tilesForm } from '../schema.ts'

interface HereAnswer {
  maySet: boolean
  map: {
    kind: 'tiles' | 'file'
    system: keyof typeof systems
    attribution: string
    approval: string
    lat?: number
    lng?: number
    setAt: number
  } | null
}

/** What map there is, and how it looks. */
export default function Screen() {
  const asked = useAsk<HereAnswer>('maps.here')
  const now = useNow()
  return (
    <Page
      title="地图"
      sub="没有互联网也能看位置；底图须有审图号"
      actions={
        asked.data?.maySet ? (
          <>
            <ActionButton action="maps.set-tiles" of={tilesForm} title="设置地图瓦片" look="main" />
            <ActionButton action="maps.set-file" of={fileForm} title="上传地图文件" />
            {asked.data.map ? <ActionButton action="maps.remove" of={removeForm} title="移除地图" /> : null}
          </>
        ) : null
      }
    >
      <Answer of={asked}>
        {({ map, maySet }) => (
          <Stack>
            {maySet ? null : <Muted>地图全市共用，由市民政局设置。</Muted>}
            <Panel title="现在用的">
              {map ? (
                <Facts
                  rows={[
                    ['底图', map.kind === 'tiles' ? '瓦片，由服务器去取' : '地图文件'],
                    ['坐标系', systems[map.system]],
                    ['来源', map.attribution],
                    ['审图号', map.approval],
                    ['设置时间', showInstant(map.setAt, now)],
                  ]}
                />
              ) : (
                <Empty title="没有底图">位置、距离、方向照样能看；有瓦片服务或审过的地图文件就在这里设置。</Empty>
              )}
            </Panel>
            {map?.lat !== undefined && map.lng !== undefined ? (
              <Panel title="看一看">
                <DeskMap
                  label="地图"
                  points={[{ id: 'centre', at: { lat: map.lat, lng: map.lng }, label: '默认中心' }]}
                  height={420}
                />
              </Panel>
            ) : null}
          </Stack>
        )}
      </Answer>
    </Page>
  )
}
