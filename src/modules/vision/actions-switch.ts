/** The bureau's switch: assessment first, then on; off erases what was kept. */
import { action, type LoadContext } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { next } from '#kernel/lifecycle.ts'
import { dateOf } from '#kernel/time.ts'
import { mayDecide } from './access.ts'
import { visionSwitch } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { areaOf, type Bureau, carriesUntil } from './rules.ts'
import { assessmentForm, renewForm, switchOffForm, switchOnForm } from './schema.ts'
import { countTemplates, eraseTemplates, keepAssessment, lockBureau, setSwitch } from './store.ts'
import { worker } from './worker.ts'

const bureauRef = (actor: Actor) => ({ kind: 'organisation', id: actor.organisation.id, ownerPath: actor.organisation.path })

async function loadSwitch({ tx, actor }: LoadContext): Promise<{ bureau: Bureau | undefined }> {
  return { bureau: await lockBureau(tx, areaOf(actor.organisation)) }
}

export const recordAssessment = action({
  name: 'vision.record-assessment',
  title: '记影响评估',
  help: '启用前必须做；到期、目的或方式有变化都要重做。',
  legalBasis: '人脸识别技术应用安全管理办法：个人信息保护影响评估；个人信息保护法第五十五条、第五十六条',
  form: assessmentForm,
  load: loadSwitch,
  may: (actor) => mayDecide(actor),
  decide({ bureau }, form, { actor, now }) {
    if (form.assessedOn > dateOf(now)) return refuse('ASSESSED_LATER')
    const state = next(visionSwitch, bureau?.state ?? 'none', 'vision.record-assessment') as Bureau['state']
    return {
      facts: [{ subject: bureauRef(actor), name: 'vision.assessed', value: { on: form.assessedOn }, details: { ...form } }],
      changes: { state, assessment: form },
      reply: { state, until: carriesUntil(form) },
    }
  },
  save: (context, { state, assessment }) => keepAssessment(context, areaOf(context.actor.organisation), state, assessment),
})

export const switchOn = action({
  name: 'vision.switch-on',
  title: '启用',
  help: '启用后只有指定的专人能用，每次都留痕。',
  legalBasis: '人脸识别技术应用安全管理办法',
  form: switchOnForm,
  async load(context) {
    return { ...(await loadSwitch(context)), installed: worker.installed() }
  },
  may: (actor) => mayDecide(actor),
  decide({ bureau, installed }, form, { actor, now }) {
    if (!bureau) return refuse('NO_ASSESSMENT')
    if (!next(visionSwitch, bureau.state, 'vision.switch-on')) return refuse('ON_ALREADY')
    const until = carriesUntil(bureau)
    if (dateOf(now) > until) return refuse('ASSESSMENT_OLD', { until })
    const { parts } = form
    return {
      facts: [{ subject: bureauRef(actor), name: 'vision.switched-on', value: { parts } }],
      changes: { parts },
      reply: { installed },
    }
  },
  save: (context, { parts }) => setSwitch(context, areaOf(context.actor.organisation), 'on', parts),
})

export const switchOff = action({
  name: 'vision.switch-off',
  title: '停用',
  help: '即刻停用，并删除保存的全部人像特征；照片和使用记录不动。',
  form: switchOffForm,
  load: loadSwitch,
  may: (actor) => mayDecide(actor),
  decide({ bureau }, form, { actor }) {
    if (!bureau || !next(visionSwitch, bureau.state, 'vision.switch-off')) return refuse('OFF_ALREADY')
    return {
      facts: [{ subject: bureauRef(actor), name: 'vision.switched-off', details: { reason: form.reason } }],
      changes: null,
    }
  },
  async save(context) {
    await setSwitch(context, areaOf(context.actor.organisation), 'off', [])
    await eraseTemplates(context.tx, context.now, 'switched-off', {})
  },
})

export const renewTemplates = action({
  name: 'vision.renew-templates',
  title: '重算人像特征',
  help: '换了模型以后用：旧特征和新特征不能互比。照片已删的，特征跟着删。',
  form: renewForm,
  async load(context) {
    const { bureau } = await loadSwitch(context)
    return { bureau, ...(await countTemplates(context.tx)) }
  },
  may: (actor) => mayDecide(actor),
  decide({ bureau, held }) {
    if (bureau?.state !== 'on') return refuse('OFF', { part: '人像比对' })
    if (held === 0) return refuse('NOTHING_TO_RENEW')
    return {
      facts: [],
      changes: null,
      jobs: [{ name: 'vision.renew', data: { jurisdiction: bureau.jurisdiction }, key: bureau.jurisdiction }],
    }
  },
  save: async () => undefined,
})
