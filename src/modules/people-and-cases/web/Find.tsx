import { useState } from 'react'
import {
  Answer,
  Button,
  dateOf,
  Empty,
  Go,
  Page,
  Panel,
  Reveal,
  Row,
  Stack,
  subjectPath,
  Tag,
  useAsk,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { useAskedWords } from '#web/ui/asked-words.ts'
import { ageWord, sexWord, type Stay, stayLine } from './answers.ts'

interface Hit {
  personId: string
  inside: boolean
  sealed: boolean
  ways: string[]
  elsewhere: { stationId: string; station: string; month: string }[]
  displayName: string | null
  said: string | null
  sex: 'male' | 'female' | null
  birthFrom: string | null
  birthTo: string | null
  identityWord: string | null
  stays: Stay[]
}

const wayWords: [RegExp, string][] = [
  [/document|whole/, '证件号相符'],
  [/last4/, '证件尾号相符'],
  [/written-same|heard-same|same/, '同名'],
  [/pinyin/, '同音'],
  [/sound/, '读音近似'],
  [/initials/, '首字母相符'],
  [/part|prefix/, '名字有相同的字'],
  [/kin/, '亲属相符'],
  [/nick/, '小名相符'],
  [/place/, '地名相符'],
  [/mark/, '特征相符'],
  [/birth|age/, '年龄相符'],
  [/nameless/, '无名氏编号'],
  [/file/, '个案编号'],
]

const wayWord = (way: string) => wayWords.find(([pattern]) => pattern.test(way))?.[1] ?? way

/** Everybody whom the words fit, the likeliest first, with earlier stays on one line each. */
export default function Find() {
  const [words, setWords] = useAskedWords()
  const [typed, setTyped] = useState(words)
  const [shown, setShown] = useState(words)
  if (shown !== words) {
    setShown(words)
    setTyped(words)
  }
  const now = useNow()
  const may = useMay()
  const asked = useAsk<{ remarks: string[]; more: boolean; hits: Hit[] }>(
    'people.search',
    { text: words, limit: 30 },
    { enabled: words !== '' },
  )
  return (
    <Page title="查找" sub="姓名、读音、首字母、证件号、小名、亲属、地名、特征、年龄，可混着写">
      <Panel>
        <form
          className="g-row"
          onSubmit={(event) => {
            event.preventDefault()
            setWords(typed.trim())
          }}
        >
          <input
            className="g-input"
            type="search"
            aria-label="查找人员"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="submit" look="main">
            查找
          </Button>
        </form>
        {words !== '' && may('minors.search') ? (
          <p className="g-muted">
            未成年人的个案不在这里列出：
            <Go to="/minors/find">用这些词查孩子</Go>
          </p>
        ) : null}
      </Panel>
      {words === '' ? (
        <Panel>
          <Empty title="输入要找的人">例如：何桂香、heguixiang、hgx、女 约60 右手食指缺、女儿 李秋云。</Empty>
        </Panel>
      ) : (
        <Answer of={asked}>
          {(data) => (
            <Stack>
              {data.remarks.map((remark) => (
                <span key={remark} className="g-muted">
                  {remark}
                </span>
              ))}
              {data.hits.length === 0 ? (
                <Panel>
                  <Empty title="没有查到">换读音、小名、地名再试；都没有，就去登记求助。</Empty>
                </Panel>
              ) : (
                <Panel title={`查到 ${data.hits.length}${data.more ? ' 条以上' : ' 条'}`}>
                  <Stack>
                    {data.hits.map((hit) => (
                      <HitLine key={hit.personId} hit={hit} today={dateOf(now)} />
                    ))}
                    {data.more ? <span className="g-muted">还有更多：再加一个词可以缩小范围。</span> : null}
                  </Stack>
                </Panel>
              )}
            </Stack>
          )}
        </Answer>
      )}
    </Page>
  )
}

function HitLine({ hit, today }: { hit: Hit; today: string }) {
  const ways = [...new Set(hit.ways.map(wayWord))].map((way) => <Tag key={way}>{way}</Tag>)
  if (!hit.inside) {
    return (
      <Row>
        <b>{hit.sealed ? '有一份封存的档案' : '外站有过记录'}</b>
        <span>{hit.elsewhere.map((each) => `${each.station} ${each.month}`).join('；')}</span>
        {ways}
        {hit.sealed ? null : (
          <Reveal action="people.open-elsewhere" fixed={{ personId: hit.personId }} label="写明理由调阅">
            {() => <Go to={subjectPath('person', hit.personId)}>打开</Go>}
          </Reveal>
        )}
      </Row>
    )
  }
  return (
    <Stack>
      <Row>
        <Go to={subjectPath('person', hit.personId)}>
          <b>{hit.displayName}</b>
        </Go>
        <span>{`${sexWord(hit.sex)}，${ageWord(hit.birthFrom, hit.birthTo, today)}，身份${hit.identityWord ?? '不明'}`}</span>
        {hit.said && hit.said !== hit.displayName ? <span className="g-muted">{`按“${hit.said}”找到`}</span> : null}
        {ways}
      </Row>
      {hit.stays.slice(0, 3).map((stay) => (
        <Go key={stay.fileId} to={subjectPath('rescue-file', stay.fileId)}>
          {stayLine(stay)}
        </Go>
      ))}
      {hit.stays.length > 3 ? <span className="g-muted">{`共 ${hit.stays.length} 次`}</span> : null}
    </Stack>
  )
}
