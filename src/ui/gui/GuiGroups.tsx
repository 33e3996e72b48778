import { useId, useSyncExternalStore } from 'react'
import { ControlView } from './ControlView.tsx'
import type { ControlGroup } from './controls.ts'
import type { Gui } from './Gui.ts'
import './gui.css'

/** Groups of controls at the edge of the page. Loaded when a scene declares the first ones. */
export default function GuiGroups({ groups, gui }: { groups: readonly ControlGroup[]; gui: Gui }) {
  const isLocked = useSyncExternalStore(gui.subscribe, gui.isLocked, gui.isLocked)
  return (
    <section className="gui" aria-label="Controls of the scene">
      {groups.map((group) => (
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
