interface Controls {
  enabled: boolean
}

/** How many things are dragged that the controls of the view must not react to. */
const drags = new WeakMap<Controls, number>()

/** The view stands still until the returned function is called, by everybody who paused it. */
export function pauseControls(controls: unknown): () => void {
  if (!isControls(controls)) return () => {}
  drags.set(controls, (drags.get(controls) ?? 0) + 1)
  controls.enabled = false
  let isPaused = true
  return () => {
    if (!isPaused) return
    isPaused = false
    const left = (drags.get(controls) ?? 1) - 1
    drags.set(controls, left)
    if (left === 0) controls.enabled = true
  }
}

const isControls = (controls: unknown): controls is Controls =>
  typeof controls === 'object' && controls !== null && 'enabled' in controls
