/**
 * What JavaScript adds for residents. Every step works without it.
 */
import { solveChallenges } from './parts/challenge'
import { countDownHolds } from './parts/hold_timer'
import { focusErrorSummary } from './parts/error_summary'
import { reloadBoards } from './parts/reload'
import { sendFormsOnce } from './parts/send_once'
import { showPrintButtons } from './parts/print_button'

solveChallenges()
countDownHolds()
sendFormsOnce()
reloadBoards()
showPrintButtons()
focusErrorSummary()
