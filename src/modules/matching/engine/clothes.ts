/** Clothes, piece by piece: colour and kind. */
const COLOURS: readonly (readonly [string, RegExp])[] = [
  ['red', /红|枣红|酒红|玫红|大红/u],
  ['pink', /粉|桃红/u],
  ['yellow', /黄|米色|杏色|卡其/u],
  ['green', /绿|军/u],
  ['blue', /蓝|藏青|青色/u],
  ['purple', /紫/u],
  ['black', /黑|深色/u],
  ['white', /白/u],
  ['grey', /灰|银/u],
  ['brown', /棕|咖啡|褐|驼色|土/u],
  ['mixed', /花|格|条纹|碎花|迷彩|彩/u],
]
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['coat', /大衣|棉袄|羽绒|棉衣|军大衣|棉服|袄/u],
  ['jacket', /夹克|外套|西装|冲锋|风衣|工作服|校服|工装|上衣/u],
  ['sweater', /毛衣|卫衣|线衣|绒衣|针织|开衫/u],
  ['shirt', /衬衣|衬衫|T恤|t恤|短袖|汗衫|背心|马甲|秋衣|圆领|恤/u],
  ['rain', /雨衣/u],
  ['jeans', /牛仔/u],
  ['trousers', /长裤|裤(?!子头)|棉裤|运动裤|西裤|短裤/u],
  ['skirt', /裙/u],
  ['boots', /雨靴|靴/u],
  ['sports', /运动鞋|球鞋|解放鞋|胶鞋/u],
  ['shoes', /布鞋|皮鞋|凉鞋|拖鞋|棉鞋|鞋/u],
  ['barefoot', /赤脚|光脚/u],
  ['hat', /帽|头巾|围巾/u],
  ['bag', /包|书包|背包/u],
]

const piecesOf = (text: string): { words: string; colour: string | undefined; kind: string | undefined }[] =>
  text
    .split(/[、,，;；。\s和]+|(?<=[衣裤鞋裙袄恤服套克])(?=[上下身穿着脚戴]*[红粉黄绿蓝紫黑白灰棕咖花军藏深浅])/u)
    .map((each) => each.replace(/^(?:上身|下身|身穿|穿着|穿|着|脚穿|戴|一件|一条|一双)+/u, '').trim())
    .filter((each) => each !== '')
    .slice(0, 8)
    .map((words) => ({
      words,
      colour: COLOURS.find(([, pattern]) => pattern.test(words))?.[0],
      kind: KINDS.find(([, pattern]) => pattern.test(words))?.[0],
    }))

/** Likelihood that these are the same clothes against any clothes. */
export function alikeClothes(seen: string, told: string): number {
  const [mine, theirs] = [piecesOf(seen), piecesOf(told)]
  let ratio = 1
  for (const piece of mine) {
    if (theirs.length === 0) break
    let best = 0.25
    for (const other of theirs) {
      const sameColour = piece.colour !== undefined && piece.colour === other.colour
      const sameKind = piece.kind !== undefined && piece.kind === other.kind
      if (piece.words === other.words) best = Math.max(best, 25)
      else if (sameColour && sameKind) best = Math.max(best, 12)
      else if (sameKind && (piece.colour === undefined || other.colour === undefined)) best = Math.max(best, 2.5)
    }
    ratio *= best
  }
  return Math.min(ratio, 5000)
}
