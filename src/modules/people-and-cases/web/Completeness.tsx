import { Answer, Button, MeterBar, Panel, useAsk, useMay, useRoute } from '#web/ui/index.ts'
import { type Piece, piecesOf, type Stage, stages } from '../rules-completeness.ts'
import type { FileAnswer } from './answers.ts'
import './people.css'

interface Told {
  facts: { name: string; state: 'holds' | 'replaced' }[]
}

/** How much of a file's record is there, by stage; what lacks leads to the button that records it. */
export default function Completeness({ subjectId }: { subjectId: string }) {
  const file = useAsk<FileAnswer>('people.file', { fileId: subjectId })
  const told = useAsk<Told>('people.timeline', { fileId: subjectId, limit: 500 })
  const pieces =
    file.data && told.data
      ? piecesOf({
          facts: new Set(told.data.facts.filter((fact) => fact.state === 'holds').map((fact) => fact.name)),
          state: file.data.file.state,
          arrival: file.data.file.arrival,
          leftKind: file.data.file.leftKind,
          identity: file.data.person.identity,
        })
      : []
  return (
    <Panel
      title="档案完整度"
      right={
        pieces.length > 0 ? (
          <span>
            <b>{pieces.filter((piece) => piece.there).length}</b> / {pieces.length} 份到齐
          </span>
        ) : null
      }
    >
      <Answer of={told}>{() => <Stages pieces={pieces} />}</Answer>
    </Panel>
  )
}

function Stages({ pieces }: { pieces: Piece[] }) {
  const may = useMay()
  const { setSearch } = useRoute()
  const lacking = pieces.filter((piece) => !piece.there)
  return (
    <>
      <div className="p-stages">
        {(Object.entries(stages) as [Stage, string][]).map(([stage, title]) => {
          const own = pieces.filter((piece) => piece.stage === stage)
          const there = own.filter((piece) => piece.there).length
          return <MeterBar key={stage} label={title} value={there} of={own.length} />
        })}
      </div>
      {lacking.length > 0 ? (
        <p className="p-lacking">
          缺：
          {lacking.map((piece) =>
            may(piece.action) ? (
              <Button key={piece.title} look="link" onClick={() => setSearch({ do: piece.action })}>
                {piece.title}
              </Button>
            ) : (
              <span key={piece.title}>{piece.title}</span>
            ),
          )}
        </p>
      ) : null}
    </>
  )
}
