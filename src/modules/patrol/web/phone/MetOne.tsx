import { useState } from 'react'
import {
  BigButton,
  ButtonRow,
  Card,
  clockOf,
  EmptyNote,
  goPhone,
  Notice,
  PhoneRow,
  Screen,
  say,
  usePhone,
  usePhoneRoute,
  uuid7,
  whyNotKept,
} from '#web/ui/phone/index.ts'
import type { StepKey } from '../../guidance.ts'
import { GuidanceBoxes } from './GuidanceBoxes.tsx'
import { keep } from './log.ts'
import { type Aim, aimed } from './steps.ts'
import { AnswerSheet, CorrectSheet, GoodsSheet, HospitalSheet, PersuadeSheet, PhotoSheet } from './MetSheets.tsx'
import { prescribedFor, standing } from './situation.ts'
import { type Met, metOf, stopLines } from './tonight.ts'
import { type TonightNow, useTonight } from './useTonight.ts'
import './patrol.css'

/** One person met tonight: what comes next, every step so far, and what can be added later. */
export default function MetOne() {
  const { params, search } = usePhoneRoute()
  const tonight = useTonight()
  const met = metOf(tonight.entries).find((each) => each.encounterId === params['encounterId'])
  if (!tonight.ready) return <Screen title="记下的人">{null}</Screen>
  if (!met)
    return (
      <Screen title="记下的人" back="/patrol" backIcon="left">
        <EmptyNote title="这部手机上没有这条">两天以前的在救助站的电脑上看。</EmptyNote>
      </Screen>
    )
  return <One met={met} tonight={tonight} fresh={search.has('new')} />
}

type Sheet = 'answer' | 'persuade' | 'goods' | 'photos' | 'correct' | 'hospital' | null

function One({ met, tonight, fresh }: { met: Met; tonight: TonightNow; fresh: boolean }) {
  const phone = usePhone()
  const [sheet, open] = useState<Sheet>(null)
  const { encounterId } = met
  const close = () => open(null)
  const area = tonight.areas.find((each) => each.areaId === met.areaId) ?? tonight.current
  const guidance = prescribedFor(met)

  async function add(
    door: string,
    words: string,
    form: Record<string, unknown>,
    more: { photos?: { field: string; ids: string[] }; aim?: Aim } = {},
  ) {
    const due = {
      id: uuid7(),
      door: `patrol.${door}`,
      title: `${met.title}：${words}`,
      form: { encounterId, ...form },
      occurredAt: phone.phoneNow(),
      ...more,
    }
    try {
      await keep(phone, due)
      say(`已记在手机：${words}`)
      close()
    } catch (error) {
      say(whyNotKept(error))
    }
  }

  function escort() {
    const { form, aim } = aimed('station', { id: area?.station?.id ?? null, name: area?.station?.name })
    return add('start-escort', '开始护送', form, { aim })
  }

  function take(key: StepKey) {
    if (key === 'persuade') return open('persuade')
    if (key === 'give-goods') return open('goods')
    if (key === 'hospital') return open('hospital')
    if (key === 'ask') return open('answer')
    if (key === 'escort') return void escort()
    const step = guidance.flatMap((each) => each.steps).find((each) => each.key === key)
    if (step?.door === 'patrol.take-step') void add('take-step', step.words, { ...step.form })
  }

  return (
    <Screen
      title={met.title}
      sub={`${clockOf(met.at)} · ${standing(met)}`}
      back={fresh ? () => goPhone('/patrol', { replace: true }) : '/patrol/met'}
      backIcon="left"
    >
      {fresh ? <Next met={met} tonight={tonight} /> : null}
      {met.escort ? (
        <UnderWay met={met} onEnd={(arrived) => void add('end-escort', arrived ? '已送到' : '没有送到', { arrived })} />
      ) : null}
      <GuidanceBoxes
        guidance={guidance}
        take={take}
        recorded={guidance.flatMap((each) => each.steps.filter((one) => one.done !== null).map((one) => one.key))}
        stationPhone={area?.station?.phone ?? null}
        without={met.escort ? ['escort', 'handover'] : ['handover']}
      />
      <Card title="补记">
        <ButtonRow>
          <BigButton onClick={() => open('answer')}>又问了愿不愿意</BigButton>
          <BigButton onClick={() => open('persuade')}>又劝了一次</BigButton>
          <BigButton onClick={() => open('goods')}>发物资</BigButton>
          <BigButton onClick={() => open('photos')}>补照片</BigButton>
          <BigButton onClick={() => open('correct')}>更正</BigButton>
        </ButtonRow>
      </Card>
      <Records met={met} tonight={tonight} />
      {sheet === 'answer' ? <AnswerSheet onClose={close} add={add} escorted={met.escort !== null} onEscort={escort} /> : null}
      {sheet === 'persuade' ? <PersuadeSheet onClose={close} add={add} /> : null}
      {sheet === 'goods' ? <GoodsSheet onClose={close} add={add} shiftId={met.shiftId} stopId={met.stopId} /> : null}
      {sheet === 'photos' ? <PhotoSheet onClose={close} add={add} /> : null}
      {sheet === 'hospital' ? <HospitalSheet onClose={close} add={add} hospitals={tonight.hospitals} /> : null}
      {sheet === 'correct' ? <CorrectSheet onClose={close} add={add} met={met} /> : null}
    </Screen>
  )
}

