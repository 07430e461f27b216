import { useDeferredValue, useMemo, useState } from 'react'
import {
  Answer,
  Banner,
  Columns,
  Form,
  Muted,
  Page,
  Panel,
  type PickerProps,
  say,
  Stack,
  subjectPath,
  useAct,
  useAsk,
  useGo,
  useRoute,
} from '#web/ui/index.ts'
import { draftForm, previewForm } from '../schema.ts'
import { FREE_OF_CHARGE, neededBasics } from '../words.ts'
import { type KnownAnswer, type TextAnswer } from './answers.ts'
import { NoticeText } from './NoticeText.tsx'
import { picturePicker } from './PicturePicker.tsx'

interface PreviewAnswer {
  text: TextAnswer
  minor: boolean
  faults: Record<string, string>
  enough: boolean
}

/** Ticks among what is recorded; nothing else can be written in. */
function tickPicker(known: readonly string[]) {
  return function Ticks({ id, value, onChange, describedBy, field }: PickerProps) {
    const chosen = Array.isArray(value) ? (value as string[]) : []
    if (known.length === 0) return <Muted>没有记录。先在“补充、更正资料”里记下来，再公开。</Muted>
    return (
      <div id={id} role="group" aria-label={field.label} aria-describedby={describedBy}>
        {known.map((item) => (
          <label key={item} className="g-tick">
            <input
              type="checkbox"
              checked={chosen.includes(item)}
              onChange={(event) => onChange(event.target.checked ? [...chosen, item] : chosen.filter((each) => each !== item))}
            />{' '}
            {item}
          </label>
        ))}
      </div>
    )
  }
}

/** Drafting: what is known on the left, ticked one by one; what will be read on the right. */
export default function Draft() {
  const { params } = useRoute()
  const fileId = params['fileId'] as string
  const asked = useAsk<KnownAnswer>('notices.known', { fileId })
  return (
    <Page title="起草寻亲公告" sub={<Muted>只公开辨认用得上的；勾一项公开一项</Muted>}>
      <Answer of={asked} lines={8}>
        {(known) => <Filling fileId={fileId} known={known} />}
      </Answer>
    </Page>
  )
}

function Filling({ fileId, known }: { fileId: string; known: KnownAnswer }) {
  const go = useGo()
  const acting = useAct('notices.draft')
  const initial = useMemo(() => initialOf(fileId, known), [fileId, known])
  const [draft, setDraft] = useState<Record<string, unknown>>(initial)
  const [picture, setPicture] = useState<string | undefined>(undefined)
  const pickers = useMemo(
    () => ({
      names: tickPicker(known.names),
      marks: tickPicker(known.marks),
      said: tickPicker(known.said),
      picture: picturePicker(known, setPicture),
    }),
    [known],
  )
  return (
    <Columns layout="main-side">
      <Panel title="公开什么">
        <Form
          of={draftForm}
          columns={1}
          initial={initial as never}
          hidden={['fileId', ...(draft['photo'] === 'none' || draft['photo'] === undefined ? ['picture'] : [])]}
          pickers={pickers}
          submitLabel="送审"
          onChange={setDraft}
          onSubmit={async (form) => {
            const outcome = await acting.send(form.photo === 'none' ? { ...form, picture: undefined } : form)
            if (!outcome.ok) return outcome.refusal
            say('公告稿已送审')
            go(subjectPath('rescue-file', fileId))
            return null
          }}
        />
      </Panel>
      <Preview draft={draft} picture={draft['photo'] === 'none' ? undefined : picture} minor={known.minor} />
    </Columns>
  )
}

/** Nothing is ticked but what recognition needs; a new wording begins as the last one stood. */
function initialOf(fileId: string, known: KnownAnswer): Record<string, unknown> {
  const { last } = known
  const within = (items: string[], among: string[]) => items.filter((item) => among.includes(item))
  const county = known.foundCounty ? { foundCounty: known.foundCounty } : {}
  if (!last)
    return { fileId, basics: within([...neededBasics], known.basics), photo: 'none', foundMonth: known.foundMonth, ...county }
  return {
    fileId,
    basics: within(
      [
        ...(last.sex ? ['sex'] : []),
        ...(last.ageFrom === undefined ? [] : ['age']),
        ...(last.height ? ['height'] : []),
        ...(last.accent ? ['accent'] : []),
      ],
      known.basics,
    ),
    names: within(last.names, known.names),
    marks: within(last.marks, known.marks),
    said: within(last.said, known.said),
    ...(last.clothes ? { clothes: last.clothes } : {}),
    ...(last.words ? { words: last.words } : {}),
    foundMonth: last.month ?? known.foundMonth,
    ...(last.spot ? { foundSpot: last.spot } : {}),
    ...county,
    photo: 'none',
  }
}

/** What the public will read, as the server words it; what may not stand there is said at once. */
function Preview({ draft, picture, minor }: { draft: Record<string, unknown>; picture: string | undefined; minor: boolean }) {
  const settled = useDeferredValue(draft)
  const told = previewForm.safeParse(
    Object.fromEntries(
      Object.entries(settled).filter(([key, value]) => key in previewForm.shape && value !== '' && value !== undefined),
    ),
  )
  const asked = useAsk<PreviewAnswer>('notices.preview', told.success ? told.data : {}, {
    enabled: told.success,
    keepPrevious: true,
  })
  return (
    <Stack>
      <Panel title="公众看到的样子">
        <Answer of={asked}>
          {(shown) => (
            <Stack>
              <NoticeText text={shown.text} picture={picture} />
              <Muted>{FREE_OF_CHARGE}下面有“像是我要找的人”和“认错人、要撤下公告”。</Muted>
              {Object.entries(shown.faults).map(([key, fault]) => (
                <Banner key={key} tone="red">
                  {fault}
                </Banner>
              ))}
              {shown.enough ? null : <Banner tone="amb">还没有可供辨认的内容，请至少勾一项。</Banner>}
            </Stack>
          )}
        </Answer>
      </Panel>
      <Panel title="不会公开">
        <Stack>
          <Muted>在哪里住、发现的确切地点和日子、病情、证件号、电话、亲属姓名和住址。</Muted>
          {minor ? (
            <Banner tone="amb">
              可能未满十八岁：送审后由站长、民政局两级审批并写明法律依据；只登在准许的渠道，本站公众网页不登。年龄有误请先补充资料。
            </Banner>
          ) : (
            <Muted>送审后由另一位同事批准；改稿要重新批准，批准前登着的还是旧稿。</Muted>
          )}
        </Stack>
      </Panel>
    </Stack>
  )
}
