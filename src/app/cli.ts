/** `guitu …`: the tool. Each command is loaded when it is asked for; `policy` and `openapi` need no database. */
import { explainTrouble } from '#kernel/trouble.ts'

const usage = `guitu doctor                       prove the data: migrations, ledger, columns against facts
guitu migrate                      bring the database up to this version
guitu demo                         load the sample city into an empty database
guitu backup FILE                  one sealed file of everything but the keys, also while the server runs
guitu restore FILE                 into an empty database; proves the ledger afterwards
guitu ledger verify                walk every chain; names the first broken entry
guitu policy check CASES.yaml…     run policy cases: a JSON line each, exit 1 when one differs
guitu policy list | coverage       what is there, what is accounted for
guitu policy diff BEFORE AFTER CASES.yaml…   what a changed folder of packs would change for these cases
guitu import FILE.xlsx --station PATH [--go-live YYYY-MM-DD] [--bad OUT.xlsx]
guitu learn-weights --pairs P.jsonl --hand W.yaml --out NEW.yaml   weights from decided pairs, beside the hand-set ones
guitu match --guests G.jsonl --inquiries I.jsonl --out R.jsonl [--faces F] [--weights W.yaml]
guitu match-pairs export --out PAIRS.jsonl     decided pairs for learn-weights: levels and bits, no personal data
guitu openapi                      the description of every door, as JSON
guitu docs                         renew what is made from the code: lifecycle diagrams, lists of the glossary`

type Command = (args: string[], out: (line: string) => void) => Promise<number>

const commands: Record<string, () => Promise<Command>> = {
  doctor: async () => (await import('./cli/doctor.ts')).doctor,
  migrate: async () => (await import('./cli/database.ts')).migrateCommand,
  demo: async () => (await import('./cli/database.ts')).demo,
  backup: async () => (await import('./cli/backup.ts')).backup,
  restore: async () => (await import('./cli/backup.ts')).restore,
  ledger: async () => (await import('./cli/doctor.ts')).ledger,
  policy: async () => (await import('./cli/policy.ts')).policy,
  import: async () => (await import('./cli/import.ts')).importCommand,
  'learn-weights': async () => (await import('./cli/learn-weights.ts')).learnWeights,
  match: async () => (await import('./cli/match.ts')).match,
  'match-pairs': async () => (await import('./cli/match-pairs.ts')).matchPairs,
  openapi: async () => (await import('./cli/openapi.ts')).openapi,
  docs: async () => (await import('./cli/docs.ts')).docs,
}

async function run([name = '', ...args]: string[]): Promise<number> {
  const load = commands[name]
  if (!load) {
    process.stderr.write(`${usage}\n`)
    return name === '' || name === 'help' || name === '--help' ? 0 : 2
  }
  const command = await load()
  return command(args, (line) => process.stdout.write(`${line}\n`))
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(
      `${explainTrouble(error, { databaseUrl: process.env.DATABASE_URL }) ?? (error as Error).stack ?? String(error)}\n`,
    )
    process.exitCode = 1
  },
)
