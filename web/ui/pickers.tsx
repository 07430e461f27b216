import { createContext, use, type ReactNode } from 'react'
import type { Pickers } from './room.ts'

const PickersContext = createContext<Pickers>({})

/** Given once by the shell: the controls that rooms offer to every form (`division`, `subject`). */
export function PickersProvider({ pickers, children }: { pickers: Pickers; children: ReactNode }) {
  return <PickersContext value={pickers}>{children}</PickersContext>
}

/** The controls that rooms offer. */
export function usePickers(): Pickers {
  return use(PickersContext)
}
