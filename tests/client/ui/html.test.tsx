import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import {
  AutoScroll,
  Button,
  Div,
  element,
  GUI,
  Img,
  Input,
  Markdown,
  type NodeData,
  Scene,
  Slider,
  Span,
} from 'vuer-xr/protocol'
import { LiveScene } from '../../../src/scene/LiveScene.ts'
import { Gui } from '../../../src/ui/gui/Gui.ts'
import { GuiPanel } from '../../../src/ui/gui/GuiPanel.tsx'
import { HtmlContext } from '../../../src/ui/html/HtmlContext.ts'
import HtmlNodes from '../../../src/ui/html/HtmlNodes.tsx'
import { HtmlPane } from '../../../src/ui/html/HtmlPane.tsx'

function page(...htmlChildren: NodeData[]) {
  const scene = new LiveScene()
  const gui = new Gui(scene, () => {})
  scene.apply({ op: 'set', scene: Scene({ htmlChildren }) }, { foreign: true })
  const emit = () => {}
  const keys = scene.slotKeys('htmlChildren')
  const markup = renderToStaticMarkup(
    <HtmlContext value={{ scene, gui, emit }}>
      <HtmlNodes keys={keys} />
    </HtmlContext>,
  ).replace(/^<section[^>]*>|<\/section>$/g, '')
  const panel = renderToStaticMarkup(<GuiPanel gui={gui} />)
  const pane = renderToStaticMarkup(
    <HtmlContext value={{ scene, gui, emit }}>
      <HtmlPane />
    </HtmlContext>,
  )
  return { markup, panel, pane, scene, gui }
}
/** As it comes from a program that checks nothing. */
const foreign = (tag: string, key: string, props: object = {}, ...children: (NodeData | string)[]): NodeData => ({
  tag,
  key,
  ...props,
  children,
})

/** What is loaded with the first controls is there from then on. */
beforeAll(() =>
  vi.waitFor(() => expect(page(Button({ key: 'first' })).panel).toContain('<section'), { timeout: 20_000 }),
)

describe('HTML of a scene', () => {
  it('is drawn as elements with their texts, in order', () => {
    const { markup, scene } = page(
      Div(
        { key: 'pane', style: { color: 'red', 'font-size': '20px' }, className: 'note' },
        element('h1', {}, 'Robot ', element('em', {}, 'one')),
        Span({ key: 'bold', text: 'is here', style: { fontWeight: 'bold' } }),
        element('br'),
        element('a', { href: 'https://example.org', target: '_blank' }, 'more'),
      ),
    )
    expect(markup).toBe(
      '<div class="note" style="color:red;font-size:20px"><h1>Robot <em>one</em></h1>' +
        '<span style="font-weight:bold">is here</span><br/>' +
        '<a href="https://example.org" target="_blank" rel="noopener noreferrer">more</a></div>',
    )
    expect(scene.problems.all.size).toBe(0)
  })

  it('[ND17] leaves out what could run, and draws the rest', () => {
    const { markup } = page(
      foreign(
        'Div',
        'a',
        { onclick: 'alert(1)', dangerouslySetInnerHTML: { __html: '<b>' }, title: 'kept' },
        '<script>1</script>',
      ),
      foreign('script', 'b', {}, 'alert(1)'),
      foreign('iframe', 'c', { src: 'https://evil' }, 'inside'),
      foreign('a', 'd', { href: 'javascript:alert(1)' }, 'link'),
      foreign('img', 'e', { src: 'javascript:alert(1)', onerror: 'alert(1)', alt: 'cam' }),
      foreign('Img', 'f', { src: 'data:text/html,x', alt: 'cam' }),
      foreign('div', 'g', { style: { background: 'url(https://evil)' } }),
    )
    expect(markup).toBe(
      '<div title="kept">&lt;script&gt;1&lt;/script&gt;</div>alert(1)inside<a>link</a><img alt="cam"/><img alt="cam"/><div></div>',
    )
  })

  it('has marked text, fields and pictures', () => {
    const { markup } = page(
      Markdown({ key: 'm' }, '# Title\n', 'some **bold** <b>text</b>'),
      Input({ key: 'i', placeholder: 'Command', defaultValue: 'go' }),
      Img({ key: 'p', src: '/cam.png', alt: 'What it sees', width: 40 }),
      AutoScroll({ key: 's' }, element('p', {}, 'line')),
    )
    expect(markup).toContain('<h1>Title</h1><p>some <strong>bold</strong> &lt;b&gt;text&lt;/b&gt;</p>')
    expect(markup).toMatch(/<textarea[^>]*aria-label="Command"[^>]*>go<\/textarea>/)
    expect(markup).toContain('<img alt="What it sees" width="40" src="/cam.png"/>')
    expect(markup).toMatch(/<div class="html-scroll[^"]*"><p>line<\/p><\/div>/)
  })

  it('has controls where they stand, which the panel of the page leaves out and the headset has', () => {
    const { markup, panel, gui } = page(
      Div({ key: 'pane' }, Button({ key: 'go', value: 'Go' }), Slider({ key: 'speed', max: 2, step: 0.5, value: 1 })),
      Button({ key: 'stop' }),
      GUI({ key: 'gui', title: 'Arm' }, Button({ key: 'home' })),
    )
    expect(markup).toMatch(/<div><button[^>]*>Go<\/button>.*type="range"/)
    expect(panel).toContain('>stop</button>')
    expect(panel).toContain('>home</button>')
    expect(panel).not.toContain('>Go</button>')
    const groups = gui.groups().map(({ title, controls }) => [title, controls.map(({ key }) => key)])
    expect(groups).toContainEqual(['Page', ['go', 'speed']])
    expect(groups).toContainEqual(['Controls', ['stop']])
  })

  it('hides what is hidden, and is nothing where there is none', () => {
    expect(page(foreign('Div', 'a', { hide: true }, 'secret')).markup).toBe('')
    expect(page(GUI({ key: 'gui' }), Button({ key: 'b' })).pane).toBe('')
  })
})
