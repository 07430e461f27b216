import { dateOf, Tag } from '#web/ui/index.ts'
import type { LinkAnswer } from './answers.ts'

/** 监测预防 → 发现报告 → 评估转介 → 干预帮扶 side by side, the present one framed. */
export function Chain({ links }: { links: readonly LinkAnswer[] }) {
  return (
    <ol className="m-chain" aria-label="保护的四环">
      {links.map((each, at) => (
        <li key={each.link} className="m-link" aria-current={each.present ? 'step' : undefined}>
          <div className="m-link-head">
            <i aria-hidden="true">{at + 1}</i>
            <b>{each.title}</b>
            {each.tag ? <Tag tone={each.tone}>{each.tag}</Tag> : null}
          </div>
          {each.steps.length === 0 ? <span className="g-muted">还没有</span> : null}
          {each.steps.map((step) => (
            <div key={step.id} className="m-step">
              <time dateTime={dateOf(step.at)}>{dateOf(step.at).slice(5)}</time>
              <span>
                {step.title}
                {step.words.length > 0 ? (
                  <>
                    <br />
                    <span className="g-muted">{step.words.join('，')}</span>
                  </>
                ) : null}
              </span>
            </div>
          ))}
        </li>
      ))}
    </ol>
  )
}
