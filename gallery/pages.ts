import { readFileSync } from 'node:fs'
import { EVENTS, type EventName, NODE_TYPES, type NodeDeclaration, type Tag } from 'vuer-xr'
import { type PropRow, propRows } from '../scripts/docs/propRows.ts'
import { FAMILIES, SAMPLES, type Sample } from './catalogue.ts'
import { escapeHtml, highlight, withCode } from './highlight.ts'
import { scriptOf } from './samples.ts'

const style = () => readFileSync(new URL('./gallery.css', import.meta.url), 'utf8')

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${style()}</style>
${body}
</html>
`

const anchorOf = (title: string) => title.toLowerCase().replace(/\W+/g, '-')

/** All families, each sample with its picture. */
export function indexPage(): string {
  const families = FAMILIES.map(
    ({ title, samples }) =>
      `<section id="${anchorOf(title)}"><h2>${title}</h2><div class="cards">${samples.map(card).join('')}</div></section>`,
  )
  const ways = FAMILIES.map(({ title }) => `<a href="#${anchorOf(title)}">${title}</a>`)
  return page(
    'Gallery of vuer-xr',
    `<header><h1>Gallery</h1><p>Everything that can be put into a scene: live, with the script that made it, its props and its events.</p><nav>${ways.join('')}</nav></header><main>${families.join('')}</main>`,
  )
}

function card({ name, tags: [first, ...others] }: Sample): string {
  const rest = others.length === 0 ? '' : `<small>${others.map(linkTo).join(' · ')}</small>`
  return `<article><a href="/gallery/${first}"><img src="/static/gallery/${name}.png" alt="" width="400" height="300" loading="lazy"><b>${first}</b></a>${rest}</article>`
}

const linkTo = (tag: string) => `<a href="/gallery/${tag}">${tag}</a>`

/** What one node type is: the scene that shows it, the script of that scene, props, events. */
export function nodePage(tag: Tag): string {
  const declaration: NodeDeclaration = NODE_TYPES[tag]
  const sample = SAMPLES.find(({ tags }) => tags.includes(tag))!
  const family = FAMILIES.find(({ samples }) => samples.includes(sample))!
  const others = sample.tags.filter((other) => other !== tag)
  const beside = others.length > 0 ? `<p class="quiet">The same scene shows ${others.map(linkTo).join(', ')}.</p>` : ''
  const note = sample.note ? `<p class="quiet">${withCode(sample.note)}</p>` : ''
  const query = `?sample=${sample.name}${sample.headset ? '&amp;emulate=quest3' : ''}`
  const enter = sample.headset ? 'It needs a headset; here is an emulated one. ' : ''
  return page(
    `${tag} · Gallery of vuer-xr`,
    `<header><nav><a href="/gallery">Gallery</a><a href="/gallery#${anchorOf(family.title)}">${family.title}</a></nav><h1>${tag}</h1><p>${withCode(declaration.doc)}</p></header>
<main>
<div class="shown">
<figure><iframe src="/${query}${sample.headset ? '' : '&amp;hideXRButton'}" title="${tag}, live" allow="xr-spatial-tracking"></iframe><figcaption>${enter}<a href="/?sample=${sample.name}" target="_blank">Open it alone</a>, also in a headset.${beside}${note}</figcaption></figure>
<pre><code>${highlight(scriptOf(sample))}</code></pre>
</div>
<h2>Props</h2>
${propTable(propRows(declaration))}
<h2>Events</h2>
${eventList(declaration.events)}
<nav class="ways">${neighbours(tag)}</nav>
</main>`,
  )
}

function propTable(rows: readonly PropRow[]): string {
  if (rows.length === 0) return '<p>It has no props.</p>'
  const lines = rows.map(
    ({ name, holds, unit, default: value, doc }) =>
      `<tr><th scope="row"><code>${name}</code></th><td data-of="holds">${withCode(holds)}</td><td data-of="unit">${escapeHtml(unit)}</td><td data-of="default">${value && `<code>${escapeHtml(value)}</code>`}</td><td>${withCode(doc)}</td></tr>`,
  )
  return `<table><thead><tr><th>Prop</th><th>Holds</th><th>Unit</th><th>Default</th><th></th></tr></thead><tbody>${lines.join('')}</tbody></table>`
}

function eventList(names: readonly string[]): string {
  if (names.length === 0) return '<p>It sends none.</p>'
  const entries = names.map(
    (name) => `<dt><code>${name}</code></dt><dd>${withCode(EVENTS[name as EventName].doc)}</dd>`,
  )
  return `<dl>${entries.join('')}</dl>`
}

/** The ways to the tags before and after it. */
function neighbours(tag: Tag): string {
  const tags = SAMPLES.flatMap((sample) => sample.tags)
  const at = tags.indexOf(tag)
  const [before, after] = [tags[at - 1], tags[at + 1]]
  return `${before ? `<a href="/gallery/${before}">← ${before}</a>` : '<span></span>'}${after ? `<a href="/gallery/${after}">${after} →</a>` : ''}`
}
