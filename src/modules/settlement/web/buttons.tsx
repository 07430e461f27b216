/** Buttons of settlement on a file's page: only those of the step that comes next. */
import type { ReactNode } from 'react'
import { ActionButton, Muted, useAsk, useMay } from '#web/ui/index.ts'
import { ENDED, rankOf } from '../lifecycle.ts'
import {
  applyForm,
  assessForm,
  checkForm,
  confirmNameForm,
  followTrueForm,
  grantForm,
  placeForm,
  proposeForm,
  registerForm,
  rejectNameForm,
  returnForm,
  withdrawForm,
} from '../schema.ts'
import { allItems, type FollowStep, followSteps } from '../words.ts'
import { daysWords, type FileAnswer, useFile } from './answers.ts'
import { InstitutionPicker } from './pickers.tsx'

interface Subject {
  subjectId: string
}

function When({
  subjectId,
  holds,
  children,
}: Subject & { holds(file: FileAnswer): boolean; children(file: FileAnswer): ReactNode }) {
  const { data } = useFile(subjectId)
  return data && holds(data) ? children(data) : null
}

/** Here, nameless, and three months full within thirty days: or begun already. */
const concerns = (file: FileAnswer) =>
  file.fileState === 'in' && file.identity !== 'verified' && (file.begun || (file.days !== null && file.days <= 30))

export function CheckFile({ subjectId }: Subject) {
  return (
    <When
      subjectId={subjectId}
      holds={(file) =>
        concerns(file) && (['candidate', 'file-checked', 'returned'].includes(file.state) || ENDED.includes(file.state))
      }
    >
      {(file) => (
        <ActionButton
          action="settlement.check-file"
          of={checkForm}
          title="整理卷宗"
          look={file.state === 'candidate' ? 'main' : 'plain'}
          fixed={{ fileId: subjectId }}
          initial={{ done: file.items.filter((each) => !each.computed && each.there).map((each) => each.item) as never }}
          intro={
            <Muted>
              {file.lacks.length === 0
                ? '必备的都齐了。'
                : `必备而缺的：${file.lacks.map((item) => allItems[item]).join('、')}。`}
            </Muted>
          }
        />
      )}
    </When>
  )
}

export function Apply({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(file) => concerns(file) && ['file-checked', 'returned'].includes(file.state)}>
      {(file) => (
        <ActionButton
          action="settlement.apply"
          of={applyForm}
          title={file.state === 'returned' ? '补正后再报' : '提交安置申请'}
          look="main"
          fixed={{ fileId: subjectId }}
          draftKey={`settlement:${subjectId}`}
          impossible={file.lacks.length > 0 ? `还缺：${file.lacks.map((item) => allItems[item]).join('、')}` : undefined}
          intro={<Muted>一人一函。{file.days === null ? '' : `${daysWords(file.days)}三个月。`}</Muted>}
        />
      )}
    </When>
  )
}

export function Return({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(file) => file.state === 'applied'}>
      {() => (
        <ActionButton action="settlement.return-application" of={returnForm} title="退回补正" fixed={{ fileId: subjectId }} />
      )}
    </When>
  )
}

interface Suggested {
  called: string[]
  names: string[]
  birthDate: string | null
}

export function ProposeName({ subjectId }: Subject) {
  return (
    <When
      subjectId={subjectId}
      holds={(file) => concerns(file) && rankOf(file.state) >= rankOf('applied') && rankOf(file.state) < rankOf('named')}
    >
      {(file) => <Propose subjectId={subjectId} again={file.proposal !== null} />}
    </When>
  )
}

