/** One line in a corner of the page, which clicks go through. Only ever shown with the emulated headset. */
export function showHint(text: string): void {
  const hint = document.createElement('div')
  hint.textContent = text
  hint.setAttribute('role', 'note')
  hint.style.cssText =
    'position:fixed;bottom:16px;right:16px;z-index:1000;pointer-events:none;padding:4px 12px;' +
    'border-radius:6px;background:rgb(20 22 26/70%);color:rgb(244 245 247/85%);font:12px/1.5 system-ui,sans-serif;' +
    'max-width:min(26rem,45vw);text-align:right'
  document.body.append(hint)
}
