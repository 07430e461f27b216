import { Answer, Facts, Go, Panel, PaperButton, Row, showInstant, Stack, Tag, useMay, useNow } from '#web/ui/index.ts'
import { type FileAnswer, isHandedOver, useFile, useJourney } from './answers.ts'
import { Journey } from './Journey.tsx'
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
                ['方案', file.plan === null && file.state === 'in' ? '还没有定' : undefined],
                ['离站', file.leaving ? `${file.leaving.title}，${showInstant(file.leaving.leftAt, now)}` : undefined],
                ['手续', file.leaving?.line ?? undefined],
                ['死亡手续', lackingPapers(file)],
                ['文书号', file.leaving?.noticeNo ?? undefined],
                ['到达交接', arrival(file, now)],
                ['告知函', letter(file)],
              ]}
            />
            <Way subjectId={subjectId} />
            {file.tickets.length > 0 ? <Tickets fileId={subjectId} tickets={file.tickets} open={false} /> : null}
            <Papers file={file} fileId={subjectId} />
            {file.state === 'in' && may('departure.options') ? <Go to={`/leave/${subjectId}`}>看能怎么离站</Go> : null}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

/** Plan, escorts, letters, ladder: drawn where there is anything of it. */
function Way({ subjectId }: { subjectId: string }) {
  const asked = useJourney(subjectId)
  return asked.data ? <Journey journey={asked.data} /> : null
}

function arrival({ leaving }: FileAnswer, now: number) {
  if (!leaving || !isHandedOver(leaving)) return undefined
  return leaving.handedOverAt === null ? <Tag tone="amb">还没有签收</Tag> : showInstant(leaving.handedOverAt, now)
}

function letter({ leaving }: FileAnswer) {
  if (!leaving?.sentHome) return undefined
  return leaving.originToldAt === null ? <Tag tone="amb">还没有发</Tag> : (leaving.letterNo ?? '已告知')
}

/** Told from the way or by the institution: who was told, which paper proves it, is still to be written down. */
function lackingPapers({ leaving }: FileAnswer) {
  return leaving?.death === 'bare' ? <Tag tone="red">还没有补：报公安、死亡证明、告知亲属</Tag> : undefined
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
      {file.plan && !gone ? (
        <>
          <PaperButton size="small" query="departure.paper-plan" params={params}>
            打印接送返回审批表
          </PaperButton>
          <PaperButton size="small" query="departure.paper-task" params={params}>
            打印护送任务单
          </PaperButton>
        </>
      ) : null}
      {file.tickets.some((ticket) => !ticket.returned) ? (
        <PaperButton size="small" query="departure.paper-voucher" params={params}>
          打印乘车凭证签收单
        </PaperButton>
      ) : null}
      {file.asked ? (
        <PaperButton size="small" query="departure.paper-ask-letter" params={params}>
          打印商请接收函
        </PaperButton>
      ) : null}
      {file.refusal ? (
        <PaperButton size="small" query="departure.paper-request" params={params}>
          打印请示
        </PaperButton>
      ) : null}
      {(gone ? isHandedOver(file.leaving) : file.plan !== null) ? (
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
