/** What administration does by itself, every night. */
import { systemActor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import { signHeads } from '#kernel/ledger-signature.ts'
import type { JobHandler } from '#kernel/module.ts'

export const jobs: JobHandler[] = [
  {
    name: 'administration.sign-ledger',
    title: '每日为留痕链签名',
    every: '10 3 * * *',
    async run({ db, vault, clock }) {
      await withActor(db, systemActor, (tx) => signHeads(tx, vault, clock.now()))
    },
  },
]
