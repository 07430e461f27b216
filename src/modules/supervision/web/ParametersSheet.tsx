import { useState } from 'react'
import { Answer, Assumed, Sheet, useAsk } from '#web/ui/index.ts'
import { parameterForm } from '../schema.ts'
import type { ParameterShown, Parameters } from './answers.ts'
import { DecisionButton } from './DecisionButton.tsx'

/** All assumed terms of a document, each with its value, who set it since when, and its history; a bureau sets another. */
export function ParametersSheet({ pack, open, onClose }: { pack: string; open: boolean; onClose(): void }) {
  const asked = useAsk<Parameters>('supervision.parameters', { pack }, { enabled: open })
  return (
    <Sheet open={open} onClose={onClose} title="改参数" width={720}>
      <p className="g-muted">
        文件没有写明数字的时限，先按假定的算，由民政局设定。自某日起改：那天及以后开始计时的按新时限，已经开始的按原时限算完。
      </p>
      <Answer of={asked} lines={6}>
        {(list) => (
          <ul className="s-parameters">
            {list.items.map((item) => (
              <Line key={item.key} item={item} mayDecide={list.mayDecide} />
            ))}
          </ul>
        )}
      </Answer>
    </Sheet>
  )
}

function Line({ item, mayDecide }: { item: ParameterShown; mayDecide: boolean }) {
  const [history, setHistory] = useState(false)
  return (
    <li>
      <div className="g-row g-between">
        <span>
          <b>{item.title}</b> <span className="g-muted">{item.citation}</span>
        </span>
        <span className="g-row">
          <Assumed>{item.valueText}</Assumed>
          {mayDecide ? (
            <DecisionButton
              action="supervision.set-parameter"
              of={parameterForm}
              title="设定时限"
              label="改"
              size="small"
              fixed={{ key: item.key }}
              intro={
                <p>
                  {item.title}，现在 {item.valueText}
                </p>
              }
              change={(draft) =>
                typeof draft['value'] === 'string' &&
                draft['value'] !== '' &&
                typeof draft['from'] === 'string' &&
                draft['from'] !== ''
                  ? { kind: 'parameter', key: item.key, value: draft['value'], from: draft['from'] }
                  : null
              }
            />
          ) : null}
        </span>
      </div>
      <span className="g-muted">
        {item.own && item.from
          ? `${item.from} 起由民政局设定；原假定 ${item.assumedText}`
          : `规则包的假定：${item.assumedBecause}`}
        {item.history.length > 0 ? (
          <button type="button" className="g-btn g-btn-link" aria-expanded={history} onClick={() => setHistory(!history)}>
            改过 {item.history.length} 次
          </button>
        ) : null}
      </span>
      {history ? (
        <ul className="g-muted">
          {item.history.map((each) => (
            <li key={`${each.from}${each.value}`}>
              {each.from} 起 {each.value}：{each.reason}
              {each.citation ? `（${each.citation}）` : ''}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}
