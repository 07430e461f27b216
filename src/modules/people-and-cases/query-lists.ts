/** Words that a search recognises: kin, sex, marks. */

const longestFirst = (words: string) => words.split(' ').sort((a, b) => b.length - a.length)

/** Words for kin that begin no name: the name may follow at once. */
export const SURE_KIN_WORDS: readonly string[] = longestFirst(
  '女儿 儿子 丈夫 老公 妻子 老婆 父亲 爸爸 母亲 妈妈 哥哥 弟弟 姐姐 妹妹 爷爷 奶奶 外公 外婆 姥爷 姥姥 孙子 孙女 外孙 外孙女 侄子 侄女 ' +
    '外甥 外甥女 叔叔 婶婶 伯伯 伯父 伯母 姑姑 姑父 姨妈 姨父 舅舅 舅妈 嫂子 姐夫 妹夫 女婿 儿媳 媳妇 爱人 对象 老伴 大哥 二哥 大姐 二姐 ' +
    '大儿子 二儿子 小儿子 大女儿 二女儿 小女儿 继父 继母 养父 养母 公公 婆婆 岳父 岳母 堂哥 堂弟 表哥 表弟 表姐 表妹 亲戚 家属 亲属',
)

/** Words that also stand in names: only with 叫, 是 or a colon after them. */
export const KIN_WORDS: readonly string[] = longestFirst('爸 妈 爹 娘 哥 弟 姐 妹 叔 伯 姑 姨 舅 儿 女 夫 妻 孙')

export const SEX_WORDS: ReadonlyMap<string, 'male' | 'female'> = new Map([
  ...'男 男性 男的 男人 男子 男孩 男童 老汉 老头 老大爷 大爷 大叔 小伙 小伙子'.split(' ').map((word) => [word, 'male'] as const),
  ...'女 女性 女的 女人 女子 女孩 女童 老太 老太太 老奶奶 大妈 大娘 阿姨 妇女 姑娘 小姑娘'
    .split(' ')
    .map((word) => [word, 'female'] as const),
])

/** What marks of the body, its state and its clothes are said with. */
export const MARK_WORDS =
  /疤|痣|胎记|纹身|刺青|文身|伤痕|残疾|残缺|断指|断臂|断腿|缺牙|缺耳|跛|瘸|拐杖|轮椅|盲|失明|聋|哑|六指|假肢|义肢|义眼|白内障|光头|秃顶|驼背|兔唇|唇裂|斜眼|斜视|独眼|烧伤|烫伤|偏瘫|口吃|结巴|镶牙|金牙|驼子|侏儒|白癜风|癫痫/u
