package io.freshet.bridge.admin;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * The image's {@code HEALTHCHECK}: asks whether the bridge in the same container lives. A main
 * class without command line and log, so that a check costs about 0.1 s of one CPU.
 */
public final class Probe {
  private static final int PATIENCE_MILLIS = 3_000;
  private static final String HERE = "http://127.0.0.1:9404/healthz/live";

  private Probe() {}

  /** Exits with 0 if {@code FRESHET_PROBE}, or else the admin port's default, answers 200. */
  public static void main(String[] args) {
    System.exit(ask(URI.create(System.getenv().getOrDefault("FRESHET_PROBE", HERE))));
  }

  /** 0 if the answer is 200, else 1; what was found is printed, for {@code docker inspect}. */
  static int ask(URI url) {
    try {
      var connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      int status = connection.getResponseCode();
      System.out.println(url + " answered " + status);
      return status == 200 ? 0 : 1;
    } catch (IOException e) {
      System.out.println(url + ": " + e);
      return 1;
    }
  }
}
