import { Answer, Empty, Muted, Page, Panel, showInstant, Stack, Table, useAsk, useNow } from '#web/ui/index.ts'

interface KeysAnswer {
  own: string
  known: { id: string; publicKey: string; name: string; checkedAt: number }[]
}

/** Our own public key, to be made known; and those of others that somebody checked. */
export default function Keys() {
  const asked = useAsk<KeysAnswer>('origin.keys')
  const now = useNow()
  return (
    <Page title="函件文件的公钥">
      <Answer of={asked}>
        {(keys) => (
          <Stack>
            <Panel title="本系统的公钥">
              <p>
                <code>{keys.own}</code>
              </p>
              <Muted>可以公开：印在函上，放在单位网站上。别人打电话来核对时，请逐字念。</Muted>
            </Panel>
            <Panel title="核对过的单位" sub={`${keys.known.length} 个`} flush>
              <Table
                title="核对过的公钥"
                rows={keys.known}
                unit="个"
                rowKey={(row) => row.id}
                empty={<Empty title="还没有核对过别的单位">导入函件文件时核实过、勾了“以后认这个单位的签名”的，会在这里。</Empty>}
                columns={[
                  { key: 'name', title: '单位', value: (row) => row.name },
                  { key: 'key', title: '公钥', value: (row) => row.publicKey, wraps: true },
                  { key: 'at', title: '核对', value: (row) => row.checkedAt, cell: (row) => showInstant(row.checkedAt, now) },
                ]}
              />
            </Panel>
          </Stack>
        )}
      </Answer>
    </Page>
  )
}
