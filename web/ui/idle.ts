/** How long nobody has touched this page. Questions that repeat by themselves stop, so that an idle session can end. */
let touchedAt = Date.now()

for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
  globalThis.addEventListener?.(
    kind,
    () => {
      touchedAt = Date.now()
    },
    { passive: true, capture: true },
  )
}

/** Whether somebody has touched the page in the last ten minutes. */
export function somebodyThere(): boolean {
  return Date.now() - touchedAt < 600_000
}
