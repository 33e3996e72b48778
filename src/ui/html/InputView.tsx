import { type KeyboardEvent, useEffect, useState } from 'react'
import { readHtmlAttributes } from '../../../protocol/index.ts'
import { useHtml } from './HtmlContext.ts'
import type { HtmlViewProps } from './HtmlNode.tsx'

/** A field to write in. What the script writes into `value` replaces what is there. */
export function InputView({ node, attributes }: Omit<HtmlViewProps, 'children'>) {
  const { emit } = useHtml()
  const { key, props } = node
  const written = typeof props.value === 'string' ? props.value : undefined
  const [text, setText] = useState(written ?? (typeof props.defaultValue === 'string' ? props.defaultValue : ''))
  useEffect(() => {
    if (written !== undefined) setText(written)
  }, [written])
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    emit({ etype: 'INPUT', key, value: text })
    if (props.clearOnSubmit === true) setText('')
  }
  const { attributes: own } = readHtmlAttributes('div', { style: props.textareaStyle })
  return (
    <div {...attributes}>
      <textarea
        className="html-input"
        rows={Math.min(8, text.split('\n').length)}
        aria-label={typeof props.placeholder === 'string' ? props.placeholder : key}
        placeholder={typeof props.placeholder === 'string' ? props.placeholder : undefined}
        disabled={props.disabled === true}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={pressed}
        {...own}
      />
    </div>
  )
}
