/** A file is started, and opened for a look with a reason. */
import { action, type LoadContext } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import {
  birthRange,
  childById,
  childOfPerson,
  childRef,
  type LoadedFile,
  lockFile,
  type NewChild,
  OPENED_MS,
  openChild,
  openChildFiles,
  openingFacts,
  organisationsOf,
} from '#modules/people-and-cases/index.ts'
import { refuse } from './refusals.ts'
import { isAdult } from './rules.ts'
import { openForm, startForm } from './schema.ts'
import { answersFor, describedBy, firstParts, type Places } from './starting.ts'
import { chosen, keepHome } from './store.ts'

interface Starting extends Places {
  guest: LoadedFile | undefined
  /** A file of that guest that is already known here. */
  there: { id: string; no: string } | undefined
}

export const startFile = action({
  name: 'minors.start-file',
  title: '建立未保个案',
  help: '一个孩子一份。不知道的都可以不填；建好后只有名单上的人和单位看得到。',
  legalBasis: '未成年人保护法第十一、九十一条',
  form: startForm,
  async load(context: LoadContext, form): Promise<Starting | null> {
    const { tx, actor, vault } = context
    const guest = form.fileId ? await lockFile(tx, vault, form.fileId) : undefined
    if (guest === null) return null
    const near = actor.organisation.path
    const town = await chosen(tx, form.townId, ['town'], near)
    const village = await chosen(tx, form.villageId, ['village'], near)
    const school = await chosen(tx, form.schoolId, ['school'], near)
    const [centre] = await organisationsOf(tx, ['protection-centre'], town?.path ?? near)
    const there = guest ? await childOfPerson(tx, guest.person.id) : null
    return { guest, town, village, school, centre, there: there && there.closedAt === null ? there : undefined }
  },
  may: () => true,
  decide(loaded, form, moment) {
    const today = dateOf(moment.now)
    for (const [what, id, found] of [
      ['镇街', form.townId, loaded.town],
      ['村社区', form.villageId, loaded.village],
      ['学校', form.schoolId, loaded.school],
    ] as const)
      if (id && !found) return refuse('NO_SUCH_PLACE', { what })
    if (loaded.there) return refuse('HAS_FILE', { no: loaded.there.no }, { childId: loaded.there.id })
    if (form.birthDate && form.birthDate > today) return refuse('BIRTH_LATER')
    const description = describedBy(form, { occurredAt: moment.occurredAt, today })
    const birth = loaded.guest
      ? { birthFrom: loaded.guest.person.birthFrom, birthTo: loaded.guest.person.birthTo }
      : { birthFrom: birthRange(description)?.from ?? null, birthTo: birthRange(description)?.to ?? null }
    if (isAdult(birth, today)) return refuse('ADULT_ALREADY')
    const { guest, town } = loaded
    const child: NewChild = {
      id: moment.newId('child'),
      personId: guest?.person.id ?? moment.newId('person'),
      ...(guest ? {} : { description }),
      kinds: form.kinds ?? [],
      usedInCrime: form.usedInCrime,
      guardianKnown: form.guardianKnown,
      usedByGuardian: form.usedByGuardian,
      ...(town ? { town: { id: town.id, path: town.path } } : {}),
      villagePath: loaded.village?.path,
      schoolPath: loaded.school?.path,
      workerId: answersFor(moment.actor) ? moment.actor.accountId : undefined,
      alias: form.alias,
      parts: firstParts(moment.actor, loaded),
      openedAt: moment.occurredAt,
      details: { reason: form.reason, from: form.from },
    }
    return {
      facts: openingFacts(child, moment),
      changes: { child, home: { from: form.from, found: form.reason, ...(form.address ? { address: form.address } : {}) } },
      reply: { childId: child.id },
    }
  },
  async save(context, { child, home }) {
    await openChildFiles(context, [child])
    await keepHome(context, child.id, home)
    // Whoever starts a file has said why; nothing more is asked for the first hour.
    await openChild(context.tx, child.id, context.actor.accountId, context.now + OPENED_MS)
  },
})

export const openFile = action({
  name: 'minors.open-file',
  title: '写明理由查看',
  help: '看 60 分钟；这次打开写进“谁看过”。',
  legalBasis: '未成年人保护法：个人信息与隐私；必要知情',
  form: openForm,
  load: ({ tx }, form) => childById(tx, form.childId),
  may: () => true,
  decide: (child, form, moment) => ({
    facts: [
      {
        subject: childRef(child),
        name: 'sensitive.viewed',
        value: { what: 'child-file' },
        details: { reason: form.reason },
      },
    ],
    changes: { until: moment.now + OPENED_MS },
    reply: { childId: child.id, until: moment.now + OPENED_MS },
  }),
  save: ({ tx, actor }, { until }, child) => openChild(tx, child.id, actor.accountId, until),
})
