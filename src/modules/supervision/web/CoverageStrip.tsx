import type { Coverage as Counts, Entry } from './answers.ts'
import './supervision.css'

/** How many entries of each kind, by fill: computed, manual, declaratory. */
export function Coverage({ counts }: { counts: Counts }) {
  return (
    <span className="s-legend">
      <span>
        <i className="s-fill s-computed" /> 算得出 {counts.computed}
      </span>
      <span>
        <i className="s-fill s-manual" /> 人工填报 {counts.manual}
      </span>
      <span>
        <i className="s-fill s-declaratory" /> 宣示性 {counts.declaratory}
      </span>
    </span>
  )
}

/** Every numbered entry of the document as one small field; none is left out. */
export function CoverageStrip({ entries, counts }: { entries: Entry[]; counts: Counts }) {
  const words = { computed: '算得出', manual: '人工填报', declaratory: '宣示性' }
  return (
    <nav className="s-strip" aria-label="逐条有交代">
      <b>{entries.length} 条</b>
      <span className="g-muted">逐条有交代</span>
      <span className="s-fields">
        {entries.map((entry) => (
          <a
            key={entry.id}
            href={`#${entry.id}`}
            className={`s-field s-${entry.kind}`}
            title={`${entry.number} ${entry.title}：${words[entry.kind]}`}
          >
            {entry.number || '—'}
          </a>
        ))}
      </span>
      <Coverage counts={counts} />
    </nav>
  )
}
