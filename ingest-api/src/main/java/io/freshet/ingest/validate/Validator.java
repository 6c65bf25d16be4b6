package io.freshet.ingest.validate;

import static io.freshet.api.RecordErrorType.INVALID_ENTITY;
import static io.freshet.api.RecordErrorType.MISSING_REQUIRED;
import static io.freshet.api.RecordErrorType.TIME_OUT_OF_RANGE;

import io.freshet.api.RecordErrorType;
import io.freshet.ingest.answer.RecordError;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.request.Errors;
import io.freshet.ingest.request.PushRequest;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.schema.Field;
import io.freshet.schema.TimestampRule;
import io.freshet.yaml.DurationText;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Every rule that a record must meet before anything is written, and every way it does not. */
public final class Validator {
  private final InstantSource clock;

  public Validator(InstantSource clock) {
    this.clock = clock;
  }

  /** All violations of all records, those found while parsing first; none: it may be written. */
  public List<RecordError> violations(PushRequest request) {
    var errors = new Errors();
    for (RecordError found : request.errors()) {
      errors.add(found);
    }
    Instant now = clock.instant();
    for (PushedRecord pushed : request.records()) {
      check(pushed, now, errors);
    }
    return errors.list();
  }

  private static void check(PushedRecord pushed, Instant now, Errors errors) {
    requireFields(pushed, errors);
    checkTime(pushed, now, errors);
    if (pushed.delete()) {
      requireEntity(pushed, errors);
    }
    refuseEmptyEntities(pushed, errors);
    for (ViewPlan view : pushed.plan().views()) {
      if (view.identifies(pushed.values())) {
        new RowCheck(pushed, view, errors).check();
      }
    }
  }

  private static void requireFields(PushedRecord pushed, Errors errors) {
    int timestamp = pushed.plan().source().timestampPosition();
    for (int position = 0; position < pushed.plan().fields().size(); position++) {
      Field field = pushed.plan().fields().at(position);
      boolean needed = pushed.delete() ? position == timestamp : field.required();
      if (needed && !pushed.values().has(position) && !pushed.values().rejected(position)) {
        add(pushed, field.name(), MISSING_REQUIRED, "is required", errors);
      }
    }
  }

  private static void checkTime(PushedRecord pushed, Instant now, Errors errors) {
    int position = pushed.plan().source().timestampPosition();
    if (!pushed.values().has(position)) {
      return;
    }
    Instant eventTime = (Instant) pushed.values().at(position);
    TimestampRule rule = pushed.plan().source().timestamp();
    if (eventTime.isAfter(now.plus(rule.maxFuture()))) {
      String limit = DurationText.format(rule.maxFuture());
      add(pushed, rule.field(), TIME_OUT_OF_RANGE, "more than " + limit + " in the future", errors);
    } else if (eventTime.isBefore(now.minus(rule.maxAge()))) {
      String limit = DurationText.format(rule.maxAge());
      add(pushed, rule.field(), TIME_OUT_OF_RANGE, "more than " + limit + " in the past", errors);
    }
  }

  private static void requireEntity(PushedRecord pushed, Errors errors) {
    if (pushed.plan().views().stream().noneMatch(view -> view.identifies(pushed.values()))) {
      add(pushed, "", INVALID_ENTITY, "a delete must have all entity fields of some view", errors);
    }
  }

  /** Said once of a field, however many views it identifies rows of. */
  private static void refuseEmptyEntities(PushedRecord pushed, Errors errors) {
    pushed.plan().views().stream()
        .flatMapToInt(ViewPlan::entity)
        .distinct()
        .filter(pushed.values()::has)
        .filter(position -> isEmpty(pushed.values().at(position)))
        .forEach(position -> {
          String name = pushed.plan().fields().at(position).name();
          add(pushed, name, INVALID_ENTITY, "an entity is never empty", errors);
        });
  }

  private static boolean isEmpty(Object value) {
    return switch (value) {
      case String text -> text.isEmpty();
      case ByteBuffer bytes -> !bytes.hasRemaining();
      default -> false;
    };
  }

  private static void add(
      PushedRecord pushed, String field, RecordErrorType type, String message, Errors errors) {
    errors.add(pushed.plan().name(), pushed.index(), field, type, message);
  }
}
