import { relations } from '#facts/fragments.ts'
import { Answer, Facts, Muted, Panel, Photo, Reveal, Row, Stack } from '#web/ui/index.ts'
import { told, useInquiry } from './answers.ts'

const sexes = { male: '男', female: '女' } as const

/** What the family told, each thing with the way it is not known. */
export default function Told({ subjectId }: { subjectId: string }) {
  const asked = useInquiry(subjectId)
  return (
    <Panel title="找谁">
      <Answer of={asked}>
        {({ form, photos, faceConsent, publishConsent, source, notes, from }) => {
          const born = form.birthDate ?? (form.birthYear ? `${form.birthYear} 年` : undefined)
          const lost =
            form.lostDate ?? (form.lostYear ? `${form.lostYear} 年${form.lostMonth ? ` ${form.lostMonth} 月` : ''}` : undefined)
          return (
            <Stack>
              <Row>
                <Photo size={88}>
                  {photos > 0 ? (
                    <Reveal<{ photos?: string[] }>
                      action="inquiries.reveal"
                      fixed={{ inquiryId: subjectId, what: 'photo' }}
                      label={`看照片（${photos} 张）`}
                    >
                      {(reply) =>
                        (reply.photos ?? []).map((src, index) => (
                          // biome-ignore lint: photos have no other name than their place
                          <img key={index} src={src} alt={`家属提供的照片 ${index + 1}`} width={160} />
                        ))
                      }
                    </Reveal>
                  ) : null}
                </Photo>
                <Stack>
                  <b>{form.sex ? sexes[form.sex] : '性别不详'}</b>
                  <Muted>{photos === 0 ? '没有照片' : faceConsent ? '同意人像比对' : '没有同意人像比对'}</Muted>
                  <Muted>{publishConsent ? '同意提供给其他平台' : '不对外提供'}</Muted>
                </Stack>
              </Row>
              <Facts
                rows={[
                  ['姓名', told(form.name)],
                  ['曾用名、小名', told(form.nicknames)],
                  ['出生', born],
                  ['走失时', form.ageWhenLost === undefined ? undefined : `${form.ageWhenLost} 岁`],
                  ['走失', lost ?? '时间不详'],
                  ['走失地', told(form.lostPlace)],
                  ['经过', told(form.lostWords)],
                  ['家', told(form.home)],
                  [
                    '家里人',
                    form.kin && form.kin.length > 0
                      ? form.kin.map((kin) => `${kin.relation ? relations[kin.relation] : ''} ${kin.name}`.trim()).join('、')
                      : undefined,
                  ],
                  ['会说的话', told(form.languages)],
                  ['身体特征', told(form.marks)],
                  ['口头话、习惯', told(form.phrases)],
                  ['身高', form.heightCm ? `${form.heightCm} cm` : undefined],
                  ['血型', told(form.bloodType)],
                  ['衣着', told(form.clothes)],
                  ['照片年份', told(form.photoYear)],
                  ['来路', from ?? undefined],
                  ['来源记录', source ? `${source.name ?? ''} ${source.record}`.trim() : undefined],
                ]}
              />
              {notes.map((note) => (
                <Muted key={note.id}>{note.line}</Muted>
              ))}
            </Stack>
          )
        }}
      </Answer>
    </Panel>
  )
}
