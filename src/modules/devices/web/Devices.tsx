import { type ChangeEvent, useRef, useState } from 'react'
import {
  ActionButton,
  Banner,
  Button,
  Empty,
  Page,
  Panel,
  type Refusal,
  RefusalNote,
  Row,
  sendFile,
  showInstant,
  Stack,
  Table,
  useAsk,
  useAskAgain,
  useMay,
} from '#web/ui/index.ts'
import { endForm } from '../schema.ts'

interface ListAnswer {
  total: number
  items: {
    id: string
    name: string
    holder: string
    organisation: string
    registeredAt: number
    takenInAt: number | null
    endedAt: number | null
    endedReason: string | null
  }[]
}
interface TakenIn {
  device: string
  worker: string
  photos: number
  lines: { title: string; done: boolean; sentence: string | null }[]
}

/** Phones that record without network, and the files that they hand over. */
export default function Devices() {
  const asked = useAsk<ListAnswer>('devices.list')
  const may = useMay()
  return (
    <Page title="手机" sub="没有网络时能照常记录的手机。丢了马上停用；传不上来的，可以导入手机交出的文件">
      <Stack>
        {may('devices.take-in') ? <TakeIn /> : null}
        <Panel flush>
          <Table
            title="手机"
            asked={asked}
            rows={asked.data?.items}
            total={asked.data?.total}
            unit="部"
            rowKey={(row) => row.id}
            empty={<Empty title="还没有登记手机">用手机打开本系统网址后加 /phone，登录一次，手机就登记好了。</Empty>}
            columns={[
              { key: 'name', title: '手机', value: (row) => row.name },
              { key: 'holder', title: '使用人', value: (row) => `${row.holder}（${row.organisation}）` },
              { key: 'registered', title: '登记', value: (row) => showInstant(row.registeredAt) },
              {
                key: 'taken',
                title: '最近导入',
                value: (row) => (row.takenInAt === null ? '没有导入过' : showInstant(row.takenInAt)),
              },
              {
                key: 'state',
                title: '状态',
                value: (row) => (row.endedAt === null ? '在用' : `${showInstant(row.endedAt)} 停用：${row.endedReason ?? ''}`),
              },
              {
                key: 'end',
                title: '办理',
                value: () => '',
                cell: (row) =>
                  row.endedAt === null ? (
                    <ActionButton
                      action="devices.end"
                      of={endForm}
                      title="停用"
                      size="small"
                      fixed={{ deviceId: row.id }}
                      onDone={() => void asked.refetch()}
                    />
                  ) : null,
              },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}

function TakeIn() {
  const input = useRef<HTMLInputElement>(null)
  const askAgain = useAskAgain()
  const [busy, setBusy] = useState(false)
  const [taken, setTaken] = useState<TakenIn | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    setBusy(true)
    setTaken(null)
    setRefusal(null)
    const answer = await sendFile<TakenIn>('/api/devices/file', file)
    setBusy(false)
    if ('refused' in answer) return setRefusal(answer)
    setTaken(answer)
    askAgain()
  }
  const left = taken?.lines.filter((line) => !line.done) ?? []
  return (
    <Panel title="导入手机交出的记录">
      <Stack>
        <p>在手机“求助”页点“交出记录”，把文件发到这台电脑再选它。同一条记录不会记两次，手机上的也不会因此消失。</p>
        <input
          ref={input}
          type="file"
          accept=".guitu,application/json"
          hidden
          aria-label="手机交出的文件"
          onChange={(event) => void choose(event)}
        />
        <Row>
          <Button look="main" disabled={busy} onClick={() => input.current?.click()}>
            {busy ? '正在导入，请不要关页面…' : '选择文件导入'}
          </Button>
        </Row>
        {refusal ? <RefusalNote refusal={refusal} /> : null}
        {taken ? (
          <Banner tone={left.length > 0 ? 'amb' : 'acc'}>
            {`${taken.worker} 的手机（${taken.device}）：共 ${taken.lines.length} 条，入账 ${taken.lines.length - left.length} 条，照片 ${taken.photos} 张。`}
            {left.length > 0 ? (
              <ul>
                {left.map((line, at) => (
                  <li key={`${at} ${line.title}`}>{`${line.title}：${line.sentence ?? ''}`}</li>
                ))}
              </ul>
            ) : null}
          </Banner>
        ) : null}
      </Stack>
    </Panel>
  )
}
