/** Steps on a person's page, for whoever writes afterwards what was done on the street: of the encounter last told. */
import type { z } from 'zod'
import { ActionButton, Muted, showInstant, useNow } from '#web/ui/index.ts'
import {
  correctEncounterForm,
  endEscortForm,
  giveGoodsForm,
  offerHelpForm,
  persuadeForm,
  startEscortForm,
  takeStepForm,
} from '../schema.ts'
import { usePersonEncounters } from './answers.ts'
import { seenWords } from './parts.tsx'
import { OrganisationPicker } from './pickers.tsx'

interface Subject {
  subjectId: string
}

function stepOf(action: string, of: z.ZodObject, title: string, only: 'any' | 'under-way' | 'mine' = 'any') {
  return function Step({ subjectId }: Subject) {
    const { data } = usePersonEncounters(subjectId)
    const now = useNow()
    const met = data?.items.find(
      (each) => only === 'any' || (only === 'under-way' ? each.escort === 'under-way' : each.mayCorrect),
    )
    if (!met) return null
    return (
      <ActionButton
        action={action}
        of={of}
        title={title}
        fixed={{ encounterId: met.encounterId }}
        pickers={{ toId: OrganisationPicker }}
        intro={<Muted>{`${showInstant(met.metAt, now)}，${[met.place, seenWords(met)].filter(Boolean).join('，')}`}</Muted>}
      />
    )
  }
}

export const OfferHelp = stepOf('patrol.offer-help', offerHelpForm, '询问求助意愿')
export const Persuade = stepOf('patrol.persuade', persuadeForm, '登记劝导')
export const TakeStep = stepOf('patrol.take-step', takeStepForm, '通知急救、公安、救助站')
export const GiveGoods = stepOf('patrol.give-goods', giveGoodsForm, '发放物品')
export const StartEscort = stepOf('patrol.start-escort', startEscortForm, '开始护送')
export const EndEscort = stepOf('patrol.end-escort', endEscortForm, '护送结束', 'under-way')
export const Correct = stepOf('patrol.correct-encounter', correctEncounterForm, '更正街面发现', 'mine')