function Propose({ subjectId, again }: Subject & { again: boolean }) {
  const may = useMay()
  const { data } = useAsk<Suggested>(
    'settlement.suggest-names',
    { fileId: subjectId },
    { enabled: may('settlement.suggest-names') },
  )
  const [called] = data?.called ?? []
  return (
    <ActionButton
      action="settlement.propose-name"
      of={proposeForm}
      title={again ? '重新拟定姓名' : '拟定姓名'}
      fixed={{ fileId: subjectId }}
      initial={{
        ...(data?.birthDate ? { birthDate: data.birthDate } : {}),
        ...(called
          ? { how: 'called' as const, name: called }
          : data?.names[0]
            ? { how: 'rule' as const, name: data.names[0] }
            : {}),
      }}
      intro={
        data ? (
          <Muted>
            {data.called.length > 0 ? `平时的叫法：${data.called.join('、')}。` : '没有听到过叫法。'}
            {data.names.length > 0
              ? `按规则可用（本市无人叫）：${data.names.join('、')}。`
              : '按现在的规则没有可用的名字了，请民政局调整命名规则。'}
          </Muted>
        ) : null
      }
    />
  )
}

export function ConfirmName({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(file) => file.proposal !== null && file.state === 'approved'}>
      {(file) => (
        <>
          <ActionButton
            action="settlement.confirm-name"
            of={confirmNameForm}
            title="核对姓名"
            look="main"
            fixed={{ fileId: subjectId }}
            impossible={file.proposal?.mine ? '拟名的人不能自己核对' : undefined}
            intro={
              <p>
                拟用：<b>{file.proposal?.name}</b>，{file.proposal?.birthDate}（{file.proposal?.by} 拟）
              </p>
            }
          />
          <ActionButton action="settlement.reject-name" of={rejectNameForm} title="退回重拟" fixed={{ fileId: subjectId }} />
        </>
      )}
    </When>
  )
}

export function Register({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(file) => file.state === 'named'}>
      {() => (
        <ActionButton
          action="settlement.register"
          of={registerForm}
          title="登记户口"
          look="main"
          fixed={{ fileId: subjectId }}
          pickers={{ institutionId: InstitutionPicker }}
        />
      )}
    </When>
  )
}

export function Place({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(file) => file.state === 'registered' || (file.state === 'supported' && !file.placed)}>
      {() => (
        <ActionButton
          action="settlement.place"
          of={placeForm}
          title="落实安置"
          fixed={{ fileId: subjectId }}
          pickers={{ institutionId: InstitutionPicker }}
          intro={<Muted>安置以后人离开站的，再办“离站”，方式选“安置”。</Muted>}
        />
      )}
    </When>
  )
}

export function Assess({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(file) => file.state === 'registered' || file.state === 'placed'}>
      {(file) => (
        <ActionButton
          action="settlement.assess-support"
          of={assessForm}
          title={file.eligible === null ? '特困供养认定' : '再次认定'}
          look={file.eligible === null ? 'main' : 'plain'}
          fixed={{ fileId: subjectId }}
        />
      )}
    </When>
  )
}

export function Grant({ subjectId }: Subject) {
  return (
    <When
      subjectId={subjectId}
      holds={(file) => (file.state === 'registered' || file.state === 'placed') && file.eligible === true}
    >
      {() => (
        <ActionButton
          action="settlement.grant-support"
          of={grantForm}
          title="纳入特困供养"
          look="main"
          fixed={{ fileId: subjectId }}
          pickers={{ institutionId: InstitutionPicker }}
        />
      )}
    </When>
  )
}

export function Withdraw({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} holds={(file) => rankOf(file.state) > 0 && rankOf(file.state) < rankOf('registered')}>
      {() => <ActionButton action="settlement.withdraw" of={withdrawForm} title="撤回申请" fixed={{ fileId: subjectId }} />}
    </When>
  )
}

export function FollowStepButton({ fileId, step }: { fileId: string; step: FollowStep }) {
  return (
    <ActionButton
      size="small"
      action="settlement.follow-true-name"
      of={followTrueForm}
      title={`办结：${followSteps[step].zh}`}
      label="办结"
      fixed={{ fileId, step }}
    />
  )
}
