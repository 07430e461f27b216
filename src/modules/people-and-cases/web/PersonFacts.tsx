import { Facts, Go, Masked, Photo, Reveal, Row, Stack, dateOf, subjectPath, Tag, useNow } from '#web/ui/index.ts'
import type { ReactNode } from 'react'
import { known } from '#kernel/field.ts'
import { ageWord, NOT_ASKED, type PersonAnswer, said, sexWord } from './answers.ts'
import './people.css'

/** What is known of a person, each thing with the way it is not known. */
export function PersonFacts({ person }: { person: PersonAnswer }) {
  const today = dateOf(useNow())
  const { description } = person
  const idNumber = known(description.idNumber)
  const phone = known(description.phone)
  const kin = description.kin ?? []
  const place = person.divisionNames.join(' ')
  const rows: [string, ReactNode][] = [
    ['姓名', said(description.writtenName)],
    ['听到的叫法', said(description.heardNames)],
    ['小名、外号', said(description.nicknames)],
    [
      '证件号',
      idNumber ? (
        <Masked key="id" value={idNumber} action="people.reveal" fixed={{ personId: person.personId, what: 'idNumber' }} />
      ) : (
        said(description.idNumber)
      ),
    ],
    ['民族', said(description.ethnicity)],
    ['户籍', place || said(description.household)],
    ['户籍详址', place ? said(description.household) : ''],
    ['口音', said(description.accent)],
    ['提到的地名', said(description.places)],
    ['特征', said(description.marks)],
    [
      '本人电话',
      phone ? (
        <Masked key="phone" value={phone} action="people.reveal" fixed={{ personId: person.personId, what: 'phone' }} />
      ) : (
        said(description.phone)
      ),
    ],
    ['亲属', kin.length > 0 ? kin.map((each) => `${each.relation} ${each.name}`).join('、') : NOT_ASKED],
  ]
  const lacking = rows.filter(([, value]) => value === NOT_ASKED).map(([label]) => label)
  return (
    <Stack>
      <Row>
        <Photo size={88}>
          {person.photos > 0 ? (
            <Reveal<{ value?: string }>
              action="people.reveal"
              fixed={{ personId: person.personId, what: 'photo' }}
              label="看原图"
            >
              {(reply) => <img className="p-photo" src={reply.value} alt={`${person.displayName}的照片`} />}
            </Reveal>
          ) : null}
        </Photo>
        <Stack>
          <b>{sexWord(person.sex)}</b>
          <span>{ageWord(person.birthFrom, person.birthTo, today)}</span>
          {description.height ? <span>{`${description.height} cm`}</span> : null}
          {person.photos > 0 ? <span className="g-muted">{`照片 ${person.photos} 张，查看会留痕`}</span> : null}
        </Stack>
      </Row>
      {person.mergedInto ? (
        <Tag tone="amb">
          <Go to={subjectPath('person', person.mergedInto)}>已并入另一份，去看</Go>
        </Tag>
      ) : null}
      <Facts rows={rows.filter(([, value]) => value !== '' && value !== NOT_ASKED)} />
      {lacking.length > 0 ? <span className="g-muted">{`还没有登记：${lacking.join('、')}`}</span> : null}
    </Stack>
  )
}
