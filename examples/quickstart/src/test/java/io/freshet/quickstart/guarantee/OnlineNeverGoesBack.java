package io.freshet.quickstart.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whoever reads an entity's row twice never reads an older version the second time. */
final class OnlineNeverGoesBack implements Check {

  @Override
  public String promise() {
    return "an online row never goes back to an older version";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    Map<String, Row> rows = new HashMap<>();
    List<String> breaches = new ArrayList<>();
    Stream.concat(evidence.sightings().online().stream(), evidence.tables().online().stream())
        .forEach(row -> {
          Row before = rows.put(row.key(), row);
          if (before != null && before.isNewerThan(row)) {
            breaches.add(row.key() + " went back to an older version");
          }
        });
    return breaches;
  }
}
