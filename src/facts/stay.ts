import { CASES, GUEST, byAction, choice, date, fact, several, text, yesNo, openChoice } from './define.ts'

const care = {
  meals: '膳食',
  clothing: '衣物',
  bedding: '被服更换',
  hygiene: '个人卫生',
  feeding: '协助进食',
  toilet: '协助如厕、翻身',
  temperature: '测体温',
  medication: '协助服药',
  watch: '巡看',
  activity: '文体活动',
  education: '教育',
  counselling: '心理疏导',
  rehabilitation: '康复',
  belongings: '随身物品',
}

const zone = openChoice('分区', {
  observation: '观察隔离区',
  men: '男区',
  women: '女区',
  'minors-boys': '未成年区·男',
  'minors-girls': '未成年区·女',
  special: '特护区',
  'mother-child': '母婴室',
})

/** 在站：床位、照料、技能培训、行为约束和矫治、延期、站内安全。 */
export const stay = [
  fact(
    'stay.bed-assigned',
    '安排床位',
    ['rescue-file', 'bed'],
    { bed: text('床位'), zone, withMother: yesNo('随母同床'), decidedByLeader: yesNo('值班长决定') },
    byAction,
  ),
  fact('stay.bed-left', '腾退床位', ['rescue-file', 'bed'], { bed: text('床位'), zone }, byAction),
  fact(
    'stay.conflict-prevented',
    '拦下的床位冲突',
    ['rescue-file', 'bed'],
    { bed: text('床位'), zone, kind: text('冲突') },
    byAction,
  ),
  fact('stay.kept-together', '母子同住', GUEST, { mother: text('母亲的个案') }, byAction),
  fact('stay.together-ended', '母子同住结束', GUEST, { mother: text('母亲的个案') }, byAction),
  fact('stay.zone-opened', '设立分区', ['organisation'], { zone, kind: text('类别') }, byAction),
  fact('stay.bed-opened', '设立床位', ['bed'], { bed: text('床位'), zone }, byAction),
  fact('stay.bed-state-changed', '床位状态变更', ['bed'], { bed: text('床位'), state: text('状态') }, byAction),
  fact('stay.bed-reserved', '预留床位', ['bed'], { bed: text('床位') }, byAction),
  fact('stay.bed-reservation-ended', '取消预留', ['bed'], { bed: text('床位') }, byAction),
  fact('stay.extended', '延长救助', GUEST, { approvedBy: text('批准人'), until: date('延至') }, byAction),
  fact('stay.extension-acknowledged', '延长救助备案', GUEST, { by: text('备案机关') }, byAction),
  fact('stay.needs-set', '确定照料需要', GUEST, { needs: several('照料', care) }, byAction),
  fact('stay.care-logged', '照料记录', CASES, { care: several('照料', care), result: text('结果') }),
  fact('stay.round-made', '查房', ['organisation'], { zone, complete: yesNo('人员齐全') }, byAction),
  fact('stay.guest-missed', '查房未见', GUEST, { zone }, byAction),
  fact('stay.trained', '技能培训、就业帮扶', GUEST, {
    kind: choice('种类', { skills: '技能培训', referral: '职业介绍', work: '就业' }),
    result: choice('结果', {
      ongoing: '进行中',
      completed: '完成',
      certified: '取得证书',
      employed: '已就业',
      'not-employed': '未就业',
      stopped: '本人中止',
    }),
  }),
  fact('stay.behaviour-plan-made', '制定行为约束和矫治方案', CASES, { reviewOn: date('复核日期') }, byAction),
  fact('stay.behaviour-plan-reviewed', '复核行为约束和矫治方案', CASES, { reviewOn: date('下次复核') }, byAction),
  fact('stay.behaviour-plan-ended', '终止行为约束和矫治', CASES, {}, byAction),
  fact('stay.liaison-named', '设立警务室或联络员', ['organisation'], { kind: text('方式'), police: text('公安机关') }, byAction),
  fact(
    'stay.disturbance-recorded',
    '站内扰乱秩序',
    ['incident'],
    { kind: text('种类'), policeCalled: yesNo('已报警') },
    byAction,
  ),
  fact('stay.disturbance-police-called', '扰乱秩序报警', ['incident'], {}, byAction),
  fact('stay.disturbance-closed', '扰乱秩序办结', ['incident'], { outcome: text('结果') }, byAction),
]
