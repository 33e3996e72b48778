import { Box, Group, Scene, type VuerSession } from 'vuer-xr'
import type { SeededRandom } from '../../protocol/seededRandom.ts'

const KEYS = Array.from({ length: 14 }, (_, index) => `n${index}`)

/** Does something at random to the scene of a session, as a script might. What cannot apply is refused and changes nothing. */
export function randomSceneStep(session: VuerSession, random: SeededRandom): void {
  const key = random.pick(KEYS)
  const existing = [...session.graph.nodes.values()].filter(({ tag }) => tag !== '#text').map((node) => node.key)
  const some = existing.length > 0 ? random.pick(existing) : key
  const place = random.chance(0.4) ? { to: some } : {}
  const value = () => [random.below(100), random.next(), 0] as [number, number, number]
  const node = () => (random.chance(0.4) ? Group({ key, position: value() }) : Box({ key, args: value() }))
  const steps: [number, () => void][] = [
    [1, () => session.set(Scene({ up: [0, random.below(2), 1] }, node()))],
    [5, () => session.add(node(), place)],
    [8, () => session.update([{ key: some, position: value() }])],
    [2, () => session.update({ key: some, children: [Box({ key: random.pick(KEYS) }), 'a text'] })],
    [4, () => session.upsert([node(), { key: some, visible: random.chance(0.5) }], place)],
    [2, () => session.update({ key: some, points: Float32Array.from(value()), position: null as never })],
    [3, () => session.remove(some)],
  ]
  const total = steps.reduce((sum, [weight]) => sum + weight, 0)
  let roll = random.below(total)
  for (const [weight, step] of steps) {
    roll -= weight
    if (roll >= 0) continue
    try {
      step()
    } catch (error) {
      if ((error as Error).name !== 'ProtocolError') throw error
    }
    return
  }
}
