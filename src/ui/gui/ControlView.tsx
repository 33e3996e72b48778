import { useId } from 'react'
import type { Control } from './controls.ts'
import type { Gui } from './Gui.ts'
import { sliderText } from './slider.ts'

/** One control on the page. */
export function ControlView({ control, gui }: { control: Control; gui: Gui }) {
  switch (control.kind) {
    case 'button':
      return (
        <button
          type="button"
          className="gui-button"
          disabled={control.isDisabled}
          title={control.label}
          onClick={() => gui.press(control.key)}
        >
          {control.label}
        </button>
      )
    case 'slider':
      return <SliderView control={control} gui={gui} />
    case 'toggle':
      return (
        <label className="gui-row">
          <span className="gui-label" title={control.label}>
            {control.label}
          </span>
          <input
            type="checkbox"
            role="switch"
            aria-checked={control.value}
            checked={control.value}
            disabled={control.isDisabled}
            onChange={({ target }) => gui.set(control.key, target.checked)}
          />
        </label>
      )
    case 'select':
      return (
        <label className="gui-row">
          <span className="gui-label" title={control.label}>
            {control.label}
          </span>
          <select
            value={control.value}
            disabled={control.isDisabled}
            onChange={({ target }) => gui.set(control.key, target.value)}
          >
            {[...new Set(control.options)].map((option) => (
              <option key={option}>{option}</option>
            ))}
          </select>
        </label>
      )
    case 'text':
      return (
        <p className="gui-row gui-text" data-level={control.level}>
          {control.label !== undefined && <span className="gui-label">{control.label}</span>}
          <span className="gui-value" title={control.text}>
            {control.text}
          </span>
        </p>
      )
    default:
      return control satisfies never
  }
}

function SliderView({ control, gui }: { control: Extract<Control, { kind: 'slider' }>; gui: Gui }) {
  const { key, label, value, min, max, step, unit, isDisabled } = control
  const id = useId()
  const text = sliderText(value, control, unit)
  return (
    <div className="gui-slider">
      <div className="gui-row">
        <label htmlFor={id} className="gui-label" title={label}>
          {label}
        </label>
        <output htmlFor={id}>{text}</output>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step > 0 ? step : 'any'}
        value={value}
        disabled={isDisabled}
        aria-valuetext={text}
        onPointerDown={(event) => {
          // So that letting go is heard wherever it happens.
          event.currentTarget.setPointerCapture(event.pointerId)
          gui.hold(key)
        }}
        onLostPointerCapture={() => gui.release(key)}
        onChange={({ target }) => {
          const wanted = Number(target.value)
          if (gui.isHeld(key)) gui.drag(key, wanted)
          else gui.set(key, wanted)
        }}
        onBlur={() => gui.release(key)}
      />
    </div>
  )
}
