import {
  ActionButton,
  Answer,
  Facts,
  Go,
  Muted,
  Panel,
  PaperButton,
  Row,
  showDate,
  showInstant,
  Stack,
  Tag,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { changeForm, licenceForm } from '../../schema-institutions.ts'
import { careLevels, reportKinds, type ReportKind } from '../../words.ts'
import { licenceKinds, videoWays } from '../../words-institutions.ts'
import { contractWords, licenceWords, type PageAnswer, toneOf, usePage, yuan } from './answers.ts'
import { InstitutionOrganisationPicker } from './pickers.tsx'

/** What the register says: who, where, which licences until when, what was agreed. */
export default function About({ subjectId }: { subjectId: string }) {
  const asked = usePage(subjectId)
  return (
    <Answer of={asked}>
      {(page) => (
        <Stack>
          <Register page={page} />
          <Licences page={page} />
          <Contract page={page} />
        </Stack>
      )}
    </Answer>
  )
}

function Register({ page }: { page: PageAnswer }) {
  const may = useMay()
  const now = useNow()
  const { name, kind, governmentRun } = page
  const left = (value: string | null) => (value === null || value.includes('*') ? undefined : value)
  return (
    <Panel title="机构">
      <Stack>
        <Facts
          rows={[
            ['在托', `${page.heads} 人`],
            ['床位', page.beds ? `${page.beds} 张` : undefined],
            ['核查', page.assessedAt === null ? '没有' : `${page.fit ? '合格' : '不合格'}，${showInstant(page.assessedAt, now)}`],
            ['地址', page.address],
            ['负责人', page.contact],
            ['电话', page.phone],
            ['信用代码', page.creditCode ?? undefined],
            ['说明', page.note ?? undefined],
          ]}
        />
        <Row>
          {may('entrusted.people') ? <Go to="/outside/people">看在外的人</Go> : null}
          <ActionButton
            action="institution.change"
            of={changeForm}
            title="更改机构登记"
            look="link"
            size="small"
            fixed={{ institutionId: page.id }}
            initial={{
              name,
              kind,
              governmentRun,
              beds: page.beds ?? undefined,
              organisationId: page.organisationId ?? undefined,
              address: left(page.address),
              contact: left(page.contact),
              phone: left(page.phone),
              creditCode: left(page.creditCode),
              note: left(page.note),
            }}
            pickers={{ organisationId: InstitutionOrganisationPicker }}
          />
        </Row>
      </Stack>
    </Panel>
  )
}

function Licences({ page }: { page: PageAnswer }) {
  const now = useNow()
  return (
    <Panel title="证照" sub={`${page.licences.length} 件`}>
      <Stack>
        {page.licences.length === 0 ? <Muted>还没有登记。没有有效证照的不能送人。</Muted> : null}
        {page.licences.map((each) => (
          <div key={each.id}>
            <Row between>
              <b>{licenceKinds[each.kind]}</b>
              <Tag tone={toneOf(each.state)}>
                {each.validUntil === null ? '长期' : `${showDate(each.validUntil, now)} ${licenceWords[each.state]}`}
              </Tag>
            </Row>
            {each.papers.map((id, index) => (
              <PaperButton
                key={id}
                query="institution.attachment"
                params={{ institutionId: page.id, attachmentId: id }}
                look="link"
                size="small"
              >
                {`看扫描件 ${index + 1}`}
              </PaperButton>
            ))}
            <Muted>
              {[each.number, each.issuer, each.papers.length > 0 ? '有扫描件' : '没有扫描件'].filter(Boolean).join('，')}
            </Muted>
          </div>
        ))}
        <ActionButton
          action="institution.record-licence"
          of={licenceForm}
          title="登记证照"
          look="plain"
          size="small"
          fixed={{ institutionId: page.id }}
        />
      </Stack>
    </Panel>
  )
}

function Contract({ page }: { page: PageAnswer }) {
  const now = useNow()
  const current = page.contracts.find((each) => each.now)
  return (
    <Panel title="协议" sub={<Tag tone={toneOf(page.contractState)}>{contractWords[page.contractState]}</Tag>}>
      <Stack>
        {current ? (
          <Facts
            rows={[
              ['编号', current.no],
              ['期限', `${current.from} 至 ${current.until}`],
              ['续到', page.coveredUntil !== current.until ? page.coveredUntil : undefined],
              ['人数上限', `${current.heads} 人`],
              [
                '报告时限',
                Object.entries(current.hours)
                  .map(([kind, hours]) => `${reportKinds[kind as ReportKind]} ${hours} 小时`)
                  .join('，'),
              ],
              ['视频', current.video ? videoWays[current.video] : null],
              ['保险', current.insurance ?? undefined],
            ]}
          />
        ) : (
          <Muted>没有在有效期内的协议。</Muted>
        )}
        {page.rates.map((rate) => (
          <Row key={`${rate.level}${rate.from}`} between>
            <span>{careLevels[rate.level]}</span>
            <span>
              {yuan(rate.fen)} / 天 <Muted>自 {showDate(rate.from, now)}</Muted>
            </span>
          </Row>
        ))}
        {page.contracts.length > 1 ? (
          <details>
            <summary>各份协议 {page.contracts.length} 份</summary>
            {page.contracts.map((each) => (
              <p key={each.id}>
                {each.no}：{each.from} 至 {each.until}
                {each.endedOn ? `，${each.endedOn} 终止` : ''}
              </p>
            ))}
          </details>
        ) : null}
      </Stack>
    </Panel>
  )
}
