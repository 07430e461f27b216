/** Pieces that several forms of reception share. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { shortText } from '#modules/people-and-cases/words.ts'

export const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })

/** The name of somebody who took part. */
export const name = (label: string, span = 8) => field(shortText(40).optional(), { label, sensitivity: 'personal', span })
