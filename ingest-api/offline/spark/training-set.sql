-- The join of `freshet-offline training-set` in Spark SQL, for what outgrows one machine: nothing here looks at more than one entity at
-- a time, and each window is one sort, so it is spread over as many executors as there are.
--
-- Here for a view `logins` of workspace prod: entity (user_id, shop), feature note, ttl 30 days. Of another view put in
-- its table, its entity's columns wherever user_id and shop stand, its features wherever note stands, and its ttl, or leave that line out.
-- `spine` is a view or table with the entity's columns, a timestamp `at`, and `row`: a number of its own for each row.
WITH asked AS (
  SELECT row, user_id, shop, unix_micros(at) AS t FROM spine              -- a lag: unix_micros(at) - 300000000
),
log AS (
  SELECT user_id, shop, note, is_deleted,
         unix_micros(event_time) AS e, unix_micros(ingestion_time) AS i,
         struct(event_time, coalesce(sequence, -1) AS sequence, ingestion_time, content_hash) AS version
  FROM freshet.prod.logins
),
seen AS (
  SELECT *, greatest(e, i) AS v FROM log                                  -- whatever the ingestion time: e AS v
),
known AS (                                                                -- the greatest versions so far: all that ever were an answer
  SELECT * FROM (
    SELECT *, max(version) OVER (
      PARTITION BY user_id, shop ORDER BY v RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS best
    FROM seen)
  WHERE version = best
),
both AS (                                                                 -- rows of the log stand before what asks for them
  SELECT user_id, shop, v AS at, 0 AS asks, CAST(NULL AS BIGINT) AS row, struct(e, is_deleted, note) AS found FROM known
  UNION ALL
  SELECT user_id, shop, t, 1, row, NULL FROM asked
),
joined AS (
  SELECT row, asks, at AS t, last(found, true) OVER (
    PARTITION BY user_id, shop ORDER BY at, asks ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS found
  FROM both
)
SELECT spine.*,
       CASE WHEN NOT found.is_deleted
             AND floor((found.e + 30 * 86400000000) / 1000000) > floor(t / 1000000)  -- the ttl, in whole seconds as the server has it
            THEN found.note END AS logins__note
FROM joined JOIN spine USING (row)
WHERE asks = 1
ORDER BY row
