/** What the lists of follow-up show. */
export const views = { due: '按下次回访', ledger: '返乡人员台账', suggested: '建议纳入', out: '已移出' } as const
export type View = keyof typeof views
