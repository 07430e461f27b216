/** Moves that nobody signs: opened by no person, done by the jobs that compare. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { next } from '#kernel/lifecycle.ts'
import { fileRef, lockFile, type LoadedFile } from '#modules/people-and-cases/index.ts'
import { pairLife, type PairState } from './lifecycle.ts'
import { movesForm } from './schema.ts'
import { lockPair, movePairs, type Pair } from './store-pairs.ts'

type Loaded = LoadedFile & { pairs: Pair[] }

async function loadMoves({ tx, vault }: LoadContext, form: { fileId: string; pairIds: string[] }): Promise<Loaded | null> {
  const loaded = await lockFile(tx, vault, form.fileId)
  if (!loaded) return null
  const pairs: Pair[] = []
  for (const id of form.pairIds.toSorted()) {
    const pair = await lockPair(tx, vault, id)
    if (pair?.fileId === form.fileId) pairs.push(pair)
  }
  return { ...loaded, pairs }
}

/** One of the three: pairs that are no longer where the run saw them are left as they are. */
function move(name: string, title: string, state: PairState, factOf?: (loaded: Loaded, pair: Pair) => NewFact) {
  return action({
    name,
    title,
    form: movesForm,
    load: loadMoves,
    may: (actor) => actor.kind === 'system',
    decide(loaded: Loaded, _form, moment) {
      const moved = loaded.pairs.filter((pair) => next(pairLife, pair.state, name) === state)
      const told = factOf ? moved.filter((pair) => pair.kind === 'inquiry') : []
      return {
        facts: factOf ? told.map((pair) => factOf(loaded, pair)) : [],
        changes: { ids: moved.map((pair) => pair.id), at: state === 'suggested' ? moment.now : null },
        reply: { moved: moved.length },
      }
    },
    save: ({ tx }, { ids, at }) => movePairs(tx, ids, state, at),
  })
}

export const suggest = move('matching.suggest', '提示比中', 'suggested', (loaded, pair) => ({
  subject: fileRef(loaded.file),
  name: 'tracing.match-suggested',
  value: { inquiry: pair.otherId, probability: Math.round(pair.probability * 1000) / 1000 },
}))
export const fade = move('matching.fade', '转为一般候选', 'candidate')
export const overtake = move('matching.overtake', '移出候选', 'overtaken')
