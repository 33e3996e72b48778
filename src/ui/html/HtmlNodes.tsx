import { ViewBoundary } from '../../scene/ViewBoundary.tsx'
import { useHtml } from './HtmlContext.ts'
import { HtmlNode } from './HtmlNode.tsx'
import './html.css'

/** Each piece of HTML for itself: what fails in one is told, and leaves the others alone. */
export default function HtmlNodes({ keys }: { keys: readonly string[] }) {
  const { scene } = useHtml()
  return (
    <section className="html" aria-label="What the scene says">
      {keys.map((key) => (
        <ViewBoundary
          key={key}
          version={scene.version(key)}
          fallback={() => null}
          onOutcome={(error) => scene.report(key, 'view', error?.message ?? null)}
        >
          <HtmlNode nodeKey={key} />
        </ViewBoundary>
      ))}
    </section>
  )
}
