/** A blank page says nothing; this says what is the matter. */
export function say(sentence: string): HTMLElement {
  const paragraph = document.createElement('p')
  paragraph.setAttribute('role', 'alert')
  paragraph.style.cssText = `
    position: absolute; inset: 0; margin: 0; display: grid; place-items: center; padding: 2rem; text-align: center;
    color: #e8e8ea; background: #131416d9; font: 1rem/1.5 system-ui, sans-serif`
  paragraph.textContent = sentence
  return paragraph
}
