/** Pieces of which the answers are made. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'

export const text = (label: string) => field(z.string(), { label })
export const textOrNone = (label: string) => field(z.string().nullable(), { label })
export const number = (label: string) => field(z.number(), { label })
export const numberOrNone = (label: string) => field(z.number().nullable(), { label })
export const name = field(z.string(), { label: '姓名', sensitivity: 'personal' })
export const personal = (label: string) => field(z.string(), { label, sensitivity: 'personal' })
export const personalOrNone = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
export const yes = (label: string) => field(z.boolean(), { label })
export const list = <T extends z.ZodType>(of: T, most = 2000) => z.array(of).max(most)
export const answer = z.enum(['yes', 'leader', 'no'])

export const countsShape = z.object({
  inStation: number('在站'),
  hospital: number('住院'),
  entrusted: number('站外托养'),
  leave: number('请假外出'),
  beds: number('床位'),
  taken: number('在用'),
  free: number('空床'),
  rooms: number('房间'),
  roomsTaken: number('在用房间'),
  percent: number('使用率'),
})