/** What happens next, in words: nobody is left wondering whether it was sent. */
function Next({ met, tonight }: { met: Met; tonight: TonightNow }) {
  const next = tonight.started ? stopLines(tonight.started, tonight.entries).find((each) => each.state === 'now') : undefined
  const words = met.escort?.ended
    ? '护送记完了。送到了的，书面交接没有签就当面签；签过了接着巡查。'
    : met.escort?.to.kind === 'hospital'
      ? '医院和救助站会看到。到了点“已送到”；救助站去医院认人。'
      : met.escort
        ? '救助站看到人在路上。到了点“已送到”，当面办书面交接。'
        : met.answer === 'refused'
          ? '下一班会看到今天劝过、给过什么。改主意了随时从这里补。'
          : '记录在手机里，有网自己传。'
  return (
    <>
      <Notice tone="good" title="已记在手机">
        {words}
      </Notice>
      {met.escort && !met.escort.ended ? null : (
        <BigButton look={met.escort ? 'plain' : 'main'} onClick={() => goPhone('/patrol', { replace: true })}>
          {next ? `接着去：${next.name}` : '回到巡查'}
        </BigButton>
      )}
    </>
  )
}

const handoverReason = (met: Met) => (met.escort?.to.kind === 'hospital' ? 'treat' : 'help')

function UnderWay({ met, onEnd }: { met: Met; onEnd(arrived: boolean): void }) {
  const { me } = usePhone().state()
  const to = met.escort?.to.name ?? ''
  const about = { person: met.personId, encounter: met.encounterId, to: met.escort?.toId ?? '', reason: handoverReason(met) }
  return (
    <Card tone="calm" title={`${met.escort?.ended ? '已送' : '护送路上'}：${to}`}>
      {met.escort?.ended ? null : (
        <ButtonRow>
          <BigButton look="main" onClick={() => onEnd(true)}>
            已送到
          </BigButton>
          <BigButton onClick={() => onEnd(false)}>没有送到</BigButton>
        </ButtonRow>
      )}
      {me.doors.includes('handovers.prepare') ? (
        <BigButton icon="document" onClick={() => goPhone(`/handover/new?${new URLSearchParams(about)}`)}>
          办书面交接
        </BigButton>
      ) : null}
    </Card>
  )
}

const doorWords: Record<string, string> = {
  'patrol.meet-person': '见到',
  'patrol.offer-help': '问意愿',
  'patrol.persuade': '劝导',
  'patrol.give-goods': '发物资',
  'patrol.take-step': '已办',
  'patrol.start-escort': '开始护送',
  'patrol.end-escort': '护送结束',
  'patrol.add-photos': '照片',
  'patrol.correct-encounter': '更正',
}

function Records({ met, tonight }: { met: Met; tonight: TonightNow }) {
  return (
    <Card flush title="记了什么" aside="每条都有时间">
      {met.entries.map((each) => {
        const state = tonight.waiting.get(each.id)
        return (
          <PhoneRow
            key={each.id}
            title={each.title.split('：')[1] ?? doorWords[each.door] ?? each.title}
            sub={clockOf(each.at)}
            aside={state === 'refused' ? '没收下，去处理' : state ? '待传' : '✓ 已传'}
            asideTone={state === 'refused' ? 'warn' : state ? 'plain' : 'good'}
            {...(state === 'refused' ? { to: '/waiting' } : {})}
          />
        )
      })}
    </Card>
  )
}
