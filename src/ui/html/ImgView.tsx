import { type MouseEvent, useEffect, useMemo } from 'react'
import { problemOfUrl } from '../../../protocol/index.ts'
import { useHtml } from './HtmlContext.ts'
import type { HtmlViewProps } from './HtmlNode.tsx'

/** A picture on the page. A click says where, in pixels of the element. */
export function ImgView({ node, attributes }: Omit<HtmlViewProps, 'children'>) {
  const { emit } = useHtml()
  const { key, props } = node
  const address = useAddress(props.src)
  const say = ({ currentTarget, clientX, clientY }: MouseEvent<HTMLImageElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    emit({ etype: 'CLICK', key, value: { x: clientX - left, y: clientY - top, w: width, h: height } })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place in a picture is pointed at, and there is no key for that.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same.
    <img alt="" {...attributes} src={address} onClick={say} />
  )
}

/** Bytes get an address of their own, for as long as they are shown. */
function useAddress(src: unknown): string | undefined {
  const bytes = src instanceof Uint8Array ? src : undefined
  const made = useMemo(() => (bytes ? URL.createObjectURL(new Blob([bytes as BlobPart])) : undefined), [bytes])
  useEffect(() => () => (made === undefined ? undefined : URL.revokeObjectURL(made)), [made])
  return made ?? (typeof src === 'string' && problemOfUrl(src, true) === null ? src : undefined)
}
