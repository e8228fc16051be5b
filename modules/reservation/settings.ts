import { defineSettings, setting } from '@madoguchi/module-kit'
import type { Municipality } from '#app/tenancy/main'

export const reservationSettings = defineSettings('reservation', {
  hold_minutes: setting.integer({
    label: 'reservation.settings.hold_minutes',
    hint: 'reservation.settings.hold_minutes_hint',
    default: 10,
    min: 3,
    max: 60,
    unit: 'reservation.settings.minutes',
  }),
  book_days_ahead: setting.integer({
    label: 'reservation.settings.book_days_ahead',
    hint: 'reservation.settings.book_days_ahead_hint',
    default: 60,
    min: 1,
    max: 366,
    unit: 'reservation.settings.days_ahead',
  }),
  book_days_before: setting.integer({
    label: 'reservation.settings.book_days_before',
    hint: 'reservation.settings.book_days_before_hint',
    default: 0,
    min: 0,
    max: 60,
    unit: 'reservation.settings.days_before',
  }),
  change_days_before: setting.integer({
    label: 'reservation.settings.change_days_before',
    hint: 'reservation.settings.zero_days_hint',
    default: 0,
    min: 0,
    max: 60,
    unit: 'reservation.settings.days_before',
  }),
  cancel_days_before: setting.integer({
    label: 'reservation.settings.cancel_days_before',
    hint: 'reservation.settings.zero_days_hint',
    default: 0,
    min: 0,
    max: 60,
    unit: 'reservation.settings.days_before',
  }),
  what_to_bring: setting.text({
    label: 'reservation.settings.what_to_bring',
    hint: 'reservation.settings.what_to_bring_hint',
    default: '交付通知書、本人確認書類、通知カードをお持ちください。',
    maxLength: 500,
    multiline: true,
  }),
  most_persons: setting.integer({
    label: 'reservation.settings.most_persons',
    hint: 'reservation.settings.most_persons_hint',
    default: 1,
    min: 1,
    max: 10,
    unit: 'reservation.settings.persons',
  }),
  party_manner: setting.choice({
    label: 'reservation.settings.party_manner',
    hint: 'reservation.settings.party_manner_hint',
    default: 'parallel',
    choices: [
      { value: 'parallel', label: 'reservation.settings.party_parallel' },
      { value: 'consecutive', label: 'reservation.settings.party_consecutive' },
      { value: 'resident', label: 'reservation.settings.party_resident' },
    ],
  }),
  opens_at: setting.moment({
    label: 'reservation.settings.opens_at',
    hint: 'reservation.settings.opens_at_hint',
    default: '',
  }),
  closes_at: setting.moment({
    label: 'reservation.settings.closes_at',
    hint: 'reservation.settings.closes_at_hint',
    default: '',
    after: 'opens_at',
  }),
  return_delay_minutes: setting.integer({
    label: 'reservation.settings.return_delay_minutes',
    hint: 'reservation.settings.return_delay_minutes_hint',
    default: 0,
    min: 0,
    max: 240,
    unit: 'reservation.settings.minutes',
  }),
  waitlist: setting.boolean({
    label: 'reservation.settings.waitlist',
    hint: 'reservation.settings.waitlist_hint',
    default: false,
  }),
  offer_minutes: setting.integer({
    label: 'reservation.settings.offer_minutes',
    hint: 'reservation.settings.offer_minutes_hint',
    default: 120,
    min: 10,
    max: 1440,
    unit: 'reservation.settings.minutes',
  }),
  link_code: setting.choice({
    label: 'reservation.settings.link_code',
    hint: 'reservation.settings.link_code_hint',
    default: 'unused',
    choices: ['unused', 'optional', 'required'].map((value) => ({
      value,
      label: `reservation.settings.link_code_${value}`,
    })),
  }),
  applicant_check: setting.boolean({
    label: 'reservation.settings.applicant_check',
    hint: 'reservation.settings.applicant_check_hint',
    default: false,
  }),
  applicant_check_minutes: setting.integer({
    label: 'reservation.settings.applicant_check_minutes',
    hint: 'reservation.settings.applicant_check_minutes_hint',
    default: 30,
    min: 5,
    max: 240,
    unit: 'reservation.settings.minutes',
  }),
  challenge: setting.boolean({
    label: 'reservation.settings.challenge',
    hint: 'reservation.settings.challenge_hint',
    default: false,
  }),
  display: setting.boolean({
    label: 'reservation.settings.display',
    hint: 'reservation.settings.display_hint',
    default: false,
  }),
  no_show_minutes: setting.integer({
    label: 'reservation.settings.no_show_minutes',
    hint: 'reservation.settings.no_show_minutes_hint',
    default: 30,
    min: 0,
    max: 720,
    unit: 'reservation.settings.minutes',
  }),
  handling_words: setting.text({
    label: 'reservation.settings.handling_words',
    hint: 'reservation.settings.handling_words_hint',
    default: '交付\n書類不足\n再来庁\n案内のみ',
    maxLength: 1000,
    multiline: true,
  }),
  first_reminder_days: setting.integer({
    label: 'reservation.settings.first_reminder_days',
    hint: 'reservation.settings.reminder_hint',
    default: 1,
    min: 0,
    max: 30,
    unit: 'reservation.settings.reminder_days',
  }),
  second_reminder_days: setting.integer({
    label: 'reservation.settings.second_reminder_days',
    default: 0,
    min: 0,
    max: 30,
    unit: 'reservation.settings.reminder_days',
  }),
  reminder_hour: setting.integer({
    label: 'reservation.settings.reminder_hour',
    default: 10,
    min: 0,
    max: 23,
    unit: 'reservation.settings.oclock',
  }),
  reminder_spread_minutes: setting.integer({
    label: 'reservation.settings.reminder_spread',
    hint: 'reservation.settings.reminder_spread_hint',
    default: 60,
    min: 0,
    max: 480,
    unit: 'reservation.settings.minutes',
  }),
  closes_on_holidays: setting.boolean({
    label: 'reservation.settings.closes_on_holidays',
    hint: 'reservation.settings.closes_on_holidays_hint',
    default: true,
  }),
  year_end_from: setting.integer({
    label: 'reservation.settings.year_end_from',
    hint: 'reservation.settings.year_end_hint',
    default: 29,
    min: 0,
    max: 31,
    unit: 'reservation.settings.day_of_month',
  }),
  year_end_until: setting.integer({
    label: 'reservation.settings.year_end_until',
    default: 3,
    min: 0,
    max: 31,
    unit: 'reservation.settings.day_of_month',
  }),
  closes_after_third_saturday: setting.boolean({
    label: 'reservation.settings.closes_after_third_saturday',
    default: false,
  }),
  publish_days_ahead: setting.integer({
    label: 'reservation.settings.publish_days_ahead',
    hint: 'reservation.settings.publish_days_ahead_hint',
    default: 0,
    min: 0,
    max: 366,
    unit: 'reservation.settings.days_ahead',
  }),
})

/** 申込者チェック: whether an address has to be proven; nobody is asked for one where no residents' data is held. */
export const checksApplicants = (
  municipality: Pick<Municipality, 'settings' | 'holdsResidentData'>
): boolean =>
  municipality.holdsResidentData && reservationSettings.read(municipality).applicant_check

/** 対応: what staff choose from when they note what was done. */
export const handlingWords = (municipality: Pick<Municipality, 'settings'>): string[] =>
  reservationSettings
    .read(municipality)
    .handling_words.split('\n')
    .map((word) => word.trim().slice(0, 60))
    .filter(Boolean)
