/**
 * What JavaScript adds for staff: pages change without a reload, and a few
 * keys. Every page is complete in itself and works without it.
 */
import './parts/unpoly'
import { findWithSlash } from './parts/find_with_slash'
import { warnBeforeIdleEnd } from './parts/idle_notice'
import { countDownHolds } from './parts/hold_timer'
import { focusErrorSummary } from './parts/error_summary'
import { insertText } from './parts/insert_text'
import { releaseFocusStops } from './parts/focus_stops'
import { sendFormsOnce } from './parts/send_once'
import { showPrintButtons } from './parts/print_button'

sendFormsOnce()
findWithSlash()
focusErrorSummary()

/** Runs for the first page and for every part of a page loaded later. */
up.compiler('[data-print]', (button) => showPrintButtons(button.parentElement!))
up.compiler('[data-insert]', (button) => insertText(button as HTMLElement))
up.compiler('[data-hold-until]', (timer) => countDownHolds(timer.parentElement!))
up.compiler('[data-idle-until]', (notice) => warnBeforeIdleEnd(notice as HTMLElement))
up.compiler('.table-wrap, .matrix, .week-grid, .letter-preview', (region) => releaseFocusStops(region))
