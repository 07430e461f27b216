import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('DEVICES', {
  ENDED: { status: 409, zh: '这部手机已经停用，不能再登记或导入。要再用，请在手机上退出后重新登录。' },
  NOT_YOURS: { status: 409, zh: '这部手机登记在别人名下。请先退出，再用自己的账号登录。' },
  ALREADY_ENDED: { status: 409, zh: '这部手机已经停用了。' },
  NOT_A_FILE: { status: 422, zh: '这不是手机交出的记录文件，什么都没有导入。请在手机“求助”页点“交出记录”重新导出。' },
  UNKNOWN: {
    status: 404,
    zh: '没有登记过这部手机，或它登记在别的单位。文件没有打开，手机里的记录都还在。请在使用人自己单位的电脑上导入。',
  },
  DAMAGED: { status: 422, zh: '文件打不开：可能传坏了，或不是这部手机写的。什么都没有导入，请从手机重新导出。' },
  WORKER_GONE: { status: 409, zh: '写这些记录的账号已经停用，不能以他的名义补录。请安全管理员核实后处理。' },
})
