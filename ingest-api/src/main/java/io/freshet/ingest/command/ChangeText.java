package io.freshet.ingest.command;

import io.freshet.schema.change.Change;
import io.freshet.schema.change.Change.Breaking;
import io.freshet.schema.change.Change.Compatible;
import io.freshet.schema.change.Change.Party;
import io.freshet.schema.file.Places;
import io.freshet.yaml.Place;
import java.util.Optional;
import java.util.stream.Collectors;

/** Schema changes for people, with where they stand. */
record ChangeText(Places old, Places now) {

  /** {@code breaks writers: schemas/a.yaml:9: prod/a fields.b.type: was …, is …; what to do: …}. */
  String of(Change change) {
    return switch (change) {
      case Breaking breaking ->
          "breaks "
              + parties(breaking)
              + ": "
              + line(breaking)
              + "; what to do: "
              + breaking.remedy();
      case Compatible compatible -> "compatible: " + line(compatible);
    };
  }

  Optional<Place> place(Change change) {
    return switch (change.side()) {
      case OLD -> old.of(change.part());
      case NEW -> now.of(change.part());
    };
  }

  private static String parties(Breaking breaking) {
    return breaking.breaks().stream()
        .map(Party::text)
        .sorted()
        .collect(Collectors.joining(" and "));
  }

  private String line(Change change) {
    String where = place(change).map(place -> place.file() + ":" + place.line() + ": ").orElse("");
    return where + change.part() + ": " + change.message();
  }
}
