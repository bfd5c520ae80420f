-- Signals whose futures nobody waits for any more go to the next who listens.

-- The future that a signal has settled.
ALTER TABLE {schema}.signals ADD COLUMN future_id text COLLATE "C";
CREATE INDEX signals_heard ON {schema}.signals (chain_id, future_id) WHERE future_id IS NOT NULL;

-- Takes a listener away. A signal that has settled its future, of which the chain has not got to know, goes to the oldest listener of its name, which is returned with what it gets; without one, it is kept in its place.
CREATE FUNCTION {schema}.withdraw(p_chain text, p_future text, OUT future text, OUT outcome bytea)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_before integer := octet_length(convert_to('{"id":' || to_json(p_future) || ',"result":', 'UTF8'));
    v_outcome bytea;
    v_value bytea;
    v_signal text;
    v_name text;
    v_next text;
BEGIN
    DELETE FROM {schema}.listeners l WHERE l.chain_id = p_chain AND l.future_id = p_future;
    IF FOUND THEN
        RETURN;
    END IF;
    SELECT s.id, s.name INTO v_signal, v_name FROM {schema}.signals s WHERE s.chain_id = p_chain AND s.future_id = p_future;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    DELETE FROM {schema}.futures f WHERE f.chain_id = p_chain AND f.id = p_future AND f.outcome IS NOT NULL AND NOT f.is_remembered RETURNING f.outcome INTO v_outcome;
    IF v_outcome IS NULL THEN
        RETURN;
    END IF;
    v_value := substring(v_outcome FROM v_before + 1 FOR octet_length(v_outcome) - v_before - 1);
    DELETE FROM {schema}.listeners l
    WHERE l.chain_id = p_chain AND l.name = v_name
        AND l.seq = (SELECT o.seq FROM {schema}.listeners o WHERE o.chain_id = p_chain AND o.name = v_name ORDER BY o.seq LIMIT 1)
    RETURNING l.future_id INTO v_next;
    UPDATE {schema}.signals s SET value = CASE WHEN v_next IS NULL THEN v_value END, future_id = v_next WHERE s.chain_id = p_chain AND s.id = v_signal;
    IF v_next IS NOT NULL THEN
        future := v_next;
        outcome := {schema}.signal_outcome(v_next, v_value);
    END IF;
END $$;

-- Applies the commits 1, 2, … of a batch. p_message is NULL for one that no step is behind; the arrays of a part are NULL where no commit has it; *_n says whose it is.
-- What is not a step's own and what is rare comes once for each chain in a batch: see WriteBatch.
CREATE OR REPLACE FUNCTION {schema}.commit_batch(
    p_writer bigint, p_batch bigint, p_now bigint, p_owner bigint, p_until bigint, p_locks text[],
    p_message text[], p_chain text[], p_lease_owner bigint[], p_lease_attempt integer[],
    p_start_n integer[], p_start_chain text[], p_start_handler text[], p_start_at bigint[],
    p_send_n integer[], p_send_chain text[], p_send_id text[], p_send_target text[], p_send_due bigint[], p_send_outlives boolean[], p_send_leased boolean[], p_send_body bytea[],
    p_listen_n integer[], p_listen_chain text[], p_listen_name text[], p_listen_future text[],
    p_signal_n integer[], p_signal_chain text[], p_signal_id text[], p_signal_name text[], p_signal_value bytea[],
    p_settle_n integer[], p_settle_chain text[], p_settle_future text[], p_settle_outcome bytea[], p_settle_remembered boolean[], p_settle_timer text[],
    p_wait_n integer[], p_wait_chain text[], p_wait_id text[], p_wait_target text[], p_wait_due bigint[], p_wait_needed integer[], p_wait_hole integer[],
    p_wait_outlives boolean[], p_wait_envelope_outlives boolean[], p_wait_body bytea[], p_wait_futures integer[], p_wait_timers integer[], p_wait_future text[], p_wait_timer text[],
    p_step_n integer[], p_step_chain text[], p_step_message text[], p_step_entry_point text[], p_step_outcome smallint[], p_step_next text[], p_step_attempt integer[],
    p_step_created bigint[], p_step_due bigint[], p_step_started bigint[], p_step_active bigint[], p_step_envelope integer[], p_step_sent integer[], p_step_captured text[],
    p_cancel_n integer[], p_cancel_chain text[], p_cancel_kind smallint[], p_cancel_at bigint[],
    p_letter_n integer[], p_letter_sent_for text[], p_letter_message text[], p_letter_chain text[], p_letter_entry_point text[], p_letter_kind smallint[], p_letter_reason text[],
    p_letter_at bigint[], p_letter_body bytea[], p_letter_error bytea[],
    p_end_n integer[], p_end_chain text[], p_end_status smallint[], p_end_at bigint[], p_end_result bytea[], p_end_error bytea[],
    p_drop_n integer[], p_drop_message text[], p_drop_redriven boolean[],
    OUT refused integer[], OUT leased text[], OUT cancelled text[], OUT cancelled_kind smallint[])
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
    v_locks text[] := p_locks;
    v_ok boolean[];
    v_found integer[];
    v_known text[];
    v_all_known boolean := true;
    v_new text[];
    v_ids text[];
    v_settle_n integer[] := p_settle_n;
    v_settle_chain text[] := p_settle_chain;
    v_settle_future text[] := p_settle_future;
    v_settle_outcome bytea[] := p_settle_outcome;
    v_settle_remembered boolean[] := p_settle_remembered;
    v_bytes bytea;
    v_future text;
    v_count integer;
    v_first integer := 0;
    v_first_timer integer := 0;
    v_futures text[];
    v_timers text[];
    v_chain text;
    v_letter bigint;
    v_row record;
    i integer;
    n integer;
