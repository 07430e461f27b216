/** Whose word stands for a guest under fourteen where a form takes what the law calls sensitive: optional, kept as it was told. */
import { choice, field } from '#kernel/field.ts'

export const guardianConsents = {
  guardian: '父母或其他监护人同意',
  unknown: '监护人不明或联系不上，依职责办理',
  harmful: '监护人涉嫌侵害，依职责办理',
} as const

export const guardianConsent = (more: { section?: string; showIf?: (draft: Record<string, unknown>) => boolean } = {}) =>
  field(choice(guardianConsents).optional(), {
    label: '未满 14 岁：凭谁的同意',
    help: '成年人不填。没有监护人同意的，写明依职责的理由；寻亲、救治不因此耽搁',
    legalBasis: '个人信息保护法第31条、第13条第1款第3项；未成年人保护法第72条',
    span: 24,
    ...more,
  })
