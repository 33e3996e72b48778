import { describe, expect, test } from 'vitest'
import {
  Div,
  element,
  HTML_TAGS,
  Img,
  isHtmlTag,
  problemOfUrl,
  readEventValue,
  readHtmlAttributes,
} from '../../protocol/index.ts'

describe('[ND17] HTML of a scene', () => {
  test('has no tag that runs something or brings another page', () => {
    for (const tag of [
      'script',
      'iframe',
      'object',
      'embed',
      'style',
      'link',
      'meta',
      'base',
      'form',
      'svg',
      'math',
      'template',
      'video',
      'audio',
      'slot',
      'noscript',
      'constructor',
      'DIV',
    ]) {
      expect(isHtmlTag(tag), tag).toBe(false)
    }
    expect(isHtmlTag('div')).toBe(true)
    expect(new Set(HTML_TAGS).size).toBe(HTML_TAGS.length)
    expect(() => element('script' as never, {}, 'alert(1)')).toThrow('element: a scene has no <script>; there is <div>')
  })

  test('has no handlers, no HTML text and nothing that is not listed; what is left out is said', () => {
    const { attributes, problems } = readHtmlAttributes('div', {
      title: 'fine',
      'aria-label': 'fine',
      'data-row': 3,
      hidden: true,
      onclick: 'alert(1)',
      onMouseEnter: 'alert(1)',
      dangerouslySetInnerHTML: { __html: '<script>' },
      srcDoc: '<p>',
      ref: 'x',
      id: 'root',
      href: '/x',
      className: ['a'],
      style: null,
    })
    expect(attributes).toEqual({ title: 'fine', 'aria-label': 'fine', 'data-row': 3, hidden: true })
    expect(problems).toEqual([
      'onclick: a scene brings no code; CLICK and its like say what was pressed',
      'onMouseEnter: a scene brings no code; CLICK and its like say what was pressed',
      'dangerouslySetInnerHTML: a scene brings no HTML text',
      'srcDoc: a scene brings no HTML text',
      'ref: a scene brings no HTML text',
      'id: <div> of a scene has no such attribute',
      'href: <div> of a scene has no such attribute',
      'className: expected text, a number, or true or false',
    ])
    expect(() => element('p', { key: 'note', onClick: 'x' })).toThrow('p "note": onClick: a scene brings no code')
  })

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\u00adscript:alert(1)',
    'vbscript:x',
    'data:text/html,<script>alert(1)</script>',
    'data:image/svg+xml,<svg onload=alert(1)>',
    'blob:x',
    'file:///etc/passwd',
    'intent:x',
  ])('does not go to %j', (url) => {
    expect(problemOfUrl(url)).toMatch(/^addresses of the kind [a-z]+: are not used$/)
    expect(readHtmlAttributes('a', { href: url }).attributes).toEqual({})
  })

  test('goes to pages and shows pictures', () => {
    for (const url of [
      'https://example.org/a?b:c',
      'http://robot.local',
      '/docs',
      'page:1/x'.slice(5),
      '#top',
      '?q=a:b',
      'mailto:a@b.c',
    ]) {
      expect(problemOfUrl(url), url).toBeNull()
    }
    expect(problemOfUrl('data:image/png;base64,AAAA', true)).toBeNull()
    expect(problemOfUrl('data:image/svg+xml,<svg>', true)).not.toBeNull()
    expect(problemOfUrl('javascript:x', true)).not.toBeNull()
    expect(readHtmlAttributes('a', { href: 'https://a.b', target: '_blank' }).attributes).toEqual({
      href: 'https://a.b',
      target: '_blank',
      rel: 'noopener noreferrer',
    })
    expect(() => Img({ key: 'pic', src: 'javascript:x' })).toThrow('Img "pic": src: expected')
  })

  test('has styles that bring nothing from elsewhere', () => {
    const { attributes, problems } = readHtmlAttributes('p', {
      style: {
        color: 'red',
        'font-size': 20,
        '--accent': 'blue',
        backgroundImage: 'url(https://evil/x)',
        background: 'u\\72l(x)',
        width: 'expression(alert(1))',
        'bad name': 1,
        margin: [1],
      },
    })
    expect(attributes.style).toEqual({ color: 'red', fontSize: 20, '--accent': 'blue' })
    expect(problems).toHaveLength(5)
    expect(readHtmlAttributes('p', { style: 'color: red' }).problems[0]).toMatch(/^style: expected a map/)
  })

  test('is built with keys, texts and children like other nodes', () => {
    const node = Div({ key: 'pane', style: { width: 200 } }, element('h1', { key: 'head' }, 'Robot'), 'text', false)
    expect(node).toEqual({
      tag: 'Div',
      key: 'pane',
      style: { width: 200 },
      children: [{ tag: 'h1', key: 'head', children: ['Robot'] }, 'text'],
    })
    expect(element('p').key).not.toBe(element('p').key)
  })
})

describe('events of the page', () => {
  test('[EV51] a key is told by the names of the DOM', () => {
    const value = { key: 'a', code: 'KeyA', shiftKey: false, repeat: true }
    for (const name of ['KeyDown', 'KeyUp', 'KeyPress'] as const) expect(readEventValue(name, value)).toEqual(value)
    expect(() => readEventValue('KeyDown', { key: 4, code: 'KeyA' })).toThrow('KeyDown: value.key: expected a string')
  })

  test('[EV52] the click of a picture says where, and that of a button nothing', () => {
    expect(readEventValue('CLICK', null)).toBeNull()
    expect(readEventValue('CLICK', { x: 4, y: 2, w: 100, h: 50 })).toEqual({ x: 4, y: 2, w: 100, h: 50 })
    expect(() => readEventValue('CLICK', { x: 'left' })).toThrow('CLICK: value.x')
  })

  test('[EV53] clicks of the view and of points say where', () => {
    const click = { pointerX: 0.5, pointerY: 0.25, offsetX: 320, offsetY: 90, offsetWidth: 640, offsetHeight: 360 }
    expect(readEventValue('MOUSE_CLICK', click)).toEqual(click)
    const marker = { ...click, position: { x: 1, y: 2, z: 3 }, radius: 0.02 }
    expect(readEventValue('ADD_MARKER', marker)).toEqual(marker)
    expect(() => readEventValue('ADD_MARKER', click)).toThrow('ADD_MARKER: value.position')
    expect(readEventValue('TIMELINE_STEP', { step: 3, elapsedTime: 1, delta: 0.03 })).toMatchObject({ step: 3 })
    expect(readEventValue('INPUT', 'go')).toBe('go')
  })
})
