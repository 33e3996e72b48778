import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { Button, GUI, GuiText, Scene, type SceneProps, Select, Slider, Toggle } from 'vuer-xr/protocol'
import { LiveScene } from '../../../src/scene/LiveScene.ts'
import { ProblemList } from '../../../src/scene/ProblemList.ts'
import { Gui } from '../../../src/ui/gui/Gui.ts'
import { GuiPanel } from '../../../src/ui/gui/GuiPanel.tsx'
import { NoticeLines } from '../../../src/ui/gui/NoticeLines.tsx'
import { NoticeList } from '../../../src/ui/gui/NoticeList.ts'
import { PageStatus } from '../../../src/ui/gui/PageStatus.ts'
import { StatsLine } from '../../../src/ui/gui/StatsLine.tsx'

function panel(htmlChildren: SceneProps['htmlChildren'], isLocked = false): string {
  const scene = new LiveScene()
  const gui = new Gui(scene, () => {})
  scene.apply({ op: 'set', scene: Scene({ htmlChildren }) })
  gui.lock(isLocked)
  return renderToStaticMarkup(<GuiPanel gui={gui} />)
}

/** What is loaded with the first controls is there from then on. */
beforeAll(() => vi.waitFor(() => expect(panel([Button({ key: 'first' })])).toContain('<section'), { timeout: 20_000 }))

/** The first element of that kind, as it is written. */
const tagOf = (markup: string, pattern: string): string => new RegExp(`<${pattern}[^>]*>`).exec(markup)?.[0] ?? ''

describe('the controls on the page', () => {
  it('are nothing where the scene declares none', () => {
    expect(panel([])).toBe('')
  })

  it('are a labelled part of the page, whose groups say whether they are open', () => {
    const markup = panel([
      GUI({ key: 'a', title: 'Arm' }, Button({ key: 'b' })),
      GUI({ key: 'c', title: 'Camera', collapsed: true }, Button({ key: 'd' })),
    ])
    expect(markup).toMatch(/^<section class="gui" aria-label="Controls of the scene">/)
    const titles = [...markup.matchAll(/<button[^>]*aria-expanded="(\w+)" aria-controls="([^"]*)"[^>]*>(\w+)</g)]
    expect(titles.map(([, expanded, , title]) => [title, expanded])).toEqual([
      ['Arm', 'true'],
      ['Camera', 'false'],
    ])
    for (const [, expanded, id, title] of titles) {
      const fieldset = tagOf(markup, `fieldset id="${id}"`)
      expect(fieldset).toContain(`aria-label="${title}"`)
      expect(fieldset.includes('hidden')).toBe(expanded === 'false')
    }
  })

  it('have names that a screen reader finds', () => {
    const markup = panel([
      Slider({ key: 's', label: 'Speed', max: 2, step: 0.5, value: 1.5, unit: 'm/s' }),
      Toggle({ key: 't', label: 'Lights', value: true }),
      Select({ key: 'c', label: 'Mode', options: ['slow', 'fast', 'fast'], value: 'fast' }),
      Button({ key: 'b', label: 'Go home' }),
      GuiText({ key: 'w', label: 'Battery', text: '84 %', level: 'warning' }),
    ])
    const range = tagOf(markup, 'input id="[^"]*" type="range"')
    expect(range).toMatch(/min="0" max="2" step="0.5" aria-valuetext="1.5 m\/s" value="1.5"/)
    const id = /id="([^"]*)"/.exec(range)![1]
    expect(markup).toContain(`<label for="${id}" class="gui-label" title="Speed">Speed</label>`)
    expect(markup).toMatch(/<label class="gui-row"><span[^>]*>Lights<\/span><input[^>]*role="switch"[^>]*checked=""/)
    expect(markup).toMatch(
      /<span[^>]*>Mode<\/span><select><option>slow<\/option><option selected="">fast<\/option><\/select>/,
    )
    expect(markup).toMatch(/<button type="button"[^>]*title="Go home">Go home<\/button>/)
    expect(markup).toContain('data-level="warning"><span class="gui-label">Battery</span>')
  })

  it('that are any number have steps of any size', () => {
    expect(panel([Slider({ key: 's', step: 0 })])).toContain('step="any"')
  })

  it('cannot be used where one is disabled, or where one only watches', () => {
    expect(tagOf(panel([Button({ key: 'b', disabled: true })]), 'button type="button" class="gui-button"')).toContain(
      'disabled',
    )
    expect(tagOf(panel([Button({ key: 'b' })]), 'fieldset')).not.toContain('disabled')
    expect(tagOf(panel([Button({ key: 'b' })], true), 'fieldset')).toContain('disabled')
  })

  it('show texts of the script as text, and nothing else', () => {
    const markup = panel([GuiText({ key: 'w', text: '<img src=x onerror=alert(1)>' })])
    expect(markup).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(markup).not.toContain('<img')
  })
})

describe('what else is said on the page', () => {
  const rendered = (element: ReactElement) => renderToStaticMarkup(element)

  it('are messages of the script; an error is read out at once', () => {
    const notices = new NoticeList()
    notices.add({ text: 'Calibrated', level: 'info', forMs: 1000 })
    notices.add({ text: 'The gripper is stuck', level: 'error', forMs: 1000 })
    const markup = rendered(<NoticeLines notices={notices} />)
    for (const { id } of notices.all()) notices.remove(id)
    expect(markup).toContain('role="log"')
    expect(markup).toContain('<p class="notice" data-level="info"><span>Calibrated</span>')
    expect(markup).toContain('<p class="notice" data-level="error" role="alert"><span>The gripper is stuck</span>')
    expect(markup.match(/aria-label="Close this message"/g)).toHaveLength(2)
  })

  it('are the figures, which no screen reader repeats twice a second', () => {
    const markup = rendered(<StatsLine status={new PageStatus(new ProblemList(), () => undefined)} />)
    expect(markup).toContain('aria-live="off"')
    expect(markup).toContain('No server · round trip – · at rest · poses –')
  })
})
