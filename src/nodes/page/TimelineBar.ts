export interface TimelineRange {
  start: number
  end: number
  stepSize: number
  /** Steps in a second. */
  fps: number
  loop: boolean
}

/** The controls of a timeline as elements of the page. Knows nothing of scenes. */
export class TimelineBar {
  readonly #root = document.createElement('div')
  readonly #button = document.createElement('button')
  readonly #slider = document.createElement('input')
  readonly #label = document.createElement('output')
  readonly #onStep: (step: number, seconds: number) => void
  #range: TimelineRange = { start: 0, end: 1, stepSize: 1, fps: 30, loop: true }
  #step = Number.NaN
  #timer: ReturnType<typeof setInterval> | undefined

  /** `onStep` hears of each step, and of its time in seconds from the start. */
  constructor(onStep: (step: number, seconds: number) => void) {
    this.#onStep = onStep
    Object.assign(this.#root.style, {
      position: 'absolute',
      left: '50%',
      bottom: '16px',
      transform: 'translateX(-50%)',
      display: 'flex',
      gap: '10px',
      alignItems: 'center',
      padding: '6px 12px',
      width: 'min(520px, 60vw)',
      background: 'var(--pane)',
      border: '1px solid var(--line)',
      borderRadius: '10px',
      color: 'var(--ink)',
    })
    this.#button.type = 'button'
    Object.assign(this.#button.style, {
      font: 'inherit',
      width: '32px',
      height: '28px',
      color: 'inherit',
      background: 'rgb(255 255 255 / 8%)',
      border: '1px solid var(--line)',
      borderRadius: '8px',
      cursor: 'pointer',
    })
    this.#button.addEventListener('click', () => this.play(this.#timer === undefined))
    this.#slider.type = 'range'
    Object.assign(this.#slider.style, { flex: '1', accentColor: '#53b1fd' })
    this.#slider.setAttribute('aria-label', 'Time')
    this.#slider.addEventListener('input', () => this.#go(Number(this.#slider.value)))
    Object.assign(this.#label.style, { minWidth: '4ch', textAlign: 'right', fontVariantNumeric: 'tabular-nums' })
    this.#root.append(this.#button, this.#slider, this.#label)
    this.play(false)
  }

  configure(range: TimelineRange): void {
    this.#range = range
    const { start, end, stepSize } = range
    Object.assign(this.#slider, { min: String(start), max: String(end), step: String(stepSize) })
    this.#go(Number.isNaN(this.#step) ? start : Math.min(end, Math.max(start, this.#step)))
    if (this.#timer !== undefined) this.play(true)
  }

  play(isPlaying: boolean): void {
    clearInterval(this.#timer)
    this.#timer = isPlaying ? setInterval(() => this.#advance(), 1000 / this.#range.fps) : undefined
    this.#button.textContent = isPlaying ? '❚❚' : '▶'
    this.#button.setAttribute('aria-label', isPlaying ? 'Pause' : 'Play')
  }

  /** Shows it, until the function that is returned is called. */
  show(parent: HTMLElement): () => void {
    parent.append(this.#root)
    return () => {
      clearInterval(this.#timer)
      this.#root.remove()
    }
  }

  #advance(): void {
    const { start, end, stepSize, loop } = this.#range
    const next = this.#step + stepSize
    if (next <= end) this.#go(next)
    else if (loop) this.#go(start)
    else this.play(false)
  }

  #go(step: number): void {
    this.#slider.value = String(step)
    this.#label.value = String(Number(step.toPrecision(6)))
    if (step === this.#step) return
    this.#step = step
    this.#onStep(step, (step - this.#range.start) / (this.#range.stepSize * this.#range.fps))
  }
}
