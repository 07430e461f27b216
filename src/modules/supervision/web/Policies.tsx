import { ActionButton, Answer, Go, Page, Panel, Row, Tag, useAsk } from '#web/ui/index.ts'
import { adoptForm, goLiveForm } from '../schema.ts'
import type { Policies as List, PolicyLine } from './answers.ts'
import { Coverage } from './CoverageStrip.tsx'
import { DecisionButton } from './DecisionButton.tsx'
import { Working } from './Working.tsx'
import './supervision.css'

/** The policy documents: which bind here since when, how much of each is computed, and adopting another. */
export default function Policies() {
  const asked = useAsk<List>('supervision.policies', {})
  return (
    <Page
      title="政策"
      sub={asked.data ? `${asked.data.packs.filter((each) => each.inForce).length} 份有效` : undefined}
      actions={
        asked.data?.mayDecide ? <ActionButton action="supervision.set-go-live" of={goLiveForm} title="设定上线日" /> : undefined
      }
    >
      <Answer of={asked} lines={6}>
        {(list) => (
          <>
            <Working progress={list.underWay} />
            {list.goLive ? <p className="g-muted">上线日 {list.goLive}：以前发生而没有办的，按此依据免办，仍看得到。</p> : null}
            {list.packs.map((pack) => (
              <Document key={pack.id} pack={pack} mayDecide={list.mayDecide} />
            ))}
          </>
        )}
      </Answer>
    </Page>
  )
}

function Document({ pack, mayDecide }: { pack: PolicyLine; mayDecide: boolean }) {
  const own = pack.adoptions.at(-1)
  return (
    <Panel
      title={<Go to={`/policies/${pack.id}`}>{pack.title}</Go>}
      sub={[pack.issuer, pack.number, pack.date].filter(Boolean).join(' · ')}
      right={<Tag tone={pack.inForce ? 'grn' : 'gry'}>{pack.national ? '全国有效' : pack.inForce ? '有效' : '未采用'}</Tag>}
    >
      <Row between>
        <span className="g-row">
          <Coverage counts={pack.coverage} />
          <span className="g-muted">{pack.clauses} 项应办事项和数字由它算出</span>
        </span>
        <span className="g-row">
          {own ? (
            <span className="g-muted">
              {own.from} 起{own.until ? `，到 ${own.until}` : ''} · {own.reason}
            </span>
          ) : null}
          {mayDecide && !pack.national && !pack.inForce ? (
            <DecisionButton
              action="supervision.adopt-pack"
              of={adoptForm}
              title="采用政策"
              look="main"
              fixed={{ pack: pack.id }}
              intro={
                <p>
                  从您选的那天起，本辖区按《{pack.title}
                  》计算应办事项；那天以前已经到期的不追究。采用后在后台重算，进度显示在页面上。
                </p>
              }
              change={(draft) =>
                typeof draft['from'] === 'string' && draft['from'] !== ''
                  ? { kind: 'adopt', pack: pack.id, from: draft['from'] }
                  : null
              }
            />
          ) : null}
          <Go to={`/policies/${pack.id}`} className="g-btn g-btn-plain">
            逐条看
          </Go>
        </span>
      </Row>
    </Panel>
  )
}
