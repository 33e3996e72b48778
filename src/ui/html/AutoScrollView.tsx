import { useEffect, useRef } from 'react'
import type { HtmlViewProps } from './HtmlNode.tsx'

/** Who has scrolled up further than this, in pixels, wants to read. */
const NEAR_END = 24

/** A block that shows its end while nobody reads further up. */
export function AutoScrollView({ attributes, children }: HtmlViewProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (!element) return
    let isAtEnd = true
    const noticed = () => {
      isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END
    }
    const follow = () => {
      if (isAtEnd) element.scrollTop = element.scrollHeight
    }
    follow()
    element.addEventListener('scroll', noticed)
    const observer = new MutationObserver(follow)
    observer.observe(element, { childList: true, subtree: true, characterData: true })
    return () => {
      element.removeEventListener('scroll', noticed)
      observer.disconnect()
    }
  }, [])
  return (
    <div {...attributes} ref={box} className={`html-scroll ${String(attributes.className ?? '')}`}>
      {children}
    </div>
  )
}
