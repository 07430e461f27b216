/** Pictures made for the tests: a drawn card with invented data, drawn shapes. There is no photograph of anybody here. */
import sharp from 'sharp'

/** Division 9999 exists nowhere; the last digit fits. */
export const NUMBER = '999901195603124324'

export interface Drawn {
  number?: string
  birth?: string
}

const card = ({
  number = NUMBER,
  birth = '1956 年 3 月 12 日',
}: Drawn) => `<svg xmlns="http://www.w3.org/2000/svg" width="1012" height="638">
  <rect width="1012" height="638" fill="#e8eef4"/>
  <rect x="720" y="110" width="220" height="300" fill="#c9d3de"/>
  <g font-family="Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, WenQuanYi Zen Hei" font-size="40" fill="#111">
    <g font-size="32" fill="#4a7ab5"><text x="60" y="110">姓 名</text><text x="60" y="195">性 别</text><text x="300" y="195">民 族</text>
      <text x="60" y="280">出 生</text><text x="60" y="365">住 址</text><text x="60" y="570">公民身份号码</text></g>
    <text x="180" y="112">顾晚舟</text><text x="180" y="197">女</text><text x="420" y="197">汉</text><text x="180" y="282">${birth}</text>
    <text x="180" y="367">测试省云川市杨店镇</text><text x="180" y="420">柳树村三组 18 号</text>
    <text x="330" y="572" font-size="46">${number}</text></g></svg>`

const drawn = (svg: string) => sharp(Buffer.from(svg))

export const cardPicture = (of: Drawn = {}): Promise<Buffer> => drawn(card(of)).png().toBuffer()

/** The same card as a hurried photograph: turned, dark, soft, pressed hard. */
export async function cardPhotograph(): Promise<Buffer> {
  const turned = await drawn(card({})).rotate(1.8, { background: '#777' }).png().toBuffer()
  return sharp(turned).modulate({ brightness: 0.8 }).blur(0.8).jpeg({ quality: 55 }).toBuffer()
}

/** Coloured shapes and nothing else. */
export const shapes = (): Promise<Buffer> =>
  drawn(`<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="#8fb1c9"/>
    <rect x="90" y="120" width="240" height="300" fill="#3c6e47"/><polygon points="500,90 700,420 430,500" fill="#d9a441"/></svg>`)
    .jpeg()
    .toBuffer()

/** A picture that is a few kilobytes as a file and far too large when unpacked. */
export const bomb = (): Promise<Buffer> =>
  sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 9 })
    .toBuffer()

export const vector = () => Buffer.from(card({}))
