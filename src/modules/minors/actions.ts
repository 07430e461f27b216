/** The doors for writing. */
import type { AnyAction } from '#kernel/action.ts'
import { closeFile, joinFiles, markTwo, reopenFile, turnAdult } from './actions-course.ts'
import { approveDossier, askDossier, declineDossier, takeDossier } from './actions-dossier.ts'
import { endEntrusted, entrustCare, noteFamily, removeMember } from './actions-family.ts'
import { followJoined } from './actions-follow.ts'
import { openFile, startFile } from './actions-open.ts'
import { approveReader, askReader, declineReader, endReader, nameWorker } from './actions-readers.ts'
import { changeKinds, correctRegister, moveChild } from './actions-register.ts'
import { linkSibling, noteEvent, noteHealth, noteSchooling, unlinkSibling } from './actions-school.ts'

export const actions: AnyAction[] = [
  startFile,
  openFile,
  correctRegister,
  changeKinds,
  moveChild,
  noteFamily,
  removeMember,
  entrustCare,
  endEntrusted,
  noteSchooling,
  noteHealth,
  linkSibling,
  unlinkSibling,
  noteEvent,
  nameWorker,
  askReader,
  approveReader,
  declineReader,
  endReader,
  askDossier,
  approveDossier,
  declineDossier,
  takeDossier,
  closeFile,
  reopenFile,
  joinFiles,
  markTwo,
  turnAdult,
  followJoined,
]
