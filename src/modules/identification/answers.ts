/** Shapes of the answers, with what may be shown to whom. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'

export const name = field(z.string().nullable(), { label: '姓名', sensitivity: 'personal' })
const words = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const at = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })

export const guest = {
  fileId: field(z.string(), { label: '个案', widget: 'hidden' }),
  no: field(z.string(), { label: '编号' }),
  name,
  sex: field(z.string().nullable(), { label: '性别' }),
}

export const messageShape = z.strictObject({
  messageId: z.string(),
  kind: z.string(),
  state: z.string(),
  tries: z.number(),
  fault: z.string().nullable(),
  receipt: z.string().nullable(),
  madeAt: z.number(),
  sentAt: at('发出'),
})

export const requestShape = z.strictObject({
  requestId: z.string(),
  fileId: z.string(),
  kind: field(z.string(), { label: '协查类别' }),
  level: field(z.string(), { label: '层级' }),
  state: field(z.string(), { label: '状态' }),
  letterNo: field(z.string(), { label: '文号' }),
  police: words('公安机关'),
  basis: words('事由'),
  told: z
    .array(z.strictObject({ label: z.string(), value: field(z.string(), { label: '内容', sensitivity: 'personal' }) }))
    .max(20),
  askedAt: z.number(),
  sampledAt: at('采样'),
  answeredAt: at('答复'),
  raisedAt: at('上报'),
  askedBy: z.string().nullable(),
  answer: z
    .strictObject({ result: z.string().nullable(), words: words('答复'), letterNo: words('回函文号'), by: words('答复人') })
    .nullable(),
  raisings: z
    .array(z.strictObject({ at: z.number(), from: z.string(), police: words('公安机关'), reason: words('理由') }))
    .max(20),
  /** Whether the asker's own organisation is to answer. */
  mine: z.boolean(),
  messages: z.array(messageShape).max(20),
})

export const decisionShape = z.strictObject({
  decisionId: z.string(),
  state: z.string(),
  way: z.string(),
  evidence: z.array(z.string()),
  source: words('凭据出处'),
  writtenName: words('姓名'),
  idNumber: field(z.string().nullable(), { label: '证件号', sensitivity: 'personal', mask: 'id-number' }),
  birthDate: words('出生日期'),
  division: z.string().nullable(),
  proposedAt: z.number(),
  proposedBy: z.string().nullable(),
  proposedByMe: z.boolean(),
  decidedAt: at('认定'),
  decidedBy: z.string().nullable(),
  seen: words('第二人核对'),
  rejected: words('退回理由'),
  undoReason: words('撤销理由'),
  undoBy: z.string().nullable(),
  undoByMe: z.boolean(),
  undoneAt: at('撤销'),
})

const step = z.strictObject({ at: at('办理'), exception: words('例外') })
export const stepsShape = z.strictObject({ pushed: step, dna: step, face: step })
