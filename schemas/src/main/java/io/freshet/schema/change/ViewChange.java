package io.freshet.schema.change;

import io.freshet.schema.Catalogue.FedView;
import io.freshet.schema.FieldType;
import io.freshet.schema.History;
import io.freshet.schema.Part;
import io.freshet.yaml.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One feature view, before and after. */
final class ViewChange {
  private static final String ANOTHER_VIEW =
      "add a view of another name beside it, and move the readers";

  private final FedView old;
  private final FedView now;
  private final Part part;
  private final Found found;

  ViewChange(FedView old, FedView now, Part part, Found found) {
    this.old = old;
    this.now = now;
    this.part = part;
    this.found = found;
  }

  void compare() {
    if (!old.source().name().equals(now.source().name())) {
      moved();
    }
    entity(old.view().entity(), now.view().entity());
    features(old.view().features(), now.view().features());
    ttl(old.view().ttl(), now.view().ttl());
    history(old.view().history(), now.view().history());
  }

  private void moved() {
    found.breaks(
        part,
        Found.READERS,
        "was fed by "
            + old.source().name()
            + ", is fed by "
            + now.source().name()
            + ": rows that are there are updated by other records, if at all",
        ANOTHER_VIEW);
    Stream.concat(now.view().entity().stream(), now.view().features().stream())
        .filter(name -> old.source().fields().position(name) >= 0)
        .filter(name -> !type(old, name).equals(type(now, name)))
        .forEach(name ->
            found.breaks(
                part,
                Found.READERS,
                name + " was " + type(old, name).text() + ", is " + type(now, name).text(),
                ANOTHER_VIEW));
  }

  private void entity(List<String> before, List<String> after) {
    if (!before.equals(after)) {
      found.breaks(
          part.child("entity"),
          Found.BOTH,
          "was "
              + before
              + ", is "
              + after
              + ": rows are stored under other keys, and those that are there are not found",
          ANOTHER_VIEW);
    }
  }

  private void features(List<String> before, List<String> after) {
    for (String feature : before) {
      if (!after.contains(feature)) {
        found.breaks(
            part.child("features"),
            Found.READERS,
            "feature " + feature + " removed",
            "keep it until nobody reads it any more");
      }
    }
    for (String feature : after) {
      if (!before.contains(feature)) {
        found.compatible(part.child("features"), "feature " + feature + " added");
      }
    }
  }

  private void ttl(Optional<Duration> before, Optional<Duration> after) {
    String change = "was " + text(before) + ", is " + text(after);
    if (longer(before, after)) {
      found.breaks(
          part.child("ttl"),
          Found.READERS,
          change + ": a replay could bring rows back that have expired",
          ANOTHER_VIEW + ", or see that nothing older than the old ttl is replayed");
    } else if (!before.equals(after)) {
      found.compatible(
          part.child("ttl"),
          change + ": rows written from now on expire sooner, the others do not");
    }
  }

  private void history(History before, History after) {
    if (before.equals(after)) {
      return;
    }
    String change = "was " + text(before) + ", is " + text(after);
    if (keepsLess(before, after)) {
      found.breaks(
          part.child("history"),
          Found.READERS,
          change + ": reads as of a moment find less of the past",
          "keep it until nobody reads so far back");
    } else {
      found.compatible(part.child("history"), change);
    }
  }

  private static boolean keepsLess(History before, History after) {
    return switch (after) {
      case History.Forever _ -> false;
      case History.None _ -> true;
      case History.For(Duration kept) ->
          switch (before) {
            case History.Forever _ -> true;
            case History.None _ -> false;
            case History.For(Duration keptBefore) -> kept.compareTo(keptBefore) < 0;
          };
    };
  }

  private static boolean longer(Optional<Duration> before, Optional<Duration> after) {
    return before.isPresent() && (after.isEmpty() || after.get().compareTo(before.get()) > 0);
  }

  private static FieldType type(FedView fed, String field) {
    return fed.source().fields().at(fed.source().fields().position(field)).type();
  }

  private static String text(History history) {
    return switch (history) {
      case History.Forever _ -> "kept for ever";
      case History.None _ -> "false";
      case History.For(Duration kept) -> "kept for " + DurationText.format(kept);
    };
  }

  private static String text(Optional<Duration> duration) {
    return duration.map(DurationText::format).orElse("none");
  }
}
