package io.freshet.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a user probably meant. */
public final class NearNames {
  private static final int LISTED = 12;

  /** The table of distances grows with the square of a name, and the name is anybody's. */
  private static final int LONGEST = 256;

  private NearNames() {}

  /** The candidate nearest to a name, where one is near enough to be meant. */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    int tolerated = Math.max(1, name.length() / 3);
    return candidates.stream()
        .filter(candidate -> Math.abs(candidate.length() - name.length()) <= tolerated)
        .filter(candidate -> name.length() <= LONGEST && distance(name, candidate) <= tolerated)
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  /** {@code did you mean amount?}, or a list of what there is; empty where there is nothing. */
  public static String hint(String name, Collection<String> candidates) {
    Optional<String> nearest = nearest(name, candidates);
    if (nearest.isPresent()) {
      return "did you mean " + nearest.get() + "?";
    }
    return candidates.isEmpty()
        ? ""
        : "known: "
            + String.join(", ", candidates.stream().limit(LISTED).toList())
            + (candidates.size() > LISTED ? ", …" : "");
  }

  /** Damerau-Levenshtein distance (adjacent transpositions count once), ignoring case. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int substitution = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(substitution, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (swapped(a, b, i, j)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  private static boolean swapped(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
