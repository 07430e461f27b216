import {
  Banner,
  Facts,
  Go,
  Muted,
  Panel,
  PaperButton,
  Row,
  showDate,
  showInstant,
  Stack,
  Tag,
  Timeline,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { reception } from '../lifecycle.ts'
import { destinations, letterKinds, sendingWays, signers, ways } from '../words.ts'
import { type CaseAnswer, type OfFile, useOfFile } from './answers.ts'
import { CaseButtons, MakeFile, NoteAnswer, NoteSent } from './buttons.tsx'

const tones = {
  told: 'amb',
  answered: 'acc',
  'not-accepted': 'red',
  received: 'amb',
  'not-arrived': 'red',
  visited: 'acc',
  settled: 'grn',
} as const

/** The return as both sides see it: letters, answer, reception, what was found; and the letters that went out on paper. */
export default function FilePanel({ subjectId }: { subjectId: string }) {
  const { data } = useOfFile(subjectId)
  // Nothing to say where no letter went out and none came in.
  if (!data || (data.cases.length === 0 && !data.hasLetter && data.sendings.length === 0)) return null
  return (
    <Panel title="流出地接收">
      <Stack>
        {data.cases.map((found) => (
          <Case key={found.receptionId} found={found} />
        ))}
        {data.own ? <Outgoing fileId={subjectId} data={data} /> : null}
        <details>
          <summary>经过 {data.steps.length} 步</summary>
          <Timeline
            items={data.steps.toReversed().map((step) => ({
              id: step.id,
              at: step.at,
              title: step.title,
              by: step.by,
              text: step.line,
            }))}
          />
        </details>
      </Stack>
    </Panel>
  )
}

function Case({ found }: { found: CaseAnswer }) {
  const now = useNow()
  const may = useMay()
  const params = { receptionId: found.receptionId }
  return (
    <Stack>
      <Row>
        <strong>{found.place}</strong>
        <Tag tone={tones[found.state]}>{reception.states[found.state].zh}</Tag>
        {found.theirs ? null : <Tag>{ways[found.way]}</Tag>}
      </Row>
      {found.abandonment ? (
        <Banner tone="amb">
          走访看到不善待、不愿照料的情形。涉嫌遗弃、虐待的，请在“回访”里报案并记下处理结果；先保证人身安全。
          {may('follow-up.tell-police') ? <Go to="/follow-up">去回访</Go> : null}
        </Banner>
      ) : null}
      <Facts
        rows={[
          ['约定接收', found.fetchOn ? showDate(found.fetchOn) : undefined],
          [
            '接收',
            found.receivedAt === null
              ? undefined
              : `${showInstant(found.receivedAt, now)}，${destinations[found.receivedTo as keyof typeof destinations] ?? ''}`,
          ],
          ['对方交接', found.handedOverAt === null ? undefined : showInstant(found.handedOverAt, now)],
          ['走访', found.visitedAt === null ? undefined : showInstant(found.visitedAt, now)],
          [
            '困难',
            found.hardshipAt === null ? undefined : found.groups.includes('hardship') ? (
              <Tag tone="red">还没有报送</Tag>
            ) : (
              <Tag tone="grn">已报送</Tag>
            ),
          ],
          [
            '无家可归',
            found.homelessAt === null ? undefined : found.groups.includes('homeless') ? (
              <Tag tone="red">还没有安置</Tag>
            ) : (
              <Tag tone="grn">已安置</Tag>
            ),
          ],
          [
            '户籍',
            found.cancelledAt === null ? undefined : found.restoredAt === null ? (
              <Tag tone="red">被注销，{found.policeAskedAt === null ? '还没有函请恢复' : '已函请公安'}</Tag>
            ) : (
              <Tag tone="grn">已恢复</Tag>
            ),
          ],
        ]}
      />
      <CaseButtons found={found} />
      {found.letters.map((letter) => (
        <div key={letter.id}>
          <p>
            {letterKinds[letter.kind]} <Muted>{letter.letterNo ?? '没有文号'}</Muted> {letter.from}{' '}
            <Muted>{showInstant(letter.at, now)}</Muted>
          </p>
          {letter.text ? <p>{letter.text}</p> : null}
          {letter.contact || letter.phone || letter.arrivesOn || letter.signer ? (
            <p className="g-muted">
              {[
                letter.contact && `联系人 ${letter.contact}`,
                letter.phone && `电话 ${letter.phone}`,
                letter.arrivesOn && `预计 ${showDate(letter.arrivesOn)} 到`,
                letter.signer && `签名：${signers[letter.signer]}`,
              ]
                .filter(Boolean)
                .join('；')}
            </p>
          ) : null}
        </div>
      ))}
      {found.mine || found.mayVisit ? (
        <Row>
          {found.mine ? (
            <PaperButton size="small" query="origin.paper-receipt" params={params}>
              接收回执
            </PaperButton>
          ) : null}
          <PaperButton size="small" query="origin.paper-visit" params={params}>
            走访表
          </PaperButton>
          {found.mine && found.hardshipAt !== null ? (
            <PaperButton size="small" query="origin.paper-hardship" params={params}>
              困难情况报送函
            </PaperButton>
          ) : null}
          {found.mine && found.cancelledAt !== null ? (
            <PaperButton size="small" query="origin.paper-register" params={params}>
              恢复户籍函
            </PaperButton>
          ) : null}
        </Row>
      ) : null}
    </Stack>
  )
}

/** Letters to a place that does not use the system: paper and file, how they went, what came back. */
function Outgoing({ fileId, data }: { fileId: string; data: OfFile }) {
  const now = useNow()
  if (!data.hasLetter) return null
  return (
    <Stack>
      {data.cases.length === 0 ? <Muted>流出地不在本系统的：把函和签名文件发去，记下怎么发的，等复函。</Muted> : null}
      <Row>
        <PaperButton size="small" query="origin.paper-letter" params={{ fileId }}>
          打印函（附公钥）
        </PaperButton>
        <MakeFile fileId={fileId} />
        <NoteSent fileId={fileId} />
      </Row>
      {data.sendings.map((sending) => (
        <Row key={sending.sendingId}>
          <span>
            {showInstant(sending.sentAt, now)} {sendingWays[sending.way as keyof typeof sendingWays] ?? sending.way} {sending.to}{' '}
            <Muted>{sending.receipt ?? '没有回执'}</Muted>
          </span>
          {sending.answeredAt === null ? (
            <NoteAnswer fileId={fileId} sending={sending} />
          ) : (
            <Tag tone={sending.accepts ? 'grn' : 'red'}>{sending.accepts ? '同意接收' : '不予接收'}</Tag>
          )}
        </Row>
      ))}
    </Stack>
  )
}
