/**
 * How a syllable of one place is heard by somebody from another. Written from dialectology, not from any data set: which
 * sounds fall together in which area, in both directions because speakers also correct themselves the wrong way.
 */
import { SYLLABLE_COUNT, syllableNumber, syllables } from './sound.ts'
import type { Weights } from './weights.ts'

export const areas = [
  'north',
  'northeast',
  'shandong',
  'jianghuai',
  'wu',
  'xiang',
  'southwest',
  'min',
  'yue',
  'west',
  'any',
] as const
export type Area = (typeof areas)[number]

const PROVINCES: Readonly<Record<string, Area>> = {
  '11': 'north',
  '12': 'north',
  '13': 'north',
  '14': 'west',
  '15': 'west',
  '21': 'northeast',
  '22': 'northeast',
  '23': 'northeast',
  '31': 'wu',
  '32': 'jianghuai',
  '33': 'wu',
  '34': 'jianghuai',
  '35': 'min',
  '36': 'xiang',
  '37': 'shandong',
  '41': 'north',
  '42': 'southwest',
  '43': 'xiang',
  '44': 'yue',
  '45': 'yue',
  '46': 'min',
  '50': 'southwest',
  '51': 'southwest',
  '52': 'southwest',
  '53': 'southwest',
  '54': 'west',
  '61': 'west',
  '62': 'west',
  '63': 'west',
  '64': 'west',
  '65': 'west',
}

/** The area's place in `areas`. */
export const areaOf = (province: string | undefined): number => areas.indexOf(PROVINCES[province ?? ''] ?? 'any')

type Change = readonly [from: string, to: string]
interface Rule {
  id: string
  /** Syllables that fall together, or beginnings (`zh-`), or ends (`-ing`). */
  changes: readonly Change[]
  /** Where it is heard all the time, and where sometimes. */
  strong: readonly Area[]
  some: readonly Area[]
}

const SOUTH: readonly Area[] = ['jianghuai', 'wu', 'xiang', 'southwest', 'min', 'yue']
const NORTH: readonly Area[] = ['north', 'northeast', 'shandong', 'west']
const pairs = (list: string): Change[] => list.split(' ').map((each) => each.split('=') as [string, string])

