/** Tables and rules of the sound key: which syllables exist, which readings a surname has, how dialects merge sounds. */

/** Toneless syllables of the standard language; ü after l and n is written v, as it is typed. */
export const SYLLABLES: ReadonlySet<string> = new Set(
  (
    'a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha chai chan ' +
    'chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang ' +
    'dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga ' +
    'gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua ' +
    'huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong ' +
    'kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan ' +
    'lun luo lv lve ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni ' +
    'nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou ' +
    'pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru ruan rui run ruo sa sai san ' +
    'sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su ' +
    'suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu ' +
    'xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan ' +
    'zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi ' +
    'zong zou zu zuan zui zun zuo'
  ).split(' '),
)

/** What somebody types for one character when only its beginning is typed; two letters first. */
export const INITIALS: readonly string[] = ['zh', 'ch', 'sh', ...Array.from('bpmfdtnlgkhjqxrzcsywaeo')]

/** Readings of surnames that the dictionary gives differently or only one of; the usual one first. */
export const SURNAME_READINGS: Readonly<Record<string, readonly string[]>> = {
  洗: ['xian'],
  黑: ['he'],
  种: ['chong'],
  么: ['yao'],
  秘: ['bi'],
  祭: ['zhai'],
  佴: ['nai'],
  适: ['kuo'],
  乐: ['yue', 'le'],
  盖: ['ge', 'gai'],
  郇: ['xun', 'huan'],
  缪: ['miao', 'mou'],
  牟: ['mu', 'mou'],
  隗: ['wei', 'kui'],
  谌: ['chen', 'shen'],
  翟: ['zhai', 'di'],
  费: ['fei', 'bi'],
  葛: ['ge'],
  逯: ['lu'],
  佘: ['she'],
  员: ['yun', 'yuan'],
}

/** Spells y- and w- as the finals that they stand for: yu → ü, wang → uang, you → iu. */
function spellGlides(syllable: string): string {
  if (syllable.startsWith('yu')) return `ü${syllable.slice(2)}`
  if (syllable.startsWith('yi')) return syllable.slice(1)
  if (syllable.startsWith('y')) return `i${syllable.slice(1)}`.replace(/^iou/, 'iu')
  if (syllable.startsWith('wu')) return syllable.slice(1)
  if (syllable.startsWith('w')) return `u${syllable.slice(1)}`.replace(/^ue(?=[in])/, 'u')
  return syllable
}

/**
 * Folds one toneless syllable into what it may sound like in the mouth of somebody from elsewhere. The order of the steps
 * is part of the rule. What is not a syllable (a rare character without a reading) stays as it is.
 */
export function foldSyllable(raw: string): string {
  const kept = folds.get(raw)
  if (kept !== undefined) return kept
  const folded = fold(raw)
  // Some four hundred syllables; the guard is for words that are none.
  if (folds.size < 2_000) folds.set(raw, folded)
  return folded
}

const folds = new Map<string, string>()

function fold(raw: string): string {
  const syllable = raw.replace(/v/g, 'ü')
  if (!/^[a-zü]+$/.test(syllable)) return raw
  // 任 and 林 meet: without this one ren would become len.
  if (syllable === 'ren') return 'lin'
  let folded = spellGlides(syllable)
  folded = folded.replace(/^([jqx])u/, '$1ü')
  folded = folded.replace(/^([zcs])h/, '$1').replace(/^[nr](?=[aeiouü])/, 'l')
  if (folded === 'hong' || folded === 'heng' || folded === 'hun') folded = 'fen'
  // hui and hun are short for huei and huen.
  else if (folded === 'hui') folded = 'fei'
  else if (folded === 'hu') folded = 'fu'
  else folded = folded.replace(/^hu(?=[aeo])/, 'f')
  folded = folded.replace(/ng$/, 'n')
  folded = folded.replace(/^fon$/, 'fen').replace(/on$/, 'un')
  return folded.replace(/ü/g, 'i')
}

/** Folds a key of syllables joined by `-`. */
export function foldKey(key: string): string {
  return key.split('-').map(foldSyllable).join('-')
}
