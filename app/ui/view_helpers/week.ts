/**
 * The data of week_grid and week_list: one source, two readings.
 */
export interface WeekDay {
  /** ISO date */
  date: string
  /** 11/24 */
  label: string
  /** 火 */
  weekday: string
  /** true, or the holiday's name */
  holiday?: boolean | string
  saturday?: boolean
  sunday?: boolean
}

export interface WeekCell {
  state: 'open' | 'full' | 'closed' | 'none'
  remaining?: number
  href?: string
  /** The whole sentence for a screen reader, containing the visible words. */
  label?: string
}

export interface WeekRow {
  /** 08:30 */
  time: string
  /** One per day, in the order of the days. */
  cells: WeekCell[]
}

export interface DayOfSlots {
  day: WeekDay
  /** What can be or could have been booked: open and full, in order of time. */
  slots: Array<WeekCell & { time: string }>
  openCount: number
  /** Nothing to book because the counter is closed that day. */
  closed: boolean
  /** Whether the list shows this day unfolded. */
  opened: boolean
}

/**
 * Turns rows of times into days of times, for the list shown on phones.
 *
 * @param open the day to unfold; by default the first that has a free slot
 */
export function weekByDay(days: WeekDay[], rows: WeekRow[], open?: string): DayOfSlots[] {
  const byDay = days.map((day, index): DayOfSlots => {
    const cells = rows.map((row) => ({ ...row.cells[index], time: row.time }))
    const slots = cells.filter((cell) => cell.state === 'open' || cell.state === 'full')
    return {
      day,
      slots,
      openCount: slots.filter((slot) => slot.state === 'open').length,
      closed: cells.some((cell) => cell.state === 'closed'),
      opened: false,
    }
  })

  const unfolded = open
    ? byDay.find((entry) => entry.day.date === open)
    : byDay.find((entry) => entry.openCount > 0)
  if (unfolded) {
    unfolded.opened = true
  }
  return byDay
}

/**
 * The colour of a day; the weekday is always written too.
 */
export function dayClass(day: WeekDay): string | false {
  return day.holiday || day.sunday ? 'sun' : day.saturday ? 'sat' : false
}

/**
 * What the words in the grid mean; keys into the translations.
 */
export const weekLegend = ['open', 'full', 'closed', 'none'].map((state) => ({
  wordKey: `ui.week.legend.${state}_word`,
  meaningKey: `ui.week.legend.${state}`,
}))
