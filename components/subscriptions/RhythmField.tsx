interface RhythmFieldProps {
  rhythm: string
  days: readonly string[]
  fault?: string | undefined
}

const DAYS = { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' }

/** How often the mail comes: every day, on chosen days of the week (one is weekly), once a month. */
export function RhythmField({ rhythm, days, fault }: RhythmFieldProps) {
  return (
    <fieldset className="field rhythm" aria-describedby={fault ? 'rhythm-fault' : undefined}>
      <legend>How often</legend>
      <Choice value="daily" label="Every day" chosen={rhythm} />
      <Choice value="weekdays" label="Weekly, or on some days of the week" chosen={rhythm} />
      <fieldset className="days" aria-label="Days of the week">
        {Object.entries(DAYS).map(([day, label]) => (
          <label key={day}>
            <input type="checkbox" name={day} defaultChecked={days.includes(day)} /> {label}
          </label>
        ))}
      </fieldset>
      <Choice value="monthly" label="On the first of each month" chosen={rhythm} />
      {fault && (
        <p className="fault" id="rhythm-fault">
          {fault}
        </p>
      )}
    </fieldset>
  )
}

function Choice({ value, label, chosen }: { value: string; label: string; chosen: string }) {
  return (
    <label>
      <input type="radio" name="rhythm" value={value} defaultChecked={value === chosen} /> {label}
    </label>
  )
}
