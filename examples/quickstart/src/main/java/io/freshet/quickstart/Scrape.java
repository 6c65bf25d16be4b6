package io.freshet.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One reading of a program's {@code /metrics} (Prometheus text exposition format 0.0.4). */
final class Scrape {
  private final Map<String, Double> samples = new HashMap<>();

  private Scrape(String text) {
    text.lines()
        .filter(line -> !line.startsWith("#") && line.lastIndexOf(' ') > 0)
        .forEach(line ->
            samples.put(
                line.substring(0, line.lastIndexOf(' ')),
                Double.parseDouble(
                    line.substring(line.lastIndexOf(' ') + 1).replace("Inf", "Infinity"))));
  }

  /** Reads a program's metrics; a program that does not answer has none. */
  static Scrape of(HttpClient client, URI metrics) {
    try {
      HttpRequest request = HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(2)).build();
      return new Scrape(client.send(request, BodyHandlers.ofString()).body());
    } catch (IOException _) {
      return new Scrape("");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Scrape("");
    }
  }

  /** The sum of all samples of that name whose labels contain the given text. */
  double sum(String name, String label) {
    return samples.entrySet().stream()
        .filter(sample -> nameOf(sample.getKey()).equals(name) && sample.getKey().contains(label))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** Cumulative counts of a histogram by upper bound in seconds, over all other labels. */
  NavigableMap<Double, Double> buckets(String histogram) {
    var buckets = new TreeMap<Double, Double>();
    samples.forEach((sample, count) -> {
      if (nameOf(sample).equals(histogram + "_bucket")) {
        buckets.merge(upperBound(sample), count, Double::sum);
      }
    });
    return buckets;
  }

  private static String nameOf(String sample) {
    int labels = sample.indexOf('{');
    return labels < 0 ? sample : sample.substring(0, labels);
  }

  private static double upperBound(String sample) {
    int from = sample.indexOf("le=\"") + 4;
    String bound = sample.substring(from, sample.indexOf('"', from));
    return bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
  }
}
