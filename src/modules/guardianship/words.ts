/** Lists of this room: grounds of the law, ways of placement, what a family is checked for. Pure, and fit for a browser. */

/** 未成年人保护法第九十二条: seven grounds on which civil affairs takes temporary guardianship. */
export const temporaryGrounds = {
  unidentified: '流浪乞讨或者身份不明，暂时查找不到父母或者其他监护人',
  missing: '监护人下落不明且无其他人可以担任监护人',
  unable: '监护人因自身客观原因或者因发生自然灾害、事故灾难、公共卫生事件等突发事件不能履行监护职责，导致监护缺失',
  refuses: '监护人拒绝或者怠于履行监护职责，导致处于无人照料的状态',
  instigates: '监护人教唆、利用未成年人实施违法犯罪行为，需要被带离安置',
  harms: '遭受监护人严重伤害或者面临人身安全威胁，需要被紧急安置',
  other: '法律规定的其他情形',
} as const

/** 第九十四条: five grounds of long-term guardianship. */
export const longGrounds = {
  'not-found': '查找不到未成年人的父母或者其他监护人',
  dead: '监护人死亡或者被宣告死亡且无其他人可以担任监护人',
  incapable: '监护人丧失监护能力且无其他人可以担任监护人',
  revoked: '人民法院判决撤销监护人资格并指定由民政部门担任监护人',
  'other-by-law': '法律规定的其他情形',
} as const

export const emergencyGrounds = {
  unattended: '无人照料',
  danger: '人身安全受到威胁',
  'brought-by-police': '公安机关带离或护送',
  disaster: '突发事件',
  'asked-for-help': '本人求助',
  other: '其他',
} as const

export const holdKinds = { emergency: '紧急保护', temporary: '临时监护', 'long-term': '长期监护' } as const
export type HoldKind = keyof typeof holdKinds

/** Why guardianship of civil affairs ends otherwise than by the child's return. */
export const holdEnds = {
  'kin-guardian': '其他有监护资格的人担任监护人',
  court: '人民法院另行指定监护人',
  adopted: '依法收养，监护终止',
  'long-term': '转为长期监护',
  'taken-over': '转为临时监护',
  returned: '返回家庭',
  adult: '年满十八周岁',
  moved: '移交其他地方民政部门',
  died: '死亡',
  mistaken: '误登记',
  'same-child': '与另一个案并案',
  closed: '个案已结',
  'no-need': '情形消失，不再需要',
} as const
export type HoldEnd = keyof typeof holdEnds

export const placementKinds = {
  kin: '亲属照料',
  'kin-care': '代养',
  foster: '寄养',
  sponsored: '助养',
  institution: '机构',
  adopted: '收养',
} as const
export type PlacementKind = keyof typeof placementKinds

/** What each is, in one line, beside the choice. */
export const placementHelp: Record<PlacementKind, string> = {
  kin: '委托亲属抚养',
  'kin-care': '监护人委托另一个家庭照料',
  foster: '民政部门委托登记合格的家庭养育',
  sponsored: '孩子留在原处，由他人长期资助',
  institution: '未成年人救助保护机构或者儿童福利机构收留抚养',
  adopted: '依法收养，监护关系随之终止',
}

export const institutionTypes = { minors: '未成年人救助保护机构', welfare: '儿童福利机构', other: '其他机构' } as const
export type InstitutionType = keyof typeof institutionTypes

/** When a child welfare institution takes a child under temporary guardianship (2026 measures). */
export const welfareGrounds = {
  abandoned: '查找父母期间的弃婴、弃童',
  rescued: '查找父母期间的打拐解救儿童',
  'no-institution': '当地没有未成年人救助保护机构',
  'cannot-care': '婴幼儿、残疾儿童，未成年人救助保护机构照料不了',
} as const
export type WelfareGround = keyof typeof welfareGrounds

export const placementEnds = {
  moved: '转到别处',
  returned: '返回家庭',
  'family-withdrew': '家庭退出',
  unfit: '走访发现不适合',
  'child-asked': '本人要求',
  'guardian-asked': '监护人要求',
  adult: '年满十八周岁',
  adopted: '被收养',
  closed: '个案已结',
  'same-child': '与另一个案并案',
  other: '其他',
} as const
export type PlacementEnd = keyof typeof placementEnds

export const visitFindings = { good: '良好', attention: '需要关注', unfit: '不适合继续' } as const
export type VisitFinding = keyof typeof visitFindings
export const visitManners = { 'in-person': '上门', phone: '电话' } as const
export const returnedFindings = { stable: '稳定', support: '需要帮扶', danger: '又有危险' } as const
export type ReturnedFinding = keyof typeof returnedFindings

export const siblingAnswers = { none: '没有同胞', together: '与同胞一起安置', apart: '与同胞分开安置' } as const
export type SiblingAnswer = keyof typeof siblingAnswers

export const returnGrounds = {
  restored: '监护情形已改善',
  released: '监护人已释放、解除戒毒',
  recovered: '监护人已康复或者灾害已过',
  found: '找到监护人',
  'other-guardian': '由其他监护人接回',
} as const

export const handedTo = {
  hardship: '困境儿童保障工作',
  'left-behind': '留守儿童关爱工作',
  town: '镇街儿童督导员',
  origin: '户籍地民政部门',
  none: '情况稳定，不再移交',
} as const

export const superviseManners = {
  guided: '监督指导',
  admonished: '批评教育、训诫',
  'education-order': '发出家庭教育指导令（文书由有权机关出具）',
  'help-offered': '帮助解决困难',
  'agreement-signed': '签订监护责任书',
} as const

export const orderKinds = {
  'protection-order': '人身安全保护令',
  revocation: '撤销监护人资格',
  'change-guardian': '变更监护人',
  restore: '恢复监护人资格',
} as const
export type OrderKind = keyof typeof orderKinds
export const orderResults = { granted: '准许', refused: '驳回', withdrawn: '撤回申请' } as const

export const requestKinds = {
  temporary: '临时监护',
  'long-term': '长期监护',
  placement: '安置',
  return: '返回家庭',
  end: '终止监护',
} as const
export type RequestKind = keyof typeof requestKinds

export const familyKinds = { foster: '寄养', 'kin-care': '代养', both: '寄养和代养' } as const
export type FamilyKind = keyof typeof familyKinds

/** What a family is looked at for before it takes a child. */
export const familyChecks = {
  records: '全体成年人无性侵害、虐待等违法犯罪记录',
  health: '健康，无传染病、精神疾病等不宜情形',
  housing: '住房与安全',
  income: '收入稳定',
  willing: '家庭成员都愿意',
  ability: '有照料孩子的经验和能力',
} as const
export type FamilyCheck = keyof typeof familyChecks
export const checkAnswers = { pass: '符合', fail: '不符合', unseen: '没有查' } as const
export type CheckAnswer = keyof typeof checkAnswers

export const familyMoves = { pause: '暂停接收', resume: '恢复接收', withdraw: '退出' } as const

/** How a guardianship result reads; an assessment's words, `src/facts/minors.ts`. */
export const guardianshipResults = { normal: '正常', insufficient: '不足', improper: '不当', missing: '缺失' } as const

/** Why a hold must be looked at again; says nothing of what another part of the file closes. */
export const reviewCauses = { term: '到期复核', changed: '监护人情况可能有变化', visit: '走访发现问题' } as const
export type ReviewCause = keyof typeof reviewCauses
