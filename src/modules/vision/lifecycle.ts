/** A bureau's switch, and one use. */
import { lifecycle } from '#kernel/lifecycle.ts'

export const visionSwitch = lifecycle({
  name: 'vision-switch',
  zh: '识别部件的启用',
  initial: 'none',
  states: {
    none: { zh: '没有评估' },
    assessed: { zh: '已评估，未启用' },
    on: { zh: '已启用' },
    off: { zh: '已停用' },
  },
  moves: [
    {
      from: ['none', 'assessed', 'off'],
      action: 'vision.record-assessment',
      to: 'assessed',
      basis: '人脸识别技术应用安全管理办法：事前影响评估',
    },
    { from: ['on'], action: 'vision.record-assessment', to: 'on' },
    { from: ['assessed', 'off'], action: 'vision.switch-on', to: 'on' },
    { from: ['on'], action: 'vision.switch-off', to: 'off' },
  ],
})
export type SwitchState = keyof typeof visionSwitch.states

lifecycle({
  name: 'vision-comparison',
  zh: '人像检索',
  initial: 'asked',
  states: { asked: { zh: '正在检索' }, done: { zh: '已完成', final: true } },
  moves: [{ from: ['asked'], action: 'vision.finish-comparison', to: 'done' }],
})
