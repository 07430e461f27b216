import { Answer, Facts, Go, Panel, PaperButton, Row, showInstant, Stack, Tag, useMay, useNow } from '#web/ui/index.ts'
import { type FileAnswer, useFile } from './answers.ts'
import { Tickets } from './Tickets.tsx'

/** What is planned and done about a guest's leaving. */
export default function FilePanel({ subjectId }: { subjectId: string }) {
  const asked = useFile(subjectId)
  const may = useMay()
  const now = useNow()
  return (
    <Panel title="离站返乡">
      <Answer of={asked}>
        {(file) => (
          <Stack>
            <Facts
              rows={[
                ['方案', file.plan ? (file.plan.line ?? '') : file.state === 'in' ? '还没有定' : undefined],
                [
                  '拒收',
                  file.refusal
                    ? `${file.refusal.line ?? ''}（${file.refusal.raisedAt === null ? '还没有上报' : '已上报'}）`
                    : undefined,
                ],
                ['离站', file.leaving ? `${file.leaving.title}，${showInstant(file.leaving.leftAt, now)}` : undefined],
                ['手续', file.leaving?.line ?? undefined],
                ['文书号', file.leaving?.noticeNo ?? undefined],
                ['到达交接', arrival(file, now)],
                ['告知函', letter(file)],
              ]}
            />
            {file.tickets.length > 0 ? <Tickets fileId={subjectId} tickets={file.tickets} open={false} /> : null}
            <Papers file={file} fileId={subjectId} />
            {file.state === 'in' && may('departure.options') ? <Go to={`/leave/${subjectId}`}>看能怎么离站</Go> : null}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

function arrival({ leaving }: FileAnswer, now: number) {
  if (!leaving || !(leaving.sentHome || leaving.kind === 'other-station')) return undefined
  return leaving.handedOverAt === null ? <Tag tone="amb">还没有签收</Tag> : showInstant(leaving.handedOverAt, now)
}

function letter({ leaving }: FileAnswer) {
  if (!leaving?.sentHome) return undefined
  return leaving.originToldAt === null ? <Tag tone="amb">还没有发</Tag> : (leaving.letterNo ?? '已告知')
}

/** The papers that can be printed now. */
export function Papers({ file, fileId }: { file: FileAnswer; fileId: string }) {
  const params = { fileId }
  const kind = file.leaving?.kind
  const gone = file.state === 'left'
  return (
    <Row>
      {!gone || kind === 'own' || kind === 'gave-up' ? (
        <PaperButton size="small" query="departure.paper-self-leave" params={params}>
          打印自行离站声明书
        </PaperButton>
      ) : null}
      <PaperButton size="small" query="departure.paper-stay-and-leaving" params={params}>
        打印在站服务及离站登记表
      </PaperButton>
      {file.plan || file.leaving?.sentHome || kind === 'other-station' ? (
        <PaperButton size="small" query="departure.paper-return-handover" params={params}>
          打印返乡交接单
        </PaperButton>
      ) : null}
      {kind === 'terminated' ? (
        <PaperButton size="small" query="departure.paper-termination" params={params}>
          打印终止救助通知书
        </PaperButton>
      ) : null}
      {file.leaving?.letterNo ? (
        <PaperButton size="small" query="departure.paper-origin-letter" params={params}>
          打印返乡告知函
        </PaperButton>
      ) : null}
    </Row>
  )
}