export const rules: readonly Rule[] = [
  { id: 'zh/z', changes: pairs('zh-=z- ch-=c- sh-=s-'), strong: [...SOUTH, 'northeast'], some: NORTH },
  { id: 'n/l', changes: pairs('n-=l-'), strong: ['xiang', 'southwest', 'jianghuai'], some: ['min', 'yue', 'west'] },
  {
    id: 'h/f',
    changes: pairs('hua=fa hui=fei hu=fu huang=fang huan=fan hun=fen hong=feng heng=fen huo=fo hong=fen huai=fei heng=feng'),
    strong: ['xiang', 'min', 'yue', 'southwest'],
    some: ['jianghuai'],
  },
  { id: 'in/ing', changes: pairs('-in=-ing'), strong: [...SOUTH, 'west'], some: ['shandong', 'north'] },
  { id: 'en/eng', changes: pairs('-en=-eng -un=-ong wen=weng'), strong: [...SOUTH, 'west'], some: ['shandong', 'north'] },
  {
    id: 'an/ang',
    changes: pairs('-an=-ang -ian=-iang -uan=-uang'),
    strong: ['jianghuai', 'wu', 'xiang', 'min', 'yue', 'southwest'],
    some: ['west'],
  },
  { id: 'r/l', changes: pairs('r-=l-'), strong: ['shandong', 'min', 'xiang'], some: ['northeast', 'jianghuai', 'yue'] },
  { id: 'r/n', changes: pairs('r-=n-'), strong: [], some: ['min', 'xiang', 'wu'] },
  { id: 'r/z', changes: pairs('r-=z-'), strong: [], some: ['wu', 'jianghuai', 'southwest'] },
  {
    id: 'r/y',
    changes: pairs(
      'ran=yan rang=yang rao=yao re=ye ren=yin rong=yong rou=you ru=yu ruan=yuan rui=yi run=yun ruo=yue ri=yi ren=yan',
    ),
    strong: ['northeast', 'shandong', 'yue'],
    some: ['xiang', 'north', 'min'],
  },
  {
    id: 'j/g',
    changes: pairs(
      'ji=gi jia=ga jian=gan jian=gen jiang=gang jiang=gong jiao=gao jiao=gau jie=gai jie=ge jin=gen jin=gan jing=geng jing=gang ' +
        'jiu=gou jiu=gao ju=gu juan=guan jue=guo jun=gun jun=guan jian=gang jin=gang jiong=gong ji=gei jia=ge ju=gei',
    ),
    strong: ['yue', 'min'],
    some: ['xiang', 'wu', 'southwest'],
  },
  {
    id: 'q/k',
    changes: pairs(
      'qia=ka qian=kan qian=ken qiang=kang qiang=kong qiao=kao qie=kai qin=ken qing=keng qiu=kou qiu=kao qu=ku quan=kuan que=kuo qun=kun qi=kei qu=kei qin=kan qing=hen qi=hei',
    ),
    strong: ['yue', 'min'],
    some: ['xiang', 'wu', 'southwest'],
  },
  {
    id: 'x/h',
    changes: pairs(
      'xia=ha xian=han xian=hen xiang=hang xiang=heng xiao=hao xie=hai xin=hen xing=heng xing=hang xiong=hong xu=hu xuan=huan xue=hua xue=he xue=huo xun=hun xi=hei xiu=hou xu=hui xun=fen xing=hen',
    ),
    strong: ['yue', 'min'],
    some: ['xiang', 'wu', 'southwest'],
  },
  {
    id: 'w/h',
    changes: pairs('wang=huang wu=hu wen=hun wan=huan wei=hui wo=huo wa=hua wang=fang wu=fu'),
    strong: ['yue', 'wu', 'southwest'],
    some: ['xiang', 'min', 'jianghuai'],
  },
  { id: 'h/k', changes: pairs('h-=k-'), strong: [], some: ['yue', 'min'] },
  { id: 'f/b', changes: pairs('f-=b- f-=p-'), strong: [], some: ['min'] },
  { id: 'm/w', changes: pairs('wen=men wan=man wu=mu wei=mei wang=mang wei=mi wan=men'), strong: [], some: ['yue', 'min', 'wu'] },
  {
    id: 'n/y',
    changes: pairs('nian=yan ni=yi niang=yang niu=you nie=ye ning=ying nv=yu ning=yin nin=yin'),
    strong: [],
    some: ['xiang', 'wu', 'yue', 'southwest'],
  },
  {
    id: 'n/r',
    changes: pairs('nian=ran ri=ni er=ni ren=nin er=ri ren=ning rang=niang'),
    strong: [],
    some: ['wu', 'xiang', 'yue'],
  },
  {
    id: 'ng',
    changes: pairs('ai=nai an=nan ao=nao en=nen ai=gai an=gan ao=gao ou=ngou ou=nou e=ne e=wo ou=ao wo=e'),
    strong: [],
    some: ['north', 'west', 'southwest', 'xiang', 'shandong'],
  },
  {
    id: 'round',
    changes: pairs(
      'yu=yi lv=li nv=ni xu=xi qu=qi ju=ji yuan=yan juan=jian quan=qian xuan=xian yun=yin jun=jin qun=qin xun=xin yue=ye jue=jie que=qie xue=xie lve=lie lv=lu lv=lei yun=ying jun=jing xun=xing',
    ),
    strong: ['southwest', 'yue', 'min'],
    some: ['xiang', 'wu', 'jianghuai', 'west', 'shandong'],
  },
  {
    id: 'entering',
    changes: pairs(
      'bai=be bai=bo bei=bo bai=bei he=huo ge=guo ke=kuo e=o de=dei de=dai te=tei hei=he zhe=zhai ze=zai ce=cai se=sai she=sai lu=lou liu=lu liu=lou ' +
        'xue=xio xue=xiao yue=yo yue=yao jue=jiao jiao=jue yao=yue que=qio luo=le luo=lao le=lao fu=fo mu=mo guo=gui guo=gue bo=bu mo=mu shi=se shi=si li=lie li=le di=die ji=jie xi=xie qi=qie bi=bie yi=ye mi=mie ni=nie ti=tie ' +
        'ri=re zhi=zhe chi=che zu=zo shu=su shu=so wu=o liu=lao zhu=zhou zu=zou su=sou tu=tou du=dou cu=cou shu=shou chu=chou lu=lo mai=me mai=mo bei=be hei=hai bai=ba ye=ya jia=jie ba=bo da=de fa=fo wu=wo rou=ru zhou=zhu shou=shu ri=yi',
    ),
    strong: ['southwest', 'xiang'],
    some: ['jianghuai', 'wu', 'min', 'yue', 'west'],
  },
  {
    id: 'ei/i',
    changes: pairs('bei=bi mei=mi pei=pi lei=li nei=ni wei=yu fei=fi fei=hui lei=lui lei=lv nei=nv'),
    strong: [],
    some: ['yue', 'wu', 'west', 'xiang', 'southwest', 'jianghuai'],
  },
  {
    id: 'ui',
    changes: pairs(
      'dui=dei tui=tei zui=zei cui=cei sui=sei lun=len dun=den tun=ten sun=sen cun=cen zun=zen luan=lan duan=dan tuan=tan nuan=lan sui=si sui=xi zui=ji chun=cen shun=sen zhun=zen gun=gen kun=ken',
    ),
    strong: [],
    some: ['southwest', 'xiang', 'jianghuai', 'shandong', 'wu', 'yue'],
  },
  {
    id: 'en/in',
    changes: pairs(
      '-en=-in zhen=jin zheng=jing cheng=qing sheng=xing sheng=sang sheng=san zheng=zhang leng=lang sheng=sen geng=gang',
    ),
    strong: [],
    some: ['xiang', 'yue', 'min', 'wu'],
  },
  {
    id: 'an/en',
    changes: pairs('-an=-en -an=-on -an=-ai -ian=-in -ian=-ie -an=-uan shan=san shan=suan'),
    strong: [],
    some: ['yue', 'min', 'wu', 'xiang', 'west', 'jianghuai'],
  },
  {
    id: 'ang/ong',
    changes: pairs('-ang=-ong -uang=-ang huang=hang wang=weng -iang=-iong -iang=-ang -eng=-ong feng=hong weng=hong feng=fong'),
    strong: [],
    some: ['xiang', 'min', 'yue', 'west', 'shandong', 'southwest', 'wu'],
  },
  {
    id: 'ao/o',
    changes: pairs('-ao=-o -ao=-ou -iao=-io -ou=-u -iu=-iao -iao=-ao liao=lio -ai=-e -ei=-e -ou=-ao'),
    strong: [],
    some: ['wu', 'xiang', 'min', 'west', 'yue', 'jianghuai'],
  },
  {
    id: 'zh/j',
    changes: pairs(
      'zhu=ju chu=qu shu=xu zhi=ji chi=qi shi=xi zhe=jie she=xie zhou=jiu chou=qiu shou=xiu zhan=jian chan=qian shan=xian zhang=jiang chang=qiang shang=xiang zhao=jiao chao=qiao shao=xiao zhen=jin chen=qin shen=xin zhuan=juan chuan=quan chun=qun zhun=jun shun=xun zhong=jiong',
    ),
    strong: [],
    some: ['xiang', 'yue', 'min', 'jianghuai', 'southwest'],
  },
  {
    id: 'j/z',
    changes: pairs(
      'ji=zi qi=ci xi=si jian=zian jin=zen qin=cen xin=sen jing=zeng qing=ceng xing=seng xiang=siang qian=cian xian=san jiang=zang qiang=cang xiang=sang jiu=zou qiu=cou xiu=sou xiao=sao jiao=zao qiao=cao xie=se jie=ze qie=ce xue=suo que=cuo xu=su ju=zu qu=cu quan=cuan xuan=suan xun=sun jun=zun',
    ),
    strong: [],
    some: ['yue', 'shandong', 'wu', 'west'],
  },
  {
    id: 'breath',
    changes: pairs('b-=p- d-=t- g-=k- j-=q- zh-=ch- z-=c-'),
    strong: [],
    some: ['xiang', 'yue', 'min', 'west', 'wu', 'jianghuai'],
  },
  {
    id: 'l/d',
    changes: pairs('li=di liu=diu liang=diang lin=din lian=dian liao=diao l-=d-'),
    strong: [],
    some: ['xiang', 'min'],
  },
  {
    id: 'k/h',
    changes: pairs('ke=he kai=hai kou=hou kong=hong ku=fu kuo=huo kang=hang kao=hao ken=hen keng=heng kan=han kuan=fun'),
    strong: [],
    some: ['yue', 'xiang'],
  },
  { id: 'b/m', changes: pairs('b-=m- d-=n-'), strong: [], some: ['min'] },
  {
    id: 'x/sh',
    changes: pairs('xi=shi xia=sha xie=she xin=shen xing=sheng xiang=shang xiao=shao xiu=shou xian=shan xu=shu xue=shuo'),
    strong: [],
    some: ['yue', 'shandong', 'xiang'],
  },
]

