import { Facts, Go, Masked, Photo, Row, Stack, dateOf, subjectPath, Tag, useNow } from '#web/ui/index.ts'
import type { ReactNode } from 'react'
import { known } from '#kernel/field.ts'
import { ageWord, type PersonAnswer, said, sexWord } from './answers.ts'

/** What is known of a person, each thing with the way it is not known. */
export function PersonFacts({ person }: { person: PersonAnswer }) {
  const today = dateOf(useNow())
  const { description } = person
  const idNumber = known(description.idNumber)
  const phone = known(description.phone)
  const kin = description.kin ?? []
  const place = person.divisionNames.join(' ')
  return (
    <Stack>
      <Row>
        <Photo size={88} />
        <Stack>
          <b>{sexWord(person.sex)}</b>
          <span>{ageWord(person.birthFrom, person.birthTo, today)}</span>
          {description.height ? <span>{`${description.height} cm`}</span> : null}
        </Stack>
      </Row>
      {person.mergedInto ? (
        <Tag tone="amb">
          <Go to={subjectPath('person', person.mergedInto)}>已并入另一份，去看</Go>
        </Tag>
      ) : null}
      <Facts
        rows={(
          [
            ['姓名', said(description.writtenName)],
            ['听到的叫法', said(description.heardNames)],
            ['小名、外号', said(description.nicknames)],
            [
              '证件号',
              idNumber ? (
                <Masked
                  key="id"
                  value={idNumber}
                  action="people.reveal"
                  fixed={{ personId: person.personId, what: 'idNumber' }}
                />
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
            ['亲属', kin.length > 0 ? kin.map((each) => `${each.relation} ${each.name}`).join('、') : '未登记'],
          ] as [string, ReactNode][]
        ).filter(([, value]) => value !== '')}
      />
    </Stack>
  )
}
