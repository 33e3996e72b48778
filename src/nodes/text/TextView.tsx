import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { configureTextBuilder, Text } from 'troika-three-text'
import { useScene } from '../../scene/context.ts'
import { isColor } from '../colors.ts'
import type { PropsOf, ViewProps } from '../View.ts'
import { checkFont, fetchFont, OWN_FONT } from './fonts.ts'
import { useWrittenText } from './useWrittenText.ts'

// Its workers would have to write their program at run time, which this page's security policy does not allow.
configureTextBuilder({ defaultFontURL: OWN_FONT, useWorker: false })

/** Set on troika's object under their own names. */
const PLAIN = [
  ...['fontSize', 'anchorX', 'anchorY', 'lineHeight', 'letterSpacing', 'textAlign', 'textIndent', 'direction'],
  ...['whiteSpace', 'overflowWrap', 'fillOpacity', 'outlineWidth', 'outlineOpacity', 'outlineBlur', 'outlineOffsetX'],
  ...['outlineOffsetY', 'strokeWidth', 'strokeOpacity', 'curveRadius', 'depthOffset', 'sdfGlyphSize'],
] as readonly (keyof PropsOf<'Text'>)[]
const COLORS = ['outlineColor', 'strokeColor'] as const

export default function TextView({ node, props, objectRef, children, report }: ViewProps<'Text'>) {
  const { scene } = useScene()
  const { key } = node
  const text = useMemo(makeText, [])
  const words = useWrittenText(node, props.text)
  const font = useFont(props.font, key, report)
  // What does not need other letters begins nothing, and has no end to wait for.
  useLayoutEffect(() => {
    const underWay: (() => void)[] = []
    const begin = () => void underWay.push(scene.beginLoading(key))
    const end = () => {
      underWay.pop()?.()
      scene.invalidate()
    }
    text.addEventListener('syncstart', begin)
    text.addEventListener('synccomplete', end)
    return () => {
      text.removeEventListener('syncstart', begin)
      text.removeEventListener('synccomplete', end)
      for (const finish of underWay) finish()
    }
  }, [text, scene, key])
  useLayoutEffect(() => {
    const settings: Record<string, unknown> = { text: words, font, toneMapped: false }
    for (const name of PLAIN) settings[name] = props[name]
    for (const name of COLORS) if (isColor(props[name])) settings[name] = props[name]
    settings.maxWidth = props.maxWidth ?? Number.POSITIVE_INFINITY
    settings.clipRect = props.clipRect ?? null
    Object.assign(text, settings)
    text.material.toneMapped = false
    text.sync()
  })
  useEffect(() => () => text.dispose(), [text])
  return (
    <primitive object={text} ref={objectRef}>
      {children}
    </primitive>
  )
}

/** troika replaces the numbers of a longer text before it disposes of them, which leaves the old ones on the card. */
function makeText(): Text {
  const text = new Text()
  const { geometry } = text
  const update = geometry.updateAttributeData
  geometry.updateAttributeData = function (name, numbers, itemSize) {
    const before = this.getAttribute(name)
    if (before && before.array.length !== numbers?.length) this.dispose()
    update.call(this, name, numbers, itemSize)
  }
  return text
}

/** The address to draw with: the one asked for once it is known to be a font, and nothing (ours) otherwise. */
function useFont(url: string | undefined, key: string, report: ViewProps['report']): string | null {
  const { scene } = useScene()
  const [ready, setReady] = useState<string | null>(null)
  useEffect(() => {
    if (url === undefined) return
    const absolute = new URL(url, document.baseURI).href
    const loading = new AbortController()
    const finish = scene.beginLoading(key)
    fetchFont(absolute, loading.signal)
      .then((bytes) => {
        checkFont(bytes)
        if (!loading.signal.aborted) setReady(absolute)
      })
      .catch((error: Error) => {
        if (!loading.signal.aborted) report('font', `font: ${url}: could not be loaded (${error.message})`)
      })
      .finally(finish)
    return () => {
      loading.abort()
      report('font', null)
      setReady(null)
    }
  }, [url, key, scene, report])
  return ready
}
