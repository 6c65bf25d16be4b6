package io.freshet.bridge.propose;

import io.freshet.schema.Field;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.yaml.NearNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Matches the fields of a push source with those of an event: by name, however it is written, by
 * its ending, or by a likely slip; never against what the types allow. Each field of an event is
 * given once, to the nearest name.
 */
public final class Proposal {
  private static final int FAR = 9;

  private final PushSource source;
  private final List<EventField> left;

  public Proposal(PushSource source, EventFields event) {
    this.source = source;
    this.left = new ArrayList<>(event.list());
  }

  /** The lines below {@code fields:}, without their indentation. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Field field : source.fields()) {
      Optional<EventField> match = match(field);
      match.ifPresent(left::remove);
      lines.add(match.map(found -> mapped(field, found)).orElseGet(() -> unmatched(field)));
    }
    String unused =
        left.stream()
            .filter(field -> field.guess() != Guess.OBJECT)
            .map(EventField::path)
            .collect(Collectors.joining(", "));
    if (!unused.isEmpty()) {
      lines.add("# not used: " + unused.replaceAll("\\s", " "));
    }
    return lines;
  }

  private Optional<EventField> match(Field field) {
    List<EventField> fitting =
        left.stream().filter(candidate -> candidate.guess().fits(field.type())).toList();
    Optional<EventField> nearest =
        fitting.stream()
            .filter(candidate -> candidate.distance(field.name()) < FAR)
            .min(
                Comparator.comparingInt((EventField candidate) -> candidate.distance(field.name()))
                    .thenComparingInt(candidate -> candidate.names().size()));
    return nearest.or(() ->
        NearNames.nearest(
                field.name(),
                fitting.stream().map(candidate -> candidate.names().getLast()).toList())
            .flatMap(name ->
                fitting.stream()
                    .filter(candidate -> candidate.names().getLast().equals(name))
                    .findFirst()));
  }

  private static String mapped(Field field, EventField found) {
    String path = quoted(found.path());
    return field.type() == ScalarType.TIMESTAMP && !found.guess().unit().isEmpty()
        ? "%s: {path: %s, unit: %s}%s"
            .formatted(field.name(), path, found.guess().unit(), doubt(found))
        : field.name() + ": " + path;
  }

  private static String doubt(EventField found) {
    return found.guess() == Guess.WHOLE ? "   # is the unit right?" : "";
  }

  private String unmatched(Field field) {
    if (field.name().equals(source.timestamp().field())) {
      return field.name() + ": $timestamp   # no field of the event looks like it";
    }
    return field.required()
        ? field.name()
            + ": "
            + field.name()
            + "   # required, and no field of the event looks like it"
        : "# " + field.name() + ": …   # " + field.type().text() + ", optional";
  }

  /** As a YAML value that is text whatever it looks like. */
  private static String quoted(String path) {
    return path.matches("[A-Za-z_$][A-Za-z0-9_.$-]*") && !path.matches("(?i)true|false|null|yes|no")
        ? path
        : "'" + path.replace("'", "''") + "'";
  }
}
