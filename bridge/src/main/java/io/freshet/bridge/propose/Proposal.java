package io.freshet.bridge.propose;

import io.freshet.bridge.propose.ProposedField.Certainty;
import io.freshet.schema.Field;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.yaml.NearNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Matches the fields of a push source with those of an event: by name, however it is written, by
 * its ending, or by a likely slip; never against what the types allow. Each field of an event is
 * given once, to the nearest name.
 */
public final class Proposal {
  private static final int FAR = 9;
  private static final String NOTHING = "no field of the event looks like it";

  private final PushSource source;
  private final List<EventField> left;
  private final List<ProposedField> fields;

  public Proposal(PushSource source, EventFields event) {
    this.source = source;
    this.left = new ArrayList<>(event.list());
    List<ProposedField> proposed = new ArrayList<>();
    for (Field field : source.fields()) {
      proposed.add(proposed(field));
    }
    this.fields = List.copyOf(proposed);
  }

  /** One for each field of the push source, in its order. */
  public List<ProposedField> fields() {
    return fields;
  }

  /** The paths of the event that no field takes. */
  public List<String> unused() {
    return left.stream()
        .filter(field -> field.guess() != Guess.OBJECT)
        .map(EventField::path)
        .toList();
  }

  /** The lines below {@code fields:}, without their indentation. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(fields.stream().map(ProposedField::line).toList());
    if (!unused().isEmpty()) {
      lines.add("# not used: " + String.join(", ", unused()).replaceAll("\\s", " "));
    }
    return lines;
  }

  private ProposedField proposed(Field field) {
    List<EventField> fitting =
        left.stream().filter(candidate -> candidate.guess().fits(field.type())).toList();
    return byName(field, fitting)
        .map(found ->
            found.distance(field.name()) < 2
                ? taken(field, found, Certainty.MATCHED, "has its name")
                : taken(field, found, Certainty.GUESSED, "a guess: has a part of its name"))
        .or(() ->
            bySlip(field, fitting)
                .map(found ->
                    taken(field, found, Certainty.GUESSED, "a guess: has nearly its name")))
        .orElseGet(() -> unmatched(field));
  }

  private static Optional<EventField> byName(Field field, List<EventField> fitting) {
    return fitting.stream()
        .filter(candidate -> candidate.distance(field.name()) < FAR)
        .min(
            Comparator.comparingInt((EventField candidate) -> candidate.distance(field.name()))
                .thenComparingInt(candidate -> candidate.names().size()));
  }

  private static Optional<EventField> bySlip(Field field, List<EventField> fitting) {
    return NearNames.nearest(
            field.name(), fitting.stream().map(candidate -> candidate.names().getLast()).toList())
        .flatMap(name ->
            fitting.stream()
                .filter(candidate -> candidate.names().getLast().equals(name))
                .findFirst());
  }

  private ProposedField taken(Field field, EventField found, Certainty certainty, String reason) {
    left.remove(found);
    String unit = field.type() == ScalarType.TIMESTAMP ? found.guess().unit() : "";
    return !unit.isEmpty() && found.guess() == Guess.WHOLE
        ? new ProposedField(
            field, Certainty.GUESSED, found.path(), unit, reason + "; is the unit right?")
        : new ProposedField(field, certainty, found.path(), unit, reason);
  }

  private ProposedField unmatched(Field field) {
    return field.name().equals(source.timestamp().field())
        ? new ProposedField(field, Certainty.GUESSED, "$timestamp", "", NOTHING)
        : new ProposedField(field, Certainty.UNMATCHED, "", "", NOTHING);
  }
}
