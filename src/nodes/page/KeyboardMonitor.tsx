import { useEffect } from 'react'
import { isTyping } from '../../page/isTyping.ts'
import { useScene } from '../../scene/context.ts'
import type { ViewProps } from '../View.ts'

/** Tells the script of keys. */
export default function KeyboardMonitor({ node, props, children }: ViewProps<'KeyboardMonitor'>) {
  const { emit } = useScene()
  const { key } = node
  const { enableKeyDown, enableKeyUp, enableKeyPress } = props
  useEffect(() => {
    const say = (etype: string) => (event: KeyboardEvent) => {
      if (isTyping(event)) return
      const { key: name, code, shiftKey, ctrlKey, altKey, metaKey, repeat, isComposing } = event
      const value = { key: name, code, shiftKey, ctrlKey, altKey, metaKey, repeat, isComposing }
      emit({ etype, key, value, capturedAt: Date.now() })
    }
    const heard = [
      ['keydown', enableKeyDown, say('KeyDown')],
      ['keyup', enableKeyUp, say('KeyUp')],
      ['keypress', enableKeyPress, say('KeyPress')],
    ] as const
    const wanted = heard.filter(([, isEnabled]) => isEnabled)
    for (const [name, , listener] of wanted) window.addEventListener(name, listener)
    return () => {
      for (const [name, , listener] of wanted) window.removeEventListener(name, listener)
    }
  }, [emit, key, enableKeyDown, enableKeyUp, enableKeyPress])
  return children
}
