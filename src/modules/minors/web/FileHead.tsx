import {
  ActionButton,
  Banner,
  Form,
  Go,
  Icon,
  Row,
  showDate,
  showInstant,
  Skeleton,
  Tag,
  useAct,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { askDossierForm, askReaderForm, noteForm, openForm } from '../schema.ts'
import { type BandAnswer, type FileAnswer, sexWord, useBand, useFile } from './answers.ts'
import { Chain } from './Chain.tsx'
import { PersonPicker } from './pickers.tsx'
import './minors.css'

/** The sealed band, the reason it asks for, then who the child is and the four links. */
export default function FileHead({ subjectId }: { subjectId: string }) {
  const band = useBand(subjectId)
  const now = useNow()
  if (band.refusal) {
    return (
      <div data-shut="">
        <Banner>
          <b>{band.refusal.sentence}</b>
        </Banner>
      </div>
    )
  }
  // nothing below is shown before it is known whether the file is open
  if (!band.data) {
    return (
      <div data-shut="">
        <Skeleton lines={3} />
      </div>
    )
  }
  const until = band.data.openedUntil
  if (until === null || until <= now) return <Shut childId={subjectId} band={band.data} />
  return <Opened childId={subjectId} band={band.data} until={until} />
}

/** How many, to whoever reads the list; to others only that it is few. */
const readersWords = ({ readers, bodies, whole }: BandAnswer) =>
  whole
    ? `只有 ${readers} 名指定人员${bodies > 0 ? `、${bodies} 个单位` : ''}能看，各看各的部分`
    : '只有有关的人和单位能看，各看各的部分'

function Shut({ childId, band }: { childId: string; band: BandAnswer }) {
  const opening = useAct('minors.open-file')
  return (
    <div data-shut="">
      <title>{`${band.no} · 归途`}</title>
      <div className="m-band" role="note">
        <Icon name="lock" />
        <b>本案已封存</b>
        <span>{readersWords(band)}</span>
      </div>
      <div className="m-head">
        <div>
          <h1>{band.alias ?? band.no}</h1>
          <p className="g-muted">{`${band.no}，${band.state}。写明理由后可看 60 分钟，这次打开会写进“谁看过”。`}</p>
        </div>
      </div>
      <Form
        of={openForm}
        hidden={['childId']}
        initial={{ childId }}
        columns={1}
        submitLabel="写明理由并打开"
        onSubmit={async (form) => {
          const outcome = await opening.send(form)
          return outcome.ok ? null : outcome.refusal
        }}
      />
    </div>
  )
}

function Opened({ childId, band, until }: { childId: string; band: BandAnswer; until: number }) {
  const asked = useFile(childId)
  const now = useNow()
  const may = useMay()
  return (
    <div>
      <div className="m-band" role="note">
        <Icon name="lock" />
        <b>本案已封存</b>
        <span>{`${readersWords(band)}。您已打开，到 ${showInstant(until, now)} 为止，已留痕`}</span>
        <ActionButton
          action="minors.ask-reader"
          of={askReaderForm}
          title="申请指定人员查看"
          label="指定人员"
          size="small"
          fixed={{ childId }}
          pickers={may('minors.namable') ? { accountId: PersonPicker } : {}}
        />
        {band.whole ? (
          <ActionButton
            action="minors.ask-dossier"
            of={askDossierForm}
            title="申请导出个案"
            label="导出须两人批准"
            size="small"
            fixed={{ childId }}
          />
        ) : null}
      </div>
      {asked.refusal ? (
        <Banner>
          <b>{asked.refusal.sentence}</b>
        </Banner>
      ) : null}
      {asked.data ? <Head file={asked.data} /> : null}
      {asked.data ? <Chain links={asked.data.chain} /> : null}
    </div>
  )
}

function Head({ file }: { file: FileAnswer }) {
  const now = useNow()
  const lines = [file.no, file.town, file.school, file.idNumber].filter(Boolean).join('，')
  return (
    <div className="m-head">
      <div>
        <title>{`${file.no} · 归途`}</title>
        <Row>
          <h1>{file.name}</h1>
          {file.alias ? <span className="g-muted">{`化名 ${file.alias}`}</span> : null}
          <span>{`${sexWord(file.sex)}，${file.age}`}</span>
          {file.kinds
            .filter((each) => each.until === null)
            .map((each) => (
              <Tag key={each.kind}>{each.title}</Tag>
            ))}
          {file.state === 'open' ? null : <Tag tone="vio">{file.closedHow ?? file.stateWord}</Tag>}
          {file.state === 'open' && file.adultOn && soon(file.adultOn, now) ? (
            <Tag tone="amb">{`${showDate(file.adultOn)} 满十八周岁`}</Tag>
          ) : null}
        </Row>
        <Row>
          <span className="g-muted">{lines}</span>
          {file.rescueFiles.map((each) => (
            <Go key={each.fileId} to={`/rescue-file/${each.fileId}`}>
              {`救助个案 ${each.no}`}
            </Go>
          ))}
          <span className="g-muted">
            {file.worker ? `个案主管 ${file.worker.name}，${file.worker.organisation}` : '还没有个案主管'}
          </span>
        </Row>
      </div>
      <ActionButton action="minors.add-note" of={noteForm} title="记一件事" fixed={{ childId: file.childId }} />
    </div>
  )
}

/** Within half a year: what follows eighteen has to be prepared. */
const HALF_YEAR = 183 * 86_400_000
function soon(date: string, now: number): boolean {
  return Date.parse(`${date}T00:00:00+08:00`) - now < HALF_YEAR
}
