/** The thread that holds the Typst compiler with its fonts and renders one paper after the other. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { type PaperReply, type PaperRequest, paperWorkspace } from './paper.ts'

/** Serif faces first, as papers are printed in Song; a sans face is better than none. */
const families = [
  'Noto Serif CJK SC',
  'Source Han Serif SC',
  'Source Han Serif CN',
  'Noto Serif SC',
  'Songti SC',
  'STSong',
  'SimSun',
  'SimSun-ExtB',
  'NSimSun',
  'FandolSong',
  'AR PL UMing CN',
  'Noto Sans CJK SC',
  'Source Han Sans SC',
  'Noto Sans SC',
  'PingFang SC',
  'Microsoft YaHei',
  'WenQuanYi Zen Hei',
  'WenQuanYi Micro Hei',
  'Droid Sans Fallback',
]

/** Papers between two sweeps of the compiler's memory, and how many sweeps an unused result survives. */
const SWEEP_EVERY = 50
const KEEP_SWEEPS = 5
/**
 * Characters of data from which a paper is a long list: nothing of it comes again. Its results are let go at once, and its
 * document with them, whose memory the collector does not see: fifty lists would otherwise hold a gigabyte.
 */
const LONG_DATA = 8_000

/** Two weights of a font package that a site may install beside the house where the system has no Chinese font. */
function installedFonts(): string[] {
  try {
    const at = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'))
    return [join(at, '400Regular'), join(at, '700Bold')]
  } catch {
    return []
  }
}

const extra = installedFonts()
const compiler = NodeCompiler.create({
  workspace: paperWorkspace,
  ...(extra.length > 0 ? { fontArgs: [{ fontPaths: extra }] } : {}),
})

function present(family: string): boolean {
  const probe = compiler.compile({ mainFileContent: `#set text(font: ${JSON.stringify(family)}, fallback: false)\n字` })
  const warnings = probe.takeWarnings()
  return !(warnings && JSON.stringify(compiler.fetchDiagnostics(warnings)).includes('unknown font family'))
}

const fonts = families.filter(present)
let rendered = 0
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

function render(request: PaperRequest): PaperReply {
  const { id } = request
  if (fonts.length === 0) return { id, noFont: true }
  const result = compiler.compile({
    mainFilePath: request.template,
    inputs: { ...request.inputs, fonts: JSON.stringify(fonts) },
  })
  const document = result.result
  if (!document) {
    const error = result.takeError()
    return { id, fault: messages(error ? compiler.fetchDiagnostics(error) : []) }
  }
  const pdf = compiler.pdf(document)
  rendered += 1
  if ((request.inputs.data ?? '').length > LONG_DATA) {
    compiler.evictCache(0)
    collect()
  } else if (rendered % SWEEP_EVERY === 0) compiler.evictCache(KEEP_SWEEPS)
  return { id, pdf: new Uint8Array(pdf) }
}

/** Diagnostics without the values they may quote: message up to its first quotation mark. */
function messages(diagnostics: { message?: string }[]): string {
  return diagnostics.map(({ message }) => (message ?? 'unknown fault').split(/["`]/)[0]).join('; ') || 'unknown fault'
}

parentPort?.on('message', (request: PaperRequest) => {
  let reply: PaperReply
  try {
    reply = render(request)
  } catch (error) {
    reply = { id: request.id, fault: (error as Error).name }
  }
  parentPort?.postMessage(reply, 'pdf' in reply ? [reply.pdf.buffer as ArrayBuffer] : [])
})