function applied([from, to]: Change): [number, number][] {
  const both: [number, number][] = []
  const add = (one: string, other: string) => {
    const [a, b] = [syllableNumber(one), syllableNumber(other)]
    if (a !== undefined && b !== undefined && a !== b) both.push([a, b], [b, a])
  }
  if (from.endsWith('-')) {
    const [head, other] = [from.slice(0, -1), to.slice(0, -1)]
    for (const each of syllables) {
      if (!each.startsWith(head) || (/^[zcs]$/.test(head) && each[1] === 'h')) continue
      add(each, other + each.slice(head.length))
    }
  } else if (from.startsWith('-')) {
    const [tail, other] = [from.slice(1), to.slice(1)]
    for (const each of syllables) {
      const stem = each.slice(0, each.length - tail.length)
      if (each.endsWith(tail) && (stem === '' || !/[aeiouv]$/.test(stem))) add(each, stem + other)
    }
  } else add(from, to)
  return both
}

/**
 * P(heard | said) for each area: row = said, column = heard, `SYLLABLE_COUNT` squared. Two rules may act on one syllable.
 */
export function confusions(weights: Weights): Float32Array[] {
  const { strong, some, elsewhere } = weights.sound
  const changes = rules.map((rule) => rule.changes.flatMap(applied))
  return areas.map((area) => {
    const once = new Float32Array(SYLLABLE_COUNT * SYLLABLE_COUNT)
    rules.forEach((rule, at) => {
      const usual = rule.strong.length > 0
      const p = rule.strong.includes(area)
        ? strong
        : rule.some.includes(area)
          ? some
          : area === 'any'
            ? usual
              ? (strong + some) / 2
              : some / 2
            : usual
              ? elsewhere
              : elsewhere / 2
      for (const [a, b] of changes[at] as [number, number][]) {
        const cell = a * SYLLABLE_COUNT + b
        once[cell] = Math.max(once[cell] as number, p)
      }
    })
    const heard = Float32Array.from(once)
    const next: number[][] = Array.from({ length: SYLLABLE_COUNT }, (_, a) => {
      const row: number[] = []
      for (let b = 0; b < SYLLABLE_COUNT; b += 1) if ((once[a * SYLLABLE_COUNT + b] as number) > 0) row.push(b)
      return row
    })
    for (let a = 0; a < SYLLABLE_COUNT; a += 1) {
      for (const b of next[a] as number[]) {
        for (const c of next[b] as number[]) {
          const both = (once[a * SYLLABLE_COUNT + b] as number) * (once[b * SYLLABLE_COUNT + c] as number)
          const cell = a * SYLLABLE_COUNT + c
          if (both > (heard[cell] as number)) heard[cell] = both
        }
      }
      let sum = 0
      for (let b = 0; b < SYLLABLE_COUNT; b += 1) if (b !== a) sum += heard[a * SYLLABLE_COUNT + b] as number
      const scale = sum > weights.sound.most ? weights.sound.most / sum : 1
      for (let b = 0; b < SYLLABLE_COUNT; b += 1)
        heard[a * SYLLABLE_COUNT + b] = (heard[a * SYLLABLE_COUNT + b] as number) * scale
      heard[a * SYLLABLE_COUNT + a] = 1 - sum * scale
    }
    return heard
  })
}
