/** Every no of this room. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('SUPERVISION', {
  NO_SUCH_PACK: { status: 404, zh: '没有编号为 {pack} 的政策。可采用的政策见政策页。' },
  NATIONAL: { status: 409, zh: '国家规则在各地都有效，不需要采用，也不能停用。' },
  ALREADY_ADOPTED: { status: 409, zh: '这段时间里已经采用了这项政策，没有重复保存。要改日期，请先停用原来的采用。' },
  ENDED: { status: 409, zh: '这次采用已经停用，没有改动。' },
  ORDER: { status: 422, zh: '日期前后不对：{why}。' },
  NO_SUCH_PARAMETER: { status: 404, zh: '没有名为 {key} 的时限。' },
  NOT_ASSUMED: { status: 409, zh: '这个时限写在文件里，不能由民政局改。只有标“假定”的可以改。', basis: '文件原文' },
  BAD_VALUE: { status: 422, zh: '时限写法不对。可写 24 小时、10 天、7 个工作日、1 个月；{hint}' },
  PAST: { status: 422, zh: '时限不溯及既往：请选今天或以后的日期。已经开始的期限按原时限算完。' },
  NO_DOCUMENT: { status: 409, zh: '这一组规则没有单独的文件，不能导入原文。' },
  NO_SUCH_TEXT: { status: 404, zh: '没有找到上传的文件，没有导入。请重新选择文件。' },
  NOT_WORD: {
    status: 422,
    zh: '读不出这个 Word 文件，没有导入，原来的还在。请另存为 .docx（旧的 .doc、带密码的读不了），或把全文粘贴进来。',
  },
  NO_WORDS: { status: 422, zh: '里面没有可读的文字，没有导入，原来的还在。扫描件请先转成文字。' },
  LONG_TEXT: { status: 422, zh: '文字超过 20 万字，不像一份文件，没有导入，原来的还在。' },
  NOTHING_TO_WAIVE: { status: 409, zh: '这件事已经办结或不再需要办，没有可以免的。' },
  NOT_TOLD: { status: 409, zh: '这件事是否该办还缺记录，先补上缺的记录再申请免办。' },
})
