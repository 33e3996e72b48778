import { Color, Vector2 } from 'three'
import { isColor } from './colors.ts'

/**
 * Properties of one three.js object that a node has set by name. It remembers what was there before, so that a name that
 * is no longer given goes back to it. Which names may be given is the caller's to decide.
 */
export class Overrides {
  readonly #target: Record<string, unknown>
  readonly #before = new Map<string, unknown>()

  constructor(target: object) {
    this.#target = target as Record<string, unknown>
  }

  /** Sets exactly these. Answers whether anything is different now, and what could not be set. */
  apply(values: ReadonlyMap<string, unknown>): { changed: boolean; problems: Map<string, string> } {
    const problems = new Map<string, string>()
    let changed = false
    for (const [name, before] of this.#before) {
      if (values.has(name)) continue
      write(this.#target, name, before)
      this.#before.delete(name)
      changed = true
    }
    for (const [name, value] of values) {
      const now = this.#target[name]
      const wanted = asTypeOf(now, value)
      if (wanted === undefined) {
        problems.set(name, `expected ${describe(now)}, got ${JSON.stringify(value)}`)
        continue
      }
      if (!this.#before.has(name)) this.#before.set(name, copy(now))
      changed = write(this.#target, name, wanted) || changed
    }
    return { changed, problems }
  }
}

/** The value in the form of what stands there now, or `undefined` where it has none. */
function asTypeOf(now: unknown, value: unknown): unknown {
  if (now instanceof Color) return isColor(value) ? new Color(value) : undefined
  if (now instanceof Vector2) {
    if (typeof value === 'number') return new Vector2(value, value)
    return isNumberList(value) && value.length === 2 ? new Vector2(value[0], value[1]) : undefined
  }
  if (Array.isArray(now)) return isNumberList(value) && value.length === now.length ? [...value] : undefined
  if (typeof now === 'number') return typeof value === 'number' && !Number.isNaN(value) ? value : undefined
  if (typeof now === 'boolean') return typeof value === 'boolean' ? value : undefined
  return undefined
}

const isNumberList = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'number' && !Number.isNaN(item))

function write(target: Record<string, unknown>, name: string, value: unknown): boolean {
  const now = target[name]
  if ((now instanceof Color && value instanceof Color) || (now instanceof Vector2 && value instanceof Vector2)) {
    if (now.equals(value as never)) return false
    now.copy(value as never)
    return true
  }
  if (now === value) return false
  target[name] = value
  return true
}

const copy = (value: unknown): unknown =>
  value instanceof Color || value instanceof Vector2 ? value.clone() : Array.isArray(value) ? [...value] : value

function describe(now: unknown): string {
  if (now instanceof Color) return 'a colour'
  if (now instanceof Vector2) return 'two numbers'
  if (Array.isArray(now)) return `${now.length} numbers`
  return typeof now === 'boolean' ? 'true or false' : 'a number'
}
