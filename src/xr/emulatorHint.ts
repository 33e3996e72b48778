/** One line at the top of the page, which clicks go through. Only ever shown with the emulated headset. */
export function showHint(text: string): void {
  const hint = document.createElement('div')
  hint.textContent = text
  hint.setAttribute('role', 'note')
  hint.style.cssText =
    'position:fixed;top:8px;left:0;right:0;margin:auto;width:max-content;z-index:1000;pointer-events:none;padding:4px 12px;' +
    'border-radius:6px;background:rgb(20 22 26/70%);color:rgb(244 245 247/85%);font:12px/1.5 system-ui,sans-serif;' +
    'max-width:calc(100vw - 2rem);text-align:center'
  document.body.append(hint)
}
