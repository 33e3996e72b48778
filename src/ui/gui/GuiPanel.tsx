import { useId, useSyncExternalStore } from 'react'
import { ControlView } from './ControlView.tsx'
import type { ControlGroup } from './controls.ts'
import type { Gui } from './Gui.ts'
import './gui.css'

/** The controls that the scene declares, at the edge of the page. Nothing without any. */
export function GuiPanel({ gui }: { gui: Gui }) {
  const groups = useSyncExternalStore(gui.subscribe, gui.groups, gui.groups)
  const isLocked = useSyncExternalStore(gui.subscribe, gui.isLocked, gui.isLocked)
  const onPanel = groups.filter(({ isInline }) => !isInline)
  if (onPanel.length === 0) return null
  return (
    <section className="gui" aria-label="Controls of the scene">
      {onPanel.map((group) => (
        <Group key={group.key} group={group} gui={gui} isLocked={isLocked} />
      ))}
    </section>
  )
}

function Group({ group, gui, isLocked }: { group: ControlGroup; gui: Gui; isLocked: boolean }) {
  const { key, title, isCollapsed, controls } = group
  const id = useId()
  return (
    <div className="gui-group">
      <button
        type="button"
        className="gui-title"
        aria-expanded={!isCollapsed}
        aria-controls={id}
        title={title}
        onClick={() => gui.setCollapsed(key, !isCollapsed)}
      >
        {title}
      </button>
      <fieldset id={id} aria-label={title} hidden={isCollapsed} disabled={isLocked}>
        {controls.map((control) => (
          <ControlView key={control.key} control={control} gui={gui} />
        ))}
      </fieldset>
    </div>
  )
}
