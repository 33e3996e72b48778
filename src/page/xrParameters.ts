import { resolveProps, XRSettings } from '../../protocol/index.ts'

/** What the page's address says of a headset's session. */
export interface XRParameters {
  /** By the names of the props of XRSettings. */
  readonly settings: Readonly<Record<string, unknown>>
  /** What is wrong with them, one sentence; `null` when nothing is. What is wrong does not hold. */
  readonly problem: string | null
}

const NUMBERS = ['frameRate', 'foveation', 'framebufferScale'] as const
/** The short words are enough in an address. */
const MODES: Readonly<Record<string, string>> = { vr: 'immersive-vr', ar: 'immersive-ar' }

/** Reads `mode`, `referenceSpace`, `frameRate`, `foveation`, `framebufferScale` and `features` (with commas between them). */
export function readXRParameters(href: string): XRParameters {
  const query = new URL(href).searchParams
  const written: Record<string, unknown> = {}
  const mode = query.get('mode')
  if (mode) written.mode = MODES[mode.toLowerCase()] ?? mode
  const referenceSpace = query.get('referenceSpace')
  if (referenceSpace) written.referenceSpace = referenceSpace
  for (const name of NUMBERS) {
    const value = query.get(name)
    // As text where it is no number, so that the sentence about it can say what it was.
    if (value) written[name] = Number.isNaN(Number(value)) ? value : Number(value)
  }
  const features = query.get('features')
  if (features) written.features = features.split(',').flatMap((name) => name.trim() || [])

  const { props, problems } = resolveProps(XRSettings, written)
  const names = Object.keys(written) as (keyof typeof props)[]
  const wrong = new Set(names.filter((name) => problems.some((problem) => problem.startsWith(`${String(name)}`))))
  return {
    settings: Object.fromEntries(names.filter((name) => !wrong.has(name)).map((name) => [name, props[name]])),
    problem: problems.length > 0 ? `The address of this page: ${problems.join('; ')}` : null,
  }
}
