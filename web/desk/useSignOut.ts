import { useQueryClient } from '@tanstack/react-query'
import { call } from '../ui/api.ts'
import { dropAllDrafts } from '../ui/form/draft.ts'

/** Signs out: the server forgets the session, this tab forgets its drafts and every answer. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await call('/api/session/sign-out', {})
    dropAllDrafts()
    client.clear()
    window.location.assign('/')
  }
}
