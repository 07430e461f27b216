import { CASES, choice, fact, text, yesNo } from './define.ts'

/** 医疗救治：入站检视、住院、床前甄别、出院接回。 */
export const medical = [
  fact('medical.screened', '入站健康检视', CASES, {
    fit: yesNo('身体条件允许返乡'),
    infection: choice('传染病', { suspected: '疑似', 'ruled-out': '已排除', unknown: '尚未判明' }),
  }),
  fact('medical.hospitalised', '住院', CASES, { hospital: text('医院') }),
  fact('medical.identified-at-bedside', '床前身份甄别', CASES, { hospital: text('医院') }),
  fact('medical.discharge-ready', '达到出院标准', CASES, {
    hospital: text('医院'),
    canPay: yesNo('有能力支付'),
    nobody: yesNo('无主'),
    openCase: yesNo('有未结案件'),
  }),
  fact('medical.fetched', '接回', CASES, { hospital: text('医院') }),
]
