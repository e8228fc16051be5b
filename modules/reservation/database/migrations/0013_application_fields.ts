import { TenantSchema } from '#app/tenancy/main'

/**
 * 「住基カードの有無をたずねる」 and 「アクセスキーをメールで送る」 were settings;
 * they are fields now, and answers are kept by the fields' keys. The tables
 * show the owner, too, only one municipality at a time.
 */
export const SETTINGS_TO_FIELDS = `
  DO $$
  DECLARE
    town int;
    asks_for_card boolean;
    mails boolean;
  BEGIN
    FOR town IN
      SELECT generate_series(1, last_value::int)
        FROM pg_sequences
       WHERE schemaname = 'public' AND sequencename = 'municipalities_id_seq' AND last_value IS NOT NULL
    LOOP
      PERFORM set_config('app.municipality_id', town::text, true);

      SELECT coalesce(bool_and(value = 'true') FILTER (WHERE key = 'reservation.ask_for_old_card'), true),
             coalesce(bool_and(value = 'true') FILTER (WHERE key = 'reservation.mail_to_residents'), false)
        INTO asks_for_card, mails
        FROM settings WHERE municipality_id = town;

      IF NOT asks_for_card OR mails THEN
        INSERT INTO field_sets (municipality_id, subject, version, definitions)
        SELECT town, 'reservation.application', 1, jsonb_agg(
                 CASE WHEN key = 'email' AND mails
                      THEN '{"key": "email", "use": {"public": "optional", "staff": "unused"}}'::jsonb
                      WHEN key = 'old_card' AND NOT asks_for_card
                      THEN '{"key": "old_card", "use": {"public": "unused", "staff": "optional"}}'::jsonb
                      ELSE jsonb_build_object('key', key) END
                 ORDER BY place)
          FROM unnest(ARRAY['name', 'kana', 'sex', 'birthday', 'postal_code', 'address', 'phone',
                            'contact_phone', 'fax', 'email', 'old_card'])
               WITH ORDINALITY AS declared (key, place)
        ON CONFLICT DO NOTHING;
      END IF;

      DELETE FROM settings
       WHERE municipality_id = town
         AND key IN ('reservation.ask_for_old_card', 'reservation.mail_to_residents');

      UPDATE reservations
         SET answers = (answers - 'oldCard') || jsonb_build_object('old_card', answers -> 'oldCard')
       WHERE municipality_id = town AND jsonb_exists(answers, 'oldCard');
    END LOOP;
    PERFORM set_config('app.municipality_id', '', true);
  END $$`

export default class extends TenantSchema {
  async up() {
    this.schema.raw(SETTINGS_TO_FIELDS)
    this.schema.raw(
      'CREATE INDEX reservations_by_day ON reservations (municipality_id, visit_date)'
    )
  }
}
