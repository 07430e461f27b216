/** What the engine throws at a screen: each with the sentence to show. */

/** The phone has no room left for this: it was not kept. */
export class StorageFull extends Error {
  constructor(sentence = '手机存储已满，这一条没有存下。请先连上网络把待传的传走，或删掉手机里别的东西，再存一次。') {
    super(sentence)
    this.name = 'StorageFull'
  }
}

/** What was taken for a photo cannot be read as one, or stays too large. */
export class PhotoUnreadable extends Error {
  constructor(sentence = '这张照片读不出来，没有保存。请重拍一张；记录的其他内容都还在。') {
    super(sentence)
    this.name = 'PhotoUnreadable'
  }
}

/** A record that may have arrived: its form cannot be changed under the server's eyes. */
export class OnItsWay extends Error {
  constructor(sentence = '这一条正在传或可能已经传到，不能再改。传到后请补记一条说明。') {
    super(sentence)
    this.name = 'OnItsWay'
  }
}

/** The database of the phone was closed under us: another tab runs a newer version, or the engine was locked. */
export class PhoneClosed extends Error {
  constructor(sentence = '归途已在另一个页面更新或已锁上，这一条还没有存下。请重新打开后再存。') {
    super(sentence)
    this.name = 'PhoneClosed'
  }
}

/** Whether a failure of the database says that the phone is full. Dexie wraps it, browsers name it differently. */
export function saysFull(error: unknown): boolean {
  for (let at = error as { name?: string; inner?: unknown } | undefined; at; at = at.inner as typeof at)
    if (at.name === 'QuotaExceededError' || at.name === 'NS_ERROR_DOM_QUOTA_REACHED') return true
  return false
}
