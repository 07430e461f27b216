/** The sample city 云川市: invented people, laid out around today, the same for the same seed and day. */
import type { House } from '#kernel/house.ts'
import { accounts, openCity } from './city.ts'

export interface Progress {
  state: 'idle' | 'running' | 'done' | 'failed'
  done: number
  total: number
  sentence: string
}

/** Accounts of the sample city as the sign-in page shows them. */
export function sampleAccounts(): { login: string; password: string; name: string; title: string; organisation: string }[] {
  return accounts.map(({ login, password, name, title, organisation }) => ({ login, password, name, title, organisation }))
}

/** Fills the house with the sample city. Repeating it after a broken try goes on where it stopped: every id is derived from the seed. */
export async function seedSample(
  house: House,
  input: { seed: number; now: number; report(progress: Progress): void },
): Promise<void> {
  await openCity(house, input.now)
}
