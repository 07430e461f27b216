import { ActionButton, Answer, BecauseView, Icon, Popover, useAsk, type Because } from '#web/ui/index.ts'
import { waiveForm } from '../schema.ts'

interface WhyAnswer {
  duty: { title: string; because: Because }
  mayBeWaived: boolean
}

interface WhyProps {
  of: { subjectId: string; clause: string; instance: string }
  title: string
  citation: { text: string; assumed?: string }
}

/** A citation that opens 为什么: the engine's account is asked for when somebody wants it. */
export function WhyCite({ of, title, citation }: WhyProps) {
  return (
    <span className="g-clause">
      <Popover
        label={`为什么要办：${title}`}
        trigger={(props) => (
          <button type="button" className="g-cite" {...props}>
            {citation.text}
          </button>
        )}
      >
        {(close) => (
          <>
            <button type="button" className="g-in-btn g-pop-close" aria-label="关闭" onClick={close}>
              <Icon name="close" small />
            </button>
            <Reason of={of} title={title} />
          </>
        )}
      </Popover>
      {citation.assumed ? (
        <span className="g-assumed" title="文件没有写明数字，由民政局设定">
          {citation.assumed}
        </span>
      ) : null}
    </span>
  )
}

function Reason({ of, title }: Pick<WhyProps, 'of' | 'title'>) {
  const asked = useAsk<WhyAnswer>('supervision.why', of)
  return (
    <Answer of={asked}>
      {({ duty, mayBeWaived }) => (
        <>
          <BecauseView because={duty.because} title={title} />
          {mayBeWaived ? (
            <div className="g-form-foot">
              <ActionButton action="supervision.waive" of={waiveForm} title="免办" label="申请免办" fixed={of} size="small" />
            </div>
          ) : null}
        </>
      )}
    </Answer>
  )
}
