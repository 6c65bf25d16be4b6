package io.freshet.ingest.health;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The image's {@code HEALTHCHECK}: asks whether the server in the same container lives. A main
 * class without command line and log, so that a check costs about 0.1 s of one CPU.
 */
public final class Probe {
  private static final int PATIENCE_MILLIS = 3_000;
  private static final String HERE = "http://127.0.0.1:8080/healthz/live";

  private Probe() {}

  /** Exits with 0 if {@code FRESHET_PROBE}, or else the port's default, answers 200. */
  public static void main(String[] args) {
    System.exit(ask(URI.create(System.getenv().getOrDefault("FRESHET_PROBE", HERE))));
  }

  /**
   * 0 if the answer is 200, or over TLS if a handshake is made; else 1. What was found is printed,
   * for {@code docker inspect}.
   */
  public static int ask(URI url) {
    try {
      String found = url.getScheme().equals("https") ? handshake(url) : status(url);
      System.out.println(url + " answered " + found);
      return found.equals("200") || found.startsWith("TLS") ? 0 : 1;
    } catch (IOException | GeneralSecurityException e) {
      System.out.println(url + ": " + e);
      return 1;
    }
  }

  private static String status(URI url) throws IOException {
    var connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    return String.valueOf(connection.getResponseCode());
  }

  /**
   * No request: it would need a certificate where clients must have one. In TLS 1.3 the server asks
   * for it only after the client's part of the handshake.
   */
  private static String handshake(URI url) throws IOException, GeneralSecurityException {
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    try (var socket = (SSLSocket) context.getSocketFactory().createSocket()) {
      socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.startHandshake();
      return socket.getSession().getProtocol();
    }
  }

  /** Nothing is told to the server but the path, so it does not matter who it is. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
