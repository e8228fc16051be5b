import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { today } from '#app/ui/main'
import { saveDays } from '../../actions/save_days.js'
import { setSlotCapacity } from '../../actions/set_slot_capacity.js'
import { dayPlanOf } from '../../day_plan.js'
import { daysOfCounter, type DayOfCounter } from '../../queries/days_of_counter.js'
import { slotsOfDay } from '../../queries/slots_of_day.js'
import { scheduleCounter } from '../../schedule_owner.js'
import { findSlotForStaff } from '../../staff_reach.js'
import { dayValidator, slotCapacityValidator } from '../../validators/schedule_validator.js'

type Errors = { field?: string; message: string }[]

/** What follows from the rules, day by day, and what is otherwise on single days and in single slots (個別登録, R42). */
export default class ScheduleDaysController {
  async month(ctx: HttpContext) {
    const { request, tenant, view } = ctx
    const counter = await scheduleCounter(ctx)
    const month = monthOf(request.input('month'))
    const days = await tenant.run(() =>
      daysOfCounter(
        tenant.municipality,
        counter.id,
        month.toISODate()!,
        month.endOf('month').toISODate()!
      )
    )
    const url = `${baseOf(ctx)}/month`
    return view.render('reservation::pages/staff/schedule_month', {
      ...{ counter, weeks: weeksOf(days), base: baseOf(ctx), schedule: scheduleOf(ctx) },
      month: month.toISODate(),
      today: today(),
      previous: `${url}?month=${month.minus({ months: 1 }).toFormat('yyyy-MM')}`,
      next: `${url}?month=${month.plus({ months: 1 }).toFormat('yyyy-MM')}`,
    })
  }

  async render(ctx: HttpContext) {
    return this.#page(ctx)
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, session, tenant } = ctx
    const counter = await scheduleCounter(ctx)
    const day = dayOf(ctx)
    const [invalid, input] = await request.tryValidateUsing(dayValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, request.all(), invalid.messages)
    }
    await tenant.run(() => saveDays([counter.id], [day], dayPlanOf(input)))
    session.flash('success', i18n.t('reservation.staff.schedule.saved'))
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(ctx)}/days/${day}`)
  }

  /** One cell: more or fewer seats, closed or open. */
  async setSlot(ctx: HttpContext) {
    const { i18n, params, request, response, session, staff, tenant } = ctx
    const slot = await tenant.run(() => findSlotForStaff(params.slot, staff!))
    const [invalid, input] = await request.tryValidateUsing(slotCapacityValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, {}, [
        { field: `slot_${slot.id}`, message: invalid.messages[0].message },
      ])
    }
    const over = await tenant.run(() =>
      setSlotCapacity(tenant.municipality, slot.id, input.capacity ?? null)
    )
    if (over > 0) session.flash('warning', i18n.t('reservation.staff.schedule.over', { n: over }))
    else session.flash('success', i18n.t('reservation.staff.schedule.slot_saved'))
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(ctx)}/days/${dayOf(ctx)}`)
  }

  async #page(ctx: HttpContext, values?: Record<string, unknown>, errors: Errors = []) {
    const { tenant, view } = ctx
    const counter = await scheduleCounter(ctx)
    const date = dayOf(ctx)
    const { day, slots } = await tenant.run(async () => ({
      day: (await daysOfCounter(tenant.municipality, counter.id, date, date))[0],
      slots: await slotsOfDay(counter.id, date),
    }))
    return view.render('reservation::pages/staff/schedule_day', {
      ...{ counter, day, slots, errors, base: baseOf(ctx), schedule: scheduleOf(ctx) },
      values: values?.kind ? values : valuesOf(day),
      publishUrl: `${scheduleOf(ctx)}/publish?from=${date}&until=${date}&counter=${counter.id}`,
    })
  }
}

const scheduleOf = ({ tenant }: HttpContext) => `/${tenant.municipality.slug}/staff/schedule`
const baseOf = (ctx: HttpContext) => `${scheduleOf(ctx)}/${ctx.params.schedule}`

/** @throws E_PAGE_NOT_FOUND when the address names no day */
function dayOf({ params }: HttpContext): string {
  const day = DateTime.fromISO(params.day)
  if (!day.isValid) throw new E_PAGE_NOT_FOUND()
  return day.toISODate()
}

/** The month an address asks for, this one when it asks for none; within a few years, so that nothing overflows. */
function monthOf(asked: unknown): DateTime {
  const now = DateTime.fromISO(today())
  const month = DateTime.fromISO(String(asked ?? ''))
  const near = month.isValid && Math.abs(month.diff(now, 'years').years) < 5
  return (near ? month : now).startOf('month')
}

/** Weeks from Monday, with nothing where the month has not begun yet or is over. */
function weeksOf(days: DayOfCounter[]): (DayOfCounter | null)[][] {
  const before = DateTime.fromISO(days[0].day).weekday - 1
  const cells = [...Array.from({ length: before }, () => null), ...days]
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_cell, i) => cells[week * 7 + i] ?? null)
  )
}

/** What the form shows of a day as it is set. */
function valuesOf({ ownReason, exception, opens, closes, capacity }: DayOfCounter) {
  if (ownReason !== null) return { kind: 'closed', reason: ownReason }
  if (exception?.opens) return { kind: 'hours', ...exception }
  if (exception) return { kind: 'capacity', capacity: exception.capacity }
  return { kind: 'rules', opens, closes, capacity, unit: 30 }
}
