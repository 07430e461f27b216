/** `guitu match-pairs export`: what people decided about pairs, as levels and bits of evidence; nobody can be named from it. */
import { existsSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Trouble } from '#kernel/trouble.ts'
import { labelledEvidence } from '#modules/matching/trials.ts'
import { withHouse } from './database.ts'

const usage = '用法：guitu match-pairs export --out PAIRS.jsonl [--path 机构路径]'

export async function matchPairs(args: string[], out: (line: string) => void): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string' }, path: { type: 'string', default: '' } },
  })
  const { out: file, path } = values
  if (positionals[0] !== 'export' || !file) throw new Trouble(usage)
  if (existsSync(file)) throw new Trouble(`${file} 已经有了，不覆盖。请换一个文件名；什么都没有写。`)
  return withHouse(async ({ db, vault }) => {
    const pairs = await labelledEvidence({ db, vault }, path)
    writeFileSync(file, pairs.map((each) => `${JSON.stringify(each)}\n`).join(''))
    out(`写了 ${pairs.length} 对（认定 ${pairs.filter((each) => each.same).length}），只有各项的级别和分量，没有姓名和编号。`)
    return 0
  })
}
