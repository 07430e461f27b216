/** What the shell's own pages reach beside the engine as screens see it. */
import { createContext, useContext } from 'react'
import type { PhoneBook } from './engine/book.ts'
import type { Engine } from './engine/engine.ts'

export interface Shell {
  engine: Engine
  book: PhoneBook
  lock(): void
  signOut(): Promise<void>
  /** Opens the sheet of signing in again. */
  askSignIn(): void
}

export const ShellContext = createContext<Shell | null>(null)

export function useShell(): Shell {
  const shell = useContext(ShellContext)
  if (!shell) throw new Error('useShell outside of the open phone')
  return shell
}
