package io.freshet.schema.change;

import io.freshet.schema.Catalogue;
import io.freshet.schema.Part;
import io.freshet.schema.PushSource;
import io.freshet.schema.TimestampRule;
import io.freshet.schema.UnknownFields;
import io.freshet.yaml.DurationText;
import io.freshet.yaml.NearNames;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The push sources of one workspace, before and after. */
final class SourcesOf {
  private final String workspace;
  private final Catalogue old;
  private final Catalogue now;
  private final Found found;

  SourcesOf(String workspace, Catalogue old, Catalogue now, Found found) {
    this.workspace = workspace;
    this.old = old;
    this.now = now;
    this.found = found;
  }

  void compare() {
    for (PushSource before : old.sources(workspace)) {
      Optional<PushSource> after = now.source(workspace, before.name());
      after.ifPresentOrElse(source -> compare(before, source), () -> gone(before));
    }
    for (PushSource source : now.sources(workspace)) {
      if (old.source(workspace, source.name()).isEmpty()) {
        found.compatible(Part.of(source), "push source added");
      }
    }
  }

  private void gone(PushSource source) {
    List<String> added =
        now.sources(workspace).stream()
            .map(PushSource::name)
            .filter(name -> old.source(workspace, name).isEmpty())
            .toList();
    String renamed =
        NearNames.nearest(source.name(), added)
            .map(name -> " (to a writer, a rename to " + name + " is a removal)")
            .orElse("");
    found.gone(
        Part.of(source),
        Found.WRITERS,
        "push source removed: pushes to it are answered 404 UNKNOWN_PUSH_SOURCE" + renamed,
        "keep it until nobody pushes to it any more");
  }

  private void compare(PushSource before, PushSource after) {
    Part part = Part.of(after);
    if (!before.description().equals(after.description())) {
      found.compatible(part.child("description"), "description changed");
    }
    timestamp(before.timestamp(), after.timestamp(), part.child("timestamp"));
    unknownFields(before.unknownFields(), after.unknownFields(), part.child("unknown_fields"));
    new FieldsOf(before, after, found).compare();
  }

  private void timestamp(TimestampRule before, TimestampRule after, Part part) {
    if (!before.field().equals(after.field())) {
      found.breaks(
          part.child("field"),
          Found.BOTH,
          "was "
              + before.field()
              + ", is "
              + after.field()
              + ": rows that are there are ordered by"
              + " the old field, and newer records may lose against them",
          "register another push source with views of its own, and move writers and readers to it");
    }
    limit(before.maxFuture(), after.maxFuture(), part.child("max_future"));
    limit(before.maxAge(), after.maxAge(), part.child("max_age"));
  }

  private void limit(Duration before, Duration after, Part part) {
    String change = "was " + DurationText.format(before) + ", is " + DurationText.format(after);
    if (after.compareTo(before) < 0) {
      found.breaks(
          part,
          Found.WRITERS,
          change + ": records between the two are refused (TIME_OUT_OF_RANGE)",
          "keep it, or see first that no writer sends such records");
    } else if (after.compareTo(before) > 0) {
      found.compatible(part, change);
    }
  }

  private void unknownFields(UnknownFields before, UnknownFields after, Part part) {
    if (before == after) {
      return;
    }
    String change = "was " + text(before) + ", is " + text(after);
    switch (after) {
      case REJECT ->
          found.breaks(
              part,
              Found.WRITERS,
              change + ": records with fields that are not listed are refused (UNKNOWN_FIELD)",
              "list the fields that writers send as optional ones first");
      case IGNORE -> found.compatible(part, change + ": a misspelt field is no longer noticed");
    }
  }

  private static String text(UnknownFields unknown) {
    return unknown.name().toLowerCase(Locale.ROOT);
  }
}
