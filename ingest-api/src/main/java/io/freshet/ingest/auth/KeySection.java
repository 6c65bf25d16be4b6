package io.freshet.ingest.auth;

import io.freshet.schema.Names;
import io.freshet.value.Timestamps;
import io.freshet.yaml.Section;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One element of {@code keys}, read. */
final class KeySection {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,64}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Section section;
  private boolean sound = true;

  KeySection(Section section) {
    this.section = section;
  }

  /** The key, unless something is wrong with it; that has then been reported. */
  Optional<ApiKey> key() {
    String id = matching("id", ID, "expected letters and digits");
    String hash = matching("secret_sha256", HASH, "expected 64 hex digits");
    String workspace = section.requiredText("workspace");
    named("workspace", workspace);
    List<String> sources = section.texts("sources");
    sources.forEach(source -> named("sources", source));
    // Of a key for some sources an empty list must not make one for all of them.
    if (section.has("sources") && sources.isEmpty()) {
      wrong("sources", "names none", "leave it out for all sources");
    }
    Set<Access> access = access();
    Instant created = moment("created").orElse(Instant.EPOCH);
    Optional<Instant> expires = moment("expires");
    Optional<Rate> rate = rate();
    section.done();
    var caller = new Caller(id, workspace, Set.copyOf(sources), access, rate);
    return sound ? Optional.of(new ApiKey(caller, hash, created, expires)) : Optional.empty();
  }

  private String matching(String key, Pattern pattern, String expected) {
    String text = section.requiredText(key);
    if (!pattern.matcher(text).matches()) {
      sound = false;
      if (!text.isEmpty()) {
        section.problem(key, expected);
      }
    }
    return text;
  }

  private void named(String key, String name) {
    if (!Names.valid(name)) {
      sound = false;
      if (!name.isEmpty()) {
        section.problem(key, "is not a name", Names.RULE);
      }
    }
  }

  private Set<Access> access() {
    Set<Access> access = EnumSet.noneOf(Access.class);
    for (String word : section.texts("access")) {
      switch (word) {
        case "read" -> access.add(Access.READ);
        case "write" -> access.add(Access.WRITE);
        default -> wrong("access", "expected read, write", "");
      }
    }
    if (access.isEmpty()) {
      wrong("access", "allows nothing", "[read, write]");
    }
    return access;
  }

  /** An unreadable expiry must not make a key that never expires. */
  private Optional<Instant> moment(String key) {
    Optional<Instant> moment = section.text(key).flatMap(Timestamps::parse);
    if (section.has(key) && moment.isEmpty()) {
      wrong(key, "expected a moment such as 2026-01-04T00:25:06Z", "in quotes");
    }
    return moment;
  }

  /** Nor an unreadable rate one without. */
  private Optional<Rate> rate() {
    if (!section.has("rate")) {
      return Optional.empty();
    }
    Section rate = section.section("rate");
    Optional<Double> perSecond = rate.number("requests_per_second", Rate.LEAST, Rate.MOST);
    Optional<Long> burst = rate.integer("burst", 1, (long) Rate.MOST);
    rate.done();
    if (perSecond.isEmpty() || rate.has("burst") != burst.isPresent()) {
      wrong("rate", "expected a rate", "{requests_per_second: 100, burst: 200}");
      return Optional.empty();
    }
    return Optional.of(
        burst.isPresent()
            ? new Rate(perSecond.get(), burst.get().intValue())
            : Rate.of(perSecond.get()));
  }

  private void wrong(String key, String message, String hint) {
    sound = false;
    section.problem(key, message, hint);
  }
}
