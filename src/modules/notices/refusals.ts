/** This room's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('NOTICES', {
  IDENTIFIED: { status: 409, zh: '身份已经核实，不用登寻亲公告。要登请先更正身份状态。' },
  FIELDS: {
    status: 422,
    zh: '有 {count} 处不能公开，请看标红的地方；没有保存，已填内容都还在。',
    basis: '个人信息保护法第6条：最小范围',
  },
  NOTHING: { status: 422, zh: '还没有勾选任何内容。至少公开性别、年龄、特征、口音、名字中的一样，别人才认得出。' },
  PICTURE: { status: 422, zh: '照片要先裁好再上传：JPG、PNG 或 WebP，不超过 600 KB。没有保存。' },
  PICTURE_MISSING: { status: 422, zh: '选了登照片，但没有照片。请裁好上传，或改选“不登照片”。' },
  CHANGED: { status: 409, zh: '公告稿刚刚换过或已经审过，这一步没有办。请刷新，看过新稿再办。' },
  SAME_PERSON: { status: 409, zh: '起草人不能自己审批，请另一位同事审批。', basis: '公告须经另一人审批' },
  APPROVED_BEFORE: { status: 409, zh: '您已在站里批过这一稿，须由另一人审批。', basis: '未成年人公告两人审批' },
  IS_MINOR: {
    status: 409,
    zh: '此人可能未满十八岁，按未成年人办：站长、民政局两级审批，写明依据。年龄有误的请先补充资料，再重新起草。',
  },
  IS_ADULT: { status: 409, zh: '此人已满十八岁，按成年人审批。' },
  HEAD_ONLY: { status: 403, zh: '未成年人公告在站里由站长审批。' },
  MINOR_CHANNEL: {
    status: 409,
    zh: '“{channel}”不在准许的渠道里，没有登。未成年人公告只登在两级审批准许的渠道，本站公众网页不登孩子。',
  },
  NARROWER: { status: 422, zh: '准许的渠道只能在站长报的范围内：{channels}。' },
  NOT_APPROVED: { status: 409, zh: '公告稿还没有批准，不能登。请先审批。' },
  AGE_CHANGED: {
    status: 409,
    zh: '后来的资料显示此人可能未满十八岁，这一稿按成年人批的，不能再登。请重新起草，按未成年人审批。',
  },
  ALREADY: { status: 409, zh: '“{channel}”已经登着，不用再登。内容没变请办“更新公告”。' },
  NOT_THERE: { status: 409, zh: '“{channel}”现在没有登着这份公告。' },
  PROOF: { status: 422, zh: '站外渠道请附一样凭据：网页链接、回执编号或截图。' },
  NOTHING_UP: { status: 409, zh: '没有登着的公告，也没有待审的稿，不用撤。' },
  DOWN_ALREADY: { status: 409, zh: '这一处已经确认撤下。' },
  READ_ALREADY: { status: 409, zh: '这封来信已经有人处理过。' },
  NO_POSTER: { status: 409, zh: '公告稿批准后才能打印、导出；未成年人不张贴。' },
})
