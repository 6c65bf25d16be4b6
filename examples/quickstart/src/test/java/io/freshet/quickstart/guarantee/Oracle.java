package io.freshet.quickstart.guarantee;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says whether the guarantee was kept. Shares no code with what it judges. */
final class Oracle {
  private static final List<Check> CHECKS =
      List.of(
          new NothingIsLost(),
          new HistoryIsComplete(),
          new HistoryIsImmutable(),
          new OnlineIsTheModel(),
          new OnlineNeverGoesBack(),
          new CommitsNeverGoBack(),
          new RepeatsAreBounded(),
          new DeadLettersAreFaithful(),
          new StopsAreClean());

  private Oracle() {}

  static Verdict judge(Evidence evidence) {
    Map<String, List<String>> breaches = new LinkedHashMap<>();
    for (Check check : CHECKS) {
      List<String> found = check.breaches(evidence);
      if (!found.isEmpty()) {
        breaches.put(check.promise(), found);
      }
    }
    return new Verdict(breaches);
  }
}