BEGIN
    -- A connection that was thought to be lost may still be at an older try of the same batch: only one of them is applied.
    IF p_writer IS NOT NULL THEN
        UPDATE {schema}.writers w SET batch = p_batch, refused = '{}', active_at = p_now WHERE w.id = p_writer AND w.batch < p_batch;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'The batch % of the writer % has been applied.', p_batch, p_writer USING ERRCODE = 'AS001';
        END IF;
    END IF;

    -- Whoever changes what is kept of a chain holds its row. All rows are locked here, in order, before anything else is: nobody waits in a circle.
    IF p_drop_n IS NOT NULL THEN
        SELECT v_locks || array_agg(DISTINCT l.sent_for) INTO v_locks
        FROM {schema}.dead_letters l WHERE l.message_id = ANY (p_drop_message) AND l.sent_for IS NOT NULL AND (v_locks IS NULL OR l.sent_for <> ALL (v_locks));
    END IF;
    IF v_locks IS NOT NULL THEN
        SELECT array_agg(l.id) INTO v_known FROM (SELECT c.id FROM {schema}.chains c WHERE c.id = ANY (v_locks) ORDER BY c.id FOR NO KEY UPDATE) l;
        v_known := coalesce(v_known, '{}');
        v_all_known := cardinality(v_known) = cardinality(v_locks);
    END IF;

    -- The deliveries.
    SELECT array_agg(d.message IS NULL ORDER BY d.n) INTO v_ok FROM unnest(p_message) WITH ORDINALITY AS d (message, n);
    WITH gone AS (
        DELETE FROM {schema}.messages m
        USING (
            SELECT u.* FROM unnest(p_message, p_chain, p_lease_owner, p_lease_attempt) WITH ORDINALITY AS u (message, chain, owner, attempt, n)
            ORDER BY u.chain COLLATE "C", u.message COLLATE "C") AS d
        WHERE m.chain_id = d.chain AND m.id = d.message AND m.owner = d.owner AND m.attempts = d.attempt
        RETURNING d.n)
    SELECT array_agg(gone.n) INTO v_found FROM gone;
    IF v_found IS NOT NULL THEN
        FOREACH n IN ARRAY v_found LOOP
            v_ok[n] := true;
        END LOOP;
    END IF;

    -- The starts.
    IF p_start_n IS NOT NULL THEN
        WITH new AS (
            INSERT INTO {schema}.chains (id, handler, status, started_at)
            SELECT s.chain, s.handler, 0, s.at FROM unnest(p_start_n, p_start_chain, p_start_handler, p_start_at) AS s (n, chain, handler, at)
            WHERE v_ok[s.n] ORDER BY s.chain COLLATE "C"
            ON CONFLICT (id) DO NOTHING
            RETURNING id)
        SELECT coalesce(array_agg(new.id), '{}') INTO v_new FROM new;
        IF cardinality(v_new) < cardinality(p_start_n) THEN
            FOR i IN 1 .. cardinality(p_start_n) LOOP
                IF p_message[p_start_n[i]] IS NULL AND p_start_chain[i] <> ALL (v_new) THEN
                    v_ok[p_start_n[i]] := false;
                END IF;
            END LOOP;
        END IF;
    END IF;

    -- What no step is behind is refused where it comes too late; a step's own is dropped there.
    IF p_settle_n IS NOT NULL THEN
        FOR i IN 1 .. cardinality(p_settle_n) LOOP
            IF p_message[p_settle_n[i]] IS NULL
                AND ((SELECT true FROM {schema}.chains c WHERE c.id = p_settle_chain[i] AND (c.status IN (0, 3) OR c.dead_letters > 0) AND c.id = ANY (v_known)) IS NULL
                    OR (SELECT true FROM {schema}.futures f WHERE f.chain_id = p_settle_chain[i] AND f.id = p_settle_future[i]))
            THEN
                v_ok[p_settle_n[i]] := false;
            END IF;
        END LOOP;
    END IF;
    IF p_signal_n IS NOT NULL THEN
        FOR i IN 1 .. cardinality(p_signal_n) LOOP
            IF p_message[p_signal_n[i]] IS NULL
                AND ((SELECT true FROM {schema}.chains c WHERE c.id = p_signal_chain[i] AND c.status IN (0, 3) AND c.id = ANY (v_known)) IS NULL
                    OR (SELECT true FROM {schema}.signals s WHERE s.chain_id = p_signal_chain[i] AND s.id = p_signal_id[i]))
            THEN
                v_ok[p_signal_n[i]] := false;
            END IF;
        END LOOP;
    END IF;
    IF p_cancel_n IS NOT NULL THEN
        FOR i IN 1 .. cardinality(p_cancel_n) LOOP
            IF p_message[p_cancel_n[i]] IS NULL
                AND (SELECT true FROM {schema}.chains c WHERE c.id = p_cancel_chain[i] AND c.status IN (0, 3) AND c.id = ANY (v_known)) IS NULL
            THEN
                v_ok[p_cancel_n[i]] := false;
            END IF;
        END LOOP;
    END IF;
    IF p_drop_n IS NOT NULL THEN
        FOR i IN 1 .. cardinality(p_drop_n) LOOP
            IF p_message[p_drop_n[i]] IS NULL AND (SELECT true FROM {schema}.dead_letters l WHERE l.message_id = p_drop_message[i] LIMIT 1) IS NULL THEN
                v_ok[p_drop_n[i]] := false;
            END IF;
        END LOOP;
    END IF;

    -- The history comes before the sends: a step that sends its own id again sends it in vain.
    IF p_step_n IS NOT NULL THEN
        INSERT INTO {schema}.steps (
            chain_id, message_id, entry_point, outcome, next, attempt, created_at, due_at, started_at, active, envelope_bytes, sent_bytes, captured)
        SELECT s.chain, s.message, s.entry_point, s.outcome, s.next, s.attempt, s.created, s.due, s.started, s.active, s.envelope, s.sent, s.captured
        FROM unnest(
            p_step_n, p_step_chain, p_step_message, p_step_entry_point, p_step_outcome, p_step_next, p_step_attempt,
            p_step_created, p_step_due, p_step_started, p_step_active, p_step_envelope, p_step_sent, p_step_captured)
            AS s (n, chain, message, entry_point, outcome, next, attempt, created, due, started, active, envelope, sent, captured)
        WHERE v_ok[s.n];
    END IF;

    -- The sends, with what redrives dead letters.
    IF p_send_n IS NOT NULL THEN
        WITH new AS (
            INSERT INTO {schema}.messages (chain_id, id, target, due_at, available_at, owner, attempts, outlives_cancellation, body)
            SELECT
                s.chain, s.id, s.target, s.due, CASE WHEN s.leased THEN p_until ELSE s.due END, CASE WHEN s.leased THEN p_owner END, CASE WHEN s.leased THEN 1 ELSE 0 END,
                s.outlives, s.body
            FROM (
                SELECT
                    e.n, e.chain, e.id, e.target, e.leased, e.outlives, e.body, e.place,
                    CASE WHEN e.due > p_now AND NOT e.outlives AND (SELECT c.cancellation FROM {schema}.chains c WHERE c.id = e.chain) IS NOT NULL THEN p_now ELSE e.due END
                FROM unnest(p_send_n, p_send_chain, p_send_id, p_send_target, p_send_due, p_send_outlives, p_send_leased, p_send_body)
                    WITH ORDINALITY AS e (n, chain, id, target, due, outlives, leased, body, place)
            ) AS s (n, chain, id, target, leased, outlives, body, place, due)
            WHERE v_ok[s.n] AND (SELECT true FROM {schema}.steps h WHERE h.chain_id = s.chain AND h.message_id = s.id LIMIT 1) IS NULL
            ORDER BY s.place
            ON CONFLICT (chain_id, id) DO NOTHING
            RETURNING id, owner)
        SELECT array_agg(new.id) INTO leased FROM new WHERE new.owner IS NOT NULL;
        SELECT array_agg(c.id), array_agg(c.cancellation) INTO cancelled, cancelled_kind
        FROM unnest(p_send_chain, p_send_leased) AS s (chain, leased)
        CROSS JOIN LATERAL (SELECT k.id, k.cancellation FROM {schema}.chains k WHERE k.id = s.chain OFFSET 0) AS c
        WHERE s.leased AND c.cancellation IS NOT NULL;
    END IF;

    -- Listeners and signals meet, and settle.
    IF p_listen_n IS NOT NULL THEN
        FOR i IN 1 .. cardinality(p_listen_n) LOOP
            CONTINUE WHEN NOT v_ok[p_listen_n[i]]
                OR (SELECT true FROM {schema}.chains c WHERE c.id = p_listen_chain[i] AND (c.status IN (0, 3) OR c.dead_letters > 0) AND c.id = ANY (v_known)) IS NULL;
            IF p_listen_name[i] IS NULL THEN
                SELECT w.future, w.outcome INTO v_future, v_bytes FROM {schema}.withdraw(p_listen_chain[i], p_listen_future[i]) AS w;
                IF v_future IS NOT NULL THEN
                    v_settle_n := v_settle_n || p_listen_n[i];
                    v_settle_chain := v_settle_chain || p_listen_chain[i];
                    v_settle_future := v_settle_future || v_future;
                    v_settle_outcome := v_settle_outcome || v_bytes;
                    v_settle_remembered := v_settle_remembered || false;
                END IF;
                CONTINUE;
            END IF;
            v_bytes := NULL;
            SELECT s.id, s.value INTO v_row FROM {schema}.signals s
            WHERE s.chain_id = p_listen_chain[i] AND s.name = p_listen_name[i] AND s.value IS NOT NULL ORDER BY s.seq LIMIT 1;
            IF FOUND THEN
                UPDATE {schema}.signals s SET value = NULL, future_id = p_listen_future[i] WHERE s.chain_id = p_listen_chain[i] AND s.id = v_row.id;
                v_settle_n := v_settle_n || p_listen_n[i];
                v_settle_chain := v_settle_chain || p_listen_chain[i];
                v_settle_future := v_settle_future || p_listen_future[i];
                v_settle_outcome := v_settle_outcome || {schema}.signal_outcome(p_listen_future[i], v_row.value);
                v_settle_remembered := v_settle_remembered || false;
            ELSE
                INSERT INTO {schema}.listeners (chain_id, name, future_id) VALUES (p_listen_chain[i], p_listen_name[i], p_listen_future[i]);
            END IF;
        END LOOP;
    END IF;
    IF p_signal_n IS NOT NULL THEN
        FOR i IN 1 .. cardinality(p_signal_n) LOOP
            CONTINUE WHEN NOT v_ok[p_signal_n[i]]
                OR (SELECT true FROM {schema}.chains c WHERE c.id = p_signal_chain[i] AND c.status IN (0, 3) AND c.id = ANY (v_known)) IS NULL
                OR (SELECT true FROM {schema}.signals s WHERE s.chain_id = p_signal_chain[i] AND s.id = p_signal_id[i]);
            v_future := NULL;
            DELETE FROM {schema}.listeners l
            WHERE l.chain_id = p_signal_chain[i] AND l.name = p_signal_name[i]
                AND l.seq = (SELECT o.seq FROM {schema}.listeners o WHERE o.chain_id = p_signal_chain[i] AND o.name = p_signal_name[i] ORDER BY o.seq LIMIT 1)
            RETURNING l.future_id INTO v_future;
            INSERT INTO {schema}.signals (chain_id, id, name, value, future_id)
            VALUES (p_signal_chain[i], p_signal_id[i], p_signal_name[i], CASE WHEN v_future IS NULL THEN p_signal_value[i] END, v_future);
            IF v_future IS NOT NULL THEN
                v_settle_n := v_settle_n || p_signal_n[i];
                v_settle_chain := v_settle_chain || p_signal_chain[i];
                v_settle_future := v_settle_future || v_future;
                v_settle_outcome := v_settle_outcome || {schema}.signal_outcome(v_future, p_signal_value[i]);
                v_settle_remembered := v_settle_remembered || false;
            END IF;
        END LOOP;
    END IF;

    -- The settlements: all at once, so that many branches that end together count down their join once.
    IF v_settle_n IS NOT NULL THEN
        IF p_settle_timer IS NOT NULL THEN
            PERFORM {schema}.remove(t.chain, ARRAY[t.timer])
            FROM unnest(p_settle_n, p_settle_chain, p_settle_timer) AS t (n, chain, timer)
            WHERE v_ok[t.n] AND t.timer IS NOT NULL
                AND (SELECT true FROM {schema}.chains c WHERE c.id = t.chain AND (c.status IN (0, 3) OR c.dead_letters > 0) AND (v_all_known OR c.id = ANY (v_known)));
        END IF;
        FOR v_row IN
            WITH new AS (
                INSERT INTO {schema}.futures (chain_id, id, outcome, is_remembered)
                SELECT s.chain, s.future, s.outcome, s.remembered
                FROM unnest(v_settle_n, v_settle_chain, v_settle_future, v_settle_outcome, v_settle_remembered) WITH ORDINALITY AS s (n, chain, future, outcome, remembered, place)
                WHERE v_ok[s.n]
                    AND (SELECT true FROM {schema}.chains c WHERE c.id = s.chain AND (c.status IN (0, 3) OR c.dead_letters > 0) AND (v_all_known OR c.id = ANY (v_known)))
                ORDER BY s.place
                ON CONFLICT (chain_id, id) DO NOTHING
                RETURNING chain_id, id),
            waited AS (
                SELECT wf.chain_id, wf.wait_id, count(*)::integer AS settled
                FROM new JOIN {schema}.wait_futures wf ON wf.chain_id = new.chain_id AND wf.future_id = new.id
                GROUP BY wf.chain_id, wf.wait_id)
            UPDATE {schema}.waits w SET needed = w.needed - waited.settled FROM waited WHERE w.chain_id = waited.chain_id AND w.id = waited.wait_id
            RETURNING w.chain_id, w.id, w.needed
        LOOP
            IF v_row.needed <= 0 THEN
                PERFORM {schema}.end_wait(v_row.chain_id, v_row.id, false, p_now);
            END IF;
        END LOOP;
    END IF;

    -- The waits.
    IF p_wait_n IS NOT NULL THEN
        FOR i IN 1 .. cardinality(p_wait_n) LOOP
            v_futures := p_wait_future[v_first + 1 : v_first + p_wait_futures[i]];
            v_first := v_first + p_wait_futures[i];
            v_timers := coalesce(p_wait_timer[v_first_timer + 1 : v_first_timer + p_wait_timers[i]], '{}');
            v_first_timer := v_first_timer + p_wait_timers[i];
            CONTINUE WHEN NOT v_ok[p_wait_n[i]];
            v_chain := p_wait_chain[i];
            SELECT c.cancellation INTO v_row
            FROM {schema}.chains c WHERE c.id = v_chain AND (c.status IN (0, 3) OR c.dead_letters > 0) AND (v_all_known OR c.id = ANY (v_known));
            CONTINUE WHEN NOT FOUND
                OR (SELECT true FROM {schema}.messages m WHERE m.chain_id = v_chain AND m.id = p_wait_id[i])
                OR (SELECT true FROM {schema}.steps s WHERE s.chain_id = v_chain AND s.message_id = p_wait_id[i] LIMIT 1);
            IF v_row.cancellation IS NOT NULL AND NOT p_wait_outlives[i] THEN
                PERFORM {schema}.send(v_chain, p_wait_id[i], p_wait_target[i], p_wait_due[i], p_wait_envelope_outlives[i], p_now, p_wait_body[i]);
                CONTINUE;
            END IF;
            SELECT count(*) INTO v_count FROM {schema}.futures f WHERE f.chain_id = v_chain AND f.id = ANY (v_futures) AND f.outcome IS NOT NULL;
            IF v_count >= p_wait_needed[i] THEN
                PERFORM {schema}.send(
                    v_chain, p_wait_id[i], p_wait_target[i], p_wait_due[i], p_wait_envelope_outlives[i], p_now,
                    {schema}.fill(p_wait_body[i], p_wait_hole[i], {schema}.take_outcomes(v_chain, v_futures)));
                PERFORM {schema}.remove(v_chain, v_timers);
            ELSE
                INSERT INTO {schema}.waits (chain_id, id, needed, due_at, hole, outlives_cancellation, envelope_outlives_cancellation, target, body, future_ids, timers)
                VALUES (
                    v_chain, p_wait_id[i], p_wait_needed[i] - v_count, p_wait_due[i], p_wait_hole[i], p_wait_outlives[i], p_wait_envelope_outlives[i], p_wait_target[i], p_wait_body[i],
                    v_futures, v_timers)
                ON CONFLICT (chain_id, id) DO NOTHING;
                INSERT INTO {schema}.wait_futures (chain_id, future_id, wait_id) SELECT v_chain, f.id, p_wait_id[i] FROM unnest(v_futures) AS f (id) ON CONFLICT DO NOTHING;
            END IF;
        END LOOP;
    END IF;

    -- Cancellations: what the chain has queued for later is due now, and its waits are over.
    IF p_cancel_n IS NOT NULL THEN
        FOR i IN 1 .. cardinality(p_cancel_n) LOOP
            CONTINUE WHEN NOT v_ok[p_cancel_n[i]];
            v_chain := p_cancel_chain[i];
            UPDATE {schema}.chains c SET cancellation = p_cancel_kind[i] WHERE c.id = v_chain AND c.status IN (0, 3) AND c.cancellation IS NULL AND c.id = ANY (v_known);
            CONTINUE WHEN NOT FOUND;
            UPDATE {schema}.messages m SET due_at = p_cancel_at[i], available_at = p_cancel_at[i]
            WHERE m.chain_id = v_chain AND m.owner IS NULL AND m.available_at > p_cancel_at[i] AND NOT m.outlives_cancellation;
            FOR v_future IN SELECT w.id FROM {schema}.waits w WHERE w.chain_id = v_chain AND NOT w.outlives_cancellation LOOP
                PERFORM {schema}.end_wait(v_chain, v_future, true, p_now);
            END LOOP;
        END LOOP;
    END IF;

    -- Dead letters. What the chain has started is kept: it may go on from there.
    IF p_letter_n IS NOT NULL THEN
        FOR i IN 1 .. cardinality(p_letter_n) LOOP
            CONTINUE WHEN NOT v_ok[p_letter_n[i]];
            INSERT INTO {schema}.dead_letters (message_id, sent_for, chain_id, entry_point, kind, reason, parked_at, body, error)
            VALUES (
                p_letter_message[i], p_letter_sent_for[i], p_letter_chain[i], p_letter_entry_point[i], p_letter_kind[i], p_letter_reason[i], p_letter_at[i], p_letter_body[i],
                p_letter_error[i]);
            UPDATE {schema}.chains c SET dead_letters = c.dead_letters + 1 WHERE c.id = p_letter_sent_for[i];
            IF p_end_n IS NULL OR p_letter_n[i] <> ALL (p_end_n) THEN
                UPDATE {schema}.chains c SET status = 3, parked_reason = p_letter_reason[i] WHERE c.id = p_letter_sent_for[i] AND c.status IN (0, 3);
            END IF;
        END LOOP;
    END IF;

    -- The ends. The first end of a chain stays.
    IF p_end_n IS NOT NULL THEN
        WITH ended AS (
            UPDATE {schema}.chains c SET status = e.status, completed_at = e.at, result = e.result, error = e.error, parked_reason = NULL
            FROM unnest(p_end_n, p_end_chain, p_end_status, p_end_at, p_end_result, p_end_error) AS e (n, chain, status, at, result, error)
            WHERE c.id = e.chain AND v_ok[e.n] AND c.status IN (0, 3)
            RETURNING c.id, c.dead_letters, e.n)
        SELECT array_agg(ended.id) FILTER (WHERE ended.dead_letters = 0), array_agg(ended.id) FILTER (WHERE p_letter_n IS NULL OR ended.n <> ALL (p_letter_n))
        INTO v_ids, v_new FROM ended;
        IF v_ids IS NOT NULL THEN
            PERFORM {schema}.forget(v_ids);
        END IF;
        IF v_new IS NOT NULL THEN
            DELETE FROM {schema}.messages m WHERE m.chain_id = ANY (v_new) AND starts_with(m.target, '$');
        END IF;
    END IF;

    -- Dead letters that go on or are thrown away.
    IF p_drop_n IS NOT NULL THEN
        FOR i IN 1 .. cardinality(p_drop_n) LOOP
            CONTINUE WHEN NOT v_ok[p_drop_n[i]];
            v_chain := NULL;
            SELECT l.seq, l.sent_for INTO v_letter, v_chain FROM {schema}.dead_letters l WHERE l.message_id = p_drop_message[i] ORDER BY l.seq LIMIT 1;
            CONTINUE WHEN NOT FOUND;
            DELETE FROM {schema}.dead_letters l WHERE l.seq = v_letter;
            UPDATE {schema}.chains c SET dead_letters = c.dead_letters - 1 WHERE c.id = v_chain AND c.dead_letters > 0 RETURNING c.status, c.dead_letters INTO v_row;
            CONTINUE WHEN NOT FOUND;
            IF v_row.dead_letters = 0 AND (v_row.status = 1 OR (v_row.status IN (2, 4) AND NOT p_drop_redriven[i])) THEN
                PERFORM {schema}.forget(ARRAY[v_chain]);
            ELSIF NOT p_drop_redriven[i] THEN
                CONTINUE;
            ELSIF v_row.dead_letters = 0 AND v_row.status IN (2, 3, 4) THEN
                UPDATE {schema}.chains c SET status = 0, completed_at = NULL, error = NULL, parked_reason = NULL WHERE c.id = v_chain;
            ELSIF v_row.status IN (2, 4) THEN
                UPDATE {schema}.chains c SET status = 3, completed_at = NULL, error = NULL, parked_reason = 'Another envelope of the chain is a dead letter.' WHERE c.id = v_chain;
            END IF;
        END LOOP;
    END IF;

    SELECT array_agg(o.n::integer) INTO refused FROM unnest(v_ok) WITH ORDINALITY AS o (ok, n) WHERE NOT o.ok;
    IF refused IS NOT NULL AND p_writer IS NOT NULL THEN
        UPDATE {schema}.writers w SET refused = commit_batch.refused WHERE w.id = p_writer;
    END IF;
END $$;
