package io.freshet.bridge.pipeline;

import io.freshet.bridge.batch.Batch;
import io.freshet.bridge.batch.Pending;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.MappingsInForce;
import io.freshet.bridge.map.Translated;
import io.freshet.bridge.map.Translated.PushRecord;
import io.freshet.bridge.map.Translated.Ready;
import io.freshet.bridge.map.Translated.Refused;
import io.freshet.bridge.map.Translated.Skipped;
import io.freshet.bridge.map.Translated.Stop;
import io.freshet.bridge.push.Refusals;
import io.freshet.bridge.push.Remapping;
import io.freshet.bridge.push.SchemaClient;
import io.freshet.yaml.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Maps records once more when the server says that they do not fit its schema. */
final class Remapper implements Remapping {
  /** Many batches notice at once; one of them asks. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final SchemaClient schemas;
  private final MappingsInForce mappings;
  private final Function<String, Interpreter> interpreters;
  private final Refusals refusals;
  private final Gear gear;
  private final Map<String, Asked> asked = new HashMap<>();

  /** When a schema was last fetched, and what is wrong with it. */
  private record Asked(Instant at, Optional<String> trouble) {}

  /** What has become of a record. */
  private record Again(Pending before, Translated now) {}

  /**
   * Maps with new interpreters.
   *
   * @param interpreters a new one for the topic named
   */
  Remapper(
      SchemaClient schemas,
      MappingsInForce mappings,
      Function<String, Interpreter> interpreters,
      Refusals refusals,
      Gear gear) {
    this.schemas = schemas;
    this.mappings = mappings;
    this.interpreters = interpreters;
    this.refusals = refusals;
    this.gear = gear;
  }

  @Override
  public Remapped again(Batch batch) throws InterruptedException {
    Optional<String> trouble = refresh(batch.pushSource());
    if (trouble.isPresent()) {
      return new Remapped.Unfit(trouble.get());
    }
    Map<String, Interpreter> mine = new HashMap<>();
    List<Again> translated = new ArrayList<>();
    for (Pending record : batch.records()) {
      Interpreter interpreter =
          mine.computeIfAbsent(record.source().origin().topic(), interpreters);
      interpreter
          .interpret(record.source(), record.slot())
          .ifPresent(now -> translated.add(new Again(record, now)));
    }
    // Only now, for an interruption on the way must leave the batch as it was.
    List<Pending> left = new ArrayList<>();
    translated.forEach(record -> settle(record).ifPresent(left::add));
    return new Remapped.Anew(batch.with(left));
  }

  @Override
  public boolean maps(SourceRecord record, String pushSource, String field) {
    return mappings.of(record.origin().topic()).maps(pushSource, field);
  }

  private Optional<Pending> settle(Again record) {
    Pending before = record.before();
    switch (record.now()) {
      case Ready ready -> {
        Optional<PushRecord> push =
            ready.records().stream().filter(one -> one.route() == before.route()).findFirst();
        if (push.isPresent()) {
          return Optional.of(
              new Pending(push.get().json(), before.route(), before.source(), before.slot()));
        }
        skip(before);
      }
      case Skipped _ -> skip(before);
      case Refused refused -> refusals.refuse(before.source(), before.slot(), refused.rejection());
      case Stop stop -> gear.halts().raise(before.source().origin().toString(), stop.reason());
    }
    return Optional.empty();
  }

  private void skip(Pending record) {
    gear.metrics().skipped();
    refusals.accepted(1);
    record.slot().done();
  }

  /** Fetches and compiles, unless that has just been done; says what is in the way. */
  private synchronized Optional<String> refresh(String pushSource) throws InterruptedException {
    Asked last = asked.get(pushSource);
    if (last != null && gear.clock().instant().isBefore(last.at().plus(FRESH))) {
      return last.trouble();
    }
    gear.metrics().schemaRefetched();
    SchemaClient.Found found = schemas.fetch(pushSource);
    if (Thread.interrupted()) { // what was found may only say so, and is no trouble of others
      throw new InterruptedException("interrupted while fetching a schema");
    }
    Optional<String> trouble =
        switch (found) {
          case SchemaClient.Registered registered -> unfit(mappings.adopt(registered.source()));
          case SchemaClient.Unknown _ ->
              Optional.of("the server knows no push source " + pushSource + " any more");
          case SchemaClient.NotNow notNow ->
              Optional.of("its schema cannot be fetched: " + notNow.reason());
        };
    asked.put(pushSource, new Asked(gear.clock().instant(), trouble));
    return trouble;
  }

  private static Optional<String> unfit(Problems problems) {
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of("the schema has moved on and the mapping does not fit it: " + problems);
  }
}
